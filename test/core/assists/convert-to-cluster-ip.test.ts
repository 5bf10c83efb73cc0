import { expect, test } from 'vitest';
import { assistsOf, checkAssist } from '../../support/check-assist.ts';

const title = 'Convert to ClusterIP Service (delete and re-create a running one)';

test('a headless Service loses clusterIP and nothing else', () => {
  checkAssist(
    `
    kind: Service
    metadata: {name: db}
    spec:
      # for the Pods' own names
      clusterIP: None # headless
      clusterIPs:
        - None
      publishNotReadyAddresses: true$0
      ports: [{port: 5432}]
    `,
    title,
    `
    kind: Service
    metadata: {name: db}
    spec:
      # for the Pods' own names
      publishNotReadyAddresses: true
      ports: [{port: 5432}]
    `,
    {
      note: 'The running Service "db" stays headless until you delete it and apply again. kubectl apply alone succeeds but changes nothing, because the API server fills in clusterIP: None again.',
    },
  );
});

const set = `---
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: db
      template:
        metadata: {labels: {app: db}}
        spec:
          containers:
            - name: db
              ports:
                - {name: sql, containerPort: 5432}
                - containerPort: 9187`;

test('ports that a Service with an address has to have come from the Pods', () => {
  const note = checkAssist(
    `
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: None$0
      selector: {app: db}
    ${set}
    `,
    'Convert to ClusterIP Service, although StatefulSet "db" needs a headless one',
    `
    kind: Service
    metadata: {name: db}
    spec:
      selector: {app: db}
      ports:
        - name: sql
          port: 5432
        - name: tcp-9187
          port: 9187
    ${set}
    `,
  );
  expect(note).toContain('StatefulSet "db" needs a headless Service for the DNS names of its Pods.');
});

test('two families without a policy get one', () => {
  checkAssist(
    'kind: Service\nmetadata: {name: db}\nspec: {clusterIP: None$0, ipFamilies: [IPv4, IPv6], ports: [{port: 1}]}\n',
    title,
    'kind: Service\nmetadata: {name: db}\nspec: {ipFamilies: [IPv4, IPv6], ipFamilyPolicy: PreferDualStack, ports: [{port: 1}]}\n',
  );
});

test('nothing is offered without ports, for another type, and for a Service with an address', () => {
  expect(assistsOf('kind: Service\nmetadata: {name: db$0}\nspec: {clusterIP: None}\n')).not.toContain(title);
  expect(assistsOf('kind: Service\nmetadata: {name: db$0}\nspec: {ports: [{port: 1}]}\n')).not.toContain(title);
  const rejected =
    'kind: Service\nmetadata: {name: db$0}\nspec: {clusterIP: None, type: NodePort, ports: [{port: 1}]}\n';
  expect(assistsOf(rejected)).not.toContain(title);
});
