import { test } from 'vitest';
import { checkRenameFromEach } from '../../../support/check-rename.ts';

test('of a Service: custom resources that name it, and what scrapes it by its labels', () => {
  const web = (port: string): string => `
    #- /web.yaml
    kind: Service
    metadata: {name: web, namespace: shop, labels: {app: web}}
    spec: {selector: {app: web}, ports: [{name: ${port}, port: 80, targetPort: http}, {name: metrics, port: 81}]}
    ---
    kind: Service
    metadata: {name: other, namespace: shop, labels: {app: other}}
    spec: {ports: [{name: http, port: 80}]}
    #- /users.yaml
    apiVersion: monitoring.coreos.com/v1
    kind: ServiceMonitor
    metadata: {name: web, namespace: shop}
    spec: {selector: {matchLabels: {app: web}}, endpoints: [{port: ${port}, path: /http}, {port: metrics}]}
    ---
    apiVersion: monitoring.coreos.com/v1
    kind: ServiceMonitor
    metadata: {name: far, namespace: monitoring}
    spec:
      namespaceSelector: {matchNames: [shop]}
      selector: {matchExpressions: [{key: app, operator: In, values: [web]}]}
      endpoints: [{port: ${port}}]
    ---
    apiVersion: monitoring.coreos.com/v1
    kind: ServiceMonitor
    metadata: {name: web, namespace: lab}
    spec: {selector: {matchLabels: {app: web}}, endpoints: [{port: http}]}
    ---
    apiVersion: route.openshift.io/v1
    kind: Route
    metadata: {name: web, namespace: shop}
    spec: {to: {kind: Service, name: web}, port: {targetPort: ${port}}}
    ---
    apiVersion: traefik.io/v1alpha1
    kind: IngressRoute
    metadata: {name: web, namespace: shop}
    spec: {routes: [{services: [{name: web, port: ${port}}, {name: other, port: http}]}]}
    ---
    kind: ConfigMap
    metadata: {name: c, namespace: shop}
    data: {srv: _${port}._tcp.web.shop.svc.cluster.local, other: _http._tcp.other.shop.svc.cluster.local}
  `;
  checkRenameFromEach(web, 'http', 'main');
});

test('of Services that one monitor scrapes', () => {
  const both = (port: string): string => `
    kind: Service
    metadata: {name: web, labels: {app: web}}
    spec: {ports: [{name: ${port}, port: 80}]}
    ---
    kind: Service
    metadata: {name: web-headless, labels: {app: web}}
    spec: {clusterIP: None, ports: [{name: ${port}, port: 80}]}
    ---
    apiVersion: monitoring.coreos.com/v1
    kind: ServiceMonitor
    metadata: {name: web}
    spec: {selector: {matchLabels: {app: web}}, endpoints: [{port: ${port}}]}
  `;
  checkRenameFromEach(both, 'http', 'main');
});

test('of containers in a chart, by the labels that are written', () => {
  const chart = (port: string): string => `
    #- /chart/Chart.yaml
    name: shop
    #- /chart/templates/web.yaml
    kind: Service
    metadata: {name: "{{ .Release.Name }}-web"}
    spec:
      selector: {app: web, release: "{{ .Release.Name }}"}
      ports: [{port: 80, targetPort: ${port}}]
    ---
    kind: Deployment
    metadata: {name: "{{ .Release.Name }}-web"}
    spec:
      template:
        metadata: {labels: {app: web, release: "{{ .Release.Name }}"}}
        spec: {containers: [{name: web, ports: [{name: ${port}, containerPort: 8080}]}]}
    ---
    kind: Deployment
    metadata: {name: "{{ .Release.Name }}-api"}
    spec:
      template:
        metadata: {labels: {app: api, release: "{{ .Release.Name }}"}}
        spec: {containers: [{name: api, ports: [{name: http, containerPort: 8080}]}]}
  `;
  checkRenameFromEach(chart, 'http', 'serve');
});

test('of containers: probes, hooks, policies of other namespaces, and what scrapes the Pods', () => {
  const web = (port: string): string => `
    kind: Service
    metadata: {name: web, namespace: shop}
    spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: ${port}}]}
    ---
    kind: Deployment
    metadata: {name: web, namespace: shop}
    spec:
      template:
        metadata: {labels: {app: web}}
        spec:
          containers:
            - name: http
              ports: [{name: ${port}, containerPort: 8080}]
              livenessProbe: {tcpSocket: {port: ${port}}}
              lifecycle: {preStop: {httpGet: {path: /http, port: ${port}}}}
    ---
    kind: NetworkPolicy
    metadata: {name: client, namespace: lab}
    spec:
      podSelector: {}
      egress:
        - to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}, podSelector: {matchLabels: {app: web}}}]
          ports: [{port: ${port}}]
        - to: [{podSelector: {matchLabels: {app: api}}}]
          ports: [{port: http}]
    ---
    apiVersion: monitoring.coreos.com/v1
    kind: PodMonitor
    metadata: {name: web, namespace: shop}
    spec: {selector: {matchLabels: {app: web}}, podMetricsEndpoints: [{port: ${port}}]}
  `;
  checkRenameFromEach(web, 'http', 'serve');
});

test('of endpoints made by hand, where the Service itself has no such port', () => {
  const slice = (port: string): string => `
    kind: Service
    metadata: {name: dbs, namespace: shop}
    spec: {clusterIP: None, ports: [{port: 9}]}
    ---
    kind: EndpointSlice
    metadata: {name: dbs-1, namespace: shop, labels: {kubernetes.io/service-name: dbs}}
    addressType: IPv4
    endpoints: [{addresses: [10.0.2.3], hostname: one}]
    ports: [{name: ${port}, port: 5432}]
    ---
    kind: ConfigMap
    metadata: {name: c, namespace: lab}
    data: {url: "dns+srv://_${port}._tcp.dbs.shop.svc.cluster.local/"}
  `;
  checkRenameFromEach(slice, 'sql', 'query');
});
