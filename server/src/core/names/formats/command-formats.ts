import type { HostFormat } from './host-format.ts';

/** The commands that take a host as an argument. */
export const commandFormats: readonly HostFormat[] = [
  {
    name: 'netcat and telnet',
    examples: ['until nc -z HOST PORT; do sleep 1; done', 'nc -w 3 -zv HOST PORT', 'telnet HOST PORT'],
    told: {
      commands: ['nc', 'ncat', 'netcat', 'telnet'],
      host: 1,
      port: 2,
      values: ['i', 'q', 'w', 's', 'x', 'X'],
    },
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
      commands: ['nslookup', 'dig', 'drill', 'ping', 'ping6', 'getent hosts', 'getent ahosts', 'traceroute'],
      host: 1,
      values: ['I', 's', 't', 'w', 'W', 'Q', 'm', 'q'],
    },
  },
  {
    name: 'SSH',
    examples: ['ssh -i key root@HOST uptime', 'ssh -p PORT root@HOST'],
    told: {
      commands: ['ssh'],
      host: 1,
      port: ['p'],
      values: ['b', 'c', 'F', 'i', 'J', 'l', 'L', 'o', 'R'],
    },
  },
  {
    name: 'Clients of HTTP, without a scheme',
    examples: ['curl -sf HOST:PORT/healthz', 'curl -X POST -d @file HOST/jobs', 'wget -qO- HOST:PORT'],
    told: {
      commands: ['curl', 'wget'],
      host: 1,
      values: [
        ...['A', 'b', 'c', 'd', 'data', 'e', 'E', 'F', 'H', 'header', 'K', 'm', 'o', 'output', 'O', 'P', 'request'],
        ...['resolve', 't', 'T', 'u', 'U', 'user', 'w', 'x', 'X'],
      ],
    },
  },
  {
    name: 'Members that join',
    examples: ['consul join HOST', 'redis-cli cluster meet HOST PORT'],
    told: { commands: ['consul join', 'serf join', 'cluster meet'], host: 1, port: 2 },
  },
  {
    name: 'Shell of Cassandra',
    examples: ['cqlsh HOST PORT', 'cqlsh -u app -p secret HOST'],
    told: { commands: ['cqlsh'], host: 1, port: 2, values: ['u', 'p', 'k', 'f', 'e'] },
  },
  {
    name: 'Scanner of ports',
    examples: ['nmap -p PORT HOST'],
    told: { commands: ['nmap'], host: 1, port: ['p'] },
  },
  {
    name: 'Measuring clients',
    examples: ['iperf3 -c HOST -p PORT', 'memtier_benchmark -s HOST -p PORT', 'redis-benchmark -h HOST -p PORT'],
    told: {
      commands: ['iperf', 'iperf3', 'memtier_benchmark', 'redis-benchmark'],
      host: ['c', 'client', 's', 'server', 'h'],
      port: ['p', 'port'],
    },
  },
  {
    name: 'Client of SQL Server',
    examples: ['sqlcmd -S HOST,PORT -U sa'],
    told: { commands: ['sqlcmd'], host: ['S'] },
  },
  {
    name: 'Script that waits',
    examples: ['wait-for-it.sh -h HOST -p PORT', 'wait-for-it.sh HOST:PORT -t 60 -- run'],
    told: { commands: ['wait-for-it.sh', 'wait-for-it'], host: ['h', 'host'], port: ['p', 'port'] },
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
    told: { commands: ['server-template'], host: 3 },
  },
  {
    name: 'Replication of Redis',
    examples: ['replicaof HOST PORT', 'slaveof HOST PORT'],
    told: { commands: ['replicaof', 'slaveof'], host: 1, port: 2 },
  },
  {
    name: 'Sentinel of Redis',
    examples: ['sentinel monitor mymaster HOST PORT 2'],
    told: { commands: ['sentinel monitor'], host: 2, port: 3 },
  },
  {
    name: 'Announced address of Redis',
    examples: ['sentinel announce-ip HOST', 'replica-announce-ip HOST'],
    told: { commands: ['sentinel announce-ip', 'replica-announce-ip'], host: 1 },
  },
  {
    name: 'Resolver of nginx',
    examples: ['resolver HOST valid=5s;'],
    told: { commands: ['resolver'], host: 1 },
  },
  {
    name: 'Parent of Squid',
    examples: ['cache_peer HOST parent PORT 0 no-query'],
    told: { commands: ['cache_peer'], host: 1, port: 3 },
  },
];
