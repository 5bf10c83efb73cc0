import fc from 'fast-check';

/** A file of a made-up repository. */
export interface MadeFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Repositories with a base, a layer upon it, overlays upon either, and a component: each kustomization changes what it reaches
 * in some of the ways there are. Most of them build; some ask for what is not there.
 */
export function repositories(): fc.Arbitrary<readonly MadeFile[]> {
  return fc
    .record({
      objects: fc.subarray(['service', 'headless', 'set', 'deployment', 'ingress', 'autoscaler', 'slice'], {
        minLength: 3,
      }),
      base: changes(),
      middle: changes(),
      dev: changes(),
      prod: changes(),
      component: changes(),
      prodUsesComponent: fc.boolean(),
      devSkipsMiddle: fc.boolean(),
    })
    .map((made): readonly MadeFile[] => [
      { path: 'base/kustomization.yaml', text: JSON.stringify({ resources: ['all.yaml'], ...made.base }) },
      { path: 'base/all.yaml', text: made.objects.map((name) => JSON.stringify(objects[name])).join('\n---\n') },
      { path: 'middle/kustomization.yaml', text: JSON.stringify({ resources: ['../base'], ...made.middle }) },
      {
        path: 'overlays/dev/kustomization.yaml',
        text: JSON.stringify({ resources: [made.devSkipsMiddle ? '../../base' : '../../middle'], ...made.dev }),
      },
      {
        path: 'overlays/prod/kustomization.yaml',
        text: JSON.stringify({
          resources: ['../../middle'],
          ...(made.prodUsesComponent ? { components: ['../../component'] } : {}),
          ...made.prod,
        }),
      },
      { path: 'overlays/both/kustomization.yaml', text: JSON.stringify({ resources: ['../../component'] }) },
      {
        path: 'component/kustomization.yaml',
        text: JSON.stringify({
          apiVersion: 'kustomize.config.k8s.io/v1alpha1',
          kind: 'Component',
          ...made.component,
        }),
      },
    ])
    .map((files) => files.filter((file) => !file.path.startsWith('overlays/both')));
}

const objects: Readonly<Record<string, unknown>> = {
  service: {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', labels: { app: 'web' } },
    spec: {
      selector: { app: 'web' },
      ports: [
        { port: 80, targetPort: 'http' },
        { port: 53, protocol: 'UDP', name: 'dns' },
      ],
    },
  },
  headless: {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'db' },
    spec: { clusterIP: 'None', selector: { app: 'db' }, ports: [{ name: 'sql', port: 5432 }] },
  },
  set: {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db', namespace: 'data' },
    spec: {
      serviceName: 'db',
      selector: { matchLabels: { app: 'db' } },
      template: {
        metadata: { labels: { app: 'db' } },
        spec: { containers: [{ name: 'db', ports: [{ containerPort: 5432 }] }, { name: 'exporter' }] },
      },
    },
  },
  deployment: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', ports: [{ name: 'http', containerPort: 8080 }] }] },
      },
    },
  },
  ingress: {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web' },
    spec: {
      rules: [
        {
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }],
          },
        },
      ],
    },
  },
  autoscaler: {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web' },
    spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
  },
  slice: {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'ips', labels: { 'kubernetes.io/service-name': 'db' } },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.0.0.1'] }],
  },
};

function changes(): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  return fc.record(
    {
      namespace: fc.constantFrom('data', 'prod', 'default'),
      namePrefix: fc.constantFrom('a-', 'b-', 'web-'),
      nameSuffix: fc.constantFrom('-x', '-y'),
      commonLabels: fc.constantFrom({ env: 'prod' }, { app: 'all', team: 'one' }),
      labels: fc.array(
        fc.record(
          {
            pairs: fc.constantFrom({ tier: 'one' }, { app: 'two' }),
            includeSelectors: fc.boolean(),
            includeTemplates: fc.boolean(),
          },
          { requiredKeys: ['pairs'] },
        ),
        { maxLength: 2 },
      ),
      patches: fc.array(fc.constantFrom(...patches), { maxLength: 3 }),
      replicas: fc.constantFrom([{ name: 'web', count: 4 }], [{ name: 'db', count: 2 }]),
      replacements: fc.array(fc.constantFrom(...replacements), { minLength: 1, maxLength: 2 }),
    },
    { requiredKeys: [] },
  );
}

const replacements: readonly unknown[] = [
  {
    source: { kind: 'Service', name: 'db' },
    targets: [{ select: { kind: 'StatefulSet' }, fieldPaths: ['spec.serviceName'] }],
  },
  {
    source: { kind: 'Service', name: 'web', fieldPath: 'spec.ports.0.port' },
    targets: [
      { select: { kind: 'Deployment' }, fieldPaths: ['spec.template.spec.containers.*.ports.0.containerPort'] },
    ],
  },
  {
    source: { kind: 'StatefulSet', fieldPath: 'metadata.namespace', options: { delimiter: 'a', index: 0 } },
    targets: [
      {
        select: { kind: 'Service' },
        reject: [{ name: 'db' }],
        fieldPaths: ['metadata.annotations.of'],
        options: { create: true },
      },
    ],
  },
  {
    sourceValue: 'given',
    targets: [{ select: { name: 'web' }, fieldPaths: ['metadata.annotations.given'], options: { create: true } }],
  },
];

/**
 * None of them changes a label that `labels` adds: kustomize 5.7 holds such a value once for all places it goes to, so that a
 * patch of a selector changes the object's own labels as well, which nobody means.
 */
const patches: readonly Readonly<Record<string, unknown>>[] = [
  { target: { kind: 'Service' }, patch: '- {op: add, path: /metadata/labels, value: {patched: "yes"}}' },
  { target: { kind: 'Service', name: 'web' }, patch: '- {op: remove, path: /spec/ports/0}' },
  { target: { kind: 'StatefulSet' }, patch: '- {op: replace, path: /spec/serviceName, value: web}' },
  { target: { name: '.*b' }, patch: '- {op: add, path: /metadata/annotations, value: {a: b}}' },
  { target: { namespace: 'data' }, patch: '- {op: add, path: /metadata/annotations, value: {in: data}}' },
  {
    target: { kind: 'Deployment' },
    patch:
      '{apiVersion: apps/v1, kind: Deployment, metadata: {name: any}, spec: {template: {spec: {subdomain: db, containers: [{name: side, image: s}, {name: web, ports: [{containerPort: 8080, protocol: TCP}, {containerPort: 1}]}]}}}}',
  },
  {
    patch:
      '{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 443}, {port: 80, name: http}]}}',
  },
  { patch: '{apiVersion: v1, kind: Service, metadata: {name: db}, spec: {clusterIP: null, selector: {role: x}}}' },
  { patch: '{$patch: delete, apiVersion: v1, kind: Service, metadata: {name: web}}' },
];
