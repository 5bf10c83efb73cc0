import { gitOpsReferences } from './gitops-references.ts';
import { rows, secret, service, workload, type OtherReferences } from './reference-rows.ts';
import { refersTo } from './table/fields.ts';

const traefik = ['traefik.io', 'traefik.containo.us'];
const middleware = refersTo('Middleware', 'names');
const usedSecret = refersTo('Secret', 'names');
const gatewayRoutes = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];
const ofCluster = 'metadata/labels/strimzi.io\\/cluster';

/** Of custom resources whose operators are known. The source is the API of each group. */
export const customReferences: readonly OtherReferences[] = [
  ...rows('gateway.networking.k8s.io', 'Gateway', 'spec/gatewayClassName', refersTo('GatewayClass', 'names')),
  ...rows('gateway.networking.k8s.io', 'Gateway', 'spec/listeners/tls/certificateRefs/name', secret),
  ...rows('gateway.networking.k8s.io', gatewayRoutes, 'spec/parentRefs/name', refersTo(['Gateway', 'Service'])),
  ...rows('gateway.networking.k8s.io', 'BackendTLSPolicy', 'spec/targetRefs/name', service),
  ...rows(
    'gateway.networking.k8s.io',
    'BackendTLSPolicy',
    'spec/validation/caCertificateRefs/name',
    refersTo(['ConfigMap', 'Secret']),
  ),
  ...rows('gateway.networking.k8s.io', 'ReferenceGrant', 'spec/to/name', refersTo(['Service', 'Secret'])),
  ...rows('monitoring.coreos.com', 'Prometheus', 'spec/alerting/alertmanagers/name', service),
  ...rows(['autoscaling.k8s.io', 'autoscaling.gke.io'], 'VerticalPodAutoscaler', 'spec/targetRef/name', workload),
  ...rows('keda.sh', 'ScaledObject', 'spec/scaleTargetRef/name', workload),
  ...rows('flagger.app', 'Canary', 'spec/targetRef/name', workload),
  ...rows('flagger.app', 'Canary', 'spec/ingressRef/name', refersTo('Ingress', 'names')),
  ...rows(
    'flagger.app',
    'Canary',
    'spec/autoscalerRef/name',
    refersTo(['HorizontalPodAutoscaler', 'ScaledObject'], 'names'),
  ),
  ...rows(
    'monitoring.coreos.com',
    ['ServiceMonitor', 'PodMonitor'],
    ['endpoints', 'podMetricsEndpoints']
      .flatMap((list) =>
        [
          'basicAuth/username',
          'basicAuth/password',
          'authorization/credentials',
          'bearerTokenSecret',
          'tlsConfig/keySecret',
          'tlsConfig/ca/secret',
          'tlsConfig/cert/secret',
        ].map((field) => `spec/${list}/${field}/name`),
      )
      .join(' '),
    usedSecret,
  ),
  ...rows(
    'argoproj.io',
    'Rollout',
    'spec/strategy/canary/canaryService spec/strategy/canary/stableService spec/strategy/blueGreen/activeService spec/strategy/blueGreen/previewService',
    service,
  ),
  ...rows(
    'argoproj.io',
    'Rollout',
    'spec/strategy/canary/pingPong/pingService spec/strategy/canary/pingPong/pongService spec/strategy/canary/trafficRouting/alb/rootService',
    service,
  ),
  ...rows(
    'argoproj.io',
    'Rollout',
    'spec/strategy/canary/trafficRouting/nginx/stableIngress spec/strategy/canary/trafficRouting/nginx/stableIngresses spec/strategy/canary/trafficRouting/alb/ingress',
    refersTo('Ingress', 'names'),
  ),
  ...rows(
    'argoproj.io',
    'Rollout',
    'spec/strategy/canary/trafficRouting/istio/virtualService/name spec/strategy/canary/trafficRouting/istio/virtualServices/name',
    refersTo('VirtualService', 'names'),
  ),
  ...rows(
    'argoproj.io',
    'Rollout',
    'spec/strategy/canary/trafficRouting/istio/destinationRule/name',
    refersTo('DestinationRule', 'names'),
  ),
  ...rows('argoproj.io', 'Rollout', 'spec/workloadRef/name', workload),
  ...rows('split.smi-spec.io', 'TrafficSplit', 'spec/service spec/backends/service', service),
  ...rows('route.openshift.io', 'Route', 'spec/to/name spec/alternateBackends/name', service),
  ...rows(
    traefik,
    ['IngressRoute', 'IngressRouteTCP', 'IngressRouteUDP'],
    'spec/routes/services/name',
    refersTo(['Service', 'TraefikService']),
  ),
  ...rows(traefik, ['IngressRoute', 'IngressRouteTCP'], 'spec/routes/middlewares/name', middleware),
  ...rows(traefik, ['IngressRoute', 'IngressRouteTCP'], 'spec/tls/options/name', refersTo('TLSOption', 'names')),
  ...rows(traefik, 'Middleware', 'spec/chain/middlewares/name', middleware),
  ...rows(traefik, 'Middleware', 'spec/basicAuth/secret spec/digestAuth/secret', usedSecret),
  ...rows(traefik, ['IngressRoute', 'IngressRouteTCP'], 'spec/tls/secretName', secret),
  ...rows(traefik, 'Middleware', 'spec/errors/service/name', service),
  ...rows(
    traefik,
    'TraefikService',
    'spec/weighted/services/name spec/mirroring/name spec/mirroring/mirrors/name',
    refersTo(['Service', 'TraefikService']),
  ),
  ...rows('projectcontour.io', 'HTTPProxy', 'spec/routes/services/name spec/tcpproxy/services/name', service),
  ...rows('projectcontour.io', 'HTTPProxy', 'spec/virtualhost/tls/secretName', secret),
  ...rows(
    'networking.istio.io',
    'VirtualService',
    'spec/http/route/destination/host spec/http/mirror/host spec/http/mirrors/destination/host spec/tcp/route/destination/host spec/tls/route/destination/host',
    service,
  ),
  ...rows('networking.istio.io', 'VirtualService', 'spec/http/delegate/name', refersTo('VirtualService', 'names')),
  ...rows('networking.istio.io', 'DestinationRule', 'spec/host', service),
  ...rows('elbv2.k8s.aws', 'TargetGroupBinding', 'spec/serviceRef/name', service),
  ...rows('cert-manager.io', 'Certificate', 'spec/secretName', secret),
  ...rows('cert-manager.io', 'Certificate', 'spec/dnsNames spec/commonName', refersTo('Service', 'names')),
  ...rows(
    'cert-manager.io',
    ['Certificate', 'CertificateRequest'],
    'spec/issuerRef/name',
    refersTo(['Issuer', 'ClusterIssuer'], 'names'),
  ),
  ...rows('cert-manager.io', 'Issuer', 'spec/ca/secretName spec/vault/auth/tokenSecretRef/name', usedSecret),
  ...rows(
    ['networking.k8s.io', 'extensions', 'gateway.networking.k8s.io'],
    ['Ingress', 'Gateway'],
    'metadata/annotations/cert-manager.io\\/issuer',
    refersTo('Issuer', 'names'),
  ),
  ...rows(
    ['networking.k8s.io', 'extensions', 'gateway.networking.k8s.io'],
    ['Ingress', 'Gateway'],
    'metadata/annotations/cert-manager.io\\/cluster-issuer',
    refersTo('ClusterIssuer', 'names'),
  ),
  ...rows('networking.istio.io', 'VirtualService', 'spec/gateways', refersTo('Gateway', 'names')),
  ...rows('external-secrets.io', 'ExternalSecret', 'spec/target/name', secret),
  ...rows(
    'external-secrets.io',
    ['ExternalSecret', 'ClusterExternalSecret', 'PushSecret'],
    'spec/secretStoreRef/name spec/externalSecretSpec/secretStoreRef/name spec/secretStoreRefs/name',
    refersTo(['SecretStore', 'ClusterSecretStore'], 'names'),
  ),
  ...rows(
    'keda.sh',
    ['ScaledObject', 'ScaledJob'],
    'spec/triggers/authenticationRef/name',
    refersTo(['TriggerAuthentication', 'ClusterTriggerAuthentication'], 'names'),
  ),
  ...rows('keda.sh', 'TriggerAuthentication', 'spec/secretTargetRef/name', usedSecret),
  ...rows('keda.sh', 'TriggerAuthentication', 'spec/configMapTargetRef/name', refersTo('ConfigMap', 'names')),
  ...rows(
    'tekton.dev',
    ['TaskRun', 'Pipeline'],
    'spec/taskRef/name spec/tasks/taskRef/name spec/finally/taskRef/name',
    refersTo('Task', 'names'),
  ),
  ...rows('tekton.dev', 'PipelineRun', 'spec/pipelineRef/name', refersTo('Pipeline', 'names')),
  ...rows(
    'tekton.dev',
    'PipelineRun',
    'spec/pipelineSpec/tasks/taskRef/name spec/pipelineSpec/finally/taskRef/name',
    refersTo('Task', 'names'),
  ),
  ...rows(
    'triggers.tekton.dev',
    'EventListener',
    'spec/triggers/bindings/ref',
    refersTo(['TriggerBinding', 'ClusterTriggerBinding'], 'names'),
  ),
  ...rows('triggers.tekton.dev', 'EventListener', 'spec/triggers/template/ref', refersTo('TriggerTemplate', 'names')),
  ...rows('eventing.knative.dev', 'Trigger', 'spec/broker', refersTo('Broker', 'names')),
  ...rows(
    'kafka.strimzi.io',
    ['KafkaTopic', 'KafkaUser', 'KafkaRebalance', 'KafkaNodePool'],
    ofCluster,
    refersTo('Kafka', 'names'),
  ),
  ...rows('kafka.strimzi.io', 'KafkaConnector', ofCluster, refersTo('KafkaConnect', 'names')),
  ...rows(
    'postgresql.cnpg.io',
    ['ScheduledBackup', 'Backup', 'Pooler', 'Database', 'Publication', 'Subscription'],
    'spec/cluster/name',
    refersTo('Cluster', 'names'),
  ),
  ...rows(
    ['kibana.k8s.elastic.co', 'apm.k8s.elastic.co', 'beat.k8s.elastic.co', 'maps.k8s.elastic.co'],
    ['Kibana', 'ApmServer', 'Beat', 'ElasticMapsServer'],
    'spec/elasticsearchRef/name',
    refersTo('Elasticsearch', 'names'),
  ),
  ...rows(
    'rabbitmq.com',
    ['Queue', 'User', 'Exchange', 'Binding', 'Policy', 'Permission', 'Vhost', 'Federation', 'Shovel'],
    'spec/rabbitmqClusterReference/name',
    refersTo('RabbitmqCluster', 'names'),
  ),
  ...rows('kueue.x-k8s.io', 'LocalQueue', 'spec/clusterQueue', refersTo('ClusterQueue', 'names')),
  ...rows('kueue.x-k8s.io', 'ClusterQueue', 'spec/resourceGroups/flavors/name', refersTo('ResourceFlavor', 'names')),
  ...rows(
    'gateway.envoyproxy.io',
    ['SecurityPolicy', 'BackendTrafficPolicy', 'ClientTrafficPolicy', 'EnvoyExtensionPolicy', 'EnvoyPatchPolicy'],
    'spec/targetRef/name spec/targetRefs/name',
    refersTo(['Gateway', ...gatewayRoutes], 'names'),
  ),
  ...gitOpsReferences,
];
