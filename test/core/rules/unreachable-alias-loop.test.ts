import { test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

test('an alias for itself', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db, namespace: shop}
    spec:
      type: ExternalName
      externalName: db.shop.svc.cluster.local.
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[unreachable-alias-loop] Service "db" is an alias of itself, so its name never resolves.
  `);
});

test('two aliases for each other, in two files', () => {
  checkDiagnostics(`
    #- /one.yaml
    kind: Service
    metadata: {name: db, namespace: shop}
    spec:
      type: ExternalName
      externalName: db.data.svc.cluster.local
                    ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[unreachable-alias-loop] Service "db" is an alias in a loop, so its name never resolves.
                    ^^^^^^^^^^^^^^^^^^^^^^^^^ note[unreachable-alias-loop] Service "db" leads to "db.data.svc.cluster.local".
    #- /two.yaml
    kind: Service
    metadata: {name: db, namespace: data}
    spec:
      type: ExternalName
      externalName: db.shop.svc.cluster.local
                    ^^^^^^^^^^^^^^^^^^^^^^^^^ note[unreachable-alias-loop] Service "db" leads to "db.shop.svc.cluster.local".
                    ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[unreachable-alias-loop] Service "db" is an alias in a loop, so its name never resolves.
  `);
});

test('an alias that leads into a circle', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: entry}
    spec:
      type: ExternalName
      externalName: loop.default.svc.cluster.local
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint[unreachable-alias-loop] Service "entry" leads into a loop of aliases, so its name never resolves.
    ---
    kind: Service
    metadata: {name: loop}
    spec:
      type: ExternalName
      externalName: loop.default.svc.cluster.local
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint[unreachable-alias-loop] Service "loop" is an alias of itself, so its name never resolves.
  `);
});

test('an alias for a Service of that name in another namespace', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db, namespace: shop}
    spec: {type: ExternalName, externalName: db.data.svc.cluster.local}
    ---
    kind: Service
    metadata: {name: db, namespace: data}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
  `);
});

test('the label of an endpoint, and a host of the same beginning', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db, namespace: shop}
    spec: {type: ExternalName, externalName: db.shop.example.com}
    ---
    kind: Service
    metadata: {name: web, namespace: shop}
    spec: {type: ExternalName, externalName: web-0.peers.shop.svc.cluster.local}
    ---
    kind: Service
    metadata: {name: peers, namespace: shop}
    spec: {clusterIP: None, selector: {app: web}, ports: [{name: http, port: 80}]}
  `);
});

test('a loop as long as resolvers follow aliases', () => {
  const alias = (from: number, to: number, mark: string): string => `
    kind: Service
    metadata: {name: db-${from}, namespace: shop}
    spec:
      type: ExternalName
      externalName: db-${to}.shop.svc.cluster.local
                    ${mark}
    ---`;
  const round = (count: number, mark: string): string =>
    Array.from({ length: count }, (_, index) => alias(index, (index + 1) % count, mark)).join('');
  checkDiagnostics(round(10, `${'^'.repeat(27)} warning[unreachable-alias-loop]`));
});

test('an alias that an API server follows with the DNS of the cluster which hosts it', () => {
  checkDiagnostics(`
    apiVersion: apiregistration.k8s.io/v1
    kind: APIService
    metadata: {name: v1alpha1.cluster.karmada.io}
    spec:
      group: cluster.karmada.io
      service: {name: karmada-aggregated-apiserver, namespace: karmada-system}
    ---
    kind: Service
    metadata: {name: karmada-aggregated-apiserver, namespace: karmada-system}
    spec:
      type: ExternalName
      externalName: karmada-aggregated-apiserver.karmada-system.svc.cluster.local
  `);
});
