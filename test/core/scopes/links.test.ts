import { expect, test } from 'vitest';
import { dedent, parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

/** Every link of a fixture as a line: `kind from -> to, to`, a resource being `Kind namespace/name@file`. */
function checkLinks(source: string, expected: string): void {
  const snapshot = snapshotOfFixture(parseFixture(source));
  const show = (placed: (typeof snapshot.resources)[number]): string =>
    `${placed.resource.kind} ${placed.namespace}/${placed.name ?? '?'}@${placed.document.file.path}`;
  const lines = snapshot.resources
    .flatMap((object) => snapshot.links.from(object))
    .map((link) => `${show(link.from)} ${link.kind} ${link.to.map(show).join(', ') || 'nothing'}`);
  expect(lines.sort().join('\n')).toBe(dedent(expected).trim().split('\n').sort().join('\n'));
}

test('a StatefulSet, its headless Service and its Pods', () => {
  checkLinks(
    `
    #- /db.yaml
    kind: StatefulSet
    metadata: {name: db, namespace: prod}
    spec:
      serviceName: db
      template: {metadata: {labels: {app: db}}}
    #- /service.yaml
    kind: Service
    metadata: {name: db, namespace: prod}
    spec: {clusterIP: None, selector: {app: db}}
    `,
    `
    Service prod/db@/service.yaml selects StatefulSet prod/db@/db.yaml
    StatefulSet prod/db@/db.yaml governedBy Service prod/db@/service.yaml
    `,
  );
});

test('labels of the workload itself do not count', () => {
  checkLinks(
    `
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}}
    ---
    kind: Deployment
    metadata: {name: web, labels: {app: web}}
    spec: {template: {metadata: {labels: {app: other}}}}
    `,
    'Service default/web@/manifest.yaml selects nothing',
  );
});

test('a selector on a label the StatefulSet controller adds', () => {
  checkLinks(
    `
    kind: Service
    metadata: {name: db-1}
    spec: {selector: {statefulset.kubernetes.io/pod-name: db-1}}
    ---
    kind: Service
    metadata: {name: db-7}
    spec: {selector: {statefulset.kubernetes.io/pod-name: db-7}}
    ---
    kind: StatefulSet
    metadata: {name: db}
    spec: {replicas: 2, template: {metadata: {labels: {app: db}}}}
    `,
    `
    Service default/db-1@/manifest.yaml selects StatefulSet default/db@/manifest.yaml
    Service default/db-7@/manifest.yaml selects nothing
    `,
  );
});

test('Endpoints by name, slices by label, routes by backend, a Pod by subdomain', () => {
  checkLinks(
    `
    kind: Service
    metadata: {name: db}
    ---
    kind: Endpoints
    metadata: {name: db}
    ---
    kind: EndpointSlice
    metadata: {name: other, labels: {kubernetes.io/service-name: db}}
    ---
    kind: Ingress
    metadata: {name: edge}
    spec: {rules: [{http: {paths: [{backend: {service: {name: db, port: {number: 80}}}}]}}]}
    ---
    kind: Pod
    metadata: {name: p}
    spec: {hostname: p, subdomain: db}
    `,
    `
    Endpoints default/db@/manifest.yaml backs Service default/db@/manifest.yaml
    EndpointSlice default/other@/manifest.yaml backs Service default/db@/manifest.yaml
    Ingress default/edge@/manifest.yaml routesTo Service default/db@/manifest.yaml
    Pod default/p@/manifest.yaml publishedUnder Service default/db@/manifest.yaml
    `,
  );
});

test('of variants in several folders the nearest is meant', () => {
  checkLinks(
    `
    #- /a/db.yaml
    kind: StatefulSet
    metadata: {name: db}
    spec: {serviceName: db}
    #- /a/service.yaml
    kind: Service
    metadata: {name: db}
    #- /b/service.yaml
    kind: Service
    metadata: {name: db}
    `,
    'StatefulSet default/db@/a/db.yaml governedBy Service default/db@/a/service.yaml',
  );
});

test('an unwritten namespace matches any when nothing matches exactly', () => {
  checkLinks(
    `
    #- /sets.yaml
    kind: StatefulSet
    metadata: {name: db}
    spec: {serviceName: db}
    ---
    kind: StatefulSet
    metadata: {name: queue}
    spec: {serviceName: queue}
    #- /services.yaml
    kind: Service
    metadata: {name: db, namespace: prod}
    ---
    kind: Service
    metadata: {name: queue, namespace: prod}
    ---
    kind: Service
    metadata: {name: queue}
    `,
    `
    StatefulSet default/db@/sets.yaml governedBy Service prod/db@/services.yaml
    StatefulSet default/queue@/sets.yaml governedBy Service default/queue@/services.yaml
    `,
  );
});

test('written namespaces that differ do not match', () => {
  checkLinks(
    `
    kind: StatefulSet
    metadata: {name: db, namespace: prod}
    spec: {serviceName: db}
    ---
    kind: Service
    metadata: {name: db, namespace: test}
    `,
    'StatefulSet prod/db@/manifest.yaml governedBy nothing',
  );
});

test('a reference never leaves a chart, nor enters one', () => {
  checkLinks(
    `
    #- /chart/Chart.yaml
    name: chart
    #- /chart/templates/db.yaml
    kind: StatefulSet
    metadata: {name: db}
    spec: {serviceName: db}
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    `,
    'StatefulSet default/db@/chart/templates/db.yaml governedBy nothing',
  );
});

test('a patch of a kustomization is no object', () => {
  checkLinks(
    `
    #- /base/db.yaml
    kind: StatefulSet
    metadata: {name: db}
    spec: {serviceName: db}
    ---
    kind: Service
    metadata: {name: db}
    #- /prod/kustomization.yaml
    patches:
      - path: ./service.yaml
    #- /prod/service.yaml
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: x}}
    `,
    'StatefulSet default/db@/base/db.yaml governedBy Service default/db@/base/db.yaml',
  );
});

test('the items of a List are objects of their own', () => {
  checkLinks(
    `
    kind: List
    items:
      - apiVersion: v1
        kind: Service
        metadata: {name: db}
      - apiVersion: v1
        kind: Endpoints
        metadata: {name: db}
    `,
    'Endpoints default/db@/manifest.yaml backs Service default/db@/manifest.yaml',
  );
});

test('a Service of another API group is no Service', () => {
  checkLinks(
    `
    apiVersion: serving.knative.dev/v1
    kind: Service
    metadata: {name: db}
    ---
    kind: Endpoints
    metadata: {name: db}
    `,
    'Endpoints default/db@/manifest.yaml backs nothing',
  );
});

test('a route that sends copies of requests, and one that leads to no Service', () => {
  checkLinks(
    `
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: web}
    spec:
      rules:
        - backendRefs: [{name: db}, {kind: Service, group: example.com, name: db}, {kind: Bucket, name: db}]
          filters: [{requestMirror: {backendRef: {name: copy}}}]
    ---
    kind: Service
    metadata: {name: db}
    `,
    `
    HTTPRoute default/web@/manifest.yaml routesTo Service default/db@/manifest.yaml
    HTTPRoute default/web@/manifest.yaml routesTo nothing
    `,
  );
});

test('what is scaled is of the kind that is written', () => {
  checkLinks(
    `
    kind: HorizontalPodAutoscaler
    metadata: {name: a}
    spec: {scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: db}}
    ---
    kind: HorizontalPodAutoscaler
    metadata: {name: b}
    spec: {scaleTargetRef: {apiVersion: example.com/v1, kind: Farm, name: db}}
    ---
    kind: StatefulSet
    metadata: {name: db}
    ---
    kind: Deployment
    metadata: {name: db}
    `,
    'HorizontalPodAutoscaler default/a@/manifest.yaml uses StatefulSet default/db@/manifest.yaml',
  );
});
