import { test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

test('an import that has all it needs, one that is headless, and one without a spec', () => {
  checkDiagnostics(`
    apiVersion: multicluster.x-k8s.io/v1alpha1
    kind: ServiceImport
    metadata: {name: web}
    spec: {type: ClusterSetIP, ips: [10.42.0.1], ports: [{name: http, protocol: TCP, port: 80}, {port: 81}]}
    ---
    apiVersion: multicluster.x-k8s.io/v1alpha1
    kind: ServiceImport
    metadata: {name: db}
    spec: {type: Headless, ports: []}
    ---
    apiVersion: multicluster.x-k8s.io/v1alpha1
    kind: ServiceImport
    metadata: {name: empty}
  `);
});

test('no type and no ports', () => {
  checkDiagnostics(`
    apiVersion: multicluster.x-k8s.io/v1alpha1
    kind: ServiceImport
    metadata: {name: web}
    spec: {ips: [10.42.0.1]}
    ^^^^ error[missing-import-field] This ServiceImport needs a type: ClusterSetIP or Headless.
    ^^^^ error[missing-import-field] This ServiceImport needs at least one port.
  `);
});

test('a type that is misspelt is not missing, too', () => {
  checkDiagnostics(`
    apiVersion: multicluster.x-k8s.io/v1alpha1
    kind: ServiceImport
    metadata: {name: web}
    spec: {typ: ClusterSetIP, ports: [{port: 80}]}
           ^^^ error[unknown-field] 💡
  `);
});

test('no addresses, and a port whose protocol nobody fills in', () => {
  checkDiagnostics(`
    apiVersion: multicluster.x-k8s.io/v1alpha1
    kind: ServiceImport
    metadata: {name: web}
    spec:
    ^^^^ warning[missing-import-field] This import has no IP addresses, so its name has none either.
      type: ClusterSetIP
      ports:
        - {name: http, port: 80}
                 ^^^^ warning[missing-import-field] 💡
  `);
});

test('the fix writes the protocol', () => {
  const source = (protocol: string): string => `
    apiVersion: multicluster.x-k8s.io/v1alpha1
    kind: ServiceImport
    metadata: {name: web}
    spec: {type: Headless, ports: [{name: http, port: 80${protocol}}]}
  `;
  checkFix(source(''), 'Add protocol: TCP', source(', protocol: TCP'));
});

test('more addresses or families than there are families', () => {
  checkDiagnostics(`
    apiVersion: multicluster.x-k8s.io/v1alpha1
    kind: ServiceImport
    metadata: {name: web}
    spec:
      type: ClusterSetIP
      ips: [10.42.0.1, '2001:db8::1', 10.42.0.2]
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[too-many-items] There are 3 items; at most 2 are allowed, one for each family of addresses.
      ipFamilies: [IPv4, IPv6]
      ports: [{port: 80}]
  `);
});
