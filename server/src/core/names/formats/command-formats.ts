import type { HostFormat } from './host-format.ts';

/** The commands that take a host as an argument. */
export const commandFormats: readonly HostFormat[] = [
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
