/**
 * A way in which people write hosts. In its examples `HOST` stands for a name and `PORT` for its port: in the same word, in the
 * next one, or under a key of its own. Adding a format is adding an entry.
 */
export interface HostFormat {
  readonly name: string;
  readonly examples: readonly string[];
  readonly told: Told;
}

/** What tells that a word is a host. */
export type Told =
  /** The word itself and the signs around it: it is in a URL, before a port, or has dots. */
  | { readonly by: 'shape' }
  /** The key, variable or flag it is the value of, by its last word; the port beside it is under a key that ends in `port`. */
  | {
      readonly by: 'key';
      /** Last words, or the last two: `host`, `dns query`. */
      readonly keys: readonly string[];
      /** The last two words of keys that ask for something else. */
      readonly except?: readonly string[];
    }
  /** What is directly before it; the port is behind the next such sign. */
  | { readonly by: 'prefix'; readonly prefixes: readonly string[] }
  /** The command it is an argument of: by its position among those that are no options, or by the names of its option. */
  | {
      readonly by: 'command';
      /** The last words of the command, for instance `sentinel monitor`. */
      readonly commands: readonly string[];
      readonly host: Argument;
      readonly port?: Argument;
    };

/** A position, from 1 on, or the names of an option without dashes. */
export type Argument = number | readonly string[];

const shape = { by: 'shape' } as const;

/** Every format that is told apart; a host in another one is still read where it is in a URL, before a port, or has dots. */
export const hostFormats: readonly HostFormat[] = [
  {
    name: 'URL, with or without user and password',
    examples: ['http://HOST:PORT/x', 'amqp://u:p@HOST:PORT/vhost', 'redis://:p@HOST:PORT/0', 'gcomm://HOST'],
    told: shape,
  },
  {
    name: 'URL of several hosts',
    examples: ['mongodb://u:p@HOST:PORT,other.example:1/app', 'nats://HOST:PORT,nats://other.example:1'],
    told: shape,
  },
  {
    name: 'URL whose slashes are escaped or encoded',
    examples: ['http:\\/\\/HOST:PORT', 'http%3A%2F%2FHOST%3APORT'],
    told: shape,
  },
  {
    name: 'JDBC',
    examples: [
      'jdbc:postgresql://HOST:PORT/app',
      'jdbc:oracle:thin:@//HOST:PORT/app',
      'jdbc:oracle:thin:@HOST:PORT:app',
    ],
    told: shape,
  },
  { name: 'gRPC target', examples: ['dns:///HOST:PORT', 'headless:///HOST:PORT'], told: shape },
  { name: 'Discovery of Thanos, Cortex and Loki', examples: ['dns+HOST:PORT', 'dnssrvnoa+HOST:PORT'], told: shape },
  { name: 'Host and port, alone or in a list', examples: ['HOST:PORT', 'HOST:PORT,other.example:1'], told: shape },
  {
    name: 'ZooKeeper and Kafka peers',
    examples: ['server.1=HOST:PORT:3888', '0@HOST:PORT,1@other.example:1', 'PLAINTEXT://HOST:PORT'],
    told: shape,
  },
  { name: 'MySQL of Go', examples: ['app:p@tcp(HOST:PORT)/app'], told: shape },
  {
    name: 'Device of Bash',
    examples: ['cat < /dev/tcp/HOST/PORT'],
    told: { by: 'prefix', prefixes: ['/dev/tcp/', '/dev/udp/'] },
  },
  {
    name: 'Key that asks for a host',
    examples: [
      'host: HOST\nport: PORT',
      '{"host": "HOST", "port": PORT}',
      'host = "HOST"\nport = PORT',
      'DB_HOST=HOST\nDB_PORT=PORT',
      "backend_hostname0 = 'HOST'\nbackend_port0 = PORT",
      '<host>HOST</host><port>PORT</port>',
      '<name>db.host</name><value>HOST</value>',
      '--db-host=HOST',
      '--db-host HOST --db-port PORT',
      'seeds: "HOST"',
      'hosts: ["HOST"]',
      'hosts:\n  - HOST',
      'Host HOST\nPort PORT',
      "CHANGE MASTER TO MASTER_HOST='HOST', MASTER_PORT=PORT;",
    ],
    told: {
      by: 'key',
      keys: [
        ...[
          'host',
          'hosts',
          'hostname',
          'hostnames',
          'hostaddr',
          'fqdn',
          'server',
          'servers',
          'address',
          'addresses',
          'addr',
          'addrs',
        ],
        ...[
          'endpoint',
          'endpoints',
          'url',
          'urls',
          'uri',
          'uris',
          'broker',
          'brokers',
          'seed',
          'seeds',
          'peer',
          'peers',
        ],
        ...[
          'node',
          'nodes',
          'upstream',
          'upstreams',
          'backend',
          'member',
          'members',
          'master',
          'primary',
          'leader',
          'replica',
        ],
        ...[
          'target',
          'targets',
          'join',
          'bootstrap',
          'quorum',
          'ensemble',
          'sentinel',
          'sentinels',
          'proxy',
          'nameserver',
        ],
        ...['configdb', 'dns query', 'service dns'],
      ],
      // Elasticsearch and OpenSearch call nodes by their own names there.
      except: ['master nodes', 'manager nodes'],
    },
  },
  {
    name: 'Discovery of Prometheus by DNS',
    examples: ["dns_sd_configs:\n  - names: ['HOST']\n    type: A\n    port: PORT"],
    told: { by: 'key', keys: ['configs names'] },
  },
  {
    name: 'Replica set of MongoDB',
    examples: [
      '--configdb cfg/HOST:PORT,other.example:1',
      'mongosh --host rs0/HOST:PORT',
      'sh.addShard("rs0/HOST:PORT")',
    ],
    told: { by: 'key', keys: ['configdb', 'host', 'shard'] },
  },
  {
    name: 'Node of Erlang, user of SSH',
    examples: ['rabbit@HOST', 'cluster_formation.classic_config.nodes.1 = rabbit@HOST', 'ssh root@HOST uptime'],
    told: { by: 'prefix', prefixes: ['rabbit@', 'emqx@', 'vernemq@', 'ejabberd@', 'couchdb@', 'riak@', 'root@'] },
  },
  { name: 'Alias of a Service', examples: ['externalName: HOST'], told: { by: 'key', keys: ['externalname'] } },
  {
    name: 'libpq and PgBouncer',
    examples: ['host=HOST port=PORT user=app dbname=app'],
    told: { by: 'key', keys: ['host'] },
  },
  {
    name: 'ADO.NET',
    examples: [
      'Server=HOST,PORT;Database=app',
      'Host=HOST;Port=PORT;Database=app',
      'Data Source=HOST,PORT;Database=app',
      'Server=tcp:HOST,PORT;Database=app',
    ],
    told: { by: 'key', keys: ['server', 'host', 'source'] },
  },
  {
    name: 'Envoy',
    examples: ['socket_address: { address: HOST, port_value: PORT }'],
    told: { by: 'key', keys: ['address'] },
  },
  {
    name: 'netcat and telnet',
    examples: ['until nc -z HOST PORT; do sleep 1; done', 'nc -w 3 -zv HOST PORT', 'telnet HOST PORT'],
    told: { by: 'command', commands: ['nc', 'ncat', 'netcat', 'telnet'], host: 1, port: 2 },
  },
  {
    name: 'Look-ups and pings',
    examples: [
      'until nslookup HOST; do sleep 1; done',
      'dig +short HOST',
      'dig +short SRV HOST',
      'ping -c 1 HOST',
      'getent hosts HOST',
    ],
    told: {
      by: 'command',
      commands: [
        'nslookup',
        'dig',
        'drill',
        'ping',
        'ping6',
        'getent hosts',
        'getent ahosts',
        'traceroute',
        'ssh',
        'cqlsh',
      ],
      host: 1,
      port: 2,
    },
  },
  {
    name: 'Clients with options for host and port',
    examples: [
      'redis-cli -h HOST -p PORT ping',
      'pg_isready -h HOST -p PORT',
      'psql --host HOST --port PORT app',
      'mysql -h HOST -P PORT -u app',
      'mongosh --host HOST --port PORT',
    ],
    told: {
      by: 'command',
      commands: [
        ...[
          'redis-cli',
          'valkey-cli',
          'keydb-cli',
          'pg_isready',
          'psql',
          'pg_dump',
          'pg_restore',
          'pg_basebackup',
          'createdb',
          'pgbench',
        ],
        ...[
          'mysql',
          'mysqladmin',
          'mysqldump',
          'mariadb',
          'mariadb-admin',
          'mongo',
          'mongosh',
          'mongodump',
          'mongorestore',
        ],
        ...[
          'clickhouse-client',
          'nodetool',
          'rabbitmqadmin',
          'mosquitto_pub',
          'mosquitto_sub',
          'ldapsearch',
          'cockroach',
        ],
      ],
      host: ['h', 'host', 'H'],
      port: ['p', 'port', 'P'],
    },
  },
  {
    name: 'Template of servers of HAProxy',
    examples: ['server-template web 5 HOST:PORT check', 'server-template web 1-5 HOST:PORT resolvers kube'],
    told: { by: 'command', commands: ['server-template'], host: 3 },
  },
  {
    name: 'Replication of Redis',
    examples: ['replicaof HOST PORT', 'slaveof HOST PORT'],
    told: { by: 'command', commands: ['replicaof', 'slaveof'], host: 1, port: 2 },
  },
  {
    name: 'Sentinel of Redis',
    examples: ['sentinel monitor mymaster HOST PORT 2'],
    told: { by: 'command', commands: ['sentinel monitor'], host: 2, port: 3 },
  },
  {
    name: 'Announced address of Redis',
    examples: ['sentinel announce-ip HOST', 'replica-announce-ip HOST'],
    told: { by: 'command', commands: ['sentinel announce-ip', 'replica-announce-ip'], host: 1 },
  },
  {
    name: 'Parent of Squid',
    examples: ['cache_peer HOST parent PORT 0 no-query'],
    told: { by: 'command', commands: ['cache_peer'], host: 1, port: 3 },
  },
];
