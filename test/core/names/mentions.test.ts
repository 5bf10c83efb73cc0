import { expect, test } from 'vitest';
import { parseDocument } from '../../../server/src/core/yaml/parse.ts';
import { findMentions, mentionsIn } from '../../../server/src/core/names/mentions.ts';

/** The host names of a text, each as `host:port` and checked to stand where it is said to. */
function hosts(text: string): readonly string[] {
  return mentionsIn(text, []).map(({ host, port, at }) => {
    expect(text.slice(at.within?.start, at.within?.end).toLowerCase()).toBe(host);
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
  '${host}.x',
  '20:20:1x',
])('no host stands in %j', (text) => {
  expect(hosts(text)).toEqual([]);
});

test('a megabyte of letters takes no time', () => {
  const started = performance.now();
  mentionsIn(`${'a'.repeat(1_000_000)}:`, []);
  mentionsIn('a.'.repeat(500_000), []);
  mentionsIn('a@'.repeat(500_000), []);
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
