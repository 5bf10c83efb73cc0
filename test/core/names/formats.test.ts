import { expect, test } from 'vitest';
import { hostFormats } from '../../../server/src/core/names/formats/host-formats.ts';
import { findMentions, mentionsIn } from '../../../server/src/core/names/mention.ts';
import { parseDocument } from '../../../server/src/core/yaml/parse.ts';
import { endsOnMany } from '../../support/ends.ts';

/** Every example of every format with a name and a port in it. */
const examples = hostFormats.flatMap(({ name, examples: all, told }) =>
  all.map((example) => ({ name: `${name}: ${example}`, example, told })),
);

test.each(examples)('$name', ({ example, told }) => {
  const isAsked = !('shape' in told);
  for (const host of ['db-0.db.data.svc.cluster.local', 'db-0.db', ...(isAsked ? ['postgres'] : [])]) {
    const text = example.replaceAll(/(?<!_)HOST/g, host).replaceAll(/(?<!_)PORT/g, '5432');
    const found = mentionsIn(text, []).find((mention) => mention.host === host);
    expect(found, text).toBeDefined();
    expect(text.slice(found?.at.within?.start, found?.at.within?.end)).toBe(host);
    if (!example.includes('PORT')) continue;
    expect(found?.port, text).toBe(5432);
    expect(text.slice(found?.portAt?.within?.start, found?.portAt?.within?.end)).toBe('5432');
  }
});

/** The bare hosts of a text that is the value of a key. */
function hosts(text: string, called?: string): readonly string[] {
  return mentionsIn(text, [], called).map(({ host, port }) => (port === undefined ? host : `${host}:${port}`));
}

test.each<[string, string, readonly string[]]>([
  ['DB_HOST', 'postgres', ['postgres']],
  ['dbHost', 'postgres', ['postgres']],
  ['PGHOST', 'postgres', ['postgres']],
  ['spring.redis.host', 'redis', ['redis']],
  ['SEEDS', 'a, b;c', ['a', 'b', 'c']],
  ['DB_NAME', 'postgres', []],
  ['DB_HOST', 'see the wiki', []],
  ['GHOST', 'postgres', []],
  ['cluster.initial_master_nodes', 'es-0,es-1', []],
  ['ZOO_SERVERS', 'server.1=zk:2888:3888;2181', ['zk:2888']],
  ['DB_HOST', '/run/postgres', []],
  ['DB_HOST', '$(DB)', []],
])('%s: %s', (called, text, expected) => {
  expect(hosts(text, called)).toEqual(expected);
});

test.each([
  'server: we use the one in the corner',
  'address: 42',
  'hosts: [127.0.0.1]',
  'the host of the party',
  'nc -h',
  'mysql -u host',
  'host=',
  'host: {{ .Values.host }}',
  'mail to someone@example, please',
  'at 20:20:00, or 7:30:15',
  '<server>\n  weight 60\n</server>',
  'names: [x]',
  'external_labels: {replica: x}',
  'dig SRV',
  'apk add curl redis',
  'apt-get install -y netcat telnet postgres',
  'hosts[0] and nodes[8080]',
  'curl -o file -X POST https://127.0.0.1',
  'curl -H "Host: x" http://127.0.0.1',
  'mysqladmin ping',
])('no host stands in %j', (text) => {
  expect(hosts(text)).toEqual([]);
});

test.each<[string, readonly string[]]>([
  ['a:\n  host: x\nb:\n  port: 80', ['x']],
  ['- host: x\n  port: 80\n- host: y\n  port: 81', ['x:80', 'y:81']],
  ['[a]\nhost = x\n[b]\nport = 80', ['x']],
  ['{"a": {"host": "x"}, "port": 80}', ['x']],
  ['port: 80\nhost: x', ['x:80']],
  ['A_HOST=x B_PORT=80', ['x']],
  ['nc -z x 80; nc -z y 81', ['x:80', 'y:81']],
  ['psql -p 80 -h x', ['x:80']],
  ['mysql -hx -P80', ['x:80']],
  ['{"host":"x","port":80}', ['x:80']],
  ['host=x,y port=80,81', ['x:80', 'y']],
  ['<server>\n  host x\n  port 80\n</server>', ['x:80']],
  ['[databases]\n* = host=x port=80', ['x:80']],
  ['dns_sd_configs:\n  - names:\n      - x\n    type: A\n    port: 80', ['x:80']],
])('which port belongs to a host in %j', (text, expected) => {
  expect(hosts(text)).toEqual(expected);
});

/** The hosts of an object with the text of their port, wherever it is. */
function hostsOf(source: string): readonly string[] {
  return findMentions(parseDocument(source).root).map(({ host, port }) =>
    port === undefined ? host : `${host}:${port}`,
  );
}

test('a port under a key of its own: in a map, among variables, and beside a key of any name', () => {
  expect(hostsOf('spec: {host: x.y, port: 80}')).toEqual(['x.y:80']);
  expect(hostsOf('spec: {destination: {host: x, port: {number: 80}}}')).toEqual(['x:80']);
  expect(hostsOf('data: {DB_HOST: x, DB_PORT: "80", REDIS: z, REDIS_PORT: "81"}')).toEqual(['x:80', 'z:81']);
  expect(hostsOf('env: [{name: DB_HOST, value: x}, {name: DB_PORT, value: "80"}]')).toEqual(['x:80']);
  expect(hostsOf('env: [{name: DB_HOST, value: x}, {name: WEB_PORT, value: "80"}]')).toEqual(['x']);
});

test('a flag and its value as items of their own', () => {
  expect(hostsOf('args: [-h, x, --db-host, z, --name, w]')).toEqual(['x', 'z']);
  expect(hostsOf('args: [-h, x, -p, "80", --db-host, z, --db-port, "81"]')).toEqual(['x:80', 'z:81']);
  expect(hostsOf('args: [--db-host=x, --db-port=80, --other-port=81]')).toEqual(['x:80']);
  expect(hostsOf('args: [--db-host=x, --web-port=80, -p, y]')).toEqual(['x']);
});

test.each<[string, readonly string[]]>([
  ['[nc, -z, x, "80"]', ['x:80']],
  ['[/usr/bin/nc, -w, "3", x, "80"]', ['x:80']],
  ['[getent, hosts, x]', ['x']],
  ['[ping, -c, "1", x]', ['x']],
  ['[iperf3, -c, x, -p, "80"]', ['x:80']],
  ['[psql, -c, select 1 from host, -h, x]', ['x']],
  ['[curl, "http://x:80", -o, z]', ['x:80']],
  ['[sleep, x]', []],
])('a command that is the list %s', (list, expected) => {
  expect(hostsOf(`command: ${list}`)).toEqual(expected);
});

test('a variable that is the whole host has its value', () => {
  const pod = (name: string): string =>
    `containers: [{env: [{name: ${name}, value: x}, {name: P, value: "80"}, {name: U, value: "http://$(${name}):$(P)"}]}]`;
  expect(hostsOf(pod('TARGET_NAME'))).toEqual(['x:80']);
  expect(hostsOf(pod('DB_HOST'))).toEqual(['x', 'x:80']);
});

test('fields that give a name ask for none', () => {
  expect(hostsOf('spec: {hostname: x, rules: [{host: y}], hostAliases: [{hostnames: [z]}]}')).toEqual([]);
});

test('the values of a Secret are decoded, and have no place within', () => {
  const [found, ...others] = findMentions(
    parseDocument('kind: Secret\ndata: {url: cG9zdGdyZXM6Ly91OnBAZGI6NTQzMi9hcHA=, key: //79}').root,
  );
  expect(others).toEqual([]);
  expect(found).toMatchObject({ host: 'db', port: 5432, at: { path: ['data', 'url'] } });
  expect(found?.at.within).toBeUndefined();
});

test.each<[string, readonly string[]]>([
  ['for i in 0 1 2; do nc -z db-$i.db 80; done', ['db-0.db:80', 'db-1.db:80', 'db-2.db:80']],
  ['for i in {0..2}; do ping db-${i}.db; done', ['db-0.db', 'db-2.db']],
  ['for i in $(seq 0 2); do ping db-$i.db; done', ['db-0.db', 'db-2.db']],
  ['for ((i=0; i<3; i++)); do ping db-$i.db; done', ['db-0.db', 'db-2.db']],
  ['for i in $LIST; do ping db-$i.db; done', ['*.db']],
  ['for i in 0 5; do true; done; while read i; do ping db-$i.db; done', ['*.db']],
  [
    'for i in 0 1; do for j in 2 3; do ping db-$j.db; done; ping db-$i.db; done',
    ['db-2.db', 'db-3.db', 'db-0.db', 'db-1.db'],
  ],
])('the values of a loop in %j', (text, expected) => {
  expect(hosts(text)).toEqual(expected);
});

test('variables of a container are what stands beside them', () => {
  const source = `
containers:
  - env:
      - {name: SET, value: db}
      - {name: NS, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}
      - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
      - {name: TARGET, value: $(SET)-0.$(SET).$(NS).svc}
    args: [--advertise=$(POD).$(SET), --only=$(SET), --other=$(OTHER).db]
`;
  const found = findMentions(parseDocument(source).root);
  expect(found.map(({ host }) => host)).toEqual(['db-0.db.@.svc', '*.db', '*.db']);
  expect(found.map(({ isOwn }) => isOwn)).toEqual([false, true, false]);
  expect(found[0]?.written).toBe('$(SET)-0.$(SET).$(NS).svc');
});

test('the value of a variable is made of those before it, and the last of a name counts', () => {
  const source = `
containers:
  - env:
      - {name: EARLY, value: "http://$(LATER).one.svc"}
      - {name: LATER, value: db}
      - {name: THEN, value: "http://$(LATER).two.svc"}
      - {name: LATER, valueFrom: {secretKeyRef: {name: s, key: k}}}
      - {name: AT_LAST, value: "http://$(LATER).three.svc"}
      - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
      - {name: POD, value: "other"}
      - {name: PEER, value: "$(POD).db:80"}
    args: ["http://$(LATER).four.svc"]
`;
  const found = findMentions(parseDocument(source).root);
  expect(found.map(({ host }) => host)).toEqual(['*.one.svc', 'db.two.svc', '*.three.svc', 'other.db', '*.four.svc']);
  expect(found.some(({ isOwn }) => isOwn)).toBe(false);
});

test('the value of a variable may be made of others', () => {
  const source = `
containers:
  - env:
      - {name: NS, value: shop}
      - {name: HOST, value: db.$(NS).svc}
      - {name: URL, value: "http://$(HOST):81"}
      - {name: ESCAPED, value: "one.$$(NS).svc"}
      - {name: OPEN, value: "two.$(OTHER).svc"}
      - {name: DEEP, value: "http://$(OPEN):82"}
`;
  const found = findMentions(parseDocument(source).root);
  expect(found.map(({ host, port }) => [host, port])).toEqual([
    ['db.shop.svc', undefined],
    ['db.shop.svc', 81],
    ['two.*.svc', undefined],
  ]);
});

test('values that take others twice do not double without end', () => {
  const items = Array.from({ length: 60 }, (_, index) => `{name: V${index}, value: $(V${index - 1})$(V${index - 1})}`);
  const source = `containers: [{env: [{name: V-1, value: ab}, ${items.join(', ')}], args: ["http://$(V59):80"]}]`;
  expect(findMentions(parseDocument(source).root)).toEqual([]);
});

test('a variable behind a host that is a number is its port', () => {
  const source = (value: string): string => `
containers:
  - env:
      - {name: P, value: "${value}"}
      - {name: URL, value: "http://db:$(P)/x"}
`;
  expect(hostsOf(source('80'))).toEqual(['db:80']);
  expect(hostsOf(source('latest'))).toEqual(['db']);
});

test.each([
  ['hostname_suffix = .rabbit.prod.svc.cluster.local', ['rabbit.prod.svc.cluster.local']],
  ['SUFFIX: ".rabbit.prod.svc"', ['rabbit.prod.svc']],
  ['search .prod.svc.cluster.local .svc.cluster.local .example.com', []],
  ['a..rabbit.prod.svc', []],
])('what is put behind the names of Pods names their Service: %s', (text, expected) => {
  expect(hosts(text)).toEqual(expected);
});

test('a long string of keys and commands is read', () => {
  for (const piece of [
    'host=',
    'host: x\n',
    'host=x port=1 ',
    '"host": "',
    'nc -z ',
    '-h ',
    'hosts: [x, ',
    '%2F%2F',
    'for i in 0 1; ',
  ])
    endsOnMany(piece, (text) => mentionsIn(text, [], 'HOST'));
});

test.each([
  '-target=web',
  '--source=web',
  '--cache-backend=web',
  'CACHE_BACKEND=web',
  'RESULT_BACKEND=web',
  'MESSAGE_BROKER=web',
  '-node=web',
  'ALLOWED_HOSTS=web',
  'KOPIA_HOSTNAME=web',
  'BARMAN_SERVER=web',
  'spring.rabbitmq.virtual-host=web',
  'REDIS_SENTINEL_MASTER=web',
])('what tells a kind of store, a part of a program or its own name is no host: %s', (argument) => {
  expect(hostsOf(`args: ["${argument}"]`)).toEqual([]);
  expect(hostsOf(`args: ["${argument}:80"]`)).toEqual(['web:80']);
});
