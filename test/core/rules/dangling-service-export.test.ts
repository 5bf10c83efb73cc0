import { test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

const serviceExport = (name: string, namespace = 'shop'): string => `
  apiVersion: multicluster.x-k8s.io/v1alpha1
  kind: ServiceExport
  metadata: {name: ${name}, namespace: ${namespace}}
  ---
  kind: Service
  metadata: {name: web, namespace: shop}
  spec: {selector: {app: web}, ports: [{port: 80}]}
`;

test('an export of the Service of its name', () => {
  checkDiagnostics(serviceExport('web'));
});

test('a name that is nearly that of a Service', () => {
  checkDiagnostics(`
    apiVersion: multicluster.x-k8s.io/v1alpha1
    kind: ServiceExport
    metadata: {name: wbe, namespace: shop}
                     ^^^ warning[dangling-service-export] 💡
    ---
    kind: Service
    metadata: {name: web, namespace: shop}
    spec: {selector: {app: web}, ports: [{port: 80}]}
  `);
  checkFix(serviceExport('wbe'), 'Change the name to "web"', serviceExport('web'));
});

test('a Service of another namespace', () => {
  checkDiagnostics(`
    apiVersion: multicluster.x-k8s.io/v1beta1
    kind: ServiceExport
    metadata:
      name: web
      namespace: shops
                 ^^^^^ warning[dangling-service-export] 💡
    ---
    kind: Service
    metadata: {name: web, namespace: shop}
    spec: {selector: {app: web}, ports: [{port: 80}]}
  `);
  checkFix(serviceExport('web', 'shops'), 'Move the ServiceExport to namespace "shop"', serviceExport('web'));
});

test('an alias, and no Service at all', () => {
  checkDiagnostics(`
    apiVersion: multicluster.x-k8s.io/v1alpha1
    kind: ServiceExport
    metadata: {name: web}
                     ^^^ warning[dangling-service-export]
    ---
    kind: Service
    metadata: {name: web}
    spec: {type: ExternalName, externalName: web.example.com}
    ---
    apiVersion: net.gke.io/v1
    kind: ServiceExport
    metadata: {name: other}
                     ^^^^^ hint[dangling-service-export]
  `);
});

test('a ServiceExport of somebody else', () => {
  checkDiagnostics(`
    apiVersion: example.com/v1
    kind: ServiceExport
    metadata: {name: wbe}
    ---
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
  `);
});
