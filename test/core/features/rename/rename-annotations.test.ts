import { describe, expect, it } from 'vitest';
import { definition, references } from '../../../../server/src/core/features/facade.ts';
import { english, speak } from '../../../../server/src/core/util/language.ts';
import { checkRejected, checkRename, checkRenameFromEach } from '../../../support/check-rename.ts';
import { parseFixture, snapshotOfFixture } from '../../../support/fixture.ts';

it('a class and issuers, from the annotations that name them', () => {
  checkRenameFromEach(
    (name) => `
    kind: Ingress
    metadata: {name: web, annotations: {kubernetes.io/ingress.class: ${name}}}
    ---
    apiVersion: networking.k8s.io/v1
    kind: IngressClass
    metadata: {name: ${name}}
  `,
    'nginx',
    'edge',
  );
  checkRenameFromEach(
    (name) => `
    kind: Ingress
    metadata: {name: web, annotations: {cert-manager.io/cluster-issuer: ${name}, cert-manager.io/issuer: acme}}
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: web, annotations: {cert-manager.io/cluster-issuer: ${name}}}
    ---
    apiVersion: cert-manager.io/v1
    kind: ClusterIssuer
    metadata: {name: ${name}}
    ---
    apiVersion: cert-manager.io/v1
    kind: Issuer
    metadata: {name: acme}
  `,
    'acme',
    'letsencrypt',
  );
});

it('what orders of Flux wait for', () => {
  checkRenameFromEach(
    (name) => `
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: {name: ${name}, namespace: flux-system}
    spec: {path: ./infra}
    ---
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: {name: apps, namespace: flux-system}
    spec: {path: ./apps, dependsOn: [{name: ${name}}, {name: infra, namespace: other}]}
    ---
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: {name: infra, namespace: flux-system}
  `,
    'infra',
    'base',
  );
});

it('a container, from what scales its workload', () => {
  checkRenameFromEach(
    (name) => `
    kind: Deployment
    metadata: {name: web}
    spec: {template: {spec: {containers: [{name: ${name}, image: web}, {name: web}]}}}
    ---
    kind: HorizontalPodAutoscaler
    metadata: {name: web}
    spec:
      scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
      metrics: [{type: ContainerResource, containerResource: {name: cpu, container: ${name}}}]
    ---
    apiVersion: autoscaling.k8s.io/v1
    kind: VerticalPodAutoscaler
    metadata: {name: web}
    spec:
      targetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
      resourcePolicy: {containerPolicies: [{containerName: ${name}}, {containerName: '*'}]}
    ---
    apiVersion: keda.sh/v1alpha1
    kind: ScaledObject
    metadata: {name: web}
    spec:
      scaleTargetRef: {name: web, envSourceContainerName: ${name}}
      triggers: [{type: cpu, metadata: {containerName: ${name}}}]
  `,
    'main',
    'app',
  );
});

it('the container of a metric leads to its workload', () => {
  const { files, cursor } = parseFixture(`
    kind: Deployment
    metadata: {name: web}
    spec: {template: {spec: {containers: [{name: main, image: web}]}}}
    ---
    kind: HorizontalPodAutoscaler
    metadata: {name: web}
    spec:
      scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
      metrics: [{type: ContainerResource, containerResource: {name: cpu, container: ma$0in}}]
  `);
  const snapshot = snapshotOfFixture({ files, cursor, marks: [] });
  const { uri, offset } = cursor ?? { uri: '', offset: 0 };
  expect(definition(snapshot, uri, offset)?.targets).toHaveLength(1);
  expect(references(snapshot, uri, offset, { includeDeclaration: true })).toHaveLength(2);
});

it('a rejection says in the language that is spoken what cannot have the name', () => {
  speak({
    tag: 'ko',
    texts: { 'features/rename/subject/takenLocal': '{owner}: {kind}', 'features/rename/subject/container': '컨테이너' },
  });
  try {
    checkRejected(
      `
      kind: Deployment
      metadata: {name: web}
      spec: {template: {spec: {containers: [{name: ma$0in}, {name: side}]}}}
      `,
      'side',
      'Deployment "web": 컨테이너',
    );
  } finally {
    speak(english);
  }
});

describe('what an annotation of Traefik uses', () => {
  const drawn = (name: string, annotated: string): string => `
      apiVersion: traefik.io/v1alpha1
      kind: Middleware
      metadata: {name: ${name}, namespace: shop-web}
      ---
      apiVersion: traefik.io/v1alpha1
      kind: Middleware
      metadata: {name: strip, namespace: shop}
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: web
        namespace: shop-web
        annotations:
          traefik.ingress.kubernetes.io/router.middlewares: shop-strip@kubernetescrd,shop-web-${annotated}@kubernetescrd
      spec: {defaultBackend: {resource: {apiGroup: a.b, kind: C, name: d}}}
      `;

  it('is renamed with it, from both ends', () => {
    checkRename(drawn('for-$0all', 'for-all'), 'login', drawn('login', 'login'));
    checkRename(drawn('for-all', 'for-$0all'), 'login', drawn('login', 'login'));
  });

  it('follows its namespace, from both ends', () => {
    const ofNamespace = (name: string, own = name): string =>
      drawn('for-all', 'for-all').replaceAll('shop-web', name).replace(name, own);
    checkRename(ofNamespace('shop-web', 'shop-$0web'), 'edge', ofNamespace('edge'));
    const annotated = drawn('for-all', 'for-all').replace('shop-web-for', 'shop-$0web-for');
    checkRename(annotated, 'edge', ofNamespace('edge'));
  });
});
