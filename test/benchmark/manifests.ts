// The manifests of a large workspace: many apps of one shape, as a platform team's repository has them.

/** How many files an app has. Two apps have 45 documents. */
export const filesPerApp = 10;

/** The files of one app, texts by name: everything in order, but for a slip in some apps. */
export function appFiles(number: number): Readonly<Record<string, string>> {
  const app = `app-${number}`;
  const namespace = `team-${number % 20}`;
  const object = (apiVersion: string, kind: string, name: string, body: string): string =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\n${metadata(name, namespace, app)}\n${body.trim()}\n`;
  return {
    'deployment.yaml': object('apps/v1', 'Deployment', app, deployment(app)),
    'service.yaml': object('v1', 'Service', app, service(app)),
    'db.yaml': documents(
      object('v1', 'Service', `${app}-db`, headless(app)),
      object('apps/v1', 'StatefulSet', `${app}-db`, statefulSet(app, number)),
      object('v1', 'Secret', `${app}-db`, 'type: Opaque\ndata:\n  password: c2VjcmV0'),
    ),
    'config.yaml': documents(
      ...['main', 'features', 'logging'].map((part) =>
        object('v1', 'ConfigMap', `${app}-${part}`, config(app, namespace)),
      ),
    ),
    'ingress.yaml': object('networking.k8s.io/v1', 'Ingress', app, ingress(app)),
    'rbac.yaml': documents(
      ...(number % 2 === 0 ? [`apiVersion: v1\nkind: Namespace\n${metadata(namespace, namespace, app)}\n`] : []),
      object('v1', 'ServiceAccount', app, 'automountServiceAccountToken: false'),
      object('rbac.authorization.k8s.io/v1', 'Role', app, role),
      object('rbac.authorization.k8s.io/v1', 'RoleBinding', app, roleBinding(app)),
    ),
    'monitoring.yaml': documents(
      object('monitoring.coreos.com/v1', 'ServiceMonitor', app, monitor(app)),
      object('monitoring.coreos.com/v1', 'PrometheusRule', app, alerts(app)),
    ),
    'policies.yaml': documents(
      object('networking.k8s.io/v1', 'NetworkPolicy', app, policy(app, 8080)),
      object('networking.k8s.io/v1', 'NetworkPolicy', `${app}-db`, policy(`${app}-db`, 5432)),
      object(
        'policy/v1',
        'PodDisruptionBudget',
        app,
        `spec:\n  maxUnavailable: 1\n  selector:\n    matchLabels:\n      app: ${app}`,
      ),
    ),
    'jobs.yaml': documents(
      object(
        'batch/v1',
        'CronJob',
        `${app}-backup`,
        `spec:\n  schedule: "0 3 * * *"\n  jobTemplate:\n    spec:\n${indent(podTemplate(`${app}-backup`, app, 'none'), 6)}`,
      ),
      object(
        'batch/v1',
        'Job',
        `${app}-migrate`,
        `spec:\n  backoffLimit: 2\n${indent(podTemplate(`${app}-migrate`, app, 'none'), 2)}`,
      ),
    ),
    'outside.yaml': documents(
      object(
        'v1',
        'Service',
        `${app}-legacy`,
        'spec:\n  ports:\n    - name: https\n      port: 443\n      targetPort: 8443',
      ),
      object(
        'v1',
        'Endpoints',
        `${app}-legacy`,
        `subsets:\n  - addresses:\n      - ip: 192.0.2.${number % 250}\n    ports:\n      - name: https\n        port: 8443`,
      ),
      object('v1', 'Service', `${app}-mail`, 'spec:\n  type: ExternalName\n  externalName: smtp.example.com'),
    ),
  };
}

function documents(...texts: readonly string[]): string {
  return texts.join('---\n');
}

function indent(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}

function metadata(name: string, namespace: string, app: string): string {
  return `metadata:
  name: ${name}
  namespace: ${namespace}
  labels:
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/part-of: ${app}
    app.kubernetes.io/managed-by: kubectl
    tier: data
  annotations:
    # Who is asked when it breaks.
    example.com/owner: "${namespace}@example.com"
    example.com/documentation: https://docs.example.com/${namespace}/${app}/${name}`;
}

function podTemplate(name: string, app: string, probe: 'ready' | 'none'): string {
  return `template:
  metadata:
    labels:
      app: ${name}
  spec:
    restartPolicy: ${probe === 'ready' ? 'Always' : 'OnFailure'}
    containers:
      - name: main
        image: registry.example.com/${app}:1.2.3
        args: ["--database", "${app}-db-0.${app}-db:8080", "--log=json"]
        env:
          - name: DATABASE_URL
            value: postgres://user@${app}-db:8080/main
          - name: CACHE
            value: https://${app}-legacy:443
        ports:
          - name: http
            containerPort: 8080
          - name: admin
            containerPort: 9090
        volumeMounts:
          - name: config
            mountPath: /etc/${app}
            readOnly: true
        securityContext:
          runAsNonRoot: true
          allowPrivilegeEscalation: false
          capabilities: {drop: [ALL]}
        resources:
          requests: {cpu: 100m, memory: 128Mi}
          limits: {memory: 256Mi}${probe === 'ready' ? '\n        readinessProbe:\n          httpGet: {path: /healthz, port: http}' : ''}
      - name: log-shipper
        image: registry.example.com/platform/log-shipper:4.5.6
        args: ["--target=logs.platform.svc.cluster.local:24224"]
        env:
          - name: POD_NAME
            valueFrom:
              fieldRef: {fieldPath: metadata.name}
        resources:
          requests: {cpu: 10m, memory: 32Mi}
    volumes:
      - name: config
        configMap:
          name: ${app}-main`;
}

function deployment(app: string): string {
  return `spec:\n  replicas: 3\n  selector:\n    matchLabels:\n      app: ${app}\n${indent(podTemplate(app, app, 'ready'), 2)}`;
}

function service(app: string): string {
  return `spec:\n  selector:\n    app: ${app}\n  ports:\n    - name: http\n      port: 80\n      targetPort: http`;
}

function headless(app: string): string {
  return `spec:\n  clusterIP: None\n  selector:\n    app: ${app}-db\n  ports:\n    - name: http\n      port: 8080`;
}

function statefulSet(app: string, number: number): string {
  const template = indent(podTemplate(`${app}-db`, app, 'ready'), 2);
  return `spec:\n  serviceName: ${app}-db${number % 50 === 7 ? 's' : ''}\n  replicas: ${2 + (number % 5)}\n  selector:\n    matchLabels:\n      app: ${app}-db\n${template}`;
}

function config(app: string, namespace: string): string {
  return `data:
  LOG_LEVEL: info
  application.yaml: |
    server:
      port: 8080
    database:
      hosts: [${app}-db-0.${app}-db.${namespace}.svc.cluster.local, ${app}-db-1.${app}-db.${namespace}.svc.cluster.local]
    upstream: http://${app}.${namespace}:80/api
    features: {search: true, checkout: false}`;
}

function ingress(app: string): string {
  return `spec:
  rules:
    - host: ${app}.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: ${app}
                port:
                  name: http`;
}

const role = `rules:
  - apiGroups: [""]
    resources: [configmaps, secrets]
    verbs: [get, list, watch]
  - apiGroups: [coordination.k8s.io]
    resources: [leases]
    verbs: [get, create, update]`;

function roleBinding(app: string): string {
  return `roleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: Role\n  name: ${app}\nsubjects:\n  - kind: ServiceAccount\n    name: ${app}`;
}

function monitor(app: string): string {
  return `spec:\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ${app}\n  endpoints:\n    - port: http\n      interval: 30s\n      path: /metrics`;
}

function alerts(app: string): string {
  const alert = (name: string, expression: string): string => `      - alert: ${name}
        expr: ${expression}
        for: 10m
        labels: {severity: page}
        annotations:
          summary: "{{ $labels.pod }} of ${app} is not well"
          description: |
            The value is {{ $value }}. See https://runbooks.example.com/${app}/${name}
            for what to do, and whom to call.\n`;
  return `spec:\n  groups:\n  - name: ${app}\n    rules:\n${alert('TooManyErrors', `rate(http_errors_total{app="${app}"}[5m]) > 0.1`)}${alert('TooSlow', `histogram_quantile(0.99, http_duration{app="${app}"}) > 1`)}`;
}

function policy(app: string, port: number): string {
  return `spec:\n  podSelector:\n    matchLabels:\n      app: ${app}\n  policyTypes: [Ingress]\n  ingress:\n    - ports:\n        - port: ${port}\n          protocol: TCP`;
}
