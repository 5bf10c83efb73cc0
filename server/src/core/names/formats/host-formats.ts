import { commandFormats } from './command-formats.ts';
import type { HostFormat } from './host-format.ts';

const shape = { shape: true } as const;

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
      'jdbc\\:postgresql\\://HOST\\:PORT/app',
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
  { name: 'IBM MQ', examples: ['HOST(PORT)', 'HOST(PORT),other.example(1414)'], told: shape },
  { name: 'MySQL of Go', examples: ['app:p@tcp(HOST:PORT)/app'], told: shape },
  {
    name: 'Device of Bash',
    examples: ['cat < /dev/tcp/HOST/PORT'],
    told: { prefixes: ['/dev/tcp/', '/dev/udp/'] },
  },
  {
    name: 'Address of libp2p',
    examples: ['/dns4/HOST/tcp/4001/p2p/Qm'],
    told: { prefixes: ['/dns/', '/dns4/', '/dns6/', '/dnsaddr/'] },
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
      "OPTIONS (host 'HOST', port 'PORT')",
      "config['host'] = 'HOST'\nconfig['port'] = PORT",
      'factory.setHost("HOST");\nfactory.setPort(PORT);',
      '<property name="hostName" value="HOST"/><property name="port" value="PORT"/>',
      '<str name="host">HOST</str>',
      "SELECT citus_add_node('HOST', PORT);",
      'relayhost = [HOST]:PORT',
      'initial_hosts="HOST[PORT]"',
    ],
    told: {
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
        ...['node', 'nodes', 'upstream', 'upstreams', 'backend', 'member', 'members', 'master', 'primary', 'leader'],
        ...['targets', 'join', 'bootstrap', 'quorum', 'ensemble', 'sentinel', 'sentinels', 'proxy', 'nameserver'],
        ...[
          'configdb',
          'dns query',
          'service dns',
          'svc',
          'kdc',
          'zookeeper connect',
          'contact points',
          'contact point',
        ],
        ...['member list', 'server list', 'host list', 'node list', 'standby'],
      ],
      except: [
        // Elasticsearch and OpenSearch call nodes by their own names there.
        ...['master nodes', 'manager nodes'],
        // What a node itself is called, as `-node=consul-0` says it.
        'node',
        // What Sentinel calls the servers that it watches.
        'sentinel master',
        // What kind of store or queue is used: `CACHE_BACKEND: redis`, `MESSAGE_BROKER: rabbitmq`.
        ...['cache backend', 'result backend', 'storage backend', 'store backend', 'session backend', 'queue backend'],
        ...['db backend', 'database backend', 'auth backend', 'message broker'],
      ],
    },
  },
  {
    name: 'What stands in for a variable that is not set',
    examples: [
      'curl http://${DB_HOST:-HOST}:PORT/',
      'spring.redis.host=${REDIS_HOST:HOST}\nspring.redis.port=PORT',
      'os.getenv("DB_HOST", "HOST")',
      "os.environ.get('DB_HOST', default='HOST')",
    ],
    told: shape,
  },
  {
    name: 'Discovery of Prometheus by DNS',
    examples: ["dns_sd_configs:\n  - names: ['HOST']\n    type: A\n    port: PORT"],
    told: { keys: ['configs names'] },
  },
  {
    name: 'Replica set of MongoDB',
    examples: [
      '--configdb cfg/HOST:PORT,other.example:1',
      'mongosh --host rs0/HOST:PORT',
      'sh.addShard("rs0/HOST:PORT")',
    ],
    told: { keys: ['configdb', 'host', 'shard'] },
  },
  {
    name: 'Node of Erlang',
    examples: ['rabbit@HOST', 'cluster_formation.classic_config.nodes.1 = rabbit@HOST'],
    told: { prefixes: ['rabbit@', 'emqx@', 'vernemq@', 'VerneMQ@', 'ejabberd@', 'couchdb@', 'riak@'] },
  },
  {
    name: 'Node by the name of its application',
    examples: ['nodes = app@HOST'],
    told: { keys: ['nodes'] },
  },
  {
    name: 'Call that connects or looks up',
    examples: [
      "socket.create_connection(('HOST', PORT))",
      "socket.gethostbyname('HOST')",
      "socket.getaddrinfo('HOST', PORT)",
      "sock.connect(('HOST', PORT))",
      "$redis->connect('HOST', PORT);",
      'local ok, err = red:connect("HOST", PORT)',
    ],
    told: {
      keys: ['connect', 'pconnect', 'fsockopen', 'create connection', 'gethostbyname', 'getaddrinfo'],
    },
  },
  { name: 'Alias of a Service', examples: ['externalName: HOST'], told: { keys: ['externalname'] } },
  {
    name: 'libpq and PgBouncer',
    examples: ['host=HOST port=PORT user=app dbname=app'],
    told: { keys: ['host'] },
  },
  {
    name: 'ADO.NET',
    examples: [
      'Server=HOST,PORT;Database=app',
      'Host=HOST;Port=PORT;Database=app',
      'Data Source=HOST,PORT;Database=app',
      'Server=tcp:HOST,PORT;Database=app',
    ],
    told: { keys: ['server', 'host', 'data source'] },
  },
  {
    name: 'Envoy',
    examples: ['socket_address: { address: HOST, port_value: PORT }'],
    told: { keys: ['address'] },
  },
  ...commandFormats,
];
