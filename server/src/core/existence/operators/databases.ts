import { operator, recommended, type OperatorKind } from './operator-kind.ts';

/** Operators of databases and caches. The source is named above each. */
export const databases: readonly OperatorKind[] = [
  // Source: CloudNativePG documentation, Labels and annotations, Service management; pkg/utils/labels_annotations.go.
  operator(
    'postgresql.cnpg.io',
    'Cluster',
    [
      ...recommended('postgresql', 'cloudnative-pg'),
      'app.kubernetes.io/component=database',
      'cnpg.io/cluster={name}',
      'cnpg.io/instanceName={name}-*',
      'cnpg.io/instanceRole=primary|replica',
      'cnpg.io/podRole=instance',
      'role=primary|replica',
      'postgresql={name}',
    ],
    ['{name}-rw', '{name}-ro', '{name}-r', '{name}-any'],
  ),
  operator('postgresql.cnpg.io', 'Pooler', ['cnpg.io/poolerName={name}', 'cnpg.io/podRole=pooler'], ['{name}']),
  // Source: postgres-operator (Zalando) docs/reference/operator_parameters.md, pkg/cluster/util.go.
  operator(
    'acid.zalan.do',
    'postgresql',
    [
      'application=spilo',
      'cluster-name={name}',
      'spilo-role=master|replica',
      'team=*',
      'connection-pooler={name}-pooler*',
    ],
    ['{name}', '{name}-repl', '{name}-config', '{name}-pooler', '{name}-pooler-repl'],
  ),
  // Source: crunchydata postgres-operator internal/naming/labels.go, names.go; Percona's operator is made from it.
  operator(
    'postgres-operator.crunchydata.com',
    'PostgresCluster',
    [
      'postgres-operator.crunchydata.com/cluster={name}',
      'postgres-operator.crunchydata.com/role=*',
      'postgres-operator.crunchydata.com/data=*',
      'postgres-operator.crunchydata.com/instance={name}-*',
      'postgres-operator.crunchydata.com/instance-set=*',
      'postgres-operator.crunchydata.com/patroni={name}-ha',
    ],
    [
      '{name}-primary',
      '{name}-replicas',
      '{name}-ha',
      '{name}-ha-config',
      '{name}-pods',
      '{name}-pgbouncer',
      '{name}-pgadmin',
    ],
  ),
  operator(
    'pgv2.percona.com',
    'PerconaPGCluster',
    [
      'postgres-operator.crunchydata.com/cluster={name}',
      'postgres-operator.crunchydata.com/role=*',
      'postgres-operator.crunchydata.com/instance-set=*',
    ],
    ['{name}-primary', '{name}-replicas', '{name}-ha', '{name}-ha-config', '{name}-pods', '{name}-pgbouncer'],
  ),
  // Source: percona-xtradb-cluster-operator pkg/naming/labels.go, pkg/pxc/service.go.
  operator(
    'pxc.percona.com',
    'PerconaXtraDBCluster',
    [
      ...recommended('percona-xtradb-cluster', 'percona-xtradb-cluster-operator'),
      'app.kubernetes.io/component=pxc|haproxy|proxysql',
      'app.kubernetes.io/part-of=percona-xtradb-cluster',
    ],
    [
      '{name}-pxc',
      '{name}-pxc-unready',
      '{name}-haproxy',
      '{name}-haproxy-replicas',
      '{name}-proxysql',
      '{name}-proxysql-unready',
    ],
  ),
  // Source: percona-server-mongodb-operator pkg/naming, pkg/psmdb/service.go.
  operator(
    'psmdb.percona.com',
    'PerconaServerMongoDB',
    [
      ...recommended('percona-server-mongodb', 'percona-server-mongodb-operator'),
      'app.kubernetes.io/component=mongod|mongos|cfg|arbiter|nonVoting|hidden',
      'app.kubernetes.io/part-of=percona-server-mongodb',
      'app.kubernetes.io/replset=*',
    ],
    ['{name}-*'],
  ),
  // Source: percona-server-mysql-operator api/v1alpha1, pkg/naming.
  operator(
    'ps.percona.com',
    'PerconaServerMySQL',
    [
      ...recommended('percona-server|mysql', 'percona-server-mysql-operator'),
      'app.kubernetes.io/component=*',
      'app.kubernetes.io/part-of=percona-server|percona-server-mysql',
    ],
    ['{name}-*'],
  ),
  // Source: mysql-operator (Oracle) mysqloperator/controller/innodbcluster/cluster_objects.py.
  operator(
    'mysql.oracle.com',
    'InnoDBCluster',
    ['mysql.oracle.com/cluster={name}', 'component=mysqld|mysqlrouter', 'tier=mysql'],
    ['{name}', '{name}-instances'],
  ),
  // Source: mariadb-operator pkg/builder/labels, pkg/resource names in api/v1alpha1.
  operator(
    'k8s.mariadb.com',
    ['MariaDB', 'MaxScale'],
    ['app.kubernetes.io/name=mariadb|maxscale', 'app.kubernetes.io/instance={name}'],
    ['{name}', '{name}-internal', '{name}-primary', '{name}-secondary', '{name}-gui', '{name}-metrics'],
  ),
  // Source: redis-operator (Spotahome) operator/redisfailover/service/{constants,names}.go.
  operator(
    'databases.spotahome.com',
    'RedisFailover',
    [
      'app.kubernetes.io/name={name}',
      'app.kubernetes.io/component=redis|sentinel',
      'app.kubernetes.io/part-of=redis-failover',
      'app.kubernetes.io/managed-by=redis-operator',
      'redisfailovers.databases.spotahome.com/name={name}',
      'redisfailovers-role=master|slave',
    ],
    ['rfs-{name}', 'rfr-{name}', 'rfrm-{name}', 'rfrs-{name}'],
  ),
  // Source: redis-operator (OT-CONTAINER-KIT) internal/k8sutils/{labels,services}.go.
  operator(
    'redis.redis.opstreelabs.in',
    ['Redis', 'RedisCluster', 'RedisReplication', 'RedisSentinel'],
    [
      'app={name}|{name}-leader|{name}-follower|{name}-sentinel',
      'redis_setup_type=standalone|cluster|replication|sentinel',
      'role=standalone|leader|follower|replication|sentinel',
      'redis-role=master|slave',
    ],
    [
      '{name}',
      '{name}-headless',
      '{name}-additional',
      '{name}-master',
      '{name}-replica',
      '{name}-leader*',
      '{name}-follower*',
      '{name}-sentinel*',
    ],
  ),
  // Source: mongodb-kubernetes-operator api/v1/mongodbcommunity_types.go, ServiceName, and its database labels.
  operator('mongodbcommunity.mongodb.com', 'MongoDBCommunity', ['app={name}-svc'], ['{name}-svc']),
  operator(
    'mongodb.com',
    ['MongoDB', 'MongoDBOpsManager'],
    ['app={name}-svc', 'controller=mongodb-enterprise-operator'],
    ['{name}-svc', '{name}-svc-external', '{name}-db-svc', '{name}-backup-daemon-svc'],
  ),
  // Source: cass-operator apis/cassandra/v1beta1, GetDatacenterLabels.
  operator(
    'cassandra.datastax.com',
    'CassandraDatacenter',
    [
      'cassandra.datastax.com/datacenter={name}',
      'cassandra.datastax.com/cluster=*',
      'cassandra.datastax.com/rack=*',
      'app.kubernetes.io/managed-by=cass-operator',
    ],
    ['*-{name}-service', '*-{name}-all-pods-service', '*-{name}-additional-seed-service', '*-seed-service'],
  ),
  // Source: scylla-operator pkg/naming/labels.go, names.go.
  operator(
    'scylla.scylladb.com',
    'ScyllaCluster',
    [
      'app=scylla',
      'app.kubernetes.io/name=scylla',
      'app.kubernetes.io/managed-by=scylla-operator',
      'scylla/cluster={name}',
      'scylla/datacenter=*',
      'scylla/rack=*',
    ],
    ['{name}-*'],
  ),
  // Source: cockroach-operator pkg/labels/labels.go, pkg/resource.
  operator(
    'crdb.cockroachlabs.com',
    'CrdbCluster',
    [...recommended('cockroachdb', 'cockroach-operator'), 'app.kubernetes.io/component=database'],
    ['{name}', '{name}-public'],
  ),
  // Source: tidb-operator pkg/label/label.go, pkg/controller, member names.
  operator(
    'pingcap.com',
    'TidbCluster',
    [...recommended('tidb-cluster', 'tidb-operator'), 'app.kubernetes.io/component=*'],
    ['{name}-*'],
  ),
  // Source: vitess-operator pkg/apis/planetscale/v2/labels.go. A hash ends the names of its Services.
  operator(
    'planetscale.com',
    'VitessCluster',
    [
      'planetscale.com/cluster={name}',
      'planetscale.com/component=vtgate|vttablet|vtctld|vtorc|vtadmin|vtbackup|etcd',
      'planetscale.com/cell=*',
      'planetscale.com/keyspace=*',
      'planetscale.com/shard=*',
    ],
    ['{name}-*'],
  ),
  // Source: clickhouse-operator (Altinity) pkg/model/chi/tags/labeler, naming.
  operator(
    'clickhouse.altinity.com',
    'ClickHouseInstallation',
    [
      'clickhouse.altinity.com/app=chop',
      'clickhouse.altinity.com/chi={name}',
      'clickhouse.altinity.com/cluster=*',
      'clickhouse.altinity.com/namespace=*',
      'clickhouse.altinity.com/replica=*',
      'clickhouse.altinity.com/shard=*',
      'clickhouse.altinity.com/ready=yes',
    ],
    ['clickhouse-{name}', 'chi-{name}-*'],
  ),
  // Source: etcd-operator (CoreOS) pkg/util/k8sutil/k8sutil.go.
  operator(
    'etcd.database.coreos.com',
    'EtcdCluster',
    ['app=etcd', 'etcd_cluster={name}', 'etcd_node={name}-*'],
    ['{name}', '{name}-client'],
  ),
  // Source: dragonfly-operator internal/resources/resources.go.
  operator(
    'dragonflydb.io',
    'Dragonfly',
    ['app={name}', 'role=master|replica', 'app.kubernetes.io/name=dragonfly', 'app.kubernetes.io/instance={name}'],
    ['{name}'],
  ),
];
