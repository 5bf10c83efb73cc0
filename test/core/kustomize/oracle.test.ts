import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dedent, parseFixture } from '../../support/fixture.ts';
import { compareFiles, hasKubectl, type Comparison } from '../../support/kustomize.ts';
import { repositories } from '../../support/kustomize-repositories.ts';

// What we make of kustomizations, held against kubectl's own kustomize: everything that is read of each object.

if (!hasKubectl) {
  console.warn(
    'SKIPPED, NOTHING WAS TESTED: there is no kubectl. `node scripts/kubectl.mjs` gets one, on Linux on x64.',
  );
}

async function expectSame(source: string, verdicts: Readonly<Record<string, Comparison['verdict']>>): Promise<void> {
  const comparisons = await compareFiles(parseFixture(dedent(base) + dedent(source)).files);
  const found = Object.fromEntries(comparisons.map(({ kustomization, verdict }) => [kustomization, verdict]));
  const lines = comparisons.flatMap((one) => one.lines.map((line) => `${one.kustomization}: ${line}`)).join('\n');
  expect(found, lines).toEqual(verdicts);
}

/** A database and what is around it, for kustomizations to change. */
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
  test('patches that set labels to null, which removes them only without a target', async () => {
    const patch = `{apiVersion: v1, kind: Service, metadata: {name: db, labels: {app: null, tier: ~, size: 5, empty: }}, spec: {type: null}}`;
    const none = `{apiVersion: v1, kind: Service, metadata: {name: db, labels: null, annotations: null}}`;
    await expectSame(
      `
      #- /plain/kustomization.yaml
      resources: [../base]
      patches: [{patch: "${patch}"}]
      #- /target/kustomization.yaml
      resources: [../base]
      patches: [{target: {kind: Service}, patch: "${patch}"}]
      #- /strategic/kustomization.yaml
      resources: [../base]
      patchesStrategicMerge: [patch.yaml]
      #- /strategic/patch.yaml
      ${patch}
      #- /none/kustomization.yaml
      resources: [../base]
      patches: [{target: {kind: Service}, patch: "${none}"}]
      #- /nonePlain/kustomization.yaml
      resources: [../base]
      patches: [{patch: "${none}"}]
      #- /plugin/kustomization.yaml
      resources: [../base]
      transformers: [plugin.yaml]
      #- /plugin/plugin.yaml
      apiVersion: builtin
      kind: PatchTransformer
      metadata: {name: it}
      target: {kind: Service}
      patch: "${patch}"
      `,
      Object.fromEntries(
        ['none', 'nonePlain', 'plain', 'plugin', 'strategic', 'target'].map((name) => [name, 'same'] as const),
      ),
    );
  });

  test('labels and annotations of the Jobs of a CronJob and of claims', async () => {
    const pairs = (name: string, field: string): string => `
      #- /${name}/kustomization.yaml
      resources: [set.yaml]
      ${field}
      #- /${name}/set.yaml
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: db}
      spec:
        serviceName: db
        selector: {matchLabels: {app: db}}
        template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: db}]}}
        volumeClaimTemplates: [{metadata: {name: data}}, {metadata: {name: log, labels: {a: b}}}]
      ---
      apiVersion: batch/v1
      kind: CronJob
      metadata: {name: backup}
      spec: {schedule: "@daily", jobTemplate: {spec: {template: {spec: {containers: [{name: db, image: db}]}}}}}
    `;
    await expectSame(
      pairs('metadata', 'labels: [{pairs: {tier: gold}}]') +
        pairs('templates', 'labels: [{pairs: {tier: gold}, includeTemplates: true}]') +
        pairs('selectors', 'labels: [{pairs: {tier: gold}, includeSelectors: true}]') +
        pairs('common', 'commonLabels: {tier: gold}') +
        pairs('annotations', 'commonAnnotations: {tier: gold}'),
      { base: 'same', metadata: 'same', templates: 'same', selectors: 'same', common: 'same', annotations: 'same' },
    );
  });

  test('Secrets that annotations of an Ingress name, whose keys have a slash', async () => {
    await expectSame(
      `
      #- /auth/kustomization.yaml
      namePrefix: shop-
      resources: [all.yaml]
      #- /auth/all.yaml
      apiVersion: v1
      kind: Secret
      metadata: {name: token}
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: shop
        annotations:
          ingress.kubernetes.io/auth-secret: token
          nginx.ingress.kubernetes.io/auth-secret: token
          nginx.ingress.kubernetes.io/auth-tls-secret: token
      spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
      `,
      { base: 'same', auth: 'same' },
    );
  });

  test('a kustomization that changes nothing, and one that another kind of file name holds', async () => {
    await expectSame(
      `
      #- /one/Kustomization
      resources: [../base]
      #- /two/kustomization.yml
      bases: [../base/]
    `,
      { one: 'same', two: 'same' },
    );
  });

  test('the Services of webhooks, which follow with their namespaces, and patches of webhooks by their names', async () => {
    await expectSame(
      `
      #- /webhook/kustomization.yaml
      namePrefix: shop-
      resources: [hooks.yaml]
      #- /webhook/hooks.yaml
      apiVersion: v1
      kind: Service
      metadata: {name: hook, namespace: system}
      spec: {ports: [{port: 443}]}
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingWebhookConfiguration
      metadata: {name: hooks}
      webhooks:
        - {name: a.example.com, clientConfig: {service: {name: hook, namespace: system, path: /a}}}
        - {name: b.example.com, clientConfig: {service: {name: hook, namespace: elsewhere}}}
        - {name: c.example.com, clientConfig: {url: 'https://c.example.com'}}
      #- /prod/kustomization.yaml
      namespace: prod
      resources: [../webhook]
      patches:
        - patch: |
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: {name: hooks}
            webhooks: [{name: a.example.com, failurePolicy: Ignore}]
      replacements:
        - source: {kind: Service, name: hook, fieldPath: metadata.namespace}
          targets:
            - select: {kind: ValidatingWebhookConfiguration}
              fieldPaths: ['webhooks.[name=a.example.com].clientConfig.service.path']
      #- /plain/kustomization.yaml
      namespace: plain
      resources: [hooks.yaml]
      #- /plain/hooks.yaml
      apiVersion: v1
      kind: Service
      metadata: {name: hook}
      spec: {ports: [{port: 443}]}
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingWebhookConfiguration
      metadata: {name: hooks}
      webhooks: [{name: a.example.com, clientConfig: {service: {name: hook, namespace: default}}}]
    `,
      { base: 'same', prod: 'same', plain: 'same' },
    );
  });

  test('a number that a replacement puts into an annotation, or elsewhere', async () => {
    await expectSame(
      `
      #- /prod/kustomization.yaml
      resources: [../base]
      replacements:
        - source: {kind: Service, name: db, fieldPath: spec.ports.0.port}
          targets:
            - select: {kind: StatefulSet}
              fieldPaths: [metadata.annotations.port, spec.minReadySeconds]
              options: {create: true}
    `,
      { prod: 'same' },
    );
  });

  test('classes of storage, priorities, volumes and policies follow, other classes do not', async () => {
    const pods = (kind: string, name: string): string => `
      apiVersion: ${kind === 'ReplicationController' ? 'v1' : 'apps/v1'}
      kind: ${kind}
      metadata: {name: ${name}}
      spec: {template: {metadata: {labels: {app: a}}, spec: {priorityClassName: fast, runtimeClassName: fast, containers: [{name: a, image: a}]}}}
      ---`;
    await expectSame(
      `
      #- /prod/kustomization.yaml
      namePrefix: x-
      resources: [all.yaml]
      #- /prod/all.yaml
      ${['Deployment', 'ReplicaSet', 'ReplicationController', 'DaemonSet'].map((kind) => pods(kind, 'a')).join('')}
      apiVersion: storage.k8s.io/v1
      kind: StorageClass
      metadata: {name: fast}
      ---
      apiVersion: scheduling.k8s.io/v1
      kind: PriorityClass
      metadata: {name: fast}
      ---
      apiVersion: node.k8s.io/v1
      kind: RuntimeClass
      metadata: {name: fast}
      ---
      apiVersion: networking.k8s.io/v1
      kind: IngressClass
      metadata: {name: fast}
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: fast}
      spec: {ingressClassName: fast}
      ---
      apiVersion: v1
      kind: PersistentVolume
      metadata: {name: fast}
      spec: {storageClassName: fast}
      ---
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: fast}
      spec: {storageClassName: fast, volumeName: fast}
      ---
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: fast}
      spec: {volumeClaimTemplates: [{metadata: {name: fast}, spec: {storageClassName: fast}}]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: fast}
      rules: [{apiGroups: [""], resources: [persistentvolumes], resourceNames: [fast], verbs: [get]}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: fast}
      rules: [{apiGroups: [""], resources: [persistentvolumes], resourceNames: [fast], verbs: [get]}]
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicy
      metadata: {name: fast}
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicyBinding
      metadata: {name: fast}
      spec: {policyName: fast}
    `,
      { base: 'same', prod: 'same' },
    );
  });

  test('the names that rules of roles are about follow, be they of the resources of the rule or not', async () => {
    await expectSame(
      `
      #- /prod/kustomization.yaml
      namePrefix: x-
      resources: [all.yaml]
      #- /prod/all.yaml
      apiVersion: v1
      kind: Secret
      metadata: {name: creds}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings}
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: agent}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: agent}
      rules:
        - {apiGroups: [""], resources: [secrets], resourceNames: [creds, settings, agent, other], verbs: [get]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: agent}
      rules:
        - {apiGroups: [""], resources: [configmaps], resourceNames: [settings], verbs: [get]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: view}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: of-the-cluster}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: own}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: view}
    `,
      { base: 'same', prod: 'same' },
    );
  });

  test('the subjects of bindings, whose namespaces follow their accounts or are those of default ones', async () => {
    const accounts = (namespace: string): string => `
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: agent${namespace}}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: all}
      subjects:
        - {kind: ServiceAccount, name: default, namespace: old}
        - {kind: ServiceAccount, name: default}
        - {kind: User, name: default}
        - {kind: ServiceAccount, name: elsewhere, namespace: old}
        - {kind: ServiceAccount, name: agent, namespace: old}
        - {kind: ServiceAccount, name: agent}
      roleRef: {kind: ClusterRole, name: view, apiGroup: rbac.authorization.k8s.io}
    `;
    await expectSame(
      `
      #- /prod/kustomization.yaml
      namespace: prod
      namePrefix: shop-
      resources: [all.yaml]
      #- /prod/all.yaml${accounts(', namespace: old')}
      #- /plain/kustomization.yaml
      namespace: plain
      resources: [all.yaml]
      #- /plain/all.yaml${accounts('')}
    `,
      { base: 'same', prod: 'same', plain: 'same' },
    );
  });

  test('a namespace, a prefix and a suffix', async () => {
    await expectSame(
      `
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
    `,
      { 'overlays/dev': 'same', 'overlays/prod': 'same', 'overlays/region': 'same' },
    );
  });

  test('labels, with and without selectors and templates', async () => {
    await expectSame(
      `
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
    `,
      { common: 'same', labels: 'same' },
    );
  });

  test('labels in the selectors by which Pods keep together or apart', async () => {
    const term = '{topologyKey: zone, labelSelector: {matchLabels: {app: db}}}';
    const terms = `{requiredDuringSchedulingIgnoredDuringExecution: [${term}], preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: ${term}}]}`;
    const workload = (kind: string): string => `
      apiVersion: apps/v1
      kind: ${kind}
      metadata: {name: spread}
      spec:
        selector: {matchLabels: {app: spread}}
        template:
          metadata: {labels: {app: spread}}
          spec:
            affinity: {podAffinity: ${terms}, podAntiAffinity: ${terms}}
            topologySpreadConstraints:
              - ${term}
              - {topologyKey: host, labelSelector: {matchExpressions: [{key: app, operator: Exists}]}}
      ---`;
    await expectSame(
      `
      #- /overlay/kustomization.yaml
      resources: [all.yaml]
      labels: [{pairs: {env: prod, app: all}, includeSelectors: true}]
      #- /overlay/all.yaml${['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map(workload).join('')}
    `,
      { base: 'same', overlay: 'same' },
    );
  });

  test('names that follow in some kinds only', async () => {
    const pods =
      '{serviceAccountName: one, serviceAccount: one, imagePullSecrets: [{name: one}], volumes: [{configMap: {name: one}}, {secret: {secretName: one}}, {persistentVolumeClaim: {claimName: one}}], containers: [{name: one, envFrom: [{configMapRef: {name: one}}]}]}';
    await expectSame(
      `
      #- /overlay/kustomization.yaml
      namePrefix: a-
      resources: [all.yaml]
      #- /overlay/all.yaml
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: one}
      secrets: [{name: one}]
      imagePullSecrets: [{name: one}]
      ---
      {apiVersion: v1, kind: Secret, metadata: {name: one}}
      ---
      {apiVersion: v1, kind: ConfigMap, metadata: {name: one}}
      ---
      {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: one}}
      ---
      apiVersion: v1
      kind: ReplicationController
      metadata: {name: one}
      spec: {template: {spec: ${pods}}}
      ---
      apiVersion: apps/v1
      kind: ReplicaSet
      metadata: {name: one}
      spec: {template: {spec: ${pods}}}
      ---
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: {name: one}
      spec: {template: {spec: ${pods}}}
    `,
      { base: 'same', overlay: 'same' },
    );
  });

  test('strategic merge patches', async () => {
    await expectSame(
      `
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
    `,
      { overlay: 'same' },
    );
  });

  test('patches with targets, which leave apiVersion as it is', async () => {
    await expectSame(
      `
      #- /overlay/kustomization.yaml
      resources: [../base]
      patches:
        - target: {kind: StatefulSet}
          patch: '{apiVersion: v1, kind: Any, metadata: {name: any}, spec: {template: {spec: {containers: [{name: exporter, image: other}]}}}}'
        - target: {kind: Deployment}
          options: {allowKindChange: true}
          patch: '{apiVersion: example.com/v1, kind: Workload, metadata: {name: any}, spec: {replicas: 3}}'
    `,
      { overlay: 'same' },
    );
  });

  test('patches that say to replace or delete, of a whole object, of items and in lists without keys', async () => {
    await expectSame(
      `
      #- /overlay/kustomization.yaml
      resources: [../base]
      patches:
        - patch: '{apiVersion: v1, kind: Service, metadata: {name: db, labels: {a: b}}, $patch: replace, spec: {type: NodePort}}'
        - patch: '{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: old-1}, endpoints: [{$patch: replace}, {addresses: [10.0.0.2]}]}'
        - patch: |-
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              template:
                spec:
                  $patch: replace
                  hostname: other
                  containers: [{name: gone, $patch: delete}, {name: web, image: null, ports: [{containerPort: 1, name: null}, {$patch: replace}]}]
                  dnsConfig: {searches: [{$patch: delete}], options: [{name: ndots, value: null}]}
      #- /items/kustomization.yaml
      resources: [../base]
      patches:
        - patch: |-
            apiVersion: v1
            kind: Service
            metadata: {name: db}
            spec: {ports: [{port: 5432, $patch: replace, name: left}, {port: 81, $patch: replace, name: made}]}
        - patch: |-
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec: {template: {spec: {containers: [{name: web, $patch: replace, image: left}]}}}
    `,
      { overlay: 'same', items: 'same' },
    );
  });

  test('lists that a schema of its own lets kustomize replace, which is not known here', async () => {
    const patched =
      "patches: [{target: {kind: StatefulSet}, patch: '{kind: Any, metadata: {name: any}, spec: {template: {spec: {containers: [{name: db}]}}}}'}]";
    await expectSame(
      `
      #- /patched/kustomization.yaml
      resources: [../base]
      openapi: {path: schema.json}
      ${patched}
      #- /patched/schema.json
      {"definitions": {}}
      #- /above/kustomization.yaml
      resources: [../below]
      openapi: {path: schema.json}
      #- /above/schema.json
      {"definitions": {}}
      #- /below/kustomization.yaml
      resources: [../base]
      ${patched}
      #- /bare/kustomization.yaml
      resources: [../base]
      openapi: {path: schema.json}
      #- /bare/schema.json
      {"definitions": {}}
    `,
      { patched: 'unknown', above: 'unknown', bare: 'same' },
    );
  });

  test('images, wherever there are containers', async () => {
    const host = 'hub.tools.svc:5000';
    const containers = ['a', 'b:1', 'c@sha256:aa', 'd:1@sha256:aa', 'e', 'f:2', 'g', 'h', 'a-b'].map(
      (name) => `{name: ${name[0]}${name.length}, image: '${host}/${name}'}`,
    );
    await expectSame(
      `
      #- /overlay/kustomization.yaml
      resources: [all.yaml]
      images:
        - {name: ${host}/a, newTag: "2"}
        - {name: ${host}/b, newName: hub.other.svc:1/b}
        - {name: ${host}/c, newName: hub.other.svc/c, newTag: "3"}
        - {name: ${host}/d, digest: "sha256:bb"}
        - {name: '${host}/[ef]', newName: '${host}/ef', newTag: "4", digest: "sha256:cc"}
        - {name: ${host}/g, newName: example.com/g}
        - {name: example.com/g, newTag: "5", tagSuffix: -x}
        - {name: ${host}/h}
      #- /overlay/all.yaml
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec: {template: {spec: {containers: [${containers.join(', ')}], initContainers: [{name: i, image: '${host}/b'}]}}}
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: web}
      spec: {template: {spec: {containers: [{name: a, image: '${host}/b:9'}]}}}
    `,
      { base: 'same', overlay: 'same' },
    );
  });

  test('labels that go to several fields, and are changed in one of them later', async () => {
    await expectSame(
      `
      #- /middle/kustomization.yaml
      resources: [../base]
      labels: [{pairs: {tier: one, app: all}, includeSelectors: true}, {pairs: {team: one}}]
      commonAnnotations: {note: one}
      #- /labels/kustomization.yaml
      resources: [../middle]
      labels: [{pairs: {tier: two}}, {pairs: {team: two}, includeTemplates: true}]
      commonAnnotations: {note: two}
      #- /again/kustomization.yaml
      resources: [../labels]
      labels: [{pairs: {tier: three, team: three}}]
      #- /patched/kustomization.yaml
      resources: [../middle]
      patches:
        - patch: '{kind: Service, apiVersion: v1, metadata: {name: web, labels: {tier: three, app: web}}}'
        - patch: '{kind: Deployment, apiVersion: apps/v1, metadata: {name: web}, spec: {template: {metadata: {labels: {tier: null, app: four}, annotations: {note: four}}}}}'
      #- /json/kustomization.yaml
      resources: [../middle]
      patches:
        - target: {kind: Service|Deployment}
          patch: '- {op: replace, path: /metadata/labels/tier, value: two}'
      labels: [{pairs: {app: two}}]
    `,
      { again: 'same', patched: 'same', json: 'same' },
    );
  });

  test('JSON patches', async () => {
    await expectSame(
      `
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
    `,
      { overlay: 'same' },
    );
  });

  test('components, which change what their parents gathered', async () => {
    await expectSame(
      `
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
    `,
      { overlay: 'same' },
    );
  });

  test('generated ConfigMaps that are made, added to and put in the place of others', async () => {
    await expectSame(
      `
      #- /app/kustomization.yaml
      generatorOptions: {labels: {made: all}, annotations: {note: "http://a.note:1"}}
      configMapGenerator:
        - {name: one, literals: ["URL=http://db.prod:1", 'QUOTED="http://db.quoted:2"', "EQUAL=a=http://db.equal:3", EMPTY=]}
        - {name: two, files: [conf.yaml, named=other/conf.yaml], options: {labels: {own: "yes"}}}
        - {name: three, namespace: spaced, literals: [A=http://web.a:1, B=http://web.b:1]}
        - {name: four, literals: [A=http://web.a:1, B=http://web.b:1]}
        - {name: five, envs: [app.env], literals: [A=b]}
        - {name: six, env: app.env}
      resources: [map.yaml]
      #- /app/map.yaml
      kind: ConfigMap
      metadata: {name: plain, labels: {app: plain}}
      data: {A: 'http://map.a:1', B: 'http://map.b:1'}
      #- /app/app.env
      # a comment

      URL=http://db.env:1
        INDENTED = http://db.env:2
      QUOTED="http://db.env:3"
      EQUAL=a=http://db.env:4
      EMPTY=
      #- /app/conf.yaml
      url: http://conf.first:80
      ---
      url: http://conf.second:80
      #- /app/other/conf.yaml
      url: http://other.conf:80
      #- /overlay/kustomization.yaml
      resources: [../app]
      namePrefix: o-
      configMapGenerator:
        - {name: three, namespace: spaced, behavior: merge, literals: [B=http://merged.b:2, C=http://merged.c:2]}
        - {name: four, behavior: replace, literals: [B=http://replaced.b:2], options: {labels: {more: "yes"}}}
        - {name: plain, behavior: merge, literals: [B=http://merged.map:2]}
      patches:
        - patch: |-
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: one}
            data: {URL: "http://patched.one:9", EMPTY: null}
    `,
      { base: 'same', overlay: 'same' },
    );
  });

  test('generated ConfigMaps, and objects that stay on the machine', async () => {
    await expectSame(
      `
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
    `,
      { overlay: 'same' },
    );
  });

  test('names that a patch may change', async () => {
    await expectSame(
      `
      #- /overlay/kustomization.yaml
      resources: [../base]
      patches:
        - target: {kind: Service, name: db}
          options: {allowNameChange: true}
          patch: |-
            apiVersion: v1
            kind: Service
            metadata: {name: database}
    `,
      { overlay: 'same' },
    );
  });

  test('labels for fields of one kind, and fields in another case', async () => {
    await expectSame(
      `
      #- /overlay/kustomization.yaml
      Resources: [../base]
      nameprefix: a-
      labels:
        - pairs: {tier: one}
          includeTemplates: true
          fields: [{path: spec/selector, kind: Service, version: v1, create: true}]
        - pairs: {other: two}
          fields: [{path: spec/selector/matchLabels, group: apps, kind: StatefulSet}, {path: spec/none, kind: Service}]
    `,
      { overlay: 'same' },
    );
  });

  test('words that are booleans to kubectl and words to kustomize', async () => {
    await expectSame(
      `
      #- /overlay/kustomization.yaml
      resources: [../base, service.yaml]
      patches:
        - patch: |-
            apiVersion: v1
            kind: Service
            metadata: {name: web, labels: {word: on, real: true}}
        - target: {kind: Service, name: db}
          patch: '- {op: add, path: /metadata/labels/json, value: yes}'
      #- /overlay/service.yaml
      kind: Service
      metadata: {name: on, namespace: yes, labels: {a: off, b: true, c: 1}}
      spec: {selector: {app: no}, publishNotReadyAddresses: yes}
    `,
      { overlay: 'same' },
    );
  });

  test('annotations that kustomize writes itself, nulls, and places counted from the end', async () => {
    await expectSame(
      `
      #- /early/kustomization.yaml
      resources: [../base]
      patches:
        - target: {kind: Service}
          patch: |-
            - {op: add, path: /metadata/annotations/added, value: first}
            - {op: test, path: /spec/notThere, value: null}
            - {op: replace, path: /spec/clusterIP}
        - target: {kind: Ingress}
          patch: '- {op: remove, path: /metadata/annotations}'
        - target: {kind: Service, name: db}
          patch: |-
            - {op: add, path: /spec/ports/-1, value: {name: last, port: 1}}
            - {op: remove, path: /spec/ports/-2}
      #- /renamed/kustomization.yaml
      namePrefix: a-
      resources: [../base]
      patchesJson6902:
        - target: {version: v1, kind: Service, name: web}
          patch: '- {op: add, path: /metadata/annotations/added, value: late}'
      #- /late/kustomization.yaml
      resources: [../base]
      patchesJson6902:
        - target: {version: v1, kind: Service, name: web}
          patch: '- {op: add, path: /metadata/annotations/added, value: late}'
    `,
      { early: 'same', renamed: 'same', late: 'bothReject' },
    );
  });

  test('patterns with flags, and a JSON patch in a file of JSON', async () => {
    await expectSame(
      `
      #- /overlay/kustomization.yaml
      resources: [../base]
      patches:
        - path: patch.json
          target: {kind: Service|Ingress, name: '(?i)W.*'}
      #- /overlay/patch.json
      [{"op": "add", "path": "/metadata/annotations/a~1b~0c", "value": "yes"}]
      #- /marked/kustomization.yaml
      resources: [../base]
      patches:
        - path: patch.json
          target: {kind: Service}
      #- /marked/patch.json
      \uFEFF[{"op": "add", "path": "/metadata/annotations", "value": {"a": "b"}}]
    `,
      { overlay: 'same', marked: 'same' },
    );
  });

  test('ports of which one leaves the protocol out, and numbers in the place of quoted words', async () => {
    const service = (name: string, ports: string): string => `
      #- /${name}/kustomization.yaml
      resources: [service.yaml]
      patches: [{path: patch.yaml}]
      #- /${name}/service.yaml
      kind: Service
      metadata: {name: dns}
      spec: {ports: [${ports}]}
      #- /${name}/patch.yaml
      kind: Service
      metadata: {name: dns}`;
    const udpFirst = '{name: dns, port: 53, protocol: UDP}, {name: dns-tcp, port: 53}';
    const tcpFirst = '{name: dns-tcp, port: 53}, {name: dns, port: 53, protocol: UDP}';
    await expectSame(
      `
      ${service('udp', udpFirst)}
      spec: {ports: [{port: 53, protocol: UDP, nodePort: 30053}]}
      ${service('bare', udpFirst)}
      spec: {ports: [{port: 53, nodePort: 30053}]}
      ${service('other', udpFirst)}
      spec: {ports: [{name: web, port: 80}]}
      ${service('tcp', tcpFirst)}
      spec: {ports: [{port: 53, protocol: TCP, nodePort: 30053}, {port: 53, protocol: UDP, nodePort: 30054}]}
      ${service('delete', tcpFirst)}
      spec: {ports: [{port: 53, protocol: UDP, $patch: delete}, {port: 80}]}
      ${service('elsewhere', `${udpFirst}, {name: web, port: 80}`)}
      spec: {type: NodePort}
      ${service('label', `{name: web, port: 80}, ${tcpFirst}`).replace('{name: dns}', '{name: dns, labels: {a: b}}')}
      ${service('quoted', '{name: web, port: 80, targetPort: "web"}')}
      spec: {ports: [{port: 80, targetPort: 8080}]}
    `,
      {
        base: 'same',
        udp: 'same',
        bare: 'same',
        other: 'same',
        tcp: 'same',
        delete: 'same',
        elsewhere: 'same',
        label: 'same',
        quoted: 'same',
      },
    );
  });

  test('what both refuse', async () => {
    await expectSame(
      `
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
      #- /alike/kustomization.yaml
      namespace: one
      resources: [two.yaml]
      #- /alike/two.yaml
      kind: Service
      metadata: {name: web, namespace: a}
      ---
      kind: Service
      metadata: {name: web, namespace: b}
      #- /nameless/kustomization.yaml
      resources: [job.yaml]
      #- /nameless/job.yaml
      kind: Job
      metadata: {generateName: job-}
      #- /file/kustomization.yaml
      components: [component.yaml]
      #- /file/component.yaml
      kind: ConfigMap
      metadata: {name: settings}
      #- /several/kustomization.yaml
      resources: [../base]
      patches: [{target: {kind: Service}, path: two.yaml}]
      #- /several/two.yaml
      kind: Service
      metadata: {name: web}
      ---
      kind: Service
      metadata: {name: db}
      #- /notarget/kustomization.yaml
      resources: [../base]
      patches: [{patch: '- {op: remove, path: /spec}'}]
      #- /notpatch/kustomization.yaml
      resources: [../base]
      patches: [{target: {kind: Service}, patch: 'spec: {type: NodePort}'}]
      #- /both/kustomization.yaml
      resources: [../base]
      patches: [{target: {kind: Service}, path: list.yaml, patch: '- {op: remove, path: /spec}'}]
      #- /both/list.yaml
      - {op: remove, path: /spec}
      #- /pattern/kustomization.yaml
      resources: [../base]
      patches: [{target: {name: '(?!db).*'}, patch: '- {op: remove, path: /spec}'}]
      #- /selector/kustomization.yaml
      resources: [../base]
      patches: [{target: {labelSelector: a=b=c}, patch: '- {op: remove, path: /spec}'}]
      #- /type/kustomization.yaml
      resources: [../base]
      namespace: on
      #- /field/other/kustomization.yaml
      resources: [../../base]
      namePrefx: a-
      #- /version/kustomization.yaml
      apiVersion: kustomize.config.k8s.io/v1
      resources: [../base]
    `,
      {
        missing: 'bothReject',
        folder: 'bothReject',
        outside: 'bothReject',
        circle: 'bothReject',
        twice: 'bothReject',
        component: 'bothReject',
        target: 'bothReject',
        field: 'bothReject',
        replicas: 'bothReject',
        two: 'bothReject',
        'two/double': 'bothReject',
        flow: 'bothReject',
        empty: 'bothReject',
        nopatch: 'bothReject',
        alike: 'bothReject',
        nameless: 'bothReject',
        file: 'bothReject',
        several: 'bothReject',
        notarget: 'bothReject',
        notpatch: 'bothReject',
        both: 'bothReject',
        pattern: 'bothReject',
        selector: 'bothReject',
        type: 'bothReject',
        'field/other': 'bothReject',
        version: 'bothReject',
      },
    );
  });

  test('what is for one of two that were one', async () => {
    const upon = (text: string): string => `
      resources: [../left, ../right]
      ${text}`;
    await expectSame(
      `
      #- /app/kustomization.yaml
      configMapGenerator: [{name: settings, literals: [A=B]}]
      resources: [service.yaml]
      #- /app/service.yaml
      {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80}]}}
      #- /left/kustomization.yaml
      namePrefix: left-
      resources: [../app]
      #- /right/kustomization.yaml
      namePrefix: right-
      resources: [../app]
      #- /both/kustomization.yaml${upon("patches: [{patch: '{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: NodePort}}'}]")}
      #- /one/kustomization.yaml${upon("patches: [{patch: '{apiVersion: v1, kind: Service, metadata: {name: left-web}, spec: {type: NodePort}}'}]")}
      #- /all/kustomization.yaml${upon("patches: [{target: {name: web}, patch: '{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: NodePort}}'}]")}
      #- /map/kustomization.yaml${upon('configMapGenerator: [{name: settings, behavior: merge, literals: [C=D]}]')}
    `,
      { base: 'same', both: 'bothReject', one: 'same', all: 'same', map: 'bothReject' },
    );
  });

  const patterns = {
    taken: [
      ...[
        'd.',
        'db|web',
        '(?i)WEB',
        '^db$',
        'w[^x]b',
        '(?P<name>web)',
        'x)|(?:web',
        '\\p{L}+',
        '[[:alpha:]]{3}',
        'we{1}b',
      ],
      ...['(?s:.*)', 'd\\Qb\\E', '.*?', 'a{,2}', '(?<name>web)', '(?U)web', '\\Aweb\\z', 'web+?', '(?i)(?-i)web', ''],
    ],
    rejected: [
      '(',
      'a{2,1}',
      '(?=web)',
      '(web)\\1',
      '*',
      '[b-a]',
      'a{1001}',
      '(?:a{1000}){1000}',
      'a**',
      '[[:nothing:]]',
    ],
  };
  const selectors = {
    taken: [
      ...[
        'app=db',
        'app = db , !none',
        'app==db',
        'app!=db',
        'app',
        '!app',
        '! app',
        'app in (db, dns)',
        'app notin (db)',
      ],
      ...[
        '',
        ' ',
        'app in ()',
        'app in (,db)',
        'app in (db,,dns)',
        'app=',
        'app=,!none',
        'in in (in)',
        'notin=in',
        'app>1',
      ],
    ],
    rejected: [
      ...['app,', ',app', 'app=db=dns', 'app in db', 'app in (db', 'app (db)', '!app=db', '!!app', 'app in (db dns)'],
      ...['app=(db)', '-app=db', 'app=-db', 'a/b/c=d', '=db', 'app<x'],
    ],
  };
  const targetsOf = (kind: 'taken' | 'rejected'): readonly string[] => [
    ...patterns[kind].map((pattern) => `{name: ${JSON.stringify(pattern)}}`),
    ...selectors[kind].map((selector) => `{kind: Service, labelSelector: ${JSON.stringify(selector)}}`),
  ];

  test('patterns and selectors of targets', async () => {
    const patches = targetsOf('taken').map(
      (target, index) => `  - {target: ${target}, patch: '{kind: X, metadata: {name: x, labels: {p${index}: "x"}}}'}`,
    );
    await expectSame(
      ['', '#- /overlay/kustomization.yaml', 'resources: [../base]', 'patches:', ...patches, ''].join('\n'),
      { overlay: 'same' },
    );
  });

  test('patterns and selectors that both refuse', async () => {
    const targets = targetsOf('rejected');
    const overlays = targets.map(
      (target, index) => `
      #- /overlay${index}/kustomization.yaml
      resources: [../base]
      patches: [{target: ${target}, patch: '{kind: X, metadata: {name: x}}'}]
      `,
    );
    const verdicts = targets.map((_, index) => [`overlay${index}`, 'bothReject'] as const);
    await expectSame(overlays.map(dedent).join(''), Object.fromEntries(verdicts));
  });

  test('repositories made at random', async () => {
    await fc.assert(
      fc.asyncProperty(repositories(), async (files) => {
        const comparisons = await compareFiles(files);
        const bad = comparisons.filter(
          ({ kustomization, verdict }) =>
            // A component alone may be for objects that are not there.
            verdict !== 'same' && verdict !== 'bothReject' && kustomization !== 'component',
        );
        expect(bad.map(({ kustomization, verdict, lines }) => [kustomization, verdict, ...lines].join('\n'))).toEqual(
          [],
        );
      }),
      { seed: 20261123, numRuns: 40 },
    );
  });
});
