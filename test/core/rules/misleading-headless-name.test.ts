import { test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

test('a Service with a cluster IP that is called headless', () => {
  checkDiagnostics(`
    kind: Service
    metadata:
      name: my-headless-service
            ^^^^^^^^^^^^^^^^^^^ information[misleading-headless-name] 💡 Service "my-headless-service" is not headless, although its name says so.
    spec:
      selector: {app: db}
      ports: [{port: 80, targetPort: 9376}]
  `);
});

test('an alias that is called headless', () => {
  checkDiagnostics(`
    kind: Service
    metadata:
      name: db-headless
            ^^^^^^^^^^^ information[misleading-headless-name] 💡
    spec: {type: ExternalName, externalName: db.example.com}
  `);
});

test('a headless one', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db-headless}
    spec: {clusterIP: None, selector: {app: db}}
  `);
});

test('a name in which headless is part of another word', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: headlessui}
    spec: {selector: {app: db}}
  `);
});

test.each(['db-non-headless', 'headless-service-normal-service', 'headless-demo-nodeport'])(
  'a name that says itself that it is none: %s',
  (name) => {
    checkDiagnostics(`
      kind: Service
      metadata: {name: ${name}}
      spec: {selector: {app: db}}
    `);
  },
);

test('None misspelt is another mistake', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db-headless}
    spec:
      clusterIP: none
                 ^^^^ error[invalid-cluster-ip] 💡
      selector: {app: db}
  `);
});

test('the name in a template', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: "{{ .Release.Name }}-headless"}
    spec: {selector: {app: db}}
  `);
});

test('one whose "None" is only begun or misspelt, which is rejected', () => {
  for (const written of ['Non', 'none', 'NONE'])
    checkDiagnostics(`
      kind: Service
      metadata: {name: db-headless}
      spec:
        clusterIP: ${written}
                   ${'^'.repeat(written.length)} error[invalid-cluster-ip] 💡
        selector: {app: db}
        ports: [{name: sql, port: 5432}]
    `);
});
