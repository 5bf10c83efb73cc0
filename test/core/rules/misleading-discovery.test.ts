import { describe, test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

const services = `
    kind: Service
    metadata: {name: web, namespace: shop}
    spec: {selector: {app: web}, ports: [{name: grpc, port: 9000}]}
    ---
    kind: Service
    metadata: {name: web-pods, namespace: shop}
    spec: {clusterIP: None, selector: {app: web}, ports: [{name: grpc, port: 9000}]}
    ---
    kind: Deployment
    metadata: {name: web, namespace: shop}
    spec:
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: web, image: web, ports: [{containerPort: 9000}]}]}
    ---`;

const client = (container: string): string => `${services}
    kind: Pod
    metadata: {name: client, namespace: shop}
    spec:
      containers:
        - name: client
          image: client
          ${container}
  `;

describe('a Service with a cluster IP that is asked for all Pods', () => {
  test('whose name the hosts file of the Pod has', () => {
    const asking = (args: string, hostnames: string): string =>
      client(`args: [${args}]`)
        .replaceAll('name: grpc', 'name: mongodb')
        .replace(
          /spec:\n( +containers:\n +- name: client)/,
          `spec:\n      hostAliases: [{ip: 192.0.2.1, hostnames: [${hostnames}]}]\n$1`,
        );
    checkDiagnostics(asking('"dns:///web:9000"', 'web'));
    checkDiagnostics(`${asking('"dns:///web:9000"', 'other').trimEnd()}
                         ^^^ warning[misleading-discovery] 💡`);
    // A hosts file has no SRV records.
    checkDiagnostics(`${asking('--to=mongodb+srv://web/db', 'web').trimEnd()}
                                    ^^^ warning[misleading-discovery] 💡`);
  });

  test('by the SRV record that the scheme asks for', () => {
    const named = (name: string): string =>
      client('args: [--to=mongodb+srv://web.shop.svc/db]').replaceAll('name: grpc', `name: ${name}`);
    checkDiagnostics(`${named('mongodb').trimEnd()}
                                    ^^^^^^^^^^^^ warning[misleading-discovery] 💡`);
    checkDiagnostics(`${named('mongo').trimEnd()}
                                    ^^^^^^^^^^^^ warning[dangling-host-port]`);
  });

  test.each([
    ['gRPC', 'args: [--to=dns:///web:9000]', '               ^^^'],
    [
      'gRPC with its whole name',
      'args: [--to=dns:///web.shop.svc.cluster.local:9000]',
      '               ^^^^^^^^^^^^^^^^^^^^^^^^^^',
    ],
    ['Thanos', 'args: [--to=dnssrv+_grpc._tcp.web.shop.svc]', '               ^^^^^^^^^^^^^^^^^^^^^^^'],
    ['Thanos, addresses', 'args: [--to=dns+web.shop.svc:9000]', '            ^^^^^^^^^^^^'],
  ])('%s', (_, container, marks) => {
    const at = container.search(/web|_grpc/);
    checkDiagnostics(
      client(`${container}\n          ${' '.repeat(at)}${marks.trim()} warning[misleading-discovery] 💡`),
    );
  });

  test('a short name, and a Service that is far away', () => {
    const [service = '', , , pod = ''] = client('args: [--to=dns:///web:9000]').split('---');
    checkDiagnostics(`
    #- /tests/one/expected/service.yaml${service}
    #- /tests/conf/client.yaml${pod}`);
  });

  test('a template of servers, and names that are discovered', () => {
    checkDiagnostics(`${services}
    kind: ConfigMap
    metadata: {name: conf, namespace: shop}
    data:
      haproxy.cfg: |
        backend web
          server-template web 5 web.shop.svc.cluster.local:9000 resolvers kube
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[misleading-discovery] 💡
          server one web.shop.svc.cluster.local:9000
      prometheus.yml: |
        scrape_configs:
          - job_name: web
            dns_sd_configs:
              - names: [_grpc._tcp.web.shop.svc.cluster.local]
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[misleading-discovery] 💡
          - job_name: other
            static_configs:
              - targets: ['web.shop.svc.cluster.local:9000']
  `);
  });
});

test('near misses: a headless Service, one that is called, a record asked for its port, a name that is not there', () => {
  for (const to of [
    'dns:///web-pods:9000',
    'http://web:9000',
    '_grpc._tcp.web.shop.svc',
    'dnssrv+_grpc._tcp.web-pods.shop.svc',
  ])
    checkDiagnostics(client(`args: [--to=${to}]`));
  checkDiagnostics(client('args: [--query=dnssrv+_grpc._tcp.web.shop.svc]'));
  checkDiagnostics(
    client(`args: [--to=dnssrv+_htp._tcp.web.shop.svc]
                             ^^^^^^^^^ warning[dangling-host-port] 💡`),
  );
});
