import { expect, test } from 'vitest';
import { titlesOf } from '../../support/check-assist.ts';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

test('types that are built on a cluster IP', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec:
      type: NodePort
      clusterIP: None
                 ^^^^ error[invalid-headless-type] 💡 A Service of type NodePort cannot be headless.
      selector: {app: db}
    ---
    kind: Service
    metadata: {name: cache}
    spec:
      type: LoadBalancer
      clusterIPs: [None]
                  ^^^^^^ error[invalid-cluster-ip] 💡 clusterIPs is set without clusterIP, which the API server rejects.
                   ^^^^ error[invalid-headless-type] 💡 A Service of type LoadBalancer cannot be headless.
      selector: {app: db}
  `);
});

test('an alias', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec:
      type: ExternalName
      externalName: db.example.com
      clusterIP: None
                 ^^^^ error[invalid-headless-type] 💡 clusterIP "None" is not allowed on type ExternalName, which has no cluster IP.
  `);
});

test('None in the list, beside an address that is empty', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec:
      type: NodePort
      clusterIP: ""
      clusterIPs: [None]
                  ^^^^^^ error[invalid-cluster-ip] 💡
                   ^^^^ error[invalid-headless-type] 💡
      selector: {app: db}
  `);
});

test('type ClusterIP, written out and left out', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {type: ClusterIP, clusterIP: None, selector: {app: db}}
    ---
    kind: Service
    metadata: {name: cache}
    spec: {clusterIP: None, selector: {app: cache}}
  `);
});

test('a type nobody knows is another mistake', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {type: Headless, clusterIP: None, selector: {app: db}}
                 ^^^^^^^^ error[invalid-value] 💡
  `);
});

test('the fix that keeps the type', () => {
  checkFix(
    `
    kind: Service
    metadata: {name: db}
    spec:
      type: NodePort
      clusterIP: None
      clusterIPs: [None]
      selector: {app: db}
      ports: [{port: 80}]
    `,
    'Remove clusterIP: None and keep type NodePort',
    `
    kind: Service
    metadata: {name: db}
    spec:
      type: NodePort
      selector: {app: db}
      ports: [{port: 80}]
    `,
  );
});

test('the type is not kept where the ports are missing that it needs', () => {
  expect(
    titlesOf('kind: Service\nmetadata: {name: db}\nspec: {type: NodePort, clusterIP: N$0one, selector: {app: db}}\n'),
  ).not.toContain('Remove clusterIP: None and keep type NodePort');
});
