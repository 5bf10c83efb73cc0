import { test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

test('the annotation alone', () => {
  checkDiagnostics(`
    kind: Service
    metadata:
      name: db
      annotations:
        service.alpha.kubernetes.io/tolerate-unready-endpoints: "true"
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[ineffective-unready-annotation] 💡 This annotation has no effect since Kubernetes 1.24.
    spec: {clusterIP: None, selector: {app: db}}
  `);
});

test('beside the field that took its place', () => {
  checkDiagnostics(`
    kind: Service
    metadata:
      name: db
      annotations:
        service.alpha.kubernetes.io/tolerate-unready-endpoints: "true"
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[ineffective-unready-annotation] 💡 This annotation has no effect since Kubernetes 1.24.
    spec: {clusterIP: None, publishNotReadyAddresses: true, selector: {app: db}}
  `);
});

test('one that asks for nothing, and one on an alias', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db, annotations: {service.alpha.kubernetes.io/tolerate-unready-endpoints: "false"}}
    spec: {clusterIP: None, selector: {app: db}}
    ---
    kind: Service
    metadata: {name: out, annotations: {service.alpha.kubernetes.io/tolerate-unready-endpoints: "true"}}
    spec: {type: ExternalName, externalName: db.example.com}
  `);
});

test('the fix removes what the field says already', () => {
  checkFix(
    `
    kind: Service
    metadata:
      name: db
      annotations:
        service.alpha.kubernetes.io/tolerate-unready-endpoints: "true"
        example.com/owner: db
    spec: {clusterIP: None, publishNotReadyAddresses: true, selector: {app: db}}
    `,
    'Remove the annotation',
    `
    kind: Service
    metadata:
      name: db
      annotations:
        example.com/owner: db
    spec: {clusterIP: None, publishNotReadyAddresses: true, selector: {app: db}}
    `,
  );
});
