import { expect, it } from 'vitest';
import { definition, hover, references } from '../../../../server/src/core/features/facade.ts';
import { checkRejected, checkRename, checkRenameFromEach } from '../../../support/check-rename.ts';
import { parseFixture, snapshotOfFixture } from '../../../support/fixture.ts';

const accounts = (namespace: string, account: string): string => `
  kind: ServiceAccount
  metadata: {name: ${account}, namespace: ${namespace}}
  ---
  kind: ServiceAccount
  metadata: {name: web, namespace: lab}
  ---
  apiVersion: rbac.authorization.k8s.io/v1
  kind: RoleBinding
  metadata: {name: web, namespace: ${namespace}}
  subjects:
    - {kind: User, name: 'system:serviceaccount:${namespace}:${account}'}
    - {kind: User, name: 'system:serviceaccount:lab:web'}
    - {kind: User, name: 'system:serviceaccount:${namespace}:web-2'}
    - {kind: Group, name: 'system:serviceaccounts:${namespace}'}
  ---
  apiVersion: security.istio.io/v1
  kind: AuthorizationPolicy
  metadata: {name: web, namespace: lab}
  spec: {rules: [{from: [{source: {principals: [cluster.local/ns/${namespace}/sa/${account}, cluster.local/ns/lab/sa/web]}}]}]}
  ---
  apiVersion: admissionregistration.k8s.io/v1
  kind: ValidatingAdmissionPolicy
  metadata: {name: web}
  spec: {validations: [{expression: "request.userInfo.username != 'system:serviceaccount:${namespace}:${account}' || false"}]}
  ---
  kind: ConfigMap
  metadata: {name: trust, namespace: lab}
  data:
    trust.json: |
      {"StringEquals": {"sub": "system:serviceaccount:${namespace}:${account}"}}
`;

it('an account in the strings that name it, from each of them', () => {
  checkRenameFromEach((name) => accounts('shop', name), 'web', 'site');
});

it('a namespace in the names of its accounts, from each of them', () => {
  checkRenameFromEach((name) => accounts(name, 'web'), 'shop', 'store');
});

it('an account in a string leads to its manifest, is listed there, and has a hover', () => {
  const fixture = parseFixture(accounts('shop', 'web').replace("shop:web'}", "shop:$0web'}"));
  const snapshot = snapshotOfFixture(fixture);
  const { uri = '', offset = 0 } = fixture.cursor ?? {};
  const text = fixture.files[0]?.text ?? '';
  const [target] = definition(snapshot, uri, offset)?.targets ?? [];
  expect(text.slice(target?.selection.start).split('\n', 1)).toEqual(['web, namespace: shop}']);
  const places = references(snapshot, uri, offset, { includeDeclaration: true });
  expect(places.map(({ span }) => text.slice(span.start - 4, span.end))).toEqual([
    'me: web',
    'hop:web',
    '/sa/web',
    'hop:web',
    'hop:web',
  ]);
  expect(hover(snapshot, uri, offset, { commands: [] })?.markdown).toContain('ServiceAccount');
});

it('a Service in the names of a certificate, also the short one', () => {
  checkRenameFromEach(
    (name) => `
    kind: Service
    metadata: {name: ${name}, namespace: shop}
    ---
    apiVersion: cert-manager.io/v1
    kind: Certificate
    metadata: {name: web, namespace: shop}
    spec:
      secretName: web
      commonName: ${name}.shop.svc
      dnsNames: [${name}, ${name}.shop, ${name}.shop.svc.cluster.local, '*.${name}.shop.svc', web.example.com]
    ---
    apiVersion: cert-manager.io/v1
    kind: Certificate
    metadata: {name: web, namespace: lab}
    spec: {secretName: web, dnsNames: [web]}
  `,
    'web',
    'site',
  );
});

it('objects in the rules of roles, by what they are about', () => {
  const roles = (service: string, set: string, namespace: string): string => `
    kind: Service
    metadata: {name: ${service}, namespace: ${namespace}}
    ---
    kind: StatefulSet
    metadata: {name: ${set}, namespace: ${namespace}}
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata: {name: web, namespace: ${namespace}}
    rules:
      - {apiGroups: [""], resources: [services, services/proxy], resourceNames: [db, ${service}], verbs: [get]}
      - {apiGroups: [apps], resources: [statefulsets/scale], resourceNames: [${set}], verbs: [patch]}
      - {apiGroups: [""], resources: [configmaps], resourceNames: [web], verbs: [get]}
      - {apiGroups: [""], resources: [namespaces], resourceNames: [${namespace}], verbs: [get]}
  `;
  checkRenameFromEach((name) => roles(name, 'web', 'shop'), 'web', 'site');
  checkRenameFromEach((name) => roles('web', name, 'shop'), 'web', 'site');
  checkRenameFromEach((name) => roles('web', 'web', name), 'shop', 'store');
});

it.each(['resources: [web.yaml]', undefined])('a workload in the health checks of Flux: %s', (kustomization) => {
  checkRenameFromEach(
    (name) => `
    #- /clusters/shop.yaml
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: {name: web, namespace: flux-system}
    spec:
      path: ./apps
      targetNamespace: shop
      healthChecks:
        - {apiVersion: apps/v1, kind: Deployment, name: ${name}, namespace: shop}
        - {apiVersion: apps/v1, kind: StatefulSet, name: web, namespace: shop}
    ${kustomization === undefined ? '' : `#- /apps/kustomization.yaml\n    ${kustomization}`}
    #- /apps/web.yaml
    kind: Deployment
    metadata: {name: ${name}}
    ---
    kind: Service
    metadata: {name: web}
  `,
    'web',
    'site',
  );
});

it('sources and values of Flux', () => {
  checkRenameFromEach(
    (name) => `
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: GitRepository
    metadata: {name: ${name}, namespace: flux-system}
    ---
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: {name: fleet, namespace: flux-system}
    spec: {path: ./apps, sourceRef: {kind: GitRepository, name: ${name}}}
    ---
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: {name: web, namespace: shop}
    spec: {chart: {spec: {chart: fleet, sourceRef: {kind: GitRepository, name: ${name}, namespace: flux-system}}}}
  `,
    'fleet',
    'repo',
  );
});

it('a Service from the values of its chart', () => {
  const chart = (name: string): string => `
    #- /chart/Chart.yaml
    name: shop
    #- /chart/values.yaml
    url: postgres://${name}:5432/db
    image: example.com/db:1
    #- /chart/templates/db.yaml
    kind: Service
    metadata:
      name: ${name.replace('$0', '')}
  `;
  checkRename(chart('d$0b'), 'store', chart('store'));
});

it('what nothing refers to but a patch', () => {
  checkRenameFromEach(
    (name) => `
    #- /kustomization.yaml
    resources: [route.yaml]
    patches: [{path: patch.yaml}, {target: {kind: HTTPRoute, name: ${name}}, patch: '[{op: test, path: /kind, value: HTTPRoute}]'}]
    #- /route.yaml
    kind: HTTPRoute
    metadata: {name: ${name}, namespace: shop}
    #- /patch.yaml
    kind: HTTPRoute
    metadata: {name: ${name}, namespace: shop, labels: {app: web}}
  `,
    'web',
    'site',
  );
});

it('classes, priorities, volumes and issuers, from each field that names one', () => {
  checkRenameFromEach(
    (name) => `
    kind: StorageClass
    metadata: {name: ${name}}
    ---
    kind: PersistentVolumeClaim
    metadata: {name: fast, namespace: shop}
    spec: {storageClassName: ${name}}
    ---
    kind: StatefulSet
    metadata: {name: fast, namespace: shop}
    spec: {volumeClaimTemplates: [{metadata: {name: fast}, spec: {storageClassName: ${name}}}]}
  `,
    'fast',
    'quick',
  );
  checkRenameFromEach(
    (name) => `
    apiVersion: scheduling.k8s.io/v1
    kind: PriorityClass
    metadata: {name: ${name}}
    ---
    kind: Deployment
    metadata: {name: high, namespace: shop}
    spec: {template: {spec: {priorityClassName: ${name}, containers: [{name: high}]}}}
  `,
    'high',
    'top',
  );
  checkRenameFromEach(
    (name) => `
    apiVersion: cert-manager.io/v1
    kind: ClusterIssuer
    metadata: {name: ${name}}
    ---
    apiVersion: cert-manager.io/v1
    kind: Certificate
    metadata: {name: ca, namespace: shop}
    spec: {secretName: ca, issuerRef: {group: cert-manager.io, kind: ClusterIssuer, name: ${name}}}
    ---
    apiVersion: cert-manager.io/v1
    kind: Certificate
    metadata: {name: other, namespace: shop}
    spec: {secretName: ca, issuerRef: {name: ca}}
  `,
    'ca',
    'root',
  );
});

it('a volume, from each of its mounts, with what patches say of it', () => {
  checkRenameFromEach(
    (name) => `
    #- /base/kustomization.yaml
    resources: [web.yaml]
    #- /base/web.yaml
    kind: Deployment
    metadata: {name: web}
    spec:
      template:
        spec:
          initContainers: [{name: data, volumeMounts: [{name: ${name}, mountPath: /data}]}]
          containers:
            - name: web
              volumeMounts: [{name: ${name}, mountPath: /data}, {name: data-2, mountPath: /other}]
          volumes: [{name: ${name}, emptyDir: {}}, {name: data-2, emptyDir: {}}]
    #- /prod/kustomization.yaml
    resources: [../base]
    patches: [{path: patch.yaml}]
    #- /prod/patch.yaml
    kind: Deployment
    metadata: {name: web}
    spec:
      template:
        spec:
          containers: [{name: side, volumeMounts: [{name: ${name}, mountPath: /x}]}]
          volumes: [{name: ${name}, emptyDir: {sizeLimit: 1Gi}}]
  `,
    'data',
    'disk',
  );
});

it('a container, with the fields and patches that name it', () => {
  checkRenameFromEach(
    (name) => `
    #- /kustomization.yaml
    resources: [web.yaml]
    patches: [{path: patch.yaml}]
    #- /web.yaml
    kind: Deployment
    metadata: {name: web}
    spec:
      template:
        metadata: {annotations: {kubectl.kubernetes.io/default-container: ${name}}}
        spec:
          containers:
            - name: ${name}
              env: [{name: CPU, valueFrom: {resourceFieldRef: {containerName: ${name}, resource: limits.cpu}}}]
    #- /patch.yaml
    kind: Deployment
    metadata: {name: web}
    spec: {template: {spec: {containers: [{name: ${name}, image: web}]}}}
  `,
    'web',
    'main',
  );
});

it('a volume of a claim says what a cluster needs, and one that is taken is refused', () => {
  const set = (name: string): string => `
    kind: StatefulSet
    metadata: {name: db}
    spec:
      template: {spec: {containers: [{name: db, volumeMounts: [{name: ${name.replace('$0', '')}, mountPath: /a}]}], volumes: [{name: tmp}]}}
      volumeClaimTemplates: [{metadata: {name: ${name}}}]
  `;
  expect(checkRename(set('$0data'), 'disk', set('disk'))).toBe(
    'Kubernetes does not allow changing volumeClaimTemplates on a running StatefulSet. Delete StatefulSet "db", then apply again. Its data stays with the old claims.',
  );
  checkRejected(set('$0data'), 'tmp', 'StatefulSet "db" already has a volume "tmp".');
});
