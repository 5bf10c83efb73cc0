import { expect, test } from 'vitest';
import { parseDocument } from '../../../server/src/core/yaml/parse.ts';
import { findMentions, mentionsIn } from '../../../server/src/core/names/mentions.ts';

/** The host names of a text, each as `host:port` and checked to stand where it is said to. */
function hosts(text: string): readonly string[] {
  return mentionsIn(text, []).map(({ host, port, at }) => {
    if (!host.includes('*')) expect(text.slice(at.within?.start, at.within?.end).toLowerCase()).toBe(host);
    return port === undefined ? host : `${host}:${port}`;
  });
}

test.each<[string, readonly string[]]>([
  ['http://web', ['web']],
  ['http://user:secret@db:5432/app', ['db:5432']],
  ['jdbc:postgresql://db.prod.svc:5432/app', ['db.prod.svc:5432']],
  ['db-0.db:7000,db-1.db:7000', ['db-0.db:7000', 'db-1.db:7000']],
  ['db.prod.svc.cluster.local.', ['db.prod.svc.cluster.local']],
  ['_sql._tcp.DB.prod.svc', ['_sql._tcp.db.prod.svc']],
  ['redis:6379', ['redis:6379']],
  ['--peer=db-0.db:2380', ['db-0.db:2380']],
  ['host: db.prod', ['db.prod']],
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

test('a megabyte of letters takes no time', () => {
  const started = performance.now();
  mentionsIn(`${'a'.repeat(1_000_000)}:`, []);
  mentionsIn('a.'.repeat(500_000), []);
  mentionsIn('a@'.repeat(500_000), []);
  for (const piece of ['${', '$(', '{{', 'http://', 'http://a,', 'a.b,', 'a-', '$a', 'x:1'])
    mentionsIn(`${piece.repeat(20_000)}.`, []);
  expect(performance.now() - started).toBeLessThan(2_000);
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
  expect(mentionsIn(text, []).map(({ standing }) => standing)).toEqual(mentionsIn(text, []).map(() => expected));
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
])('what is commented in %j', (text, expected) => {
  const commented = mentionsIn(text, []).filter((mention) => mention.commented);
  expect(commented.map(({ host }) => host)).toEqual(expected);
});
