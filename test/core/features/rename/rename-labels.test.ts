import { expect, test } from 'vitest';
import { checkRejected, checkRename, checkRenameFromEach } from '../../../support/check-rename.ts';

test('all that selects the Pods follows, whatever else it asks for and wherever it is', () => {
  const kafka = (value: string): string => `
    #- /kafka.yaml
    kind: Service
    metadata: {name: kafka, namespace: bus, labels: {app: kafka}}
    spec: {clusterIP: None, selector: {app: ${value}}}
    ---
    kind: Service
    metadata: {name: kafka-0, namespace: bus}
    spec: {selector: {app: ${value}, statefulset.kubernetes.io/pod-name: kafka-0}}
    ---
    kind: StatefulSet
    metadata: {name: kafka, namespace: bus}
    spec:
      serviceName: kafka
      selector: {matchLabels: {app: ${value}}}
      template:
        metadata: {labels: {app: ${value}, tier: kafka}}
        spec:
          topologySpreadConstraints: [{labelSelector: {matchExpressions: [{key: app, operator: NotIn, values: [web, ${value}]}]}}]
      volumeClaimTemplates: [{spec: {selector: {matchLabels: {app: kafka}}}}]
    #- /policies/all.yaml
    kind: NetworkPolicy
    metadata: {name: kafka, namespace: bus}
    spec:
      podSelector: {matchLabels: {tier: kafka}, matchExpressions: [{key: app, operator: In, values: [${value}]}]}
      ingress: [{from: [{podSelector: {matchLabels: {app: ${value}}}}]}]
    ---
    kind: NetworkPolicy
    metadata: {name: kafka, namespace: web}
    spec:
      podSelector: {matchLabels: {app: kafka}}
      egress:
        - to:
            - {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: bus}}, podSelector: {matchLabels: {app: ${value}}}}
            - {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: lab}}, podSelector: {matchLabels: {app: kafka}}}
            - {namespaceSelector: {matchLabels: {team: lab}}, podSelector: {matchLabels: {app: kafka}}}
    ---
    apiVersion: monitoring.coreos.com/v1
    kind: PodMonitor
    metadata: {name: kafka, namespace: monitoring}
    spec: {namespaceSelector: {matchNames: [bus, shop]}, selector: {matchLabels: {app: ${value}}}}
    ---
    apiVersion: monitoring.coreos.com/v1
    kind: ServiceMonitor
    metadata: {name: kafka, namespace: bus}
    spec: {selector: {matchLabels: {app: kafka}}}
    ---
    apiVersion: security.istio.io/v1
    kind: AuthorizationPolicy
    metadata: {name: kafka, namespace: bus}
    spec: {selector: {matchLabels: {app: ${value}}}}
    #- /lab.yaml
    kind: Service
    metadata: {name: kafka, namespace: lab}
    spec: {selector: {app: kafka}}
    ---
    kind: Deployment
    metadata: {name: kafka, namespace: lab}
    spec: {template: {metadata: {labels: {app: kafka}}}}
  `;
  checkRenameFromEach(kafka, 'kafka', 'broker');
});

test('a Service means the Pods beside it, where nobody says a namespace', () => {
  const shops = (value: string): string => `
    #- /shop/web.yaml
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: ${value}}}
    ---
    kind: Deployment
    metadata: {name: web}
    spec: {selector: {matchLabels: {app: ${value}}}, template: {metadata: {labels: {app: ${value}}}}}
    #- /docs/web.yaml
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}}
    ---
    kind: Deployment
    metadata: {name: web}
    spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}}}
  `;
  checkRenameFromEach(shops, 'web', 'site');
});

test('in one namespace it means those of other folders as well', () => {
  const web = (value: string): string => `
    #- /web/all.yaml
    kind: Service
    metadata: {name: web, namespace: shop}
    spec: {selector: {app: ${value}}}
    ---
    kind: Deployment
    metadata: {name: web, namespace: shop}
    spec: {template: {metadata: {labels: {app: ${value}}}}}
    #- /canary/all.yaml
    kind: Deployment
    metadata: {name: canary, namespace: shop}
    spec: {selector: {matchLabels: {app: ${value}}}, template: {metadata: {labels: {app: ${value}}}}}
  `;
  checkRenameFromEach(web, 'web', 'site');
});

test('in a chart, where templates make other labels', () => {
  const chart = (value: string): string => `
    #- /chart/Chart.yaml
    name: shop
    #- /chart/templates/web.yaml
    kind: Service
    metadata: {name: "{{ .Release.Name }}-web"}
    spec:
      selector:
        app: ${value}
        component: web
        {{- include "shop.labels" . | nindent 4 }}
    ---
    kind: Deployment
    metadata: {name: "{{ .Release.Name }}-web"}
    spec:
      selector: {matchLabels: {app: ${value}, component: web, release: "{{ .Release.Name }}"}}
      template: {metadata: {labels: {app: ${value}, component: web, release: "{{ .Release.Name }}"}}}
    ---
    kind: Deployment
    metadata: {name: "{{ .Release.Name }}-worker"}
    spec:
      selector: {matchLabels: {app: shop, component: worker, release: "{{ .Release.Name }}"}}
      template: {metadata: {labels: {app: shop, component: worker, release: "{{ .Release.Name }}"}}}
  `;
  checkRenameFromEach(chart, 'shop', 'store');
});

test('a value is taken where a selector would select other Pods as well', () => {
  const pods = (namespace: string): string => `
    #- /a.yaml
    kind: Pod
    metadata: {name: a, namespace: shop, labels: {app: $0web}}
    ---
    kind: Pod
    metadata: {name: b, namespace: ${namespace}, labels: {app: api}}
    ---
    kind: Service
    metadata: {name: b, namespace: ${namespace}}
    spec: {selector: {app: api}}
  `;
  checkRejected(
    pods('shop'),
    'api',
    'Other Pods already have the label "app: api". The selectors would also select those.',
  );
  checkRename(pods('lab'), 'api', pods('lab').replace('$0web', 'api'));
});

test('the label that names a Pod is renamed with its StatefulSet, others that controllers add are not', () => {
  const set = (name: string, cursor: string): string => `
    kind: Service
    metadata: {name: first}
    spec: {selector: {statefulset.kubernetes.io/pod-name: ${cursor}${name}-0}}
    ---
    kind: NetworkPolicy
    metadata: {name: db}
    spec: {podSelector: {matchExpressions: [{key: statefulset.kubernetes.io/pod-name, operator: In, values: [${name}-0, ${name}-1]}]}}
    ---
    kind: StatefulSet
    metadata: {name: ${name}}
    spec: {replicas: 2, template: {metadata: {labels: {app: db}}}}
  `;
  const note = checkRename(set('db', '$0'), 'pg', set('pg', ''));
  expect(note).toMatch('In a cluster, StatefulSet "pg" is a new object.');
  checkRejected(
    'kind: Service\nmetadata: {name: a}\nspec: {selector: {app: a, apps.kubernetes.io/pod-index: "$00"}}\n',
    '1',
    'A controller gives Pods the label "apps.kubernetes.io/pod-index", so its value cannot be renamed.',
  );
});

test('the label that names the Job of a Pod is renamed with it', () => {
  checkRenameFromEach(
    (name) => `
    kind: Service
    metadata: {name: first}
    spec: {selector: {job-name: ${name}}}
    ---
    kind: NetworkPolicy
    metadata: {name: db}
    spec: {podSelector: {matchLabels: {batch.kubernetes.io/job-name: ${name}}}}
    ---
    kind: Job
    metadata: {name: ${name}}
    spec: {template: {spec: {restartPolicy: Never}}}
    `,
    'split',
    'cut',
  );
});

test('the key of an expression', () => {
  checkRejected(
    'kind: NetworkPolicy\nmetadata: {name: a}\nspec: {podSelector: {matchExpressions: [{key: $0app, operator: Exists}]}}\n',
    'x',
    'The key of a label cannot be renamed, only its value.',
  );
});
