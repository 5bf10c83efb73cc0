import { expect, test } from 'vitest';
import { allFindings, checkDiagnostics } from '../../support/check-diagnostics.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

const route = (namespace: string, mark = '', kind = 'HTTPRoute'): string => `
    kind: ${kind}
    metadata: {name: web, namespace: apps}
    spec: {rules: [{backendRefs: [{name: api, namespace: ${namespace}, port: 80}]}]}${mark}
    ---
    kind: Service
    metadata: {name: api, namespace: shop}
    spec: {selector: {app: api}, ports: [{port: 80}]}
`;

const grant = (where: string, kind: string, from: string, to = '{group: "", kind: Service}'): string => `
    ---
    apiVersion: gateway.networking.k8s.io/v1beta1
    kind: ReferenceGrant
    metadata: {name: routes, namespace: ${where}}
    spec: {from: [{group: gateway.networking.k8s.io, kind: ${kind}, namespace: ${from}}], to: [${to}]}
`;

test('a Service of another namespace without a grant, and with one that does not permit it', () => {
  const marked = `
    kind: HTTPRoute
    metadata: {name: web, namespace: apps}
    spec: {rules: [{backendRefs: [{name: api, namespace: shop, port: 80}]}]}
                                                         ^^^^ warning[missing-reference-grant] No ReferenceGrant in "shop" permits this HTTPRoute to lead to Service "api".
    ---
    kind: Service
    metadata: {name: api, namespace: shop}
                     ^^^ note[missing-reference-grant] Service "api".
    spec: {selector: {app: api}, ports: [{port: 80}]}`;
  checkDiagnostics(marked);
  checkDiagnostics(marked + grant('shop', 'GRPCRoute', 'apps'));
  checkDiagnostics(marked + grant('shop', 'HTTPRoute', 'lab'));
  checkDiagnostics(marked + grant('apps', 'HTTPRoute', 'apps'));
  checkDiagnostics(marked + grant('shop', 'HTTPRoute', 'apps', '{group: "", kind: Service, name: web}'));
});

test('a grant that permits it, and a Service of the own namespace', () => {
  checkDiagnostics(route('shop').trimEnd() + grant('shop', 'HTTPRoute', 'apps'));
  checkDiagnostics(
    route('shop').trimEnd() + grant('shop', 'HTTPRoute', 'apps', '{group: "", kind: Service, name: api}'),
  );
  checkDiagnostics(route('shop', '', 'GRPCRoute').trimEnd() + grant('shop', 'GRPCRoute', 'apps'));
  checkDiagnostics(route('apps').replace('namespace: shop}', 'namespace: apps}'));
});

test('a mirror is lost, and no connection', () => {
  const mirrored = route('shop').replace(
    'backendRefs: [',
    'filters: [{type: RequestMirror, requestMirror: {backendRef: ',
  );
  const [finding] = allFindings(snapshotOfFixture(parseFixture(mirrored.replace('port: 80}]', 'port: 80}}}]'))));
  expect(finding?.message).toContain('So nothing is mirrored to it.');
});

test('a route that leaves its namespace open', () => {
  checkDiagnostics(route('shop').replace(', namespace: apps', ''));
});
