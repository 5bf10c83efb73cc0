import { test } from 'vitest';
import { checkDiagnostics, checkFix, checkIncomplete } from '../../support/check-diagnostics.ts';

const service = `
    kind: Service
    metadata: {name: cache}
    spec: {clusterIP: None, selector: {app: cache}, ports: [{name: peer, port: 7100}]}
`;
const set = (fields: string): string => `
    kind: StatefulSet
    metadata: {name: cache}
    spec: {serviceName: cache, ${fields}template: {metadata: {labels: {app: cache}}, spec: {containers: [{name: c}]}}}
`;
const peers = (value: string): string => `
    kind: ConfigMap
    metadata: {name: peers}
    data: {peers: "${value}"}
`;

test('what is called as the namespace of a Service that a chart may bring', () => {
  const pod = (mark: string): string => `
    kind: Service
    metadata: {name: orders, namespace: orders}
    spec: {selector: {app: orders}, ports: [{port: 80}]}
    ---
    kind: Deployment
    metadata: {name: orders, namespace: orders}
    spec:
      template:
        metadata: {labels: {app: orders}}
        spec: {containers: [{name: c, args: ["http://valkey.orders:80"]}]}
${mark}
`;
  checkDiagnostics(pod(`${' '.repeat(53)}^^^^^^^^^^^^^ warning[dangling-pod-name]`));
  checkDiagnostics(`${pod('')}    ---
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: {name: valkey, namespace: orders}
`);
});

test('names below a Service that has Pods of other clusters', () => {
  const shared = (annotation: string, mark: string): string => `
    kind: Service
    metadata: {name: peers, namespace: shop, annotations: {${annotation}: "true"}}
    spec: {clusterIP: None, ports: [{name: mesh, port: 7100}]}
    ---
    apiVersion: v1
    kind: Endpoints
    metadata: {name: peers, namespace: shop}
    subsets: [{addresses: [{ip: 192.0.2.1, hostname: here-0}], ports: [{name: mesh, port: 7100}]}]
    ---
    kind: ConfigMap
    metadata: {name: list, namespace: shop}
    data: {peers: "there-0.peers.shop.svc:7100"}
${mark}
  `;
  checkDiagnostics(shared('service.cilium.io/global', ''));
  checkDiagnostics(shared('example.com/global', `                   ${'^'.repeat(22)} warning[dangling-pod-name] 💡`));
});

test('a peer list beyond the replicas', () => {
  checkDiagnostics(`
    #- /client.yaml
    kind: Pod
    metadata: {name: reader}
    spec:
      containers:
      - name: main
        env:
        - name: PEERS
          value: cache-0.cache:7100,cache-2.cache:7100
                                    ^^^^^^^^^^^^^ warning[dangling-pod-name] 💡 There is no Pod "cache-2": StatefulSet "cache" has "cache-0" to "cache-1".
    #- /cache.yaml
    kind: StatefulSet
    metadata: {name: cache}
    spec:
      serviceName: cache
      replicas: 2
                ^ note[dangling-pod-name] StatefulSet "cache", replicas: 2.
      template: {metadata: {labels: {app: cache}}, spec: {containers: [{name: c}]}}
    ---${service}`);
});

test('ordinals that start later', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: peers}
    data:
      one: cache-4.cache:1,cache-5.cache:1,cache-7.cache.default.svc
           ^^^^^^^^^^^^^ warning[dangling-pod-name] There is no Pod "cache-4": StatefulSet "cache" has "cache-5" to "cache-6".
                                           ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[dangling-pod-name] 💡
    ---${set('replicas: 2, ordinals: {start: 5}, ')}    ---${service}`);
});

test('one Pod, or none', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: peers}
    data:
      one: cache-1.cache:1
           ^^^^^^^^^^^^^ warning[dangling-pod-name] 💡 There is no Pod "cache-1": StatefulSet "cache" has only "cache-0".
    ---${set('')}    ---${service}`);
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: peers}
    data:
      one: cache-0.cache:1
           ^^^^^^^^^^^^^ warning[dangling-pod-name] 💡 "cache" has 0 replicas, so there are no Pods.
    ---${set('replicas: 0, ')}    ---${service}`);
});

test.each([
  ['all Pods are there', peers('cache-0.cache:1,cache-1.cache:1'), set('replicas: 2, ')],
  ['a variable in the name', peers('cache-$i.cache:1'), set('replicas: 2, ')],
  ['the address of a Pod', peers('10-244-1-7.cache:1'), set('replicas: 2, ')],
  ['the number of Pods is a variable', peers('cache-5.cache:1'), set('replicas: "${REPLICAS}", ')],
])('%s', (_, source, statefulSet) => {
  checkDiagnostics(`${source}    ---${statefulSet}    ---${service}`);
});

test('an autoscaler may make the Pod, up to its maximum', () => {
  const scaler = (max: string): string => `
    kind: HorizontalPodAutoscaler
    metadata: {name: cache}
    spec: {scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: cache}${max}}
`;
  const rest = `${set('replicas: 2, ')}    ---${service}`;
  checkDiagnostics(`${peers('cache-3.cache:1')}    ---${scaler(', maxReplicas: 4')}    ---${rest}`);
  checkDiagnostics(`${peers('cache-9.cache:1')}    ---${scaler('')}    ---${rest}`);
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: peers}
    data:
      one: cache-4.cache:1
           ^^^^^^^^^^^^^ warning[dangling-pod-name] There is no Pod "cache-4": StatefulSet "cache" is scaled to 4 Pods at most.
    ---${scaler(', maxReplicas: 4')}    ---${rest}`);
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: peers}
    data:
      one: cache-4.cache:1
           ^^^^^^^^^^^^^ warning[dangling-pod-name] There is no Pod "cache-4": StatefulSet "cache" has "cache-5" to "cache-6".
    ---${scaler(', maxReplicas: 4')}    ---${set('replicas: 2, ordinals: {start: 5}, ')}    ---${service}`);
});

test('so may a custom autoscaler, and a slice may have the name', () => {
  const rest = `${set('replicas: 2, ')}    ---${service}`;
  checkDiagnostics(`${peers('cache-3.cache:1')}    ---
    apiVersion: keda.sh/v1alpha1
    kind: ScaledObject
    metadata: {name: x}
    spec: {scaleTargetRef: {name: cache}}
    ---${rest}`);
  checkDiagnostics(`${peers('cache-3.cache:1')}    ---
    kind: EndpointSlice
    metadata: {name: x, labels: {kubernetes.io/service-name: cache}}
    addressType: IPv4
    endpoints: [{addresses: [192.0.2.1], hostname: cache-3}]
    ---${rest}`);
});

test('nothing is said while files are unread', () => {
  const source = `${peers('cache-3.cache:1')}    ---${set('replicas: 2, ')}    ---${service}`;
  checkIncomplete(source, { complete: false, unread: [] });
  checkIncomplete(source, { complete: true, unread: ['/scaler.yaml'] });
});

test('the fix asks for as many Pods', () => {
  checkFix(
    `${peers('cache-3.cache:1')}    ---${set('replicas: 2, ')}    ---${service}`,
    'Set replicas of StatefulSet "cache" to 4',
    `${peers('cache-3.cache:1')}    ---${set('replicas: 4, ')}    ---${service}`,
  );
});

test('the hosts file of the Pod has the name, spelled so', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: reader}
    spec:
      hostAliases: [{ip: 192.0.2.1, hostnames: [cache-7.cache]}]
      containers:
      - name: main
        args: ["--one=cache-7.cache:7100", "--two=cache-7.cache.default:7100"]
                                                  ^^^^^^^^^^^^^^^^^^^^^ warning[dangling-pod-name] 💡
    ---${set('replicas: 2, ')}    ---${service}`);
});

test('a label that nothing behind the Service has, and the fix to the Pod of that number', () => {
  const before = `${peers('cahce-1.cache:1')}    ---${set('replicas: 2, ')}    ---${service}`;
  checkDiagnostics(
    before.replace(
      'cahce-1.cache:1"}',
      'cahce-1.cache:1"}\n                   ^^^^^^^^^^^^^ warning[dangling-pod-name] 💡 Service "cache" has nothing called "cahce-1" behind it.',
    ),
  );
  checkFix(before, 'Change to "cache-1.cache"', before.replace('cahce-1', 'cache-1'));
});

test('a certificate may have names that nobody asks for', () => {
  checkDiagnostics(`${service}    ---${set('replicas: 2, ')}    ---
    apiVersion: cert-manager.io/v1
    kind: Certificate
    metadata: {name: db}
    spec: {commonName: cache.cache.default.svc.cluster.local, dnsNames: [cache.cache.default.svc.cluster.local, "*.cache"]}
  `);
});

test('the name of the set, and Pods that have no names', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: peers}
    data: {peers: "cache.cache.default.svc:1"}
                   ^^^^^^^^^^^^^^^^^^^^^^^ warning[dangling-pod-name]
    ---${set('replicas: 2, ')}    ---${service}`);
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: peers}
    data: {peers: "cache-0.cache:1"}
                   ^^^^^^^^^^^^^ warning[dangling-pod-name] Service "cache" has nothing called "cache-0" behind it.
    ---${set('').replace('StatefulSet', 'Deployment').replace('serviceName: cache, ', '')}    ---${service}`);
});

test('own names of Pods that have none', () => {
  const own = (kind: string, more = ''): string => `
    kind: ${kind}
    metadata: {name: cache}
    spec:
      template:
        metadata: {labels: {app: cache}}
        spec:
          ${more}
          containers:
          - name: c
            env: [{name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]
            args: [--me=$(POD).cache]
`;
  checkDiagnostics(`${own('Deployment').trimEnd()}
                        ^^^^^^^^^^^^ warning[dangling-pod-name] The Pods of Deployment "cache" have no names of their own below Service "cache".
    ---${service}`);
  checkDiagnostics(
    `${own('StatefulSet').replace('template:', 'serviceName: cache\n      template:')}    ---${service}`,
  );
  checkDiagnostics(
    `${own('Deployment', '{hostname: a, subdomain: cache}').replace('{hostname: a, subdomain: cache}', 'hostname: a\n          subdomain: cache')}    ---${service}`,
  );
});

test('the own name of a Pod that lacks hostname or subdomain', () => {
  const pod = (names: string, mark = ''): string => `
    kind: Pod
    metadata: {name: cache, labels: {app: cache}}
    spec:
      ${names}
      containers:
      - name: c
        env: [{name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]
        args: [--me=$(POD).cache]
        ${mark}
    ---${service}`;
  const told =
    '            ^^^^^^^^^^^^ warning[dangling-pod-name] Pod "cache" has no name of its own below Service "cache".';
  const withoutHostname = `subdomain: cache
                 ^^^^^ hint[missing-pod-hostname] 💡`;
  checkDiagnostics(pod('restartPolicy: Never', told));
  checkDiagnostics(pod('hostname: cache', told));
  checkDiagnostics(pod(withoutHostname, told));
  checkDiagnostics(pod('hostname: cache\n      subdomain: cache'));
});

test('the name of a Pod that lacks its hostname, in a string of another', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: warm, labels: {app: cache}}
    spec:
      subdomain: cache
                 ^^^^^ hint[missing-pod-hostname] 💡
      containers: [{name: c, image: c}]
    ---${service}    ---
    kind: Pod
    metadata: {name: reader}
    spec: {containers: [{name: c, image: c, args: ['http://warm.cache:7100']}]}
                                                           ^^^^^^^^^^ warning[dangling-pod-name] The Pods of "warm" have a subdomain but no hostname.
  `);
});

test('Pods of a Job that is suspended may come, and a site is no Pod below a Service', () => {
  const job = (suspend: string, mark: string): string => `
    kind: Service
    metadata: {name: workers}
    spec: {clusterIP: None, selector: {job-name: train}}
    ---
    kind: Job
    metadata: {name: train}
    spec:
      completions: 2
      completionMode: Indexed
      suspend: ${suspend}
      template: {spec: {subdomain: workers, restartPolicy: Never, containers: [{name: a, image: a}]}}
    ---
    kind: ConfigMap
    metadata: {name: client}
    data:
      main: train-0.workers:80
      ${mark}
  `;
  checkDiagnostics(job('true', ''));
  checkDiagnostics(job('false', '').replace('train-0', 'train-1'));
  checkDiagnostics(`
    kind: Service
    metadata: {name: dev}
    spec: {selector: {app: dev}, ports: [{port: 80}]}
    ---
    kind: Pod
    metadata: {name: dev, labels: {app: dev}}
    spec: {containers: [{name: dev}]}
    ---
    kind: ConfigMap
    metadata: {name: client}
    data:
      site: https://flagd.dev/schema
      pod: http://dev-0.dev/
                  ^^^^^^^^^ warning[dangling-pod-name]
  `);
});

test('more labels before a Service than any name has', () => {
  const db = `
    ---
    kind: Service
    metadata: {name: db, namespace: prod}
    spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}
    ---
    kind: StatefulSet
    metadata: {name: db, namespace: prod}
    spec:
      serviceName: db
      selector: {matchLabels: {app: db}}
      template:
        metadata: {labels: {app: db}}
        spec: {containers: [{name: db, image: db, ports: [{name: sql, containerPort: 5432}]}]}
  `;
  const map = (url: string): string => `
    kind: ConfigMap
    metadata: {name: web, namespace: prod}
    data:
      url: ${url}`;
  checkDiagnostics(
    `${map('http://a.db-0.db.prod.svc:5432')}
                  ^^^^^^^^^^^^^^^^^^ warning[dangling-pod-name] 💡 "a.db-0.db.prod.svc" has too many labels, so it does not resolve.${db}`,
  );
  checkDiagnostics(
    `${map('_sql._tcp.db-0.db.prod.svc.cluster.local')}
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[dangling-pod-name] 💡${db}`,
  );
  checkFix(
    `${map('http://a.db-0.db.prod.svc:5432')}${db}`,
    'Change to "db-0.db.prod.svc"',
    `${map('http://db-0.db.prod.svc:5432')}${db}`,
  );
  checkDiagnostics(
    `${map('_tcp.db.prod.svc.cluster.local')}
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[dangling-pod-name] 💡 "_tcp" is only half of a port name of Service "db".${db}`,
  );
  checkFix(
    `${map('_sql.db.prod.svc')}${db}`,
    'Change to "_sql._tcp.db.prod.svc"',
    `${map('_sql._tcp.db.prod.svc')}${db}`,
  );
  checkDiagnostics(
    `${map('_udp.db.prod.svc')}
           ^^^^^^^^^^^^^^^^ warning[dangling-pod-name] "_udp" is only half of a port name of Service "db".${db}`,
  );
  for (const url of ['http://_sql._tcp.db.prod.svc', '"*.a.db.prod.svc"', 'a.b.other.prod.svc'])
    checkDiagnostics(`${map(url)}${db}`);
});

test('a Pod and an Indexed Job by their own names, which they do not have below the Service', () => {
  const behind = (host: string, mark: string): string => `
    kind: Service
    metadata: {name: relay}
    spec: {clusterIP: None, selector: {app: relay}}
    ---
    kind: Pod
    metadata: {name: relay-a, labels: {app: relay}}
    spec: {containers: [{name: a, image: a}]}
    ---
    kind: Pod
    metadata: {name: two, labels: {app: relay}}
    spec: {hostname: relay-b, subdomain: relay, containers: [{name: a, image: a}]}
    ---
    kind: Job
    metadata: {name: sort}
    spec:
      completions: 2
      completionMode: Indexed
      template: {metadata: {labels: {app: relay}}, spec: {restartPolicy: Never, containers: [{name: a, image: a}]}}
    ---
    kind: ConfigMap
    metadata: {name: client}
    data:
      main: ${host}:25
            ${mark}
  `;
  checkDiagnostics(
    behind(
      'relay-a.relay',
      '^^^^^^^^^^^^^ warning[dangling-pod-name] Pod "relay-a" has no name of its own below Service "relay".',
    ),
  );
  checkDiagnostics(
    behind(
      'sort-0.relay',
      '^^^^^^^^^^^^ warning[dangling-pod-name] The Pods of Job "sort" have no names of their own below Service "relay".',
    ),
  );
  checkDiagnostics(behind('sort-1.relay', '^^^^^^^^^^^^ warning[dangling-pod-name]'));
  checkDiagnostics(behind('relay-b.relay', ''));
});

test('the fix writes the hostname of a Pod for its own name', () => {
  const source = (host: string): string => `
    kind: Service
    metadata: {name: relay}
    spec: {clusterIP: None, selector: {app: relay}}
    ---
    kind: Pod
    metadata: {name: two, labels: {app: relay}}
    spec: {hostname: beta, subdomain: relay, containers: [{name: a, image: a}]}
    ---
    kind: ConfigMap
    metadata: {name: client}
    data: {main: '${host}:25'}
  `;
  checkFix(source('two.relay'), 'Change to "beta.relay"', source('beta.relay'));
});

test('names below a Service that has nothing behind it are missing for the reason that its own name is', () => {
  const below = (selector: string, namespace: string, replicas: number, mark: string): string => `
    kind: Service
    metadata: {name: db, namespace: prod}
    spec: {clusterIP: None, ${selector}ports: [{name: pg, port: 5432}]}
    ---
    kind: Deployment
    metadata: {name: db${namespace}}
    spec:
      replicas: ${replicas}
      template: {metadata: {labels: {app: db}}, spec: {hostname: db-0, subdomain: db, containers: [{name: c}]}}
    ---
    kind: ConfigMap
    metadata: {name: client, namespace: prod}
    data:
      main: http://db-0.db:5432/
      ${mark}
  `;
  const mark = '             ^^^^^^^ warning[dangling-pod-name] "db" has 0 replicas, so there are no Pods.';
  checkDiagnostics(below('selector: {app: db}, ', ', namespace: prod', 0, mark));
  const scaler = `
    ---
    apiVersion: keda.sh/v1alpha1
    kind: ScaledObject
    metadata: {name: x, namespace: prod}
    spec: {scaleTargetRef: {name: db}}
`;
  checkDiagnostics(`${below('selector: {app: db}, ', ', namespace: prod', 0, '').trimEnd()}${scaler}`);
  // As it is written, it is in another namespace.
  checkDiagnostics(below('selector: {app: db}, ', '', 2, ''));
});
