import { test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

test('on a headless Service', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: None
      externalName: db.example.com
      ^^^^^^^^^^^^ information[ineffective-external-name] 💡 externalName has no effect on Service "db": its type is ClusterIP.
      selector: {app: db}
  `);
});

test('an alias, and an empty field', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {type: ExternalName, externalName: db.example.com}
    ---
    kind: Service
    metadata: {name: cache}
    spec: {externalName: "", selector: {app: cache}}
  `);
});

test('the fix that takes it out', () => {
  checkFix(
    `
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: None
      externalName: db.example.com # was an alias once
      selector: {app: db}
    `,
    'Remove externalName',
    `
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: None
      selector: {app: db}
    `,
  );
});

test('the fix that makes it an alias, where no type is written', () => {
  checkFix(
    `
    kind: Service
    metadata: {name: db}
    spec:
      externalName: db.example.com
      selector: {app: db}
    `,
    'Set type to ExternalName',
    `
    kind: Service
    metadata: {name: db}
    spec:
      externalName: db.example.com
      selector: {app: db}
      type: ExternalName
    `,
  );
});
