import { recommended, type OperatorKind } from './operator-kind.ts';

/** Operators of databases and caches. The source is named above each. */
export const databases: readonly OperatorKind[] = [
  // Source: CloudNativePG documentation, Labels and annotations, Service management; pkg/utils/labels_annotations.go.
  {
    group: 'postgresql.cnpg.io',
    kinds: ['Cluster'],
    labels: recommended(['postgresql'], '{name}', 'cloudnative-pg', {
      'app.kubernetes.io/component': ['database'],
      'cnpg.io/cluster': ['{name}'],
      'cnpg.io/instanceName': ['{name}-*'],
      'cnpg.io/instanceRole': ['primary', 'replica'],
      'cnpg.io/podRole': ['instance'],
      role: ['primary', 'replica'],
      postgresql: ['{name}'],
    }),
    services: ['{name}-rw', '{name}-ro', '{name}-r', '{name}-any'],
  },
  {
    group: 'postgresql.cnpg.io',
    kinds: ['Pooler'],
    labels: { 'cnpg.io/poolerName': ['{name}'], 'cnpg.io/podRole': ['pooler'] },
    services: ['{name}'],
  },
  // Source: postgres-operator (Zalando) docs/reference/operator_parameters.md, pkg/cluster/util.go.
  {
    group: 'acid.zalan.do',
    kinds: ['postgresql'],
    labels: {
      application: ['spilo'],
      'cluster-name': ['{name}'],
      'spilo-role': ['master', 'replica'],
      team: ['*'],
      'connection-pooler': ['{name}-pooler*'],
    },
    services: ['{name}', '{name}-repl', '{name}-config', '{name}-pooler', '{name}-pooler-repl'],
  },
  // Source: crunchydata postgres-operator internal/naming/labels.go, names.go; Percona's operator is made from it.
  {
    group: 'postgres-operator.crunchydata.com',
    kinds: ['PostgresCluster'],
    labels: {
      'postgres-operator.crunchydata.com/cluster': ['{name}'],
      'postgres-operator.crunchydata.com/role': ['*'],
      'postgres-operator.crunchydata.com/data': ['*'],
      'postgres-operator.crunchydata.com/instance': ['{name}-*'],
      'postgres-operator.crunchydata.com/instance-set': ['*'],
      'postgres-operator.crunchydata.com/patroni': ['{name}-ha'],
    },
    services: [
      '{name}-primary',
      '{name}-replicas',
      '{name}-ha',
      '{name}-ha-config',
      '{name}-pods',
      '{name}-pgbouncer',
      '{name}-pgadmin',
    ],
  },
  {
    group: 'pgv2.percona.com',
    kinds: ['PerconaPGCluster'],
    labels: {
      'postgres-operator.crunchydata.com/cluster': ['{name}'],
      'postgres-operator.crunchydata.com/role': ['*'],
      'postgres-operator.crunchydata.com/instance-set': ['*'],
    },
    services: ['{name}-primary', '{name}-replicas', '{name}-ha', '{name}-ha-config', '{name}-pods', '{name}-pgbouncer'],
  },
  // Source: percona-xtradb-cluster-operator pkg/naming/labels.go, pkg/pxc/service.go.
  {
    group: 'pxc.percona.com',
    kinds: ['PerconaXtraDBCluster'],
    labels: recommended(['percona-xtradb-cluster'], '{name}', 'percona-xtradb-cluster-operator', {
      'app.kubernetes.io/component': ['pxc', 'haproxy', 'proxysql'],
      'app.kubernetes.io/part-of': ['percona-xtradb-cluster'],
    }),
    services: [
      '{name}-pxc',
      '{name}-pxc-unready',
      '{name}-haproxy',
      '{name}-haproxy-replicas',
      '{name}-proxysql',
      '{name}-proxysql-unready',
    ],
  },
  // Source: percona-server-mongodb-operator pkg/naming, pkg/psmdb/service.go.
  {
    group: 'psmdb.percona.com',
    kinds: ['PerconaServerMongoDB'],
    labels: recommended(['percona-server-mongodb'], '{name}', 'percona-server-mongodb-operator', {
      'app.kubernetes.io/component': ['mongod', 'mongos', 'cfg', 'arbiter', 'nonVoting', 'hidden'],
      'app.kubernetes.io/part-of': ['percona-server-mongodb'],
      'app.kubernetes.io/replset': ['*'],
    }),
    services: ['{name}-*'],
  },
  // Source: percona-server-mysql-operator api/v1alpha1, pkg/naming.
  {
    group: 'ps.percona.com',
    kinds: ['PerconaServerMySQL'],
    labels: recommended(['percona-server', 'mysql'], '{name}', 'percona-server-mysql-operator', {
      'app.kubernetes.io/component': ['*'],
      'app.kubernetes.io/part-of': ['percona-server', 'percona-server-mysql'],
    }),
    services: ['{name}-*'],
  },
  // Source: mysql-operator (Oracle) mysqloperator/controller/innodbcluster/cluster_objects.py.
  {
    group: 'mysql.oracle.com',
    kinds: ['InnoDBCluster'],
    labels: {
      'mysql.oracle.com/cluster': ['{name}'],
      component: ['mysqld', 'mysqlrouter'],
      tier: ['mysql'],
    },
    services: ['{name}', '{name}-instances'],
  },
  // Source: mariadb-operator pkg/builder/labels, pkg/resource names in api/v1alpha1.
  {
    group: 'k8s.mariadb.com',
    kinds: ['MariaDB', 'MaxScale'],
    labels: { 'app.kubernetes.io/name': ['mariadb', 'maxscale'], 'app.kubernetes.io/instance': ['{name}'] },
    services: ['{name}', '{name}-internal', '{name}-primary', '{name}-secondary', '{name}-gui', '{name}-metrics'],
  },
  // Source: redis-operator (Spotahome) operator/redisfailover/service/{constants,names}.go.
  {
    group: 'databases.spotahome.com',
    kinds: ['RedisFailover'],
    labels: {
      'app.kubernetes.io/name': ['{name}'],
      'app.kubernetes.io/component': ['redis', 'sentinel'],
      'app.kubernetes.io/part-of': ['redis-failover'],
      'app.kubernetes.io/managed-by': ['redis-operator'],
      'redisfailovers.databases.spotahome.com/name': ['{name}'],
      'redisfailovers-role': ['master', 'slave'],
    },
    services: ['rfs-{name}', 'rfr-{name}', 'rfrm-{name}', 'rfrs-{name}'],
  },
  // Source: redis-operator (OT-CONTAINER-KIT) internal/k8sutils/{labels,services}.go.
  {
    group: 'redis.redis.opstreelabs.in',
    kinds: ['Redis', 'RedisCluster', 'RedisReplication', 'RedisSentinel'],
    labels: {
      app: ['{name}', '{name}-leader', '{name}-follower', '{name}-sentinel'],
      redis_setup_type: ['standalone', 'cluster', 'replication', 'sentinel'],
      role: ['standalone', 'leader', 'follower', 'replication', 'sentinel'],
      'redis-role': ['master', 'slave'],
    },
    services: [
      '{name}',
      '{name}-headless',
      '{name}-additional',
      '{name}-master',
      '{name}-replica',
      '{name}-leader*',
      '{name}-follower*',
      '{name}-sentinel*',
    ],
  },
  // Source: mongodb-kubernetes-operator api/v1/mongodbcommunity_types.go, ServiceName, and its database labels.
  {
    group: 'mongodbcommunity.mongodb.com',
    kinds: ['MongoDBCommunity'],
    labels: { app: ['{name}-svc'] },
    services: ['{name}-svc'],
  },
  {
    group: 'mongodb.com',
    kinds: ['MongoDB', 'MongoDBOpsManager'],
    labels: { app: ['{name}-svc'], controller: ['mongodb-enterprise-operator'] },
    services: ['{name}-svc', '{name}-svc-external', '{name}-db-svc', '{name}-backup-daemon-svc'],
  },
  // Source: cass-operator apis/cassandra/v1beta1, GetDatacenterLabels.
  {
    group: 'cassandra.datastax.com',
    kinds: ['CassandraDatacenter'],
    labels: {
      'cassandra.datastax.com/datacenter': ['{name}'],
      'cassandra.datastax.com/cluster': ['*'],
      'cassandra.datastax.com/rack': ['*'],
      'app.kubernetes.io/managed-by': ['cass-operator'],
    },
    services: ['*-{name}-service', '*-{name}-all-pods-service', '*-{name}-additional-seed-service', '*-seed-service'],
  },
  // Source: scylla-operator pkg/naming/labels.go, names.go.
  {
    group: 'scylla.scylladb.com',
    kinds: ['ScyllaCluster'],
    labels: {
      app: ['scylla'],
      'app.kubernetes.io/name': ['scylla'],
      'app.kubernetes.io/managed-by': ['scylla-operator'],
      'scylla/cluster': ['{name}'],
      'scylla/datacenter': ['*'],
      'scylla/rack': ['*'],
    },
    services: ['{name}-*'],
  },
  // Source: cockroach-operator pkg/labels/labels.go, pkg/resource.
  {
    group: 'crdb.cockroachlabs.com',
    kinds: ['CrdbCluster'],
    labels: recommended(['cockroachdb'], '{name}', 'cockroach-operator', {
      'app.kubernetes.io/component': ['database'],
    }),
    services: ['{name}', '{name}-public'],
  },
  // Source: tidb-operator pkg/label/label.go, pkg/controller, member names.
  {
    group: 'pingcap.com',
    kinds: ['TidbCluster'],
    labels: recommended(['tidb-cluster'], '{name}', 'tidb-operator', { 'app.kubernetes.io/component': ['*'] }),
    services: ['{name}-*'],
  },
  // Source: vitess-operator pkg/apis/planetscale/v2/labels.go. A hash ends the names of its Services.
  {
    group: 'planetscale.com',
    kinds: ['VitessCluster'],
    labels: {
      'planetscale.com/cluster': ['{name}'],
      'planetscale.com/component': ['vtgate', 'vttablet', 'vtctld', 'vtorc', 'vtadmin', 'vtbackup', 'etcd'],
      'planetscale.com/cell': ['*'],
      'planetscale.com/keyspace': ['*'],
      'planetscale.com/shard': ['*'],
    },
    services: ['{name}-*'],
  },
  // Source: clickhouse-operator (Altinity) pkg/model/chi/tags/labeler, naming.
  {
    group: 'clickhouse.altinity.com',
    kinds: ['ClickHouseInstallation'],
    labels: {
      'clickhouse.altinity.com/app': ['chop'],
      'clickhouse.altinity.com/chi': ['{name}'],
      'clickhouse.altinity.com/cluster': ['*'],
      'clickhouse.altinity.com/namespace': ['*'],
      'clickhouse.altinity.com/replica': ['*'],
      'clickhouse.altinity.com/shard': ['*'],
      'clickhouse.altinity.com/ready': ['yes'],
    },
    services: ['clickhouse-{name}', 'chi-{name}-*'],
  },
  // Source: etcd-operator (CoreOS) pkg/util/k8sutil/k8sutil.go.
  {
    group: 'etcd.database.coreos.com',
    kinds: ['EtcdCluster'],
    labels: { app: ['etcd'], etcd_cluster: ['{name}'], etcd_node: ['{name}-*'] },
    services: ['{name}', '{name}-client'],
  },
  // Source: dragonfly-operator internal/resources/resources.go.
  {
    group: 'dragonflydb.io',
    kinds: ['Dragonfly'],
    labels: {
      app: ['{name}'],
      role: ['master', 'replica'],
      'app.kubernetes.io/name': ['dragonfly'],
      'app.kubernetes.io/instance': ['{name}'],
    },
    services: ['{name}'],
  },
];
