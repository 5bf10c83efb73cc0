import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { snapshotOf } from '../../../../server/src/core/workspace/workspace.ts';
import { dedent, parseFixture } from '../../../support/fixture.ts';
import { compareKustomizations, hasKubectl, type Comparison } from '../../../support/kustomize.ts';
import { repositories } from '../../../support/kustomize-repositories.ts';

// What we make of kustomizations, held against kubectl's own kustomize: everything that is read of each object.

if (!hasKubectl) {
  console.warn(
    'SKIPPED, NOTHING WAS TESTED: there is no kubectl. `node scripts/kubectl.mjs` gets one, on Linux on x64.',
  );
}

/** Compares the kustomizations of files; they are written where kustomize can read them. */
async function compare(files: readonly { readonly path: string; readonly text: string }[]): Promise<readonly Comparison[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'headlight-kustomize-'));
  try {
    const relative = files.map((file) => ({ path: file.path.replace(/^\//, ''), text: file.text }));
    for (const file of relative) {
      mkdirSync(path.dirname(path.join(folder, file.path)), { recursive: true });
      writeFileSync(path.join(folder, file.path), file.text);
    }
    const snapshot = snapshotOf(relative.map((file) => ({ ...file, uri: `file:///${file.path}` })));
    return await compareKustomizations(snapshot, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function expectSame(source: string, verdicts: Readonly<Record<string, Comparison['verdict']>>): Promise<void> {
  const comparisons = await compare(parseFixture(dedent(base) + dedent(source)).files);
  const found = Object.fromEntries(comparisons.map(({ kustomization, verdict }) => [kustomization, verdict]));
  const lines = comparisons.flatMap((one) => one.lines.map((line) => `${one.kustomization}: ${line}`)).join('\n');
  expect(found, lines).toEqual(verdicts);
}

/** A database and what stands around it, for kustomizations to change. */
const base = `
  #- /base/kustomization.yaml
  resources: [db.yaml, web.yaml]
  #- /base/db.yaml
  kind: Service
  metadata: {name: db, labels: {app: db}}
  spec:
    clusterIP: None
    selector: {app: db}
    ports:
      - {name: sql, port: 5432}
      - {name: metrics, port: 9187, targetPort: metrics}
  ---
  kind: StatefulSet
  metadata: {name: db}
  spec:
    serviceName: db
    replicas: 3
    selector: {matchLabels: {app: db}}
    template:
      metadata: {labels: {app: db}}
      spec:
        initContainers: [{name: init, image: init}]
        containers:
          - name: db
            image: db
            ports: [{name: sql, containerPort: 5432}, {containerPort: 53, protocol: UDP, name: dns}, {containerPort: 53, protocol: TCP, name: dns-tcp}]
          - name: exporter
            image: exporter
            ports: [{name: metrics, containerPort: 9187}]
  ---
  kind: HorizontalPodAutoscaler
  metadata: {name: db}
  spec: {maxReplicas: 5, scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: db}}
  #- /base/web.yaml
  kind: Service
  metadata: {name: web}
  spec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}
  ---
  kind: Deployment
  metadata: {name: web}
  spec:
    selector: {matchLabels: {app: web}}
    template:
      metadata: {labels: {app: web}}
      spec:
        hostname: web
        subdomain: db
        containers: [{name: web, image: web, ports: [{name: http, containerPort: 8080}], env: [{name: DB, value: db}]}]
  ---
  kind: CronJob
  metadata: {name: backup}
  spec: {schedule: '@daily', jobTemplate: {spec: {template: {spec: {containers: [{name: backup, image: db}]}}}}}
  ---
  kind: Ingress
  metadata: {name: web}
  spec:
    defaultBackend: {service: {name: web, port: {number: 80}}}
    rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: db, port: {name: sql}}}}]}}]
  ---
  kind: HTTPRoute
  metadata: {name: web}
  spec: {rules: [{backendRefs: [{name: web, port: 80}]}]}
  ---
  kind: Endpoints
  metadata: {name: old}
  subsets: [{addresses: [{ip: 10.0.0.1}, {ip: 10.0.0.2}], ports: [{port: 80}]}]
  ---
  kind: EndpointSlice
  metadata: {name: old-1, labels: {kubernetes.io/service-name: old}}
  addressType: IPv4
  endpoints: [{addresses: [10.0.0.1]}]
  ports: [{port: 80}]
  ---
  kind: Service
  metadata: {name: old, namespace: legacy}
  spec: {type: ExternalName, externalName: db.example.com}
  ---
  kind: NetworkPolicy
  metadata: {name: db}
  spec: {podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}]}]}
  ---
  kind: List
  items:
    - {apiVersion: v1, kind: Namespace, metadata: {name: legacy}}
    - {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: reader}}
    - {apiVersion: example.com/v1, kind: Database, metadata: {name: db}, spec: {ports: [{port: 1}]}}
`;

describe.skipIf(!hasKubectl)('kustomize makes the same of', () => {
  test('a kustomization that changes nothing, and one that another kind of file name holds', async () => {
    await expectSame(`
      #- /one/Kustomization
      resources: [../base]
      #- /two/kustomization.yml
      bases: [../base/]
    `, { one: 'same', two: 'same' });
  });

  test('a namespace, a prefix and a suffix', async () => {
    await expectSame(`
      #- /overlays/dev/kustomization.yaml
      namePrefix: dev-
      resources: [../../base]
      #- /overlays/prod/kustomization.yaml
      namespace: prod
      namePrefix: p-
      nameSuffix: -s
      resources: [../../base]
      #- /overlays/region/kustomization.yaml
      nameSuffix: -eu
      namespace: eu
      resources: [middle, ../../base/again]
      #- /overlays/region/middle/kustomization.yaml
      namePrefix: middle-
      namespace: first
      resources: [../../../base]
      #- /base/again/kustomization.yaml
      resources: [service.yaml]
      #- /base/again/service.yaml
      kind: Service
      metadata: {name: extra}
      spec: {selector: {app: web}}
    `, { 'overlays/dev': 'same', 'overlays/prod': 'same', 'overlays/region': 'same' });
  });

  test('labels, with and without selectors and templates', async () => {
    await expectSame(`
      #- /common/kustomization.yaml
      commonLabels: {team: data, app: all}
      commonAnnotations: {note: common}
      resources: [../base]
      #- /labels/kustomization.yaml
      labels:
        - pairs: {team: data}
        - pairs: {tier: backend}
          includeTemplates: true
        - pairs: {env: prod}
          includeSelectors: true
      resources: [../base]
    `, { common: 'same', labels: 'same' });
  });

  test('strategic merge patches', async () => {
    await expectSame(`
      #- /overlay/kustomization.yaml
      namePrefix: a-
      resources: [../base]
      replicas: [{name: db, count: 7}, {name: web, count: 2}]
      patchesStrategicMerge:
        - service.yaml
        - |-
          apiVersion: v1
          kind: Service
          metadata: {name: web}
          spec: {clusterIP: None}
      patches:
        - path: sets.yaml
        - target: {kind: Service, name: w.*}
          patch: |-
            apiVersion: v1
            kind: Service
            metadata: {name: ignored, labels: {patched: "yes"}}
        - patch: |-
            $patch: delete
            apiVersion: v1
            kind: Endpoints
            metadata: {name: old}
      #- /overlay/service.yaml
      kind: Service
      metadata: {name: db, namespace: default}
      spec:
        clusterIP: null
        selector: {$patch: replace, app: other}
        ports:
          - {port: 9187, nodePort: 30000}
          - {port: 5433, name: replica}
          - {port: 5432, $patch: delete}
      #- /overlay/sets.yaml
      kind: StatefulSet
      metadata: {name: db}
      spec:
        serviceName: web
        template:
          spec:
            containers:
              - {name: sidecar, image: sidecar, ports: [{containerPort: 1}]}
              - name: exporter
                ports: [{containerPort: 9188, name: more}]
              - name: db
                ports: [{containerPort: 53, protocol: UDP, name: changed}, {containerPort: 5432, hostPort: 1}]
      ---
      kind: HTTPRoute
      metadata: {name: web}
      spec: {rules: [{backendRefs: [{name: db, port: 1}]}]}
      ---
      kind: Ingress
      metadata: {name: web}
      spec: {rules: [{http: {paths: [{path: /new, pathType: Prefix, backend: {service: {name: web, port: {number: 1}}}}]}}]}
      ---
      kind: Database
      apiVersion: example.com/v1
      metadata: {name: db, annotations: {patched: "yes"}}
    `, { overlay: 'same' });
  });

  test('JSON patches', async () => {
    await expectSame(`
      #- /overlay/kustomization.yaml
      nameSuffix: -x
      resources: [../base]
      patches:
        - path: ports.yaml
          target: {kind: Service, labelSelector: 'app in (db, dns), !none'}
        - target: {group: apps, version: v1, kind: StatefulSet}
          patch: |-
            - {op: replace, path: /spec/serviceName, value: web}
            - {op: move, from: /spec/replicas, path: /spec/minReadySeconds}
            - {op: copy, from: /spec/template/spec/containers/1, path: /spec/template/spec/initContainers/-}
            - {op: test, path: /metadata/name, value: db}
            - {op: replace, path: /spec/notThere, value: 1}
        - target: {kind: NoSuchKind}
          patch: '[{"op": "remove", "path": "/spec"}]'
      patchesJson6902:
        - target: {group: networking.k8s.io, version: v1, kind: Ingress, name: web-x}
          patch: |-
            - {op: remove, path: /spec/defaultBackend}
      #- /overlay/ports.yaml
      - op: add
        path: /spec/ports/0
        value: {name: first, port: 1}
      - op: remove
        path: /spec/ports/2
      - op: add
        path: /metadata/labels/slash~1ed
        value: "yes"
    `, { overlay: 'same' });
  });

  test('components, which change what their parents gathered', async () => {
    await expectSame(`
      #- /overlay/kustomization.yaml
      namePrefix: o-
      resources: [../base]
      components: [../tls, ../extra]
      #- /tls/kustomization.yaml
      kind: Component
      apiVersion: kustomize.config.k8s.io/v1alpha1
      nameSuffix: -tls
      patches:
        - target: {kind: Service, name: web}
          patch: '[{"op": "replace", "path": "/spec/ports/0/port", "value": 443}]'
      #- /extra/kustomization.yaml
      kind: Component
      apiVersion: kustomize.config.k8s.io/v1alpha1
      resources: [service.yaml]
      commonLabels: {extra: "yes"}
      #- /extra/service.yaml
      kind: Service
      metadata: {name: extra}
    `, { overlay: 'same' });
  });

  test('generated ConfigMaps, and objects that stay on the machine', async () => {
    await expectSame(`
      #- /overlay/kustomization.yaml
      namePrefix: o-
      resources: [../base, local.yaml]
      configMapGenerator: [{name: settings, literals: [a=b]}]
      secretGenerator: [{name: token, literals: [a=b]}]
      patches:
        - patch: |-
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings, labels: {patched: "yes"}}
      #- /overlay/local.yaml
      kind: Service
      metadata: {name: local, annotations: {config.kubernetes.io/local-config: "true"}}
    `, { overlay: 'same' });
  });

  test('names that a patch may change', async () => {
    await expectSame(`
      #- /overlay/kustomization.yaml
      resources: [../base]
      patches:
        - target: {kind: Service, name: db}
          options: {allowNameChange: true}
          patch: |-
            apiVersion: v1
            kind: Service
            metadata: {name: database}
    `, { overlay: 'same' });
  });

  test('what both refuse', async () => {
    await expectSame(`
      #- /missing/kustomization.yaml
      resources: [../base, gone.yaml]
      #- /folder/kustomization.yaml
      resources: [../plain]
      #- /plain/service.yaml
      kind: Service
      metadata: {name: plain}
      #- /outside/kustomization.yaml
      resources: [../plain/service.yaml]
      #- /circle/kustomization.yaml
      resources: [../circle]
      #- /twice/kustomization.yaml
      resources: [../base, ../base]
      #- /component/kustomization.yaml
      components: [../base]
      #- /target/kustomization.yaml
      resources: [../base]
      patches: [{patch: '{apiVersion: v1, kind: Service, metadata: {name: gone}}'}]
      #- /field/kustomization.yaml
      resources: [../base]
      patches: [{target: {kind: Service}, patch: '- {op: remove, path: /spec/notThere}'}]
      #- /replicas/kustomization.yaml
      resources: [../base]
      replicas: [{name: gone, count: 1}]
      #- /two/kustomization.yaml
      resources: [double]
      #- /two/double/kustomization.yaml
      namePrefix: a-
      #- /two/double/kustomization.yml
      namePrefix: b-
      #- /flow/kustomization.yaml
      resources: [../base]
      patches: [{target: {kind: Service}, patch: '[{op: remove, path: /spec}]'}]
      #- /empty/kustomization.yaml
      resources:
      #- /nopatch/kustomization.yaml
      resources: [../base]
      patches: [{target: {kind: Service}}]
    `, {
      missing: 'bothRefuse',
      folder: 'bothRefuse',
      outside: 'bothRefuse',
      circle: 'bothRefuse',
      twice: 'bothRefuse',
      component: 'bothRefuse',
      target: 'bothRefuse',
      field: 'bothRefuse',
      replicas: 'bothRefuse',
      two: 'bothRefuse',
      'two/double': 'bothRefuse',
      flow: 'bothRefuse',
      empty: 'bothRefuse',
      nopatch: 'bothRefuse',
    });
  });

  test('repositories made at random', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(repositories(), async (files) => {
        const comparisons = await compare(files);
        const bad = comparisons.filter(
          ({ kustomization, verdict }) =>
            // A component alone may be for objects that are not there.
            verdict !== 'same' && verdict !== 'bothRefuse' && kustomization !== 'component',
        );
        expect(bad.map(({ kustomization, verdict, lines }) => [kustomization, verdict, ...lines].join('\n'))).toEqual([]);
      }),
      { seed: 20261123, numRuns: 40 },
    );
  });
});
