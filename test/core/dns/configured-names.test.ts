import { describe, test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';
import { checkResolve } from '../../support/check-records.ts';

const corefile = `
    kind: ConfigMap
    metadata: {name: coredns, namespace: kube-system}
    data:
      Corefile: |
        .:53 {
            # rewrite name no.shop.svc.cluster.local web.shop.svc.cluster.local
            rewrite name old.shop.svc.cluster.local web.shop.svc.cluster.local
            rewrite stop {
                name regex (.*)\\.blue\\.svc\\.cluster\\.local\\. {1}.shop.svc.cluster.local
                answer auto
            }
            rewrite continue name suffix .green.svc.cluster.local. .shop.svc.cluster.local.
            hosts {
                192.0.2.7 Mainframe.shop.svc.cluster.local bare
                fd00::7 mainframe.shop.svc.cluster.local
                ttl 60
                fallthrough
            }
            hosts /etc/coredns/more {
                fallthrough
            }
            kubernetes cluster.local in-addr.arpa ip6.arpa
            forward . /etc/resolv.conf
        }
      more: |
        192.0.2.9 printer.shop.svc.cluster.local # upstairs
    `;
const web = `
    kind: Service
    metadata: {name: web, namespace: shop}
    spec: {clusterIP: 10.0.0.1, selector: {app: web}, ports: [{name: http, port: 80}]}
    `;
const objects = `${corefile}---${web}`;

// CoreDNS plugins hosts and rewrite, which are asked before the plugin kubernetes.
describe('names that a Corefile serves', () => {
  test.each([
    ['mainframe.shop.svc.cluster.local A', 'NOERROR\nmainframe.shop.svc.cluster.local. A 192.0.2.7'],
    ['mainframe.shop.svc.cluster.local AAAA', 'NOERROR\nmainframe.shop.svc.cluster.local. AAAA fd00::7'],
    ['printer.shop.svc.cluster.local A', 'NOERROR\nprinter.shop.svc.cluster.local. A 192.0.2.9'],
    ['bare. A', 'NOERROR\nbare. A 192.0.2.7'],
    ['web.shop.svc.cluster.local A', 'NOERROR\nweb.shop.svc.cluster.local. A 10.0.0.1'],
    ['no.shop.svc.cluster.local A', 'NXDOMAIN'],
    ['mainframe.other.svc.cluster.local A', 'NXDOMAIN'],
  ])('%s', (question, answer) => {
    checkResolve(objects, question, answer);
  });

  test.each(['old.shop', 'api.blue', 'api.green'])('%s is rewritten', (name) => {
    const whole = `${name}.svc.cluster.local`;
    const why = 'ConfigMap "coredns" makes the DNS server look up another name instead.';
    checkResolve(objects, `${whole} A`, `NOERROR\n? ${whole}. A: ${why}`);
    checkResolve(objects, `${whole} AAAA`, 'NOERROR');
  });
});

const client = (host: string): string => `
    kind: Pod
    metadata: {name: client, namespace: shop}
    spec:
      containers:
      - name: c
        args: ["--to=http://${host}:80"]`;

test.each(['old.shop.svc', 'old', 'mainframe', 'printer.shop.svc.cluster.local', 'bare', 'wed.green.svc'])(
  'nothing is said of %s in a string',
  (host) => {
    checkDiagnostics(`${objects}---${client(host)}`);
  },
);

test('what is not served is told as ever', () => {
  checkDiagnostics(`${objects}---${client('wbe.shop.svc')}
                            ^^^^^^^^^^^^ warning[dangling-host-name] 💡`);
});

test('a ConfigMap without a Corefile configures nothing', () => {
  const other = corefile.replace('Corefile: |', 'text: |');
  checkResolve(`${other}---${web}`, 'old.shop.svc.cluster.local A', 'NXDOMAIN');
});
