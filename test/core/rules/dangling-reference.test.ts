import { test } from 'vitest';
import { checkDiagnostics, checkFix, checkIncomplete } from '../../support/check-diagnostics.ts';

test('a ConfigMap, a Secret, a ServiceAccount and a claim that are called alike', () => {
  checkDiagnostics(`
    #- /web.yaml
    kind: Deployment
    metadata: {name: web}
    spec:
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec:
          serviceAccountName: web-runer
                              ^^^^^^^^^ warning[dangling-reference] 💡 There is no ServiceAccount "web-runer" for this Deployment; there is one called "web-runner".
          containers:
            - name: web
              image: web
              envFrom:
                - configMapRef: {name: web-evn}
                                       ^^^^^^^ warning[dangling-reference] 💡 There is no ConfigMap "web-evn" for this Deployment; there is one called "web-env".
              env:
                - name: TOKEN
                  valueFrom: {secretKeyRef: {name: web-tokn, key: token}}
                                                   ^^^^^^^^ warning[dangling-reference] 💡 There is no Secret "web-tokn" for this Deployment; there is one called "web-token".
          volumes:
            - {name: files, persistentVolumeClaim: {claimName: web-file}}
                                                               ^^^^^^^^ warning[dangling-reference] 💡 There is no PersistentVolumeClaim "web-file" for this Deployment; there is one called "web-files".
    #- /others.yaml
    kind: ConfigMap
    metadata: {name: web-env}
                     ^^^^^^^ note[dangling-reference] ConfigMap "web-env".
    ---
    kind: Secret
    metadata: {name: web-token}
                     ^^^^^^^^^ note[dangling-reference] Secret "web-token".
    ---
    kind: ServiceAccount
    metadata: {name: web-runner}
                     ^^^^^^^^^^ note[dangling-reference] ServiceAccount "web-runner".
    ---
    kind: PersistentVolumeClaim
    metadata: {name: web-files}
                     ^^^^^^^^^ note[dangling-reference] PersistentVolumeClaim "web-files".
  `);
});

const pod = (secret: string, more = ''): string => `
    kind: Pod
    metadata: {name: web, namespace: shop}
    spec: {containers: [{name: web, image: web, envFrom: [{secretRef: {name: ${secret}${more}}}]}]}`;

const token = `
    ---
    kind: Secret
    metadata: {name: web-token, namespace: shop}`;

test('one that is there', () => {
  checkDiagnostics(pod('web-token') + token);
});

test('one that nothing comes near', () => {
  checkDiagnostics(pod('registry') + token);
});

test('one of a series', () => {
  checkDiagnostics(pod('web-token2') + token.replace('web-token', 'web-token1'));
});

test('one without which Pods start', () => {
  checkDiagnostics(pod('web-tokens', ', optional: true') + token);
  checkDiagnostics(`
    kind: Pod
    metadata: {name: web, namespace: shop}
    spec: {imagePullSecrets: [{name: web-tokens}], containers: [{name: web, image: web}]}
                                     ^^^^^^^^^^ hint[dangling-reference] 💡 There is no Secret "web-tokens" for this Pod; there is one called "web-token".${token}
  `);
});

test('the one called alike is in another namespace', () => {
  checkDiagnostics(pod('web-tokens') + token.replace('shop', 'lab'));
});

test('the one called alike is used as well', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: web, namespace: shop}
    spec:
      containers:
        - {name: web, image: web, envFrom: [{secretRef: {name: web-token}}, {secretRef: {name: web-tokens}}]}${token}
  `);
});

test('an operator makes it', () => {
  checkDiagnostics(`${pod('web-tokens')}${token}
    ---
    apiVersion: bitnami.com/v1alpha1
    kind: SealedSecret
    metadata: {name: web-tokens, namespace: shop}
  `);
  checkDiagnostics(`${pod('web-tokens')}${token}
    ---
    apiVersion: cert-manager.io/v1
    kind: Certificate
    metadata: {name: web, namespace: shop}
    spec: {secretName: web-tokens}
  `);
});

test('a file nearby could not be read', () => {
  checkIncomplete(pod('web-tokens') + token, { complete: true, unread: ['/secret.yaml'] });
});

const hook = (service: string): string => `
    apiVersion: admissionregistration.k8s.io/v1
    kind: ValidatingWebhookConfiguration
    metadata: {name: w}
    webhooks:
      - name: a.example.com
        clientConfig:
          service: ${service}
`;
const hookService = `
    kind: Service
    metadata: {name: hook, namespace: sys}
    spec: {selector: {app: hook}, ports: [{port: 443, targetPort: 8443}]}
`;

test('the Service of a webhook: its name, its namespace and its port', () => {
  checkDiagnostics(`${hook('{name: hooks, namespace: sys}').trimEnd()}
                          ^^^^^ warning[dangling-reference] 💡 There is no Service "hooks" in namespace "sys"; there is a Service "hook".
    ---${hookService}`);
  const ofRelease = hookService.replace('name: hook', 'name: shop-hook');
  checkDiagnostics(`${hook('{name: hook, namespace: sys}').trimEnd()}
                          ^^^^ warning[dangling-reference] 💡 There is no Service "hook" in namespace "sys"; there is a Service "shop-hook".
    ---${ofRelease}`);
  checkDiagnostics(`${hook('{name: hook, namespace: sys}').trimEnd()}
    ---${ofRelease}    ---${ofRelease.replace('shop', 'other')}`);
  checkDiagnostics(`${hook('{name: hook, namespace: system}').trimEnd()}
                                           ^^^^^^ warning[dangling-reference] 💡 There is no Service "hook" in namespace "system"; it is in "sys".
    ---${hookService}`);
  checkDiagnostics(`${hook('{name: hook, namespace: sys, port: 8443}').trimEnd()}
                                                      ^^^^ warning[dangling-reference] 💡 Service "hook" has no port 8443; it has 443.
    ---${hookService}`);
  checkDiagnostics(`${hook('{name: hook, namespace: sys}')}    ---${hookService}`);
  checkDiagnostics(`
    #- /app/kustomization.yaml
    resources: [api.yaml]
    namespace: sys
    #- /app/api.yaml
    apiVersion: apiregistration.k8s.io/v1
    kind: APIService
    metadata: {name: v1.example.com}
    spec: {service: {name: hook, namespace: kube-system}}
    ---
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: files.example.com}
    spec: {conversion: {strategy: Webhook, webhook: {clientConfig: {service: {name: hook, namespace: kube-system}}}}}
    ---${hookService}`);
  checkDiagnostics(`${hook('{name: other, namespace: sys}')}    ---${hookService}`);
});

test('the Service of a custom resource, which the API server does not call', () => {
  const route = (to: string, mark = ''): string => `
    apiVersion: route.openshift.io/v1
    kind: Route
    metadata: {name: web, namespace: shop}
    spec:
      ${to}
      ${mark}
    ---
    kind: Service
    metadata: {name: web, namespace: shop}
    spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}
  `;
  checkDiagnostics(
    route(
      'to: {kind: Service, name: wep}',
      '                          ^^^ warning[dangling-reference] 💡 There is no Service "wep" in namespace "shop"; there is a Service "web".',
    ),
  );
  const named = (port: string): string => route(`to: {kind: Service, name: web}\n      port: {targetPort: ${port}}`);
  checkDiagnostics(
    route(
      'to: {kind: Service, name: web}\n      port: {targetPort: https}',
      '                   ^^^^^ warning[dangling-reference] 💡 Service "web" has no port "https"; it has 80 ("http").',
    ),
  );
  checkFix(named('https'), 'Change the port to http', named('http'));
  checkDiagnostics(named('8080'));
  checkDiagnostics(named('http'));
});

test('the port of a Service in a custom resource, by number or name', () => {
  const route = (port: string, mark: string): string => `
    apiVersion: traefik.io/v1alpha1
    kind: IngressRoute
    metadata: {name: web, namespace: shop}
    spec:
      routes:
        - services:
            - name: web
              port: ${port}
              ${mark}
    ---
    kind: Service
    metadata: {name: web, namespace: shop}
    spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}, {name: admin, port: 81}]}
  `;
  const told =
    '      ^^^^ warning[dangling-reference] Service "web" has no port 8080; it has 80 ("http"), 81 ("admin").';
  checkDiagnostics(route('8080', told));
  for (const port of ['80', 'admin', '"81"']) checkDiagnostics(route(port, ''));
});

test('a webhook whose Service a kustomization renames and moves', () => {
  checkDiagnostics(`
    #- /prod/kustomization.yaml
    namespace: prod
    resources: [../webhook]
    #- /webhook/kustomization.yaml
    namePrefix: shop-
    resources: [hooks.yaml]
    #- /webhook/hooks.yaml
    kind: Service
    metadata: {name: hook, namespace: system}
    spec: {selector: {app: hook}, ports: [{port: 443}]}
    ---
    apiVersion: admissionregistration.k8s.io/v1
    kind: ValidatingWebhookConfiguration
    metadata: {name: hooks}
    webhooks:
      - name: hook.example.com
        clientConfig: {service: {name: hook, namespace: system}}
      - name: other.example.com
        clientConfig: {service: {name: hok, namespace: system}}
                                       ^^^ warning[dangling-reference] 💡 There is no Service "hok" in namespace "system"; there is a Service "shop-hook".
      - name: elsewhere.example.com
        clientConfig: {service: {name: hok, namespace: elsewhere}}
  `);
});

test('a Service that a kustomization renames, whose new name a custom resource does not follow', () => {
  checkDiagnostics(`
    #- /base/kustomization.yaml
    resources: [all.yaml]
    #- /base/all.yaml
    apiVersion: v1
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: web, labels: {app: web}}
    spec: {containers: [{name: web, ports: [{containerPort: 80}]}]}
    ---
    apiVersion: traefik.io/v1alpha1
    kind: IngressRoute
    metadata: {name: web}
    spec: {routes: [{services: [{name: web, port: 80}]}]}
                                       ^^^ warning[dangling-reference] 💡 Service "web" becomes "prod-web" in "/prod", but not this reference.
    ---
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: web}
    spec: {http: [{route: [{destination: {host: web, port: {number: 80}}}]}]}
                                                ^^^ warning[dangling-reference] 💡 Service "web" becomes "prod-web" in "/prod", but not this reference.
    #- /prod/kustomization.yaml
    namePrefix: prod-
    resources: [../base]
  `);
});

test('the fix writes the name that the object has in its own text, which kustomize lets the reference follow', () => {
  const source = (name: string): string => `
    #- /base/kustomization.yaml
    resources: [pod.yaml]
    configMapGenerator: [{name: settings, literals: [A=B]}]
    #- /base/pod.yaml
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec: {containers: [{name: web, envFrom: [{configMapRef: {name: ${name}}}]}]}
    #- /prod/kustomization.yaml
    namePrefix: prod-
    resources: [../base]
  `;
  checkFix(source('setings'), 'Change the name to "settings"', source('settings'));
});

test('a port that a ServiceMonitor names and its Service does not have', () => {
  const monitor = (port: string, more = ''): string => `
    kind: Service
    metadata: {name: web, labels: {app: web}}
    spec: {selector: {app: web}, ports: [{name: http, port: 80}, {name: metrics, port: 9090}]}
    ---
    kind: Deployment
    metadata: {name: web}
    spec: {template: {metadata: {labels: {app: web}}}}
    ---${more}
    apiVersion: monitoring.coreos.com/v1
    kind: ServiceMonitor
    metadata: {name: web}
    spec:
      selector: {matchLabels: {app: web}}
      endpoints:
        - port: ${port}
`;
  checkDiagnostics(`${monitor('metric').trimEnd()}
                ^^^^^^ warning[dangling-reference] 💡 Service "web" has no port "metric"; it has 80 ("http"), 9090 ("metrics").
`);
  checkFix(monitor('metric'), 'Change the port to metrics', monitor('metrics'));
  checkDiagnostics(monitor('metrics'));
  const second = `
    kind: Service
    metadata: {name: admin, labels: {app: web}}
    spec: {selector: {app: web}, ports: [{name: admin, port: 81}]}
    ---`;
  checkDiagnostics(monitor('metric', second));
  const maker = (kind: string, name: string): string => `
    apiVersion: ${kind}
    metadata: {name: ${name}}
    ---`;
  checkDiagnostics(monitor('metric', maker('grafana.integreatly.org/v1beta1\n    kind: Grafana', 'grafana')));
  checkDiagnostics(monitor('metric', maker('helm.toolkit.fluxcd.io/v2\n    kind: HelmRelease', 'grafana')));
});

test('a headless Service that the API server is to call', () => {
  const service = (ip: string): string => `
    kind: Service
    metadata: {name: hooks, namespace: shop}
    spec: {${ip}selector: {app: hooks}, ports: [{name: https, port: 443}]}
    ---
    kind: Pod
    metadata: {name: hooks, namespace: shop, labels: {app: hooks}}
    ---`;
  const api = (mark = ''): string => `
    apiVersion: apiregistration.k8s.io/v1
    kind: APIService
    metadata: {name: v1.example.com}
    spec:
      service: {name: hooks, namespace: shop}
      ${mark}
    ---
    apiVersion: admissionregistration.k8s.io/v1
    kind: ValidatingWebhookConfiguration
    metadata: {name: hooks}
    webhooks:
      - name: hooks.example.com
        clientConfig: {service: {name: hooks, namespace: shop}}
        ${mark === '' ? '' : `${' '.repeat(31)}${mark.trim()}`}
    `;
  checkDiagnostics(
    service('clusterIP: None, ') +
      api(
        '                ^^^^^ hint[dangling-reference] 💡 The API server calls cluster IPs, and headless Service "hooks" has none.',
      ),
  );
  checkDiagnostics(service('') + api());
});

const release = (source: string, more = ''): string => `
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: {name: web, namespace: shop}
    spec: {chart: {spec: {chart: web, sourceRef: {kind: HelmRepository, name: ${source}${more}}}}}
    ---
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: HelmRepository
    metadata: {name: bitnami, namespace: flux-system}
`;

test('a source, a project, an issuer, a store and a middleware that are called alike', () => {
  checkDiagnostics(`${release('bitnmai', ', namespace: flux-system').replace(
    '\n    ---',
    `
                                                                              ^^^^^^^ warning[dangling-reference] 💡 There is no HelmRepository "bitnmai" for this HelmRelease; there is one called "bitnami".
    ---`,
  )}                     ^^^^^^^ note[dangling-reference] HelmRepository "bitnami".
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: Application
    metadata: {name: web, namespace: argocd}
    spec: {project: storefrnt}
                    ^^^^^^^^^ warning[dangling-reference] 💡 There is no AppProject "storefrnt" for this Application; there is one called "storefront".
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: AppProject
    metadata: {name: storefront, namespace: argocd}
                     ^^^^^^^^^^ note[dangling-reference] AppProject "storefront".
    ---
    apiVersion: cert-manager.io/v1
    kind: Certificate
    metadata: {name: web, namespace: shop}
    spec: {secretName: web, issuerRef: {kind: ClusterIssuer, name: letsencypt}}
                                                                   ^^^^^^^^^^ warning[dangling-reference] 💡 There is no ClusterIssuer "letsencypt" for this Certificate; there is one called "letsencrypt".
    ---
    apiVersion: cert-manager.io/v1
    kind: ClusterIssuer
    metadata: {name: letsencrypt}
                     ^^^^^^^^^^^ note[dangling-reference] ClusterIssuer "letsencrypt".
    ---
    apiVersion: traefik.io/v1alpha1
    kind: IngressRoute
    metadata: {name: web, namespace: shop}
    spec: {routes: [{kind: Rule, match: Host, middlewares: [{name: strip-prefx}]}]}
                                                                   ^^^^^^^^^^^ warning[dangling-reference] 💡 There is no Middleware "strip-prefx" for this IngressRoute; there is one called "strip-prefix".
    ---
    apiVersion: traefik.io/v1alpha1
    kind: Middleware
    metadata: {name: strip-prefix, namespace: shop}
                     ^^^^^^^^^^^^ note[dangling-reference] Middleware "strip-prefix".
  `);
});

test.each([
  ['tekton.dev/v1', 'PipelineRun', 'spec: {pipelineRef: {name: *}}', 'tekton.dev/v1', 'Pipeline'],
  ['tekton.dev/v1', 'PipelineRun', 'spec: {pipelineSpec: {tasks: [{taskRef: {name: *}}]}}', 'tekton.dev/v1', 'Task'],
  [
    'triggers.tekton.dev/v1beta1',
    'EventListener',
    'spec: {triggers: [{template: {ref: *}}]}',
    'triggers.tekton.dev/v1beta1',
    'TriggerTemplate',
  ],
  [
    'triggers.tekton.dev/v1beta1',
    'EventListener',
    'spec: {triggers: [{bindings: [{ref: *}]}]}',
    'triggers.tekton.dev/v1beta1',
    'TriggerBinding',
  ],
  ['eventing.knative.dev/v1', 'Trigger', 'spec: {broker: *}', 'eventing.knative.dev/v1', 'Broker'],
  ['postgresql.cnpg.io/v1', 'ScheduledBackup', 'spec: {cluster: {name: *}}', 'postgresql.cnpg.io/v1', 'Cluster'],
  [
    'kibana.k8s.elastic.co/v1',
    'Kibana',
    'spec: {elasticsearchRef: {name: *}}',
    'elasticsearch.k8s.elastic.co/v1',
    'Elasticsearch',
  ],
  [
    'rabbitmq.com/v1beta1',
    'Queue',
    'spec: {rabbitmqClusterReference: {name: *}}',
    'rabbitmq.com/v1beta1',
    'RabbitmqCluster',
  ],
  ['kueue.x-k8s.io/v1beta1', 'LocalQueue', 'spec: {clusterQueue: *}', 'kueue.x-k8s.io/v1beta1', 'ClusterQueue'],
  [
    'argoproj.io/v1alpha1',
    'Sensor',
    'spec: {dependencies: [{eventSourceName: *}]}',
    'argoproj.io/v1alpha1',
    'EventSource',
  ],
  [
    'argoproj.io/v1alpha1',
    'Workflow',
    'spec: {templates: [{steps: [[{templateRef: {name: *}}]]}]}',
    'argoproj.io/v1alpha1',
    'WorkflowTemplate',
  ],
  [
    'gateway.networking.k8s.io/v1',
    'Gateway',
    'spec: {gatewayClassName: *}',
    'gateway.networking.k8s.io/v1',
    'GatewayClass',
  ],
  [
    'gateway.envoyproxy.io/v1alpha1',
    'SecurityPolicy',
    'spec: {targetRefs: [{kind: Gateway, name: *}]}',
    'gateway.networking.k8s.io/v1',
    'Gateway',
  ],
])('what operators look for, called alike: %s %s, %s', (version, kind, spec, ofVersion, target) => {
  const named = (name: string): string => `
    apiVersion: ${version}
    kind: ${kind}
    metadata: {name: web, namespace: shop}
    ${spec.replace('*', name)}
    ---
    apiVersion: ${ofVersion}
    kind: ${target}
    metadata: {name: checkout, namespace: shop}
  `;
  const column = ' '.repeat(4 + spec.indexOf('*'));
  const said = `${column}^^^^^^^ warning[dangling-reference] 💡 There is no ${target} "chekout" for this ${kind}; there is one called "checkout".\n`;
  const related = `${' '.repeat(21)}^^^^^^^^ note[dangling-reference] ${target} "checkout".\n`;
  checkDiagnostics(named('chekout').replace('    ---\n', `${said}    ---\n`).replace(/ {2}$/, `${related}  `));
  checkDiagnostics(named('checkout'));
});

test('the cluster of a topic, which its label says', () => {
  const topic = (cluster: string): string => `
    apiVersion: kafka.strimzi.io/v1
    kind: KafkaTopic
    metadata: {name: orders, namespace: shop, labels: {strimzi.io/cluster: ${cluster}}}
    ---
    apiVersion: kafka.strimzi.io/v1
    kind: Kafka
    metadata: {name: events, namespace: shop}
  `;
  checkFix(topic('event'), 'Change the name to "events"', topic('events'));
  checkDiagnostics(topic('events'));
});

test('a source that is there, that nothing comes near, in another namespace than the one called alike, or elsewhere in the workspace', () => {
  checkDiagnostics(release('bitnami', ', namespace: flux-system'));
  checkDiagnostics(release('grafana', ', namespace: flux-system'));
  checkDiagnostics(release('bitnmai'));
  checkDiagnostics(`
    #- /a/k/kustomization.yaml
    resources: [web.yaml]
    #- /a/k/web.yaml
    ${release('bitnmai', ', namespace: flux-system').trim()}
    #- /b/source.yaml
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: HelmRepository
    metadata: {name: bitnmai, namespace: flux-system}
  `);
});

test('a Secret that a custom resource reads is made by anybody', () => {
  checkDiagnostics(`
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: GitRepository
    metadata: {name: web, namespace: shop}
    spec: {secretRef: {name: web-tokens}}${token}
  `);
});

const claimed = (namespace: string, more = ''): string => `
    kind: PersistentVolumeClaim
    metadata: {name: files, namespace: ${namespace}${more}}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;
const claimant = (mark: string): string => `
    kind: Pod
    metadata: {name: web, namespace: shop}
    spec:
      containers: [{name: web, image: web}]
      volumes:
        - name: files
          persistentVolumeClaim: {claimName: files}
                                             ${mark}
    ---`;

test('one in another namespace, where both are written', () => {
  checkDiagnostics(
    claimant(
      '^^^^^ warning[dangling-reference] There is no PersistentVolumeClaim "files" in namespace "shop"; it is in "lab".',
    ) + claimed('lab'),
  );
  checkDiagnostics(claimant('').trimEnd() + claimed('lab').replace(', namespace: lab', ''));
  checkDiagnostics(`${claimant('').trimEnd()}${claimed('lab')}    ---${claimed('shop')}`);
});

test('one in another namespace that a tool copies, and one that every namespace has', () => {
  checkDiagnostics(`${pod('web-token')}
    ---
    kind: Secret
    metadata: {name: web-token, namespace: lab, annotations: {reflector.v1.k8s.emberstack.com/reflection-allowed: "true"}}`);
  checkDiagnostics(`
    kind: Pod
    metadata: {name: web, namespace: shop}
    spec: {serviceAccountName: default, containers: [{name: web, image: web}]}
    ---
    apiVersion: v1
    kind: ServiceAccount
    metadata: {name: default, namespace: lab}
  `);
});

const scaled = `
    ---
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: ""
      selector: {matchLabels: {app: db}}
      template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: db}]}}
`;
const scaler = (target: string): string => `
    kind: HorizontalPodAutoscaler
    metadata: {name: db}
    spec:
      maxReplicas: 3
      scaleTargetRef: ${target}
`;

test('the workload that an autoscaler names', () => {
  checkDiagnostics(`${scaler('{apiVersion: apps/v1, kind: StatefulSet, name: dbs}').trimEnd()}
                                                                     ^^^ warning[dangling-reference] 💡 There is no StatefulSet "dbs" for this HorizontalPodAutoscaler; there is one called "db".${scaled}`);
  checkDiagnostics(`${scaler('{apiVersion: apps/v1, kind: Deployment, name: db}').trimEnd()}
                                                  ^^^^^^^^^^ warning[dangling-reference] 💡 There is no Deployment "db" for this HorizontalPodAutoscaler; there is StatefulSet "db".${scaled}`);
  checkDiagnostics(scaler('{apiVersion: apps/v1, kind: StatefulSet, name: db}') + scaled.replace('\n', ''));
  checkDiagnostics(scaler('{apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: dbs}') + scaled.replace('\n', ''));
});

const binding = (role: string, subject: string): string => `
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: read, namespace: shop}
    roleRef: ${role}
    subjects: [${subject}]
`;
const bound = `    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: {name: viewer}
    rules: []
    ---
    apiVersion: v1
    kind: ServiceAccount
    metadata: {name: runner, namespace: ci}
`;

test('the role and the accounts of a binding', () => {
  checkDiagnostics(`
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: read, namespace: shop}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: viewer}
                                                         ^^^^ warning[dangling-reference] 💡 There is no Role "viewer" for this RoleBinding; there is ClusterRole "viewer".
    subjects: [{kind: ServiceAccount, name: runner, namespace: shop}]
                                                               ^^^^ warning[dangling-reference] 💡 There is no ServiceAccount "runner" in namespace "shop"; it is in "ci".
${bound}`);
  checkDiagnostics(
    binding(
      '{apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}',
      '{kind: ServiceAccount, name: runner, namespace: ci}',
    ) + bound,
  );
});

test('an account in the namespace "default", said by a binding that writes none of its own', () => {
  checkDiagnostics(`
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata: {name: read}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
    subjects: [{kind: ServiceAccount, name: runner, namespace: default}]
                                                               ^^^^^^^ warning[dangling-reference] 💡 There is no ServiceAccount "runner" in namespace "default"; it is in "ci".
    ---
    kind: ServiceAccount
    metadata: {name: runner, namespace: ci}
  `);
});

test('the issuer of a whole cluster, of which the kind is not said', () => {
  checkDiagnostics(`
    apiVersion: cert-manager.io/v1
    kind: Certificate
    metadata: {name: web}
    spec: {secretName: web, issuerRef: {name: letsencrypt}}
                                              ^^^^^^^^^^^ warning[dangling-reference] 💡 There is no Issuer "letsencrypt" for this Certificate; there is ClusterIssuer "letsencrypt".
    ---
    apiVersion: cert-manager.io/v1
    kind: ClusterIssuer
    metadata: {name: letsencrypt}
    spec: {selfSigned: {}}
  `);
});

const certified = (annotation: string, secret: string): string => `
    kind: Ingress
    metadata: {name: web${annotation}}
    spec:
      ingressClassName: public
      tls: [{hosts: [example.com], secretName: ${secret}}]
      defaultBackend: {resource: {apiGroup: example.com, kind: Bucket, name: web}}
`;
const certificate = `
    ---
    kind: Secret
    metadata: {name: web-tls}
    type: kubernetes.io/tls
`;

test('the certificate of an Ingress, unless a controller is asked to make it', () => {
  checkDiagnostics(`
    kind: Ingress
    metadata: {name: web}
    spec:
      defaultBackend: {resource: {apiGroup: example.com, kind: Bucket, name: web}}
      tls: [{hosts: [example.com], secretName: web-tsl}]
                                               ^^^^^^^ warning[dangling-reference] 💡 There is no Secret "web-tsl" for this Ingress; there is one called "web-tls".${certificate}`);
  checkDiagnostics(
    certified(', annotations: {cert-manager.io/cluster-issuer: letsencrypt}', 'web-tsl') +
      certificate.replace('\n', ''),
  );
});

test('a class of storage and the Gateway of a route', () => {
  checkDiagnostics(`
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: {name: files}
    spec: {storageClassName: fast-sdd, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                             ^^^^^^^^ warning[dangling-reference] 💡 There is no StorageClass "fast-sdd" for this PersistentVolumeClaim; there is one called "fast-ssd".
    ---
    apiVersion: storage.k8s.io/v1
    kind: StorageClass
    metadata: {name: fast-ssd}
    provisioner: ebs.csi.aws.com
  `);
  checkDiagnostics(`
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: web, namespace: shop}
    spec: {parentRefs: [{name: public}]}
                               ^^^^^^ warning[dangling-reference] 💡 There is no Gateway "public" in namespace "shop"; it is in "edge".
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: public, namespace: edge}
    spec: {gatewayClassName: nginx, listeners: []}
  `);
});

test('a Secret that the same Deployment of another environment has', () => {
  const web = (namespace: string): string => `
    kind: Deployment
    metadata: {name: web, namespace: ${namespace}}
    spec:
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: web, image: web, envFrom: [{secretRef: {name: login}}]}]}`;
  const secret = `
    kind: Secret
    metadata: {name: login, namespace: dev}
    stringData: {password: a}`;
  const mark = (level: string): string =>
    `\n${' '.repeat(81)}^^^^^ ${level}[dangling-reference] There is no Secret "login" in namespace "prod"; it is in "dev".`;
  const marked = (level: string): string => `${web('prod')}${mark(level)}\n    ---${secret}`;
  checkDiagnostics(marked('warning'));
  checkDiagnostics(`${marked('hint')}\n    ---${web('dev')}`);
});

test('a subset that no DestinationRule of the Service has', () => {
  checkDiagnostics(`
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: web}
    spec:
      hosts: [web]
      http:
        - route:
            - destination: {host: web, subset: stabel}
                                               ^^^^^^ warning[dangling-reference] 💡 DestinationRule "web" has no subset "stabel"; it has "stable" and "v1".
            - destination: {host: web, subset: v2}
                                               ^^ warning[dangling-reference] DestinationRule "web" has no subset "v2"; it has "stable" and "v1".
            - destination: {host: web.default.svc.cluster.local, subset: v3}
                                                                         ^^ warning[dangling-reference] DestinationRule "web" has no subset "v3"; it has "stable" and "v1".
            - destination: {host: web, subset: stable}
            - destination: {host: other, subset: v2}
    ---
    apiVersion: networking.istio.io/v1
    kind: DestinationRule
    metadata: {name: web}
                     ^^^ note[dangling-reference] DestinationRule "web".
                     ^^^ note[dangling-reference] DestinationRule "web".
                     ^^^ note[dangling-reference] DestinationRule "web".
    spec: {host: web, subsets: [{name: stable, labels: {version: stable}}, {name: v1, labels: {version: v1}}]}
    ---
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}], clusterIP: 10.0.0.7}
    ---
    kind: Service
    metadata: {name: other}
    spec: {selector: {app: other}, ports: [{port: 80}], clusterIP: 10.0.0.8}
  `);
});

test('a listener that the Gateway of a route does not have, by its name or port', () => {
  checkDiagnostics(`
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: web}
    spec:
      parentRefs:
        - {name: shared, sectionName: htps}
                                      ^^^^ warning[dangling-reference] 💡 Gateway "shared" has no listener "htps"; it has "http" and "https".
        - {name: shared, port: 8443}
                               ^^^^ warning[dangling-reference] Gateway "shared" has no listener on port 8443; it has 80, 443.
        - {name: shared, sectionName: https, port: 443}
        - {name: shared, sectionName: null, port: null}
        - {name: shared, sectionName: ''}
        - {name: elsewhere, sectionName: https}
      rules: []
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: shared}
                     ^^^^^^ note[dangling-reference] Gateway "shared".
                     ^^^^^^ note[dangling-reference] Gateway "shared".
    spec:
      gatewayClassName: istio
      listeners:
        - {name: http, port: 80, protocol: HTTP}
        - {name: https, port: 443, protocol: HTTPS}
  `);
});

test('a listener that a Gateway may have which cannot be read, and a Service that cannot be read and has none', () => {
  const route = (mark: string, unread: string): string => `
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: web}
    spec:
      parentRefs:
        - {name: shared, sectionName: https}
        ${mark}
      rules: []
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: shared}
    spec: {gatewayClassName: istio, listeners: [{name: http, port: 80, protocol: HTTP}]}
    ---
    apiVersion: v1
    kind: ${unread}
    metadata: {name: {{ .Values.name }}}
  `;
  checkDiagnostics(route('', 'Gateway'));
  checkDiagnostics(
    route(
      '                              ^^^^^ warning[dangling-reference] 💡 Gateway "shared" has no listener "https"; it has "http".',
      'Service',
    ),
  );
});

test('a Gateway far away, which may be that of another cluster', () => {
  checkDiagnostics(`
    #- /clusters/main/edge/routes/web.yaml
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: web}
    spec: {parentRefs: [{name: shared, sectionName: https}], rules: []}
    #- /local/stack/edge/gateway.yaml
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: shared}
    spec: {gatewayClassName: istio, listeners: [{name: http, port: 80, protocol: HTTP}]}
  `);
});
