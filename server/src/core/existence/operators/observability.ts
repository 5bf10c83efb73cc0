import { operator, recommended, type OperatorKind } from './operator-kind.ts';

/** Operators of metrics, logs and traces. The source is named above each. */
export const observability: readonly OperatorKind[] = [
  // Source: prometheus-operator pkg/prometheus/server/statefulset.go, pkg/prometheus/labels.go.
  operator(
    'monitoring.coreos.com',
    ['Prometheus', 'PrometheusAgent'],
    [
      ...recommended('prometheus|prometheus-agent', 'prometheus-operator'),
      'prometheus={name}',
      'app=prometheus',
      'operator.prometheus.io/name={name}',
      'operator.prometheus.io/mode=server|agent',
      'operator.prometheus.io/shard=*',
    ],
    ['prometheus-operated', 'prometheus-agent-operated'],
  ),
  // Source: prometheus-operator pkg/alertmanager/statefulset.go.
  operator(
    'monitoring.coreos.com',
    'Alertmanager',
    [...recommended('alertmanager', 'prometheus-operator'), 'alertmanager={name}', 'app=alertmanager'],
    ['alertmanager-operated'],
  ),
  // Source: prometheus-operator pkg/thanos/statefulset.go.
  operator(
    'monitoring.coreos.com',
    'ThanosRuler',
    [...recommended('thanos-ruler', 'prometheus-operator'), 'thanos-ruler={name}'],
    ['thanos-ruler-operated'],
  ),
  // Source: cloud-on-k8s pkg/controller/elasticsearch/label/label.go, pkg/controller/elasticsearch/services.
  operator(
    'elasticsearch.k8s.elastic.co',
    'Elasticsearch',
    [
      'common.k8s.elastic.co/type=elasticsearch',
      'elasticsearch.k8s.elastic.co/cluster-name={name}',
      'elasticsearch.k8s.elastic.co/statefulset-name={name}-es-*',
      'elasticsearch.k8s.elastic.co/version=*',
      'elasticsearch.k8s.elastic.co/node-master=true|false',
      'elasticsearch.k8s.elastic.co/node-data=true|false',
      'elasticsearch.k8s.elastic.co/node-ingest=true|false',
      'elasticsearch.k8s.elastic.co/node-ml=true|false',
      'elasticsearch.k8s.elastic.co/node-transform=true|false',
    ],
    ['{name}-es-*'],
  ),
  // Source: cloud-on-k8s pkg/controller/kibana/labels.go and the same of its other controllers.
  operator(
    'kibana.k8s.elastic.co',
    'Kibana',
    ['common.k8s.elastic.co/type=kibana', 'kibana.k8s.elastic.co/name={name}'],
    ['{name}-kb-http'],
  ),
  operator(
    'apm.k8s.elastic.co',
    'ApmServer',
    ['common.k8s.elastic.co/type=apm-server', 'apm.k8s.elastic.co/name={name}'],
    ['{name}-apm-http'],
  ),
  operator('beat.k8s.elastic.co', 'Beat', ['common.k8s.elastic.co/type=beat', 'beat.k8s.elastic.co/name={name}'], []),
  operator(
    'agent.k8s.elastic.co',
    'Agent',
    ['common.k8s.elastic.co/type=agent', 'agent.k8s.elastic.co/name={name}'],
    ['{name}-agent-http'],
  ),
  operator(
    'logstash.k8s.elastic.co',
    'Logstash',
    ['common.k8s.elastic.co/type=logstash', 'logstash.k8s.elastic.co/name={name}'],
    ['{name}-ls-*'],
  ),
  // Source: jaeger-operator pkg/util/labels.go, pkg/service.
  operator(
    'jaegertracing.io',
    'Jaeger',
    [
      'app=jaeger',
      'app.kubernetes.io/name={name}|{name}-*',
      'app.kubernetes.io/instance={name}',
      'app.kubernetes.io/component=*',
      'app.kubernetes.io/part-of=jaeger',
      'app.kubernetes.io/managed-by=jaeger-operator',
    ],
    ['{name}-query', '{name}-collector', '{name}-collector-headless', '{name}-agent', '{name}-ui'],
  ),
  // Source: opentelemetry-operator internal/manifests/manifestutils/labels.go, internal/naming.
  operator(
    'opentelemetry.io',
    'OpenTelemetryCollector',
    [
      'app.kubernetes.io/name={name}-collector',
      'app.kubernetes.io/instance=*.{name}',
      'app.kubernetes.io/component=opentelemetry-collector',
      'app.kubernetes.io/part-of=opentelemetry',
      'app.kubernetes.io/managed-by=opentelemetry-operator',
      'app.kubernetes.io/version=*',
    ],
    ['{name}-collector', '{name}-collector-headless', '{name}-collector-monitoring', '{name}-collector-extension'],
  ),
  // Source: loki-operator internal/manifests/var.go, names of its components.
  operator(
    'loki.grafana.com',
    'LokiStack',
    [
      'app.kubernetes.io/name=lokistack',
      'app.kubernetes.io/instance={name}',
      'app.kubernetes.io/component=*',
      'app.kubernetes.io/created-by=lokistack-controller',
    ],
    ['{name}-*'],
  ),
  // Source: tempo-operator internal/manifests/manifestutils/labels.go, internal/manifests/naming.
  operator(
    'tempo.grafana.com',
    ['TempoStack', 'TempoMonolithic'],
    [...recommended('tempo|tempo-monolithic', 'tempo-operator'), 'app.kubernetes.io/component=*'],
    ['tempo-{name}', 'tempo-{name}-*'],
  ),
  // Source: opensearch-k8s-operator pkg/helpers/constants.go, pkg/builders/cluster.go.
  operator(
    'opensearch.opster.io',
    'OpenSearchCluster',
    [
      'opster.io/opensearch-cluster={name}',
      'opster.io/opensearch-nodepool=*',
      'opensearch.cluster.dashboards={name}',
      'opensearch.role=*',
    ],
    ['{name}', '{name}-*'],
  ),
  // Source: grafana-operator controllers/model, controllers/reconcilers/grafana.
  operator('grafana.integreatly.org', 'Grafana', ['app={name}'], ['{name}-service', '{name}-alerting'], {
    connects: 'external',
  }),
  // Source: victoria-metrics operator api, SelectorLabels and PrefixedName of each kind.
  operator(
    'operator.victoriametrics.com',
    ['VMSingle', 'VMCluster', 'VMAgent', 'VMAlert', 'VMAlertmanager', 'VMAuth'],
    [
      ...recommended('vmsingle|vminsert|vmselect|vmstorage|vmagent|vmalert|vmalertmanager|vmauth', 'vm-operator'),
      'app.kubernetes.io/component=monitoring',
    ],
    [
      'vmsingle-{name}',
      'vminsert-{name}',
      'vmselect-{name}',
      'vmstorage-{name}',
      'vmagent-{name}',
      'vmalert-{name}',
      'vmalertmanager-{name}',
      'vmauth-{name}',
    ],
  ),
];
