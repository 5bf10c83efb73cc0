import { test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

/** A slice of addresses that its Service does not use, in a kustomization that patches the Service. */
const patched = (patch: string, marks: Partial<Record<'slice' | 'service', string>> = {}): string => `
    #- /app/kustomization.yaml
    namespace: shop
    resources: [service.yaml, slice.yaml]
    patches: [{path: patch.yaml}]
    #- /app/service.yaml
    kind: Service
    metadata: {name: api}
    spec: {ipFamilies: [IPv4], ports: [{port: 80}]}
${marks.service ?? ''}    #- /app/patch.yaml
    ${patch}
    #- /app/slice.yaml
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: api-1, labels: {kubernetes.io/service-name: api}}
    addressType: IPv6
${marks.slice ?? ''}    ports: [{port: 80}]
    endpoints: [{addresses: ['2001:db8::1']}]
  `;

test('the other object is all there', () => {
  checkDiagnostics(
    patched('{apiVersion: v1, kind: Service, metadata: {name: api, annotations: {a: b}}}', {
      slice: '                 ^^^^ warning[unreachable-address-type]\n',
      service: '                       ^^^^^^ note[unreachable-address-type]\n',
    }),
  );
});

test('a template is part of the other object', () => {
  checkDiagnostics(
    patched("{apiVersion: v1, kind: Service, metadata: {name: api, annotations: {a: '{{ .Values.a }}'}}}"),
  );
});

test('a document of a merge that cannot be read, by the kind that it says', () => {
  const workspace = (kind: string, other: string, mark = ''): string => `
    #- /app/db.yaml
    kind: Service
    metadata: {name: db, namespace: shop}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    #- /app/broken.yaml
    kind: ${kind}
    metadata: {name: web}
    spec:
    <<<<<<< HEAD
    ^^^^^^^^^^^^ error[invalid-syntax] This manifest is not valid YAML, so kubectl cannot read it.
      replicas: 1
    =======
    kind: ${other}
    >>>>>>> feature
    ---
    kind: Pod
    metadata: {name: p, namespace: shop}
    spec: {containers: [{name: c, env: [{name: A, value: 'db.shop.svc:5433'}]}]}
${mark}`;
  const mark = `                                                                      ^^^^ warning[dangling-host-port] 💡 Service "db" has no port 5433.\n`;
  checkDiagnostics(workspace('Deployment', 'Deployment', mark));
  checkDiagnostics(workspace('Service', 'Service'));
});
