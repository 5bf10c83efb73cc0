import { type Span, spanAt } from '../text/span.ts';
import type { Values } from './variables.ts';
import { startOfLine, endOfLine } from '../text/lines.ts';

/** Schemes of gRPC whose host is behind a third slash, where a name server may be before. Source: gRPC Name Resolution. */
const schemesOfPaths: ReadonlySet<string> = new Set(['dns', 'headless', 'passthrough']);

/** Schemes behind which no host is but the name of a bucket, image, claim, topic, file or the like. */
const schemesWithoutHosts: ReadonlySet<string> = new Set([
  ...['s3', 's3a', 's3n', 'gs', 'gcs', 'b2', 'azblob', 'dbfs', 'pvc', 'hf'],
  ...['docker', 'docker-daemon', 'containers-storage', 'persistent', 'non-persistent', 'spiffe'],
  ...['file', 'unix', 'npipe', 'sqlite', 'sqlite3', 'mem', 'memory', 'inproc', 'ipc', 'classpath', 'env', 'secret'],
]);

/**
 * Schemes of what is reached over a network. Behind others a single word may as well be a screen of an app (`myapp://orders`), a topic
 * or the like. What is behind a plus names a driver: `mysql+pymysql`.
 */
const networkSchemes: ReadonlySet<string> = new Set([
  ...['http', 'https', 'h2c', 'ws', 'wss', 'grpc', 'grpcs', 'tcp', 'tcp4', 'tcp6', 'udp', 'tls', 'ssl', 'ftp', 'ftps'],
  ...[
    'sftp',
    'ssh',
    'git',
    'rsync',
    'telnet',
    'smtp',
    'smtps',
    'imap',
    'imaps',
    'pop3',
    'ldap',
    'ldaps',
    'sip',
    'sips',
  ],
  ...['dns', 'dnssrv', 'dnssrvnoa', 'srv', 'headless', 'passthrough', 'xds', 'lb', 'consul', 'etcd', 'etcds', 'nacos'],
  ...['zk', 'zookeeper', 'eureka', 'dubbo', 'rest', 'thrift', 'rmi', 'iiop', 'jmx', 'jnp', 'remote', 'remoting'],
  ...['postgres', 'postgresql', 'pg', 'pgsql', 'mysql', 'mysqlx', 'mariadb', 'sqlserver', 'mssql', 'oracle', 'db2'],
  ...['sybase', 'firebird', 'cockroach', 'cockroachdb', 'clickhouse', 'vertica', 'presto', 'trino', 'hive', 'hive2'],
  ...['impala', 'cassandra', 'scylla', 'couchbase', 'couchbases', 'couchdb', 'mongodb', 'neo4j', 'bolt', 'arangodb'],
  ...['rethinkdb', 'influxdb', 'elasticsearch', 'es', 'opensearch', 'solr', 'redis', 'rediss', 'sentinel', 'valkey'],
  ...['keydb', 'memcache', 'memcached', 'dragonfly', 'amqp', 'amqps', 'mqtt', 'mqtts', 'stomp', 'nats', 'kafka'],
  ...['pulsar', 'activemq', 'failover', 'discovery', 'rocketmq', 'beanstalk', 'beanstalkd', 'gearman', 'sqs', 'celery'],
  ...['hdfs', 'webhdfs', 'viewfs', 'alluxio', 'ceph', 'nfs', 'smb', 'cifs', 'gluster', 'glusterfs', 'iscsi', 'spark'],
  ...[
    'yarn',
    'ray',
    'gcomm',
    'syslog',
    'fluentd',
    'gelf',
    'statsd',
    'graphite',
    'otlp',
    'jaeger',
    'zipkin',
    'skywalking',
  ],
  ...['socks', 'socks4', 'socks5', 'socks5h', 'proxy', 'vault', 'stun', 'turn', 'turns', 'rtsp', 'rtmp', 'rtp'],
  ...['coap', 'coaps', 'snmp', 'ntp', 'radius', 'tftp', 'vnc', 'rdp', 'spdy', 'quic', 'nsq', 'zmq', 'nng', 'ignite'],
  ...['hazelcast', 'aerospike', 'foundationdb', 'tarantool', 'voltdb', 'exasol', 'hsqldb', 'h2', 'derby'],
]);

/** Whether what is behind a scheme is reached over a network, whatever it is; listeners of Kafka have names in capitals, and JDBC has its own. */
function isOfNetwork(written: string, scheme: string, before: string): boolean {
  const plus = scheme.indexOf('+');
  return networkSchemes.has(plus < 0 ? scheme : scheme.slice(0, plus)) || /^[A-Z_]*$/.test(written) || before === ':';
}

/** Where a word of a URL is. */
interface PlaceInUrl {
  /** `userInfo` where only user info can be there, as the password does in `redis://:word@host`. */
  readonly part: 'host' | 'userInfo';
  /** In lower case; empty where none is written. */
  readonly scheme: string;
  /** Whether a host is behind it, and not perhaps a screen of an app or the like. */
  readonly isOfNetwork: boolean;
}

/**
 * Where a word is that has the place of a URL's host: behind `://`, behind `@//` as Oracle's JDBC URLs have it, or behind
 * `dns:///`, or behind `dns+`. `undefined` for all others.
 */
export function placeInUrl(text: string, start: number): PlaceInUrl | undefined {
  const sign = text.charAt(start - 1);
  if (sign === '+') return discoveryPrefix(text, start);
  const end = sign === ':' ? start - 1 : start;
  const last = text.charAt(end - 1);
  const isSlash = last === '/' && /[/\d\\]/.test(text.charAt(end - 2));
  if (!isSlash && last !== 'F' && last !== 'f') return undefined;
  const found = /([\w+.-]*)(?:[:@]\/\/(?:([\d.:]*)\/)?|:\\\/\\\/|%3A%2F%2F)$/i.exec(
    text.slice(Math.max(0, end - 60), end),
  );
  if (found === null) return undefined;
  const [, written = '', path] = found;
  const scheme = written.toLowerCase();
  if (schemesWithoutHosts.has(scheme)) return undefined;
  if (path !== undefined && !schemesOfPaths.has(scheme)) return undefined;
  const before = text.charAt(end - found[0].length - 1);
  return { part: end === start ? 'host' : 'userInfo', scheme, isOfNetwork: isOfNetwork(written, scheme, before) };
}

/** What is before a name that is to be looked up for several addresses. Source: Thanos documentation, DNS Service Discovery. */
function discoveryPrefix(text: string, start: number): PlaceInUrl | undefined {
  const scheme = /(?<![\w+])(dns|dnssrv|dnssrvnoa)\+$/.exec(text.slice(Math.max(0, start - 12), start))?.[1];
  return scheme === undefined ? undefined : { part: 'host', scheme, isOfNetwork: true };
}

/** The longest user info that is looked for before a host; longer ones do not occur in URLs that people write. */
const longestUserInfo = 256;

/** Where the user info of a URL ends: a password may hold an `@`, so behind the last one. */
export function endOfUserInfo(text: string, start: number): number | undefined {
  const found = /^[^\s/?#"'<>,]*@/.exec(text.slice(start, start + longestUserInfo));
  return found === null ? undefined : start + found[0].length;
}

/** A word of a text that may be a host. */
interface FreeWord {
  readonly start: number;
  /** What is behind it starts here. */
  readonly behind: number;
  readonly host: string;
  readonly hasPort: boolean;
}

/** Whether a word is free to be a host: not in a path, an e-mail address, a variable, nor the key of a property. */
export function mayBeFree(text: string, { start, behind, host, hasPort }: FreeWord): boolean {
  const before = text[start - 1] ?? '';
  if (before === '@') return hasPort || isOfCluster(host);
  if (before === '.') return isSuffixOfPods(text[start - 2] ?? ' ', host);
  if (/[/\\.${%#~<]/.test(before) || isKeyOfProperty(text, start, behind) || isBehindImage(text, start)) return false;
  const next = text[behind] ?? '';
  return next !== '@' && ((next !== '\\' && next !== '(') || hasPort);
}

/** Whether a word is rather the key of a property, `spring.datasource.url=`. Behind an `@` it may be a host all the same. */
export function isKeyOfProperty(text: string, start: number, behind: number): boolean {
  return text[behind] === '=' && text[start - 1] !== '@';
}

/** Whether a word is the value of a key that is called `image`: what pulls it is no Pod. */
function isBehindImage(text: string, start: number): boolean {
  return /image["']?[ \t]{0,3}[:= ][ \t]{0,3}["']?$/i.test(text.slice(Math.max(0, start - 16), start));
}

/** A name that no e-mail address ends in: nodes of Erlang are called `rabbit@rabbit-0.rabbit.prod.svc`. */
function isOfCluster(host: string): boolean {
  return /^[^.]*-\d+\.|.\..+\.svc(?:\.|$)/i.test(host);
}

/** Whether a word behind a dot is what is put behind the names of Pods: `hostname_suffix = .rabbitmq.prod.svc.cluster.local`. */
function isSuffixOfPods(before: string, host: string): boolean {
  return /[\s=:"']/.test(before) && /^[^.]+\.[^.]+\.svc(?:\.|$)/i.test(host);
}

/**
 * The digits of a port behind a host: no tag of an image (`redis:7-alpine`) and no time (`20:20:00`). Some lists have a second
 * port (`zk-0.zk:2888:3888`), which is left alone. `signs` are those that may be between: ADO.NET has a comma.
 */
export function portBehind(text: string, behind: number, host: 'dotted' | 'bare', signs: ':' | ':,'): Span | undefined {
  const sign = text[behind] ?? '';
  if (sign === '' || !(signs.includes(sign) || otherPortSigns.includes(sign))) return undefined;
  const found = portAndSign.exec(text.slice(behind, behind + 11));
  const [, written, digits] = found ?? [];
  if (written === undefined || digits === undefined) return undefined;
  const start = behind + written.length;
  const end = start + digits.length;
  if (host === 'bare' && digits.length < 3 && /^:\d/.test(text.slice(end, end + 2))) return undefined;
  return { start, end };
}

/** What ports of URLs, properties, Postfix, JGroups and IBM MQ are behind: `%3A80`, `\\:80`, `[db]:80`, `db[7800]`, `db(1414)`. */
const otherPortSigns = '%\\][(';
const portAndSign = /^(:|,|%3A|\\:|\]:|\[(?=\d{3,5}\])|\((?=\d{4,5}\)))(\d{1,5})(?![\w-]|\.\w)/i;

/** The name of a variable behind a host that is called like a port, or whose value is known to be a number. */
export function portVariable(text: string, behind: number, values: Values): string | undefined {
  if (text[behind] !== ':') return undefined;
  const name = /^:(?:\$[({]?|\{\{)([^(){}\n]{1,100})/.exec(text.slice(behind, behind + 120))?.[1];
  if (name === undefined) return undefined;
  const called = /^.{0,60}port[\w-]{0,40}/i.exec(name)?.[0];
  return called ?? (/^\d{1,5}$/.test(values.of(name, behind)?.[0] ?? '') ? name : undefined);
}

/** Whether a word is all of a value, from what is around it; behind a colon that may as well be one of a sentence. */
export function isValue(text: string, start: number, behind: number): boolean {
  if (/[/\\.${%#~<+-]/.test(text[start - 1] ?? '')) return false;
  if (!/^(?:$|["',;)}\]<&|\s\\/])/.test(text.slice(behind, behind + 1))) return false;
  const isBehindColon = /: {1,4}$/.test(text.slice(Math.max(0, start - 5), start));
  return !isBehindColon || !/^[ \t]+[^\s#]/.test(text.slice(behind, behind + 8));
}

/** What begins a comment on a line of its own: of shells and YAML, of C and its kin, of INI files, SQL and XML. */
const commentStart = /^[ \t]*(?:#|\/\/|;|--[ \t]|<!--|\*[ \t](?![ \t]*=))/;

/** What `echo` prints, and the two signs behind it, with which the next one may begin. */
const printed =
  /\b(?:echo|printf)[ \t]{1,4}(?:-[ne]{1,3}[ \t]{1,4})?("[^"\n]*"|'[^'\n]*'|[^"'\n;|&>]+)[ \t]{0,16}(?=([^]{0,2}))/g;
const sentence = /[a-z]{2,},? [a-z]{2,}/i;
const blockElsewhere = /(?:[})]|\bdone)[ \t]{0,4}[>|](?!\|)/;

/** What a script says to people, in order: sentences that go neither into a file nor to another command. */
function saidIn(text: string): readonly Span[] {
  if (!text.includes('echo ') && !text.includes('printf ')) return [];
  if (blockElsewhere.test(text)) return [];
  return [...text.matchAll(printed)].flatMap(({ index, 0: whole, 1: said = '', 2: behind = '' }) =>
    sentence.test(said) && /^(?:$|[;\n})]|&&|\|\|)/.test(behind) ? [spanAt(index, whole.length)] : [],
  );
}

/**
 * Tells of places of a text, asked in ascending order, whether they are in a comment, or in what a script says to people; looks at each
 * line once. A text of one line has no comments.
 */
export function commentsOf(text: string): (offset: number) => boolean {
  let said: readonly Span[] | undefined;
  let next = 0;
  const isSaid = (offset: number): boolean => {
    said ??= saidIn(text);
    while ((said[next]?.end ?? Infinity) <= offset) next++;
    return (said[next]?.start ?? Infinity) <= offset;
  };
  if (!text.includes('\n')) return isSaid;
  let lineEnd = -1;
  let comment = Infinity;
  return (offset) => {
    if (offset > lineEnd) {
      const lineStart = startOfLine(text, offset);
      lineEnd = endOfLine(text, offset);
      const behind = / #[ \t]/.exec(text.slice(lineStart, lineEnd))?.index;
      comment = commentStart.test(text.slice(lineStart, lineStart + 200))
        ? lineStart
        : lineStart + (behind ?? Infinity);
    }
    return offset > comment || isSaid(offset);
  };
}
