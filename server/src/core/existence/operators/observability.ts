import { recommended, type OperatorKind } from './operator-kind.ts';

/** Operators of metrics, logs and traces. The source is named above each. */
export const observability: readonly OperatorKind[] = [
  // Source: prometheus-operator pkg/prometheus/server/statefulset.go, pkg/prometheus/labels.go.
  {
    group: 'monitoring.coreos.com',
    kinds: ['Prometheus', 'PrometheusAgent'],
    labels: recommended(['prometheus', 'prometheus-agent'], '{name}', 'prometheus-operator', {
      prometheus: ['{name}'],
      app: ['prometheus'],
      'operator.prometheus.io/name': ['{name}'],
      'operator.prometheus.io/mode': ['server', 'agent'],
      'operator.prometheus.io/shard': ['*'],
    }),
    services: ['prometheus-operated', 'prometheus-agent-operated'],
  },
  // Source: prometheus-operator pkg/alertmanager/statefulset.go.
  {
    group: 'monitoring.coreos.com',
    kinds: ['Alertmanager'],
    labels: recommended(['alertmanager'], '{name}', 'prometheus-operator', {
      alertmanager: ['{name}'],
      app: ['alertmanager'],
    }),
    services: ['alertmanager-operated'],
  },
  // Source: prometheus-operator pkg/thanos/statefulset.go.
  {
    group: 'monitoring.coreos.com',
    kinds: ['ThanosRuler'],
    labels: recommended(['thanos-ruler'], '{name}', 'prometheus-operator', { 'thanos-ruler': ['{name}'] }),
    services: ['thanos-ruler-operated'],
  },
  // Source: cloud-on-k8s pkg/controller/elasticsearch/label/label.go, pkg/controller/elasticsearch/services.
  {
    group: 'elasticsearch.k8s.elastic.co',
    kinds: ['Elasticsearch'],
    labels: {
      'common.k8s.elastic.co/type': ['elasticsearch'],
      'elasticsearch.k8s.elastic.co/cluster-name': ['{name}'],
      'elasticsearch.k8s.elastic.co/statefulset-name': ['{name}-es-*'],
      'elasticsearch.k8s.elastic.co/version': ['*'],
      'elasticsearch.k8s.elastic.co/node-master': ['true', 'false'],
      'elasticsearch.k8s.elastic.co/node-data': ['true', 'false'],
      'elasticsearch.k8s.elastic.co/node-ingest': ['true', 'false'],
      'elasticsearch.k8s.elastic.co/node-ml': ['true', 'false'],
      'elasticsearch.k8s.elastic.co/node-transform': ['true', 'false'],
    },
    services: ['{name}-es-*'],
  },
  // Source: cloud-on-k8s pkg/controller/kibana/labels.go and the same of its other controllers.
  {
    group: 'kibana.k8s.elastic.co',
    kinds: ['Kibana'],
    labels: { 'common.k8s.elastic.co/type': ['kibana'], 'kibana.k8s.elastic.co/name': ['{name}'] },
    services: ['{name}-kb-http'],
  },
  {
    group: 'apm.k8s.elastic.co',
    kinds: ['ApmServer'],
    labels: { 'common.k8s.elastic.co/type': ['apm-server'], 'apm.k8s.elastic.co/name': ['{name}'] },
    services: ['{name}-apm-http'],
  },
  {
    group: 'beat.k8s.elastic.co',
    kinds: ['Beat'],
    labels: { 'common.k8s.elastic.co/type': ['beat'], 'beat.k8s.elastic.co/name': ['{name}'] },
    services: [],
  },
  {
    group: 'agent.k8s.elastic.co',
    kinds: ['Agent'],
    labels: { 'common.k8s.elastic.co/type': ['agent'], 'agent.k8s.elastic.co/name': ['{name}'] },
    services: ['{name}-agent-http'],
  },
  {
    group: 'logstash.k8s.elastic.co',
    kinds: ['Logstash'],
    labels: { 'common.k8s.elastic.co/type': ['logstash'], 'logstash.k8s.elastic.co/name': ['{name}'] },
    services: ['{name}-ls-*'],
  },
  // Source: jaeger-operator pkg/util/labels.go, pkg/service.
  {
    group: 'jaegertracing.io',
    kinds: ['Jaeger'],
    labels: {
      app: ['jaeger'],
      'app.kubernetes.io/name': ['{name}', '{name}-*'],
      'app.kubernetes.io/instance': ['{name}'],
      'app.kubernetes.io/component': ['*'],
      'app.kubernetes.io/part-of': ['jaeger'],
      'app.kubernetes.io/managed-by': ['jaeger-operator'],
    },
    services: ['{name}-query', '{name}-collector', '{name}-collector-headless', '{name}-agent', '{name}-ui'],
  },
  // Source: opentelemetry-operator internal/manifests/manifestutils/labels.go, internal/naming.
  {
    group: 'opentelemetry.io',
    kinds: ['OpenTelemetryCollector'],
    labels: {
      'app.kubernetes.io/name': ['{name}-collector'],
      'app.kubernetes.io/instance': ['*.{name}'],
      'app.kubernetes.io/component': ['opentelemetry-collector'],
      'app.kubernetes.io/part-of': ['opentelemetry'],
      'app.kubernetes.io/managed-by': ['opentelemetry-operator'],
      'app.kubernetes.io/version': ['*'],
    },
    services: [
      '{name}-collector',
      '{name}-collector-headless',
      '{name}-collector-monitoring',
      '{name}-collector-extension',
    ],
  },
  // Source: loki-operator internal/manifests/var.go, names of its components.
  {
    group: 'loki.grafana.com',
    kinds: ['LokiStack'],
    labels: {
      'app.kubernetes.io/name': ['lokistack'],
      'app.kubernetes.io/instance': ['{name}'],
      'app.kubernetes.io/component': ['*'],
      'app.kubernetes.io/created-by': ['lokistack-controller'],
    },
    services: ['{name}-*'],
  },
  // Source: tempo-operator internal/manifests/manifestutils/labels.go, internal/manifests/naming.
  {
    group: 'tempo.grafana.com',
    kinds: ['TempoStack', 'TempoMonolithic'],
    labels: recommended(['tempo', 'tempo-monolithic'], '{name}', 'tempo-operator', {
      'app.kubernetes.io/component': ['*'],
    }),
    services: ['tempo-{name}', 'tempo-{name}-*'],
  },
  // Source: opensearch-k8s-operator pkg/helpers/constants.go, pkg/builders/cluster.go.
  {
    group: 'opensearch.opster.io',
    kinds: ['OpenSearchCluster'],
    labels: {
      'opster.io/opensearch-cluster': ['{name}'],
      'opster.io/opensearch-nodepool': ['*'],
      'opensearch.cluster.dashboards': ['{name}'],
      'opensearch.role': ['*'],
    },
    services: ['{name}', '{name}-*'],
  },
  // Source: grafana-operator controllers/model, controllers/reconcilers/grafana.
  {
    group: 'grafana.integreatly.org',
    kinds: ['Grafana'],
    labels: { app: ['{name}'] },
    services: ['{name}-service', '{name}-alerting'],
  },
  // Source: victoria-metrics operator api, SelectorLabels and PrefixedName of each kind.
  {
    group: 'operator.victoriametrics.com',
    kinds: ['VMSingle', 'VMCluster', 'VMAgent', 'VMAlert', 'VMAlertmanager', 'VMAuth'],
    labels: recommended(
      ['vmsingle', 'vminsert', 'vmselect', 'vmstorage', 'vmagent', 'vmalert', 'vmalertmanager', 'vmauth'],
      '{name}',
      'vm-operator',
      {
        'app.kubernetes.io/component': ['monitoring'],
      },
    ),
    services: [
      'vmsingle-{name}',
      'vminsert-{name}',
      'vmselect-{name}',
      'vmstorage-{name}',
      'vmagent-{name}',
      'vmalert-{name}',
      'vmalertmanager-{name}',
      'vmauth-{name}',
    ],
  },
];
