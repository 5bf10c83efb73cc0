import { test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

test('absent and empty', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: billing}
    spec:
    ^^^^ error[missing-external-name] Service "billing" of type ExternalName needs an externalName.
      type: ExternalName
    ---
    kind: Service
    metadata: {name: mail}
    spec:
      type: ExternalName
      externalName: ""
                    ^^ error[missing-external-name] Service "mail" of type ExternalName needs an externalName.
  `);
});

test('written, in part by a template, and of another type', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: billing}
    spec: {type: ExternalName, externalName: billing.example.com}
    ---
    kind: Service
    metadata: {name: mail}
    spec: {type: ExternalName, externalName: "$\{HOST}"}
    ---
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: db}}
  `);
});
