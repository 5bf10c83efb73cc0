import { expect, test } from 'vitest';
import { parseDocument } from '../../../server/src/core/yaml/parse.ts';
import { findMentions, mentionsIn } from '../../../server/src/core/names/mention.ts';
import { endsOnMany } from '../../support/ends.ts';

/** The host names of a text, each as `host:port` and checked to be where it is said to. */
function hosts(text: string): readonly string[] {
  return mentionsIn(text, []).map(({ host, written, port, at }) => {
    expect(text.slice(at.within?.start, at.within?.end)).toBe(written ?? text.slice(at.within?.start, at.within?.end));
    if (written === undefined) expect(text.slice(at.within?.start, at.within?.end).toLowerCase()).toBe(host);
    return port === undefined ? host : `${host}:${port}`;
  });
}

test.each<[string, readonly string[]]>([
  ['http://web', ['web']],
  ['http://web.<namespace>.svc:80/x', []],
  ['<a>http://web.prod.</a>', ['web.prod']],
  ['{"svc": "web"}', ['web']],
  ['{"upstreams": ["svc:web"]}', []],
  ['http://user:secret@db:5432/app', ['db:5432']],
  ['jdbc:postgresql://db.prod.svc:5432/app', ['db.prod.svc:5432']],
  ['db-0.db:7000,db-1.db:7000', ['db-0.db:7000', 'db-1.db:7000']],
  ['db.prod.svc.cluster.local.', ['db.prod.svc.cluster.local']],
  ['_sql._tcp.DB.prod.svc', ['_sql._tcp.db.prod.svc']],
  ['myapp://orders/callback', []],
  ['myapp://orders.example:80/callback', ['orders.example:80']],
  ['PLAINTEXT://db', ['db']],
  ['jdbc:mysql:replication://db/x', ['db']],
  ['mysql+pymysql://db/x', ['db']],
  ['if [ "$(hostname)" = "redis-0" ]; then', []],
  ['[[ "$HOST" == "redis-0" ]]', []],
  ['$host = "redis";', ['redis']],
  ['redis:6379', ['redis:6379']],
  ['--peer=db-0.db:2380', ['db-0.db:2380']],
  ['host: db.prod', ['db.prod']],
  ['hostPort: "db:5432"', ['db:5432']],
  ['listen_port: 80\nhost: db', ['db']],
  ['mongodb://app:s3.cret@db-0.db,db-1,c:27017/x?y', ['db-0.db', 'db-1', 'c:27017']],
  ['mongodb://$(USER):$(PASSWORD)@a:1,b/x', ['a:1', 'b']],
  ['user:word@tcp(db:3306)/x', ['db:3306']],
  ['jdbc:oracle:thin:@db:1521:x', ['db:1521']],
  ['jdbc:oracle:thin:@//db.prod:1521/x', ['db.prod:1521']],
  ['$(POD_NAME).db.$(NS).svc.cluster.local:80', ['*.db.*.svc.cluster.local:80']],
  ['zk-$i.zk-hs ${HOSTNAME}.db', ['*.zk-hs', '*.db']],
  ['http://{{ .Host }}.db.prod.svc/x', ['*.db.prod.svc']],
  ['redis:$(REDIS_PORT)', ['redis']],
  ['server.1=zk-0.zk-hs:2888:3888', ['zk-0.zk-hs:2888']],
  ['*.db.prod.svc', ['*.db.prod.svc']],
  ['curl -s http://db.prod.svc.cluster.local.:8080/x;', ['db.prod.svc.cluster.local:8080']],
  ['a.b:1\nc.d:2\n', ['a.b:1', 'c.d:2']],
  ['nats://nats-0.nats:4222,nats://nats-1.nats:4222', ['nats-0.nats:4222', 'nats-1.nats:4222']],
  ['one=http://db-0.db:2380,two=http://db-1.db:2380', ['db-0.db:2380', 'db-1.db:2380']],
  ['jdbc:mysql://address=(host=db-0.db)(port=3306)/x', ['db-0.db:3306']],
  ['jdbc:sqlserver://db;databaseName=x', ['db']],
  ['redis://:word@redis/0', ['redis']],
  ['redis://:$(WORD)@redis:6379', ['redis:6379']],
  ['http://user:w@rd@db:80', ['db:80']],
  ['rabbit@rabbit-0.rabbit.prod.svc', ['rabbit-0.rabbit.prod.svc']],
  ['rabbit@rabbit-0.rabbit', ['rabbit-0.rabbit']],
  ['dns:///db.prod:50051', ['db.prod:50051']],
  ['dns:db.prod:50051', ['db.prod:50051']],
  ['dns://10.0.0.10:53/db', ['db']],
  ['headless:///db:50051', ['db:50051']],
  ['http://minio-{0...3}.minio.prod.svc:9000/data', ['minio-0.minio.prod.svc:9000', 'minio-3.minio.prod.svc:9000']],
  ['db-{0,1,2}.db:80', ['db-0.db:80', 'db-1.db:80', 'db-2.db:80']],
  ['db-[0-2].db', ['db-0.db', 'db-2.db']],
  ['http://db-$((i + 1)).db', ['*.db']],
  ['nc db-$(($ordinal-1)).db 3307', ['*.db:3307']],
  ['ping $(hostname -s).db', ['*.db']],
  ['ADDRESS=$(getent hosts db-0.db.prod.svc | cut -f 1)', ['db-0.db.prod.svc']],
  ['until [ "$(curl -s http://web/$(cat path))" = ok ]', ['web']],
  ['$(nslookup db.prod) web.prod', ['db.prod', 'web.prod']],
  ['if $(redis-cli -h redis ping); then web', ['redis']],
  ['http://db-<number>.db.prod.svc', []],
  ['http://db-%d.db', ['*.db']],
  ['PLAINTEXT://:9092', []],
  ['s3://backups/db', []],
  ['docker://redis', []],
  ['file:///db/x', []],
  ['http://web...', ['web']],
  ['http://wéb.shop.svc/ölweb.shop.svc', []],
  ['webé.shop.svc, web.shop-ü, we\u0301b.shop.svc, ж.shop.svc', []],
  ['http://wéb.${NS}.svc http://$(NAME)é.shop.svc', []],
  ['größe: web.shop.svc', ['web.shop.svc']],
  ['web.shop.svc에 연결, 서버=db.shop.svc', ['web.shop.svc', 'db.shop.svc']],
])('%s', (text, expected) => {
  expect(hosts(text)).toEqual(expected);
});

test.each([
  'redis',
  'an ordinary sentence.',
  'someone@example.com',
  '/etc/app/config.yaml',
  '10.0.0.1:80',
  'a_b.c',
  '20:20:1x',
  '20:20:00',
  'redis:7-alpine',
  'nginx:1.25',
  'user.name@example.com',
  '.svc,.cluster.local',
  'spring.redis=x',
  'password:${PASSWORD}',
  '$(db).',
])('no host stands in %j', (text) => {
  expect(hosts(text)).toEqual([]);
});

test('a long string of one piece is read', () => {
  for (const piece of [
    'a',
    'a.',
    'a@',
    '${',
    '$(',
    '$((',
    '$(()',
    '{{',
    'http://',
    'http://a,',
    'a.b,',
    'a-',
    '$a',
    'x:1',
    '${a:-b}.',
    'a://:b@',
  ])
    for (const end of ['.', ':']) endsOnMany(piece, (text) => mentionsIn(text + end, []));
});

test.each<[string, readonly string[]]>([
  ['${DB_HOST:-db.prod.svc}', ['db.prod.svc']],
  ['${DB_URL:-http://db:5432/x}', ['db:5432']],
  ['jdbc:mysql://${DB_HOST:db}:${DB_PORT:3306}/x', ['db']],
  ['http://${DB_HOST:-db}:5432', ['db:5432']],
  ['http://db.${NAMESPACE:-prod}.svc', ['db.*.svc']],
  ['${WORD:-none}', []],
  ['${DB_HOST:?missing.db.prod}', []],
  ['os.getenv("DB_HOST", "db")', ['db']],
  ["os.environ.get('DB_HOST', default='db')", ['db']],
  ['os.environ.get("DB_HOST") or "db"', ['db']],
  ["process.env.DB_HOST || 'db'", ['db']],
  ["env('DB_NAME', 'db')", []],
  ['log("DB_HOST", "db")', []],
])('the default of a variable in %j', (text, expected) => {
  expect(hosts(text)).toEqual(expected);
  const isDefault = ({ host }: { readonly host: string }): boolean => !host.includes('*');
  expect(
    mentionsIn(text, [])
      .filter(isDefault)
      .every(({ aside }) => aside === 'default'),
  ).toBe(true);
});

test('the port behind a default is found where it stands', () => {
  const text = 'http://${DB_HOST:-db}:5432';
  expect(mentionsIn(text, [])[0]?.portAt).toEqual({
    path: [],
    within: { start: text.indexOf('5432'), end: text.length },
  });
});

test('an image and its tag are no host and port', () => {
  const { root } = parseDocument('image: redis:7\nargs: ["redis:6379"]\n');
  expect(findMentions(root).map(({ host, port }) => `${host}:${String(port)}`)).toEqual(['redis:6379']);
});

test('what many aliases stand for is read once', () => {
  const lines = ['a0: &a0 ["http://web", x]'];
  for (let i = 1; i < 40; i++) lines.push(`a${i}: &a${i} [*a${i - 1}, *a${i - 1}, *a${i - 1}]`);
  expect(findMentions(parseDocument(lines.join('\n')).root)).toHaveLength(1);
});

test.each([
  ['http://a', 'url'],
  ['http://a,b.c', 'url'],
  ['a.b:80', 'port'],
  ['a.b,c.d', 'whole'],
  ['see a.b for more', 'text'],
])('how a host stands in %j', (text, expected) => {
  expect(mentionsIn(text, []).map(({ evidence }) => evidence)).toEqual(mentionsIn(text, []).map(() => expected));
});

test('what is no host is left out by its field', () => {
  const { root } = parseDocument(
    'metadata: {labels: {a: b.c}, annotations: {labels: x.y}}\nstatus: {a: b.c}\nspec: {image: a.b/c, initImage: a.b}\ndata: {labels: a.b:80}\n',
  );
  expect(findMentions(root).map(({ host }) => host)).toEqual(['x.y', 'a.b']);
});

test.each([
  ['# a.b:80\nc.d:80', ['a.b']],
  ['x: c.d:80 # was a.b:80\n', ['a.b']],
  ['  // http://a\n  http://b#c\n; e.f:1', ['a', 'e.f']],
  ['# a.b:80', []],
  ['echo "waiting for a.b:80"; nc -z c.d 80', ['a.b']],
  ['echo "waiting for a.b:80" && x\nuntil nc -z c.d 80; do echo e.f:80 is not there; done', ['a.b', 'e.f']],
  ['echo "waiting for a.b:80"\necho "waiting for c.d:80"\nprintf "not at e.f:80"\n', ['a.b', 'c.d', 'e.f']],
  ['echo "primary is at a.b:80" > /etc/peers\necho "primary is at c.d:80" | tee -a /etc/peers', []],
  ['{ echo "listen for peers"; echo "server is at a.b:80"; } >> /etc/peers', []],
  ['host() { echo "a.b:80"; }\necho a.b:80', []],
  ['echo "is it mntr" | nc a.b 80', []],
])('what is commented in %j', (text, expected) => {
  const commented = mentionsIn(text, []).filter((mention) => mention.aside === 'comment');
  expect(commented.map(({ host }) => host)).toEqual(expected);
});
