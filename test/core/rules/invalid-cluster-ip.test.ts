import { expect, test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

test('None in small and in large letters', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: none
                 ^^^^ error[invalid-cluster-ip] 💡 clusterIP "none" is not valid: only "None" makes a Service headless, in exactly this spelling.
      selector: {app: db}
    ---
    kind: Service
    metadata: {name: cache}
    spec:
      clusterIP: "NONE"
                 ^^^^^^ error[invalid-cluster-ip] 💡 clusterIP "NONE" is not valid: only "None" makes a Service headless, in exactly this spelling.
      selector: {app: cache}
  `);
});

test('clusterIPs alone', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec:
      clusterIPs: [none]
                  ^^^^^^ error[invalid-cluster-ip] 💡
                   ^^^^ error[invalid-cluster-ip] 💡
      selector: {app: db}
  `);
});

test('None, an address, nothing and null', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: a}
    spec: {clusterIP: None, ports: [{name: main, port: 80}], selector: {app: a}}
    ---
    kind: Service
    metadata: {name: b}
    spec: {clusterIP: 10.96.0.7, selector: {app: a}}
    ---
    kind: Service
    metadata: {name: c}
    spec: {clusterIP: "", selector: {app: a}}
    ---
    kind: Service
    metadata: {name: d}
    spec: {clusterIP: null, selector: {app: a}}
  `);
});

test("a templated value is nobody's mistake", () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: "{{ .Values.ip }}"}
  `);
});

test('the fix', () => {
  const note = checkFix(
    `
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: none # headless
      selector: {app: db}
    `,
    'Change to clusterIP: None',
    `
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: None # headless
      selector: {app: db}
    `,
  );
  expect(note).toBeUndefined();
});
