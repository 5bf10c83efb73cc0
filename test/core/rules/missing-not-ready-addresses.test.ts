import { test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

const service = (fields: string): string => `
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, ${fields}selector: {app: db}, ports: [{name: peer, port: 7000}]}
`;
const set = (fields: string, peers = 'db-0.db:7000,db-1.db:7000', probe = ', readinessProbe: {}'): string => `
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: db
      ${fields}
      template:
        metadata: {labels: {app: db}}
        spec: {containers: [{name: db, args: ["--peers=${peers}"]${probe}}]}
`;

/** The Service in lines of its own, with the problem drawn under its spec. */
const markedService = (severity: 'hint' | 'warning', message = ''): string => `
    kind: Service
    metadata: {name: db}
    spec:
    ^^^^ ${`${severity}[missing-not-ready-addresses] 💡 ${message}`.trim()}
      clusterIP: None
      selector: {app: db}
      ports: [{name: peer, port: 7000}]
`;

test('peers that wait for each other', () => {
  checkDiagnostics(`
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    spec:
    ^^^^ hint[missing-not-ready-addresses] 💡
      clusterIP: None
      selector: {app: db}
      ports: [{name: peer, port: 7000}]
    #- /set.yaml${set('replicas: 2')}`);
});

test.each([
  ['it is set', service('publishNotReadyAddresses: true, '), set('replicas: 2')],
  ['nothing makes Pods unready', service(''), set('replicas: 2', undefined, '')],
  ['one Pod has no peers', service(''), set('replicas: 1', 'db-0.db:7000')],
  ['the first Pod is the one to join', service(''), set('replicas: 2', 'db-0.db:7000')],
  ['its own name', service(''), set('replicas: 2', '$(POD_NAME).db:7000')],
])('%s', (_, one, other) => {
  checkDiagnostics(`${one}    ---${other}`);
});

test('the fix sets it behind clusterIP', () => {
  checkFix(
    `${service('')}    ---${set('replicas: 2')}`,
    'Set publishNotReadyAddresses: true',
    `${service('publishNotReadyAddresses: true, ')}    ---${set('replicas: 2')}`,
  );
});

test('Pods that are started at once, and those of a Deployment that look for their own Service', () => {
  const marked = markedService('hint');
  checkDiagnostics(`${marked}    ---${set('replicas: 2\n      podManagementPolicy: Parallel')}`);
  const deployment = set('replicas: 2', 'db:7000')
    .replace('StatefulSet', 'Deployment')
    .replace('serviceName: db\n      ', '');
  checkDiagnostics(`${marked}    ---${deployment}`);
  checkDiagnostics(`${service('')}    ---${deployment.replace('db:7000', 'other:7000')}`);
});

test('the probe itself asks for the Service, or for a Pod below it', () => {
  const marked = markedService('warning');
  const probe = (host: string): string =>
    set('replicas: 1', 'x', `, readinessProbe: {exec: {command: [curl, "http://${host}:7000"]}}`);
  checkDiagnostics(`${marked}    ---${probe('db-0.db')}`);
  checkDiagnostics(`${marked}    ---${probe('db')}`);
  checkDiagnostics(`${service('')}    ---${probe('127.0.0.1')}`);
  checkDiagnostics(`${service('publishNotReadyAddresses: true, ')}    ---${probe('db')}`);
});

test('peers in a Secret that the Pods use', () => {
  const marked = markedService('hint');
  const user = set('replicas: 2', 'x', ', envFrom: [{secretRef: {name: peers}}], readinessProbe: {}');
  checkDiagnostics(`${marked}    ---${user}    ---
    kind: Secret
    metadata: {name: peers}
    stringData: {peers: "db-0.db:7000,db-1.db:7000"}
`);
});

test.each([
  ['--seeds=db-0.db:7000', 'replicas: 2'],
  ['-Dakka.cluster.seed-nodes.0=db-0.db:7000', 'replicas: 2'],
  ['--seeds=db-0.db:7000', 'replicas: 1'],
])('a seed, which looks itself up, too: %s with %s', (flag, replicas) => {
  const marked = markedService('hint', 'Pods of "db" look up "db-0.db", which DNS has only for ready Pods.');
  const pods = set(replicas, 'x').replace('--peers=x', flag);
  checkDiagnostics(`${replicas === 'replicas: 1' ? service('') : marked}    ---${pods}`);
});
