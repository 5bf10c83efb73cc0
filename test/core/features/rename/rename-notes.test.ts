import { expect, test } from 'vitest';
import { checkRename } from '../../../support/check-rename.ts';

/** A Service and its StatefulSet in a base, and what kustomizations make of them. */
const base =
  (kustomizations: string) =>
  (service: string): string =>
    `${kustomizations}
    #- /base/kustomization.yaml
    resources: [db.yaml]
    #- /base/db.yaml
    kind: Service
    metadata: {name: ${service}}
    spec: {clusterIP: None, selector: {app: db}}
    ---
    kind: StatefulSet
    metadata: {name: db}
    spec: {serviceName: ${service.replace('$0', '')}, template: {metadata: {labels: {app: db}}}}
`;

const overlay = (name: string): string => `
    #- /${name}/kustomization.yaml
    namePrefix: ${name}-
    resources: [../base]`;

const governing = 'Kubernetes does not allow changing serviceName on a running StatefulSet.';
const orphan = 'with --cascade=orphan, which keeps the Pods, then apply again.';

test('the note names objects as a cluster has them', () => {
  const files = base(overlay('dev'));
  expect(checkRename(files('$0db'), 'store', files('store'))).toBe(
    `In a cluster, Service "dev-store" is a new object. Apply it, then delete Service "dev-db". ${governing} Delete StatefulSet "dev-db" ${orphan}`,
  );
});

test('those of all overlays', () => {
  const files = base(overlay('dev') + overlay('prod'));
  expect(checkRename(files('$0db'), 'store', files('store'))).toBe(
    `In clusters, Service "dev-store" and "prod-store" are new objects. Apply them, then delete Service "dev-db" and "prod-db". ${governing} Delete StatefulSet "dev-db" and "prod-db" ${orphan}`,
  );
});

test('workloads whose selectors change', () => {
  const files = (value: string): string => `${overlay('dev')}
    #- /base/kustomization.yaml
    resources: [web.yaml]
    #- /base/web.yaml
    kind: Deployment
    metadata: {name: web}
    spec:
      selector: {matchLabels: {app: ${value}}}
      template: {metadata: {labels: {app: ${value.replace('$0', '')}}}}
`;
  expect(checkRename(files('$0shop'), 'store', files('store'))).toBe(
    'Kubernetes does not allow changing the selector of a running workload. Delete Deployment "dev-web", then apply again.',
  );
});
