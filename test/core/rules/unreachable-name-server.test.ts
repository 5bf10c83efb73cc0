import { test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

const objects = (host = 'http://db.shop.svc:80', pod = ''): string => `
    kind: Service
    metadata: {name: db, namespace: shop}
    spec: {selector: {app: db}, ports: [{port: 80}]}
    ---
    kind: Deployment
    metadata: {name: web, namespace: shop}
    spec:
      template:
        metadata: {labels: {app: web}}
        spec: {${pod}containers: [{name: c, args: ["${host}"]}]}
`;
const policy = (rules: string, more = 'policyTypes: [Egress]'): string => `
    kind: NetworkPolicy
    metadata: {name: web, namespace: shop}
    spec:
      podSelector: {matchLabels: {app: web}}
      ${more}
      egress: [${rules}]
`;
const marked = (rules: string, more?: string): string =>
  `${policy(rules, more).trimEnd()}
      ^^^^^^ warning[unreachable-name-server] 💡 Under this policy, Deployment "web" cannot reach DNS: no rule allows UDP port 53.
`;
const toDb = '{to: [{podSelector: {matchLabels: {app: db}}}], ports: [{port: 80}]}';
const toDns =
  '{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}], ports: [{protocol: UDP, port: 53}]}';

test('a policy without DNS, for Pods that use names', () => {
  checkDiagnostics(`${marked(toDb)}    ---${objects()}`);
  checkDiagnostics(`${marked(toDb, 'policyTypes: [Ingress, Egress]')}    ---${objects()}`);
  checkDiagnostics(`${marked(toDb.replace('80}', '53}'))}    ---${objects()}`);
});

test('a block of public addresses does not hold the DNS of a cluster', () => {
  checkDiagnostics(
    `${marked('{to: [{ipBlock: {cidr: 8.8.0.0/16}}, {ipBlock: {cidr: "2600::/16"}}]}')}    ---${objects()}`,
  );
  for (const block of ['0.0.0.0/1', '10.96.0.10/32', '172.0.0.0/8', '"f000::/4"', '$(BLOCK)'])
    checkDiagnostics(`${policy(`{to: [{ipBlock: {cidr: ${block}}}]}`)}    ---${objects()}`);
});

test('names in a ConfigMap that the Pods use', () => {
  const pod = objects('').replace('name: c,', 'name: c, envFrom: [{configMapRef: {name: env}}],');
  checkDiagnostics(`${marked(toDb)}    ---${pod}    ---
    kind: ConfigMap
    metadata: {name: env, namespace: shop}
    data: {DB: "http://db.shop.svc:80"}
`);
});

test.each([
  ['a rule for DNS', policy(`${toDb}, ${toDns}`), objects()],
  ['everything is let out', policy('{}'), objects()],
  ['any address', policy('{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}'), objects()],
  ['a range of ports', policy('{ports: [{protocol: UDP, port: 1, endPort: 1024}]}'), objects()],
  ['it is about what comes in', policy(toDb, 'policyTypes: [Ingress]'), objects()],
  ['Pods that use no names', policy(toDb), objects('10.0.0.1:80')],
  [
    'Pods of the host network',
    policy(toDb),
    objects(undefined, 'hostNetwork: true, dnsPolicy: ClusterFirstWithHostNet, '),
  ],
  [
    'the DNS of OpenShift, whose Pods have another port',
    policy(`${toDb}, ${toDns.replace('kube-system', 'openshift-dns').replace('53}', '5353}')}`),
    objects(),
  ],
  [
    'another policy lets DNS out',
    `${policy(toDb)}    ---${policy(toDns).replace('name: web,', 'name: dns,')}`,
    objects(),
  ],
])('silent: %s', (_, one, other) => {
  checkDiagnostics(`${one}    ---${other}`);
});

const denyAll = policy('').replace('podSelector: {matchLabels: {app: web}}', 'podSelector: {}');
const other = (rules: string): string => policy(rules).replace('name: web,', 'name: more,');

test('nothing is let out of Pods that use names', () => {
  checkDiagnostics(`${denyAll.trimEnd()}
      ^^^^^^ warning[unreachable-name-server] 💡 Under this policy, Deployment "web" cannot reach DNS: no traffic may leave.
    ---${objects()}`);
  checkDiagnostics(`
    kind: NetworkPolicy
    metadata: {name: deny, namespace: shop}
    spec:
    ^^^^ warning[unreachable-name-server] 💡
      podSelector: {}
      policyTypes: [Ingress, Egress]
    ---${objects()}`);
});

test('a policy that lets nothing out, in a folder of its own', () => {
  const stray = denyAll.replace(', namespace: shop', '');
  const web = objects().replaceAll(', namespace: shop', '').replace('.shop.svc', '');
  checkDiagnostics(`
    #- /policies/deny/policy.yaml${stray}
    #- /apps/web/web.yaml${web}`);
});

test('of a policy that lets nothing out, and others that open something, those are to let DNS out', () => {
  checkDiagnostics(`${denyAll}    ---${other(toDns)}    ---${objects()}`);
  const says = marked(toDb).replace('name: web,', 'name: more,');
  checkDiagnostics(`${denyAll}    ---${says}    ---${objects()}`);
});

test('the port of DNS is let out, but to others', () => {
  const says = (rules: string): string =>
    marked(rules).replace('no rule allows UDP port 53', 'UDP port 53 is allowed, but not to DNS');
  const pods = '{to: [{podSelector: {matchLabels: {k8s-app: kube-dns}}}], ports: [{protocol: UDP, port: 53}]}';
  checkDiagnostics(`${says(pods)}    ---${objects()}`);
  checkDiagnostics(`${says(toDns.replace('kube-system', 'db'))}    ---${objects()}`);
});

test('addresses are let out, but no private ones', () => {
  const block = (except: string): string => `{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [${except}]}}]}`;
  const all = '10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16';
  const says = marked(block(all)).replace('no rule allows UDP port 53', 'it excepts all private addresses');
  checkDiagnostics(`${says}    ---${objects()}`);
  checkDiagnostics(`${policy(block('10.0.0.0/8, 192.168.0.0/16'))}    ---${objects()}`);
  checkDiagnostics(`${policy(`${block(all)}, ${toDns}`)}    ---${objects()}`);
});

test('the fix lets DNS out', () => {
  checkFix(
    `${policy(toDb)}    ---${objects()}`,
    'Allow DNS: UDP and TCP to port 53 of namespace "kube-system"',
    `${policy(`${toDb}, ${toDns.replace('port: 53}]}', 'port: 53}, {protocol: TCP, port: 53}]}')}`)}    ---${objects()}`,
  );
});
