import { expect, test } from 'vitest';
import { assistsOf, checkAssist } from '../../support/check-assist.ts';

const split = (title: string): boolean => title.startsWith('Split');

test('the headless half takes over the StatefulSet, and has the ports of the Pods', () => {
  checkAssist(
    `
    kind: Service
    metadata:
      name: db$0
      namespace: data
      labels: {app: db}
    spec:
      publishNotReadyAddresses: true
      selector:
        app: db
      ports:
        - name: sql
          port: 80
          targetPort: sql
        - name: metrics
          port: 9187
    ---
    kind: StatefulSet
    metadata: {name: db, namespace: data}
    spec:
      serviceName: db # the peers
      template:
        metadata: {labels: {app: db}}
        spec: {containers: [{name: db, ports: [{name: sql, containerPort: 5432}]}]}
    `,
    'Split off headless Service "db-headless"',
    `
    kind: Service
    metadata:
      name: db
      namespace: data
      labels: {app: db}
    spec:
      publishNotReadyAddresses: true
      selector:
        app: db
      ports:
        - name: sql
          port: 80
          targetPort: sql
        - name: metrics
          port: 9187
    ---
    apiVersion: v1
    kind: Service
    metadata:
      name: db-headless
      namespace: data
      labels:
        app: db
    spec:
      clusterIP: None
      publishNotReadyAddresses: true
      selector:
        app: db
      ports:
        - name: sql
          port: 5432
        - name: metrics
          port: 9187
    ---
    kind: StatefulSet
    metadata: {name: db, namespace: data}
    spec:
      serviceName: db-headless # the peers
      template:
        metadata: {labels: {app: db}}
        spec: {containers: [{name: db, ports: [{name: sql, containerPort: 5432}]}]}
    `,
    {
      note: 'To reach single Pods, look up "db-headless". Other clients keep using "db". StatefulSet "db" now uses "db-headless" as its serviceName. Kubernetes does not allow this change on a running StatefulSet: delete it (--cascade=orphan keeps its Pods), then apply again.',
    },
  );
});

test('the half with a cluster IP keeps ports and targetPorts', () => {
  checkAssist(
    `
    kind: Service
    metadata: {name: db-headless$0}
    spec:
      clusterIP: None
      selector: {app: db}
      ports: [{name: sql, port: 5432, targetPort: sql}]
    `,
    'Split off ClusterIP Service "db-client"',
    `
    kind: Service
    metadata: {name: db-headless}
    spec:
      clusterIP: None
      selector: {app: db}
      ports: [{name: sql, port: 5432, targetPort: sql}]
    ---
    apiVersion: v1
    kind: Service
    metadata:
      name: db-client
    spec:
      selector:
        app: db
      ports:
        - name: sql
          port: 5432
          targetPort: sql
    `,
    { note: 'Clients that need one stable address use "db-client". "db-headless" stays headless.' },
  );
});

test('two ports that lead to one of the Pods become one', () => {
  checkAssist(
    `
    kind: Service
    metadata: {name: web$0}
    spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}, {name: alt, port: 8080}]}
    `,
    'Split off headless Service "web-headless"',
    `
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}, {name: alt, port: 8080}]}
    ---
    apiVersion: v1
    kind: Service
    metadata:
      name: web-headless
    spec:
      clusterIP: None
      selector:
        app: web
      ports:
        - name: http
          port: 8080
    `,
  );
});

test('nothing is offered without a selector or ports, for an alias, and where the name is taken', () => {
  const service = (spec: string, rest = ''): string =>
    `kind: Service\nmetadata: {name: db$0}\nspec: {${spec}}\n${rest}`;
  const all = 'selector: {app: db}, ports: [{name: sql, port: 5432}]';
  expect(assistsOf(service(all)).filter(split)).toEqual(['Split off headless Service "db-headless"']);
  expect(assistsOf(service('ports: [{port: 5432}]')).filter(split)).toEqual([]);
  expect(assistsOf(service('selector: {app: db}, clusterIP: None')).filter(split)).toEqual([]);
  expect(assistsOf(service(`type: ExternalName, externalName: a.b, ${all}`)).filter(split)).toEqual([]);
  expect(assistsOf(service(`type: NodePort, clusterIP: None, ${all}`)).filter(split)).toEqual([]);
  const taken = `---\nkind: Service\nmetadata: {name: db-headless}\nspec: {clusterIP: None}\n`;
  expect(assistsOf(service(all, taken)).filter(split)).toEqual([]);
});

test('no headless half is offered beside a Service whose name says headless already, wherever it does', () => {
  for (const name of ['db-headless', 'headless-db', 'db-headless-svc'])
    expect(
      assistsOf(
        `kind: Service\nmetadata: {name: ${name}$0}\nspec: {selector: {app: db}, ports: [{name: sql, port: 5432}]}\n`,
      ).filter(split),
    ).toEqual([]);
});

test('nothing is offered where what is wrong would be there twice', () => {
  const pod = (labels: string): string =>
    `---\nkind: Pod\nmetadata: {name: web, labels: {${labels}}}\nspec: {containers: [{name: web, ports: [{name: http, containerPort: 8080}]}]}\n`;
  const service = (spec: string, labels = ''): string =>
    `kind: Service\nmetadata: {name: web$0, labels: {${labels}}}\nspec: {selector: {app: web}, ${spec}}\n`;
  const port = 'ports: [{name: http, port: 80}]';
  expect(assistsOf(service(port) + pod('app: web')).filter(split)).not.toEqual([]);
  for (const addresses of ['', 'clusterIP: None, ']) {
    expect(assistsOf(service(addresses + port) + pod('app: wbe')).filter(split)).toEqual([]);
    const set = pod('app: wbe').replace(
      /kind: Pod[^]*spec: /,
      'kind: StatefulSet\nmetadata: {name: web}\nspec: {serviceName: web, selector: {matchLabels: {app: x}}, template: {metadata: {labels: {app: x}}, spec: ',
    );
    expect(assistsOf(service(addresses + port) + set.replace(/\n$/, '}}\n')).filter(split)).toEqual([]);
    expect(assistsOf(service(`${addresses}ports: [{name: http, port: 80, protocol: tcp}]`)).filter(split)).toEqual([]);
    expect(assistsOf(service(addresses + port, 'team: "a b"')).filter(split)).toEqual([]);
  }
  const admin = 'clusterIP: None, ports: [{name: admin, port: 80, targetPort: admin}]';
  expect(assistsOf(service(admin) + pod('app: web')).filter(split)).toEqual([]);
});

test('each half keeps the families of addresses', () => {
  const families = 'ipFamilyPolicy: SingleStack\n      ipFamilies:\n        - IPv6';
  const service = (name: string, spec: string): string => `
    kind: Service
    metadata:
      name: ${name}
    spec:
      ${spec}
      selector:
        app: db
      ports:
        - name: sql
          port: 80
`;
  checkAssist(
    service('db$0', families),
    'Split off headless Service "db-headless"',
    `${service('db', families)}    ---
    apiVersion: v1${service('db-headless', `clusterIP: None\n      ${families}`)}`,
  );
});

test('a port that the Pods do not have is left out', () => {
  const source = (ports: string): string => `
    kind: Service
    metadata: {name: web$0}
    spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: http}, {name: admin, port: 81, targetPort: admin}]}
    ---${ports}
    kind: Pod
    metadata: {name: web, labels: {app: web}}
    spec: {containers: [{name: web, ports: [{name: http, containerPort: 8080}]}]}
    `;
  const added = `
    apiVersion: v1
    kind: Service
    metadata:
      name: web-headless
    spec:
      clusterIP: None
      selector:
        app: web
      ports:
        - name: http
          port: 8080
    ---`;
  checkAssist(source(''), 'Split off headless Service "web-headless"', source(added).replace('$0', ''));
});
