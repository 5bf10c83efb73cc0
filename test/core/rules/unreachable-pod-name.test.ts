import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkIncomplete } from '../../support/check-diagnostics.ts';

const service = (name: string, fields: string): string => `
    kind: Service
    metadata: {name: ${name}}
    spec: {${fields}, selector: {app: db}, ports: [{name: sql, port: 5432}]}
`;
const set = (fields: string): string => `
    kind: StatefulSet
    metadata: {name: db}
    spec: {${fields}replicas: 2, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: c}]}}}
`;
const peers = (value: string): string => `
    kind: ConfigMap
    metadata: {name: peers}
    data: {peers: "${value}"}
`;

test('names of an ensemble, which its program puts the domain of its Pod behind', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: zk}
    data:
      ensemble: db-0;db-1
      servers: db-0;db-1
               ^^^^ warning[unreachable-pod-name] 💡
                    ^^^^ warning[unreachable-pod-name] 💡
    ---${set('serviceName: db, ')}    ---${service('db', 'clusterIP: None')}`);
});

test('the Pods are below another Service, which governs them', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: peers}
    data:
      peers: db-0.db-read:5432
             ^^^^^^^^^^^^ warning[unreachable-pod-name] 💡 The serviceName of "db" is "db", not "db-read".
    ---
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: db
                   ^^ note[unreachable-pod-name] StatefulSet "db".
      replicas: 2
      template: {metadata: {labels: {app: db}}, spec: {containers: [{name: c}]}}
    ---${service('db', 'clusterIP: None')}    ---${service('db-read', 'clusterIP: None')}`);
});

test('a virtual IP: only CoreDNS answers', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: peers}
    data:
      peers: db-0.db:5432
             ^^^^^^^ warning[unreachable-pod-name] 💡 The Service "db" is not headless.
    ---
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: db
                   ^^ warning[misleading-governing-service] 💡
      replicas: 2
      template: {metadata: {labels: {app: db}}, spec: {containers: [{name: c}]}}
    ---${service('db', 'type: ClusterIP')}`);
});

test('an alias has nothing below it', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: peers}
    data:
      peers: one.db.default.svc.cluster.local
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[unreachable-pod-name] The Service "db" is an alias, so no names exist below it.
    ---
    kind: Service
    metadata: {name: db}
    spec: {type: ExternalName, externalName: db.example.com}
  `);
});

test('a set without serviceName', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: peers}
    data:
      peers: db-1.db:5432
             ^^^^^^^ warning[unreachable-pod-name] 💡 The StatefulSet "db" has no serviceName, so its Pods get no names of their own.
    ---${set('')}    ---${service('db', 'clusterIP: None')}`);
});

test('the fix of a set without serviceName', () => {
  const rest = `    ---${service('db', 'clusterIP: None')}`;
  checkFix(
    `${peers('db-1.db:5432')}    ---${set('')}${rest}`,
    'Set serviceName of StatefulSet "db" to "db"',
    `${peers('db-1.db:5432')}    ---${set('').replace(/(spec: \{replicas: 2, template: .*)\}/, '$1, serviceName: db}')}${rest}`,
  );
});

test.each([
  ['below the governing Service', peers('db-0.db:5432'), set('serviceName: db, ')],
  ['the Service itself', peers('db:5432'), set('')],
  ['a variable', peers('$(POD).db:5432'), set('').replace('StatefulSet', 'Deployment')],
])('%s', (_, source, workload) => {
  checkDiagnostics(`${source}    ---${workload}    ---${service('db', 'clusterIP: None')}`);
});

test('a Pod of its own has the name', () => {
  checkDiagnostics(`${peers('db-0.read:5432')}    ---${set('serviceName: db, ')}    ---
    kind: Pod
    metadata: {name: x, labels: {app: db}}
    spec: {hostname: db-0, subdomain: read}
    ---${service('db', 'clusterIP: None')}    ---${service('read', 'clusterIP: None')}`);
});

test('nothing is said while files are unread', () => {
  const source = `${peers('db-1.db:5432')}    ---${set('')}    ---${service('db', 'clusterIP: None')}`;
  checkIncomplete(source, { complete: false, unread: [] });
  checkIncomplete(source, { complete: true, unread: ['/x.yaml'] });
});

test('the fix names the governing Service', () => {
  const rest = `${set('serviceName: db, ')}    ---${service('db', 'clusterIP: None')}    ---${service('read', 'clusterIP: None')}`;
  checkFix(
    `${peers('http://db-0.read.default.svc:5432/x')}    ---${rest}`,
    'Change to "db-0.db.default.svc"',
    `${peers('http://db-0.db.default.svc:5432/x')}    ---${rest}`,
  );
});

test('the name of a Pod alone', () => {
  const before = `
    kind: ConfigMap
    metadata: {name: peers}
    data: {peers: "amqp://db-0:5432"}
    ---${set('serviceName: data, ')}    ---${service('data', 'clusterIP: None')}`;
  checkDiagnostics(
    before.replace(
      ':5432"}',
      ':5432"}\n                          ^^^^ warning[unreachable-pod-name] 💡 In DNS, Pod "db-0" has a name only below Service "data".',
    ),
  );
  checkFix(before, 'Change to "db-0.data"', before.replace('db-0:', 'db-0.data:'));
});

test('a Pod alone in strings of its own StatefulSet', () => {
  checkDiagnostics(`
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: data
      replicas: 2
      template:
        metadata: {labels: {app: db}}
        spec:
          containers:
            - name: c
              env:
                - name: SEED
                  value: amqp://db-0:5432
                                ^^^^ warning[unreachable-pod-name] 💡
    ---${service('data', 'clusterIP: None')}`);
});

test.each([
  ['a Service of that very name', '', `    ---${service('db-0', 'clusterIP: None')}`],
  ['a number that the set does not have', '-7', ''],
])('the name of a Pod alone: %s', (_, more, other) => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: peers}
    data: {peers: "amqp://db-0${more}:5432"}
    ---${set('serviceName: data, ')}    ---${service('data', 'clusterIP: None')}${other}`);
});

test.each([
  [
    'a Pod of an Indexed Job',
    'train-1',
    `kind: Job
    metadata: {name: train}
    spec: {completionMode: Indexed, completions: 2, template: {metadata: {labels: {app: db}}, spec: {subdomain: data}}}`,
  ],
  [
    'the host name of a Pod',
    'alpha',
    `kind: Pod
    metadata: {name: first, labels: {app: db}}
    spec: {hostname: alpha, subdomain: data}`,
  ],
])('the name of a Pod alone: %s', (_, name, workload) => {
  const peers = (host: string): string => `
    kind: ConfigMap
    metadata: {name: peers}
    data: {peers: "amqp://${host}:5432"}
    ---
    ${workload}
    ---${service('data', 'clusterIP: None')}`;
  const mark = '^'.repeat(name.length);
  checkDiagnostics(
    peers(name).replace(
      ':5432"}',
      `:5432"}\n                          ${mark} warning[unreachable-pod-name] 💡 In DNS, Pod "${name}" has a name only below Service "data".`,
    ),
  );
  checkFix(peers(name), `Change to "${name}.data"`, peers(`${name}.data`));
  checkDiagnostics(peers('train-2'));
});

describe('a script that writes its own search list', () => {
  const files = (line: string, mark: string): string => `
    kind: Service
    metadata: {name: queue}
    spec: {clusterIP: None, selector: {app: queue}, ports: [{name: amqp, port: 5672}]}
    ---
    apiVersion: apps/v1
    kind: StatefulSet
    metadata: {name: queue}
    spec:
      serviceName: queue
      replicas: 3
      selector: {matchLabels: {app: queue}}
      template:
        metadata: {labels: {app: queue}}
        spec:
          containers:
            - name: queue
              image: queue
              ports: [{containerPort: 5672}]
              lifecycle:
                postStart:
                  exec:
                    command:
                      - sh
                      - -c
                      - |
                        ${line}
                        rabbitmqctl join_cluster rabbit@queue-0
                                                        ${mark}
  `;
  test.each([
    'cat /etc/resolv.conf.new > /etc/resolv.conf;',
    'echo "search queue.default.svc.cluster.local" >>/etc/resolv.conf',
    "sed -i 's/^search/search queue.default.svc.cluster.local/' /etc/resolv.conf",
    'cp /tmp/resolv.conf /etc/resolv.conf && true',
  ])('%s', (line) => {
    checkDiagnostics(files(line, ''));
  });

  test.each(['cat /etc/resolv.conf > /tmp/resolv.conf', 'cp /etc/resolv.conf /tmp', 'grep queue /etc/resolv.conf'])(
    'not %s',
    (line) => {
      checkDiagnostics(files(line, '^^^^^^^ warning[unreachable-pod-name] 💡'));
    },
  );
});

test('its own host name is in the hosts file of each Pod', () => {
  checkDiagnostics(`
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: data
      replicas: 1
      template:
        metadata: {labels: {app: db}}
        spec: {containers: [{name: c, env: [{name: SEED, value: "amqp://db-0:5432"}]}]}
    ---${service('data', 'clusterIP: None')}`);
  checkDiagnostics(`
    kind: Pod
    metadata: {name: first, labels: {app: db}}
    spec:
      hostname: alpha
      subdomain: data
      containers: [{name: c, env: [{name: SEED, value: "amqp://alpha:5432"}]}]
    ---${service('data', 'clusterIP: None')}`);
});

test('a Pod with its namespace, and without its Service', () => {
  const db = `
    kind: Service
    metadata: {name: db, namespace: prod}
    spec: {clusterIP: None, selector: {app: db}}
    ---
    kind: StatefulSet
    metadata: {name: db, namespace: prod}
    spec: {serviceName: db, selector: {matchLabels: {app: db}}, template: {metadata: {labels: {app: db}}}}
    ---
    kind: Pod
    metadata: {name: web, namespace: shop}
    spec:
      containers:
        - name: web
          env:`;
  checkDiagnostics(`${db}
            - name: A
              value: http://db-0.prod.svc.cluster.local:5432
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[unreachable-pod-name] 💡
            - name: B
              value: http://db-0.prod:5432
                            ^^^^^^^^^ warning[unreachable-pod-name] 💡
  `);
});

test('below another Service than the governing one, which has a cluster IP', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: peers}
    data:
      peers: db-0.db-read:5432
             ^^^^^^^^^^^^ warning[unreachable-pod-name] 💡 The serviceName of "db" is "db", not "db-read".
    ---${set('serviceName: db, ')}    ---${service('db', 'clusterIP: None')}    ---${service('db-read', 'type: ClusterIP')}`);
});

const other = service('peers-hl', 'clusterIP: None');

test('below the name of the StatefulSet, which is no Service', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: peers}
    data:
      peers: db-0.db:5432
             ^^^^^^^ warning[unreachable-pod-name] 💡 In DNS, Pod "db-0" has a name only below Service "peers-hl".
      whole: db-1.db.default.svc.cluster.local
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[unreachable-pod-name] 💡
      topic: db-1.db
    ---${set('serviceName: peers-hl, ')}    ---${other}`);
  checkFix(
    `${peers('http://db-0.db.default.svc:5432')}    ---${set('serviceName: peers-hl, ')}    ---${other}`,
    'Change to "db-0.peers-hl.default.svc"',
    `${peers('http://db-0.peers-hl.default.svc:5432')}    ---${set('serviceName: peers-hl, ')}    ---${other}`,
  );
});

test('the name of a workload whose Pods are behind a Service that is called otherwise', () => {
  const deployment = set('').replace('StatefulSet', 'Deployment');
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: peers}
    data:
      DB_HOST: db
               ^^ warning[unreachable-pod-name] 💡 Deployment "db" has no name in DNS; its Pods are behind Service "peers-hl".
      DB_NAME: db
      url: http://db:5432
                  ^^ warning[unreachable-pod-name] 💡
    ---${deployment}    ---${other}`);
  checkDiagnostics(
    `${peers('http://db')}    ---${deployment}    ---${other}    ---${service('db-2', 'type: ClusterIP')}`,
  );
  checkDiagnostics(
    `${peers('http://db')}    ---${deployment}    ---${other}    ---${service('db', 'type: ClusterIP')}`,
  );
});

test('the name of a workload whose Pods no Service selects', () => {
  const deployment = (ports: string, kind = 'Deployment'): string => `
    kind: ${kind}
    metadata: {name: manager}
    spec:
      selector: {matchLabels: {app: manager}}
      template:
        metadata: {labels: {app: manager}}
        spec: {containers: [{name: manager, image: hadoop${ports}}]}
    `;
  const ported = deployment(', ports: [{containerPort: 8032}]');
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: yarn}
    data:
      YARN_MANAGER_ADDRESS: manager:8032
                            ^^^^^^^ warning[unreachable-pod-name] Deployment "manager" has no name in DNS, and no Service selects its Pods.
      url: http://manager.default.svc:8032
                  ^^^^^^^^^^^^^^^^^^^ warning[unreachable-pod-name]
      name: manager
    ---${ported}`);
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: yarn}
    data:
      MANAGER_HOST: manager
      MANAGER_ADDRESS: manager:8032
                       ^^^^^^^ warning[unreachable-pod-name]
    ---${deployment('')}`);
  checkDiagnostics(
    `${peers('http://manager')}    ---${deployment(', ports: [{containerPort: 8032}]', 'Rollout').replace('kind', 'apiVersion: argoproj.io/v1alpha1\n    kind')}`,
  );
  checkDiagnostics(
    `${peers('http://manager')}    ---${ported}---${service('manager', 'type: ClusterIP').replace('app: db', 'app: manager').replace('5432', '8032')}`,
  );
  checkDiagnostics(`
    kind: Pod
    metadata: {name: manager}
    spec: {containers: [{name: manager, image: hadoop, env: [{name: HOST, value: manager}], ports: [{containerPort: 8032}]}]}
  `);
});

test('below another name than that of the Service, with the namespace in which the Pod is', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: peers}
    data:
      whole: db-1.database.default.svc.cluster.local
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[unreachable-pod-name] 💡 In DNS, Pod "db-1" has a name only below Service "peers-hl".
      kind: db-1.db-svc:5432
            ^^^^^^^^^^^ warning[unreachable-pod-name] 💡
      namespace: db-1.database:5432
      other: db-9.database.default.svc.cluster.local
    ---${set('serviceName: peers-hl, ')}    ---${other}`);
});

test('a search domain of its own completes the name of a Pod', () => {
  const own = (searches: string): string => `
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: data
      replicas: 2
      template:
        metadata: {labels: {app: db}}
        spec:
          dnsConfig: {searches: [${searches}]}
          containers:
            - name: c
              env: [{name: SEED, value: "amqp://db-0:5432"}]
`;
  checkDiagnostics(`${own('data.default.svc.cluster.local')}    ---${service('data', 'clusterIP: None')}`);
  checkDiagnostics(`${own('default.svc.cluster.local').trimEnd()}
                                                ^^^^ warning[unreachable-pod-name] 💡
    ---${service('data', 'clusterIP: None')}`);
});

test('the name of a Pod in the zone of Pods, whose names are made of addresses', () => {
  const all = `${set('serviceName: db, ')}    ---${service('db', 'clusterIP: None')}`;
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: peers}
    data:
      peer: db-1.default.pod.cluster.local:5432
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[unreachable-pod-name] 💡 In DNS, Pod "db-1" has a name only below Service "db".
      surplus: db-5.default.pod.cluster.local:5432
      other: db-1.shop.pod.cluster.local:5432
      address: 10-0-0-1.default.pod.cluster.local:5432
    ---${all}`);
  checkFix(
    `${peers('db-1.default.pod.cluster.local:5432')}    ---${all}`,
    'Change to "db-1.db.default.svc.cluster.local"',
    `${peers('db-1.db.default.svc.cluster.local:5432')}    ---${all}`,
  );
});

describe('below a name that is called as the set is, with more words', () => {
  const peersBelow = (mark: string, more = ''): void => {
    checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: vault}
    data:
      vault.hcl: leader_api_addr = "http://db-0.db-internal:8200"
      ${mark}
    ---${set('serviceName: db, ')}    ---${service('db', 'clusterIP: None')}${more}`);
  };

  test('no such namespace is known, so it is meant for the Service', () => {
    peersBelow(
      '                                     ^^^^^^^^^^^^^^^^ warning[unreachable-pod-name] 💡 In DNS, Pod "db-0" has a name only below Service "db".',
    );
  });

  test('a namespace of the name may have a Service "db-0"', () => {
    peersBelow('', '    ---\n    kind: Namespace\n    metadata: {name: db-internal}');
  });
});

describe('the name of the Pod itself, in its own StatefulSet', () => {
  const own = (value: string): string => `
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: db
      template:
        metadata: {labels: {app: db}}
        spec:
          containers:
          - name: c
            env:
            - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
            - {name: NODENAME, value: "${value}"}
    ---${service('db', 'clusterIP: None')}`;

  test('is only below its governing Service', () => {
    const before = own('rabbit@$(POD).rmq-cluster');
    checkDiagnostics(
      before.replace(
        'cluster"}',
        'cluster"}\n                                              ^^^^^^^^^^^^^^^^^^ warning[unreachable-pod-name] 💡 In DNS, Pod "db-0" has a name only below Service "db".',
      ),
    );
    checkFix(before, 'Change to "$(POD).db"', own('rabbit@$(POD).db'));
  });

  test.each(['rabbit@$(POD).db', '/var/log/$(POD).log', 'http://$(POD).com', 'http://$(POD).example.com'])(
    'in %s is no mistake',
    (value) => {
      checkDiagnostics(own(value));
    },
  );
});
