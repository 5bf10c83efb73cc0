import { operator, recommended, type OperatorKind } from './operator-kind.ts';

/** Operators of queues, streams and computations. The source is named above each. */
export const streaming: readonly OperatorKind[] = [
  // Source: strimzi-kafka-operator, operator-common Labels.java, KafkaResources.java.
  operator(
    'kafka.strimzi.io',
    'Kafka',
    [
      ...recommended('kafka|zookeeper|entity-operator|*', 'strimzi-cluster-operator'),
      'app.kubernetes.io/part-of=strimzi-{name}',
      'strimzi.io/cluster={name}',
      'strimzi.io/kind=Kafka',
      'strimzi.io/name={name}-*',
      'strimzi.io/component-type=*',
      'strimzi.io/controller=*',
      'strimzi.io/controller-name=*',
      'strimzi.io/pod-name={name}-*',
      'strimzi.io/pool-name=*',
      'strimzi.io/broker-role=true|false',
      'strimzi.io/controller-role=true|false',
    ],
    // Listeners for who is outside have Services of their own, of which that of a broker has its number.
    [
      ...['{name}-kafka-bootstrap', '{name}-kafka-brokers', '{name}-kafka-*-*'],
      ...Array.from({ length: 10 }, (_, broker) => `{name}-kafka-${broker}`),
      ...['{name}-zookeeper-client', '{name}-zookeeper-nodes'],
    ],
  ),
  // Source: strimzi-kafka-operator, KafkaConnectResources.java, KafkaBridgeResources.java, KafkaMirrorMaker2Resources.java.
  operator(
    'kafka.strimzi.io',
    ['KafkaConnect', 'KafkaBridge', 'KafkaMirrorMaker2'],
    [
      ...recommended('*', 'strimzi-cluster-operator'),
      'app.kubernetes.io/part-of=strimzi-{name}',
      'strimzi.io/cluster={name}',
      'strimzi.io/kind=KafkaConnect|KafkaBridge|KafkaMirrorMaker2',
      'strimzi.io/name={name}-*',
      'strimzi.io/component-type=*',
    ],
    ['{name}-connect', '{name}-connect-api', '{name}-bridge-service', '{name}-mirrormaker2', '{name}-mirrormaker2-api'],
  ),
  // Source: cluster-operator (RabbitMQ) internal/metadata/label.go, internal/resource.
  operator(
    'rabbitmq.com',
    'RabbitmqCluster',
    ['app.kubernetes.io/name={name}', 'app.kubernetes.io/component=rabbitmq', 'app.kubernetes.io/part-of=rabbitmq'],
    ['{name}', '{name}-nodes'],
  ),
  // Source: nats-operator pkg/util/kubernetes/kubernetes.go.
  operator('nats.io', 'NatsCluster', ['app=nats', 'nats_cluster={name}'], ['{name}', '{name}-mgmt']),
  // Source: solr-operator api/v1beta1/solrcloud_types.go, SharedLabels, CommonServiceName.
  operator('solr.apache.org', 'SolrCloud', ['solr-cloud={name}', 'technology=solr-cloud'], ['{name}-solrcloud-*']),
  // Source: zookeeper-operator (Pravega) api/v1beta1/zookeepercluster_types.go.
  operator(
    'zookeeper.pravega.io',
    'ZookeeperCluster',
    ['app={name}', 'kind=ZookeeperMember', 'release={name}'],
    ['{name}-client', '{name}-headless', '{name}-admin-server'],
  ),
  // Source: ray documentation, KubeRay; kuberay ray-operator/controllers/ray/utils/constant.go.
  operator(
    'ray.io',
    ['RayCluster', 'RayService', 'RayJob'],
    [
      'ray.io/cluster={name}|{name}-*',
      'ray.io/node-type=head|worker',
      'ray.io/group=*',
      'ray.io/identifier={name}-*',
      'ray.io/is-ray-node=yes',
      'ray.io/serve=true|false',
      'app.kubernetes.io/name=kuberay',
      'app.kubernetes.io/created-by=kuberay-operator',
    ],
    ['{name}-head-svc', '{name}-serve-svc', '{name}-*-head-svc'],
  ),
  // Source: flink-kubernetes-operator and Flink's Constants.java of native Kubernetes.
  operator(
    'flink.apache.org',
    'FlinkDeployment',
    ['app={name}', 'component=jobmanager|taskmanager', 'type=flink-native-kubernetes|flink-standalone-kubernetes'],
    ['{name}', '{name}-rest'],
  ),
  // Source: spark-operator pkg/common/spark.go; Spark, Constants.scala of Kubernetes.
  operator(
    'sparkoperator.k8s.io',
    'SparkApplication',
    [
      'spark-role=driver|executor',
      'sparkoperator.k8s.io/app-name={name}',
      'spark-app-name={name}',
      'spark-app-selector=*',
    ],
    ['{name}-ui-svc', '{name}-*-svc'],
  ),
];
