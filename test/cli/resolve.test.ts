import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { runCommandLine } from '../../server/src/cli/program.ts';
import { folderWith, jsonOf } from './command-line.ts';
import { validates } from './schema.ts';

const shop = `
  #- /db.yaml
  kind: Service
  metadata: {name: db, namespace: shop}
  spec:
    clusterIP: None
    selector: {app: db}
    ports: [{name: pg, port: 5432}]
  ---
  kind: StatefulSet
  metadata: {name: db, namespace: shop}
  spec:
    serviceName: db
    selector: {matchLabels: {app: db}}
    template:
      metadata: {labels: {app: db}}
      spec: {containers: [{name: db, ports: [{containerPort: 5432}]}]}
  #- /web.yaml
  kind: Service
  metadata: {name: web, namespace: shop}
  spec: {clusterIP: 10.96.0.20, ports: [{port: 80}]}
`;

interface Answer {
  readonly rcode: string;
  readonly answers: readonly string[];
  readonly tried: readonly string[];
  readonly error?: string;
}

describe('a name that exists', () => {
  test('as text', async () => {
    const run = await folderWith(shop).headlight(['resolve', 'web.shop.svc.cluster.local']);
    expect(run).toEqual({
      code: 0,
      stdout: `web.shop.svc.cluster.local A: NOERROR, the name exists.

web.shop.svc.cluster.local.  A  10.96.0.20
`,
      stderr: '',
    });
  });

  test('in a URL', async () => {
    const run = await folderWith(shop).headlight(['resolve', 'http://web.shop.svc.cluster.local:80/x?y=z']);
    expect(run.stdout).toMatch(/^web\.shop\.svc\.cluster\.local A: NOERROR/);
  });

  test('the address of a Service', async () => {
    const folder = folderWith(shop);
    const run = await folder.headlight(['resolve', '10.96.0.20']);
    expect(run).toEqual({
      code: 0,
      stdout: `20.0.96.10.in-addr.arpa. PTR: NOERROR, the name exists.

20.0.96.10.in-addr.arpa.  PTR  web.shop.svc.cluster.local.
`,
      stderr: '',
    });
    expect((await folder.headlight(['resolve', '10.96.0.20', '--type', 'PTR', '--from', 'shop'])).stdout).toBe(
      run.stdout,
    );
    expect((await folder.headlight(['resolve', '10.96.0.20', '--type', 'A'])).stdout).toMatch(
      /^10\.96\.0\.20 A: forwarded/,
    );
  });

  test('as JSON', async () => {
    const run = await folderWith(shop).headlight(['resolve', 'WEB.shop.svc.cluster.local.', '--format', 'json']);
    expect(run.code).toBe(0);
    expect(validates('resolve', JSON.parse(run.stdout))).toEqual([]);
    expect(Object.keys(jsonOf<object>(run))).toEqual([
      'version',
      'question',
      'rcode',
      'answers',
      'runtime',
      'tried',
      'steps',
    ]);
    expect(jsonOf(run)).toMatchObject({ version: 1, rcode: 'NOERROR', runtime: [], question: { type: 'A' } });
    expect(jsonOf<Answer>(run).answers).toHaveLength(1);
  });

  test('whose address only the cluster knows', async () => {
    const folder = folderWith(shop);
    const run = await folder.headlight(['resolve', 'db-0.db.shop.svc.cluster.local', '--format', 'json']);
    expect(run.code).toBe(0);
    expect(validates('resolve', JSON.parse(run.stdout))).toEqual([]);
    expect(jsonOf(run)).toMatchObject({
      rcode: 'NOERROR',
      answers: [],
      runtime: [{ name: 'db-0.db.shop.svc.cluster.local.', type: 'A' }],
    });
    const { stdout } = await folder.headlight(['resolve', 'db-0.db.shop.svc.cluster.local']);
    expect(stdout).toMatch(
      /^Known to the running cluster only:\n {2}db-0\.db\.shop\.svc\.cluster\.local\. {2}A {2}\S.*\.$/m,
    );
  });

  test('and has no record of the type', async () => {
    const { code, stdout } = await folderWith(shop).headlight([
      'resolve',
      'web.shop.svc.cluster.local',
      '--type',
      'txt',
    ]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'web.shop.svc.cluster.local TXT: NOERROR, the name exists but has no TXT record.\n',
    });
  });

  test('as a Pod asks for it', async () => {
    const { code, stdout } = await folderWith(shop).headlight(['resolve', 'web.shop', '--from', 'shop']);
    expect(code).toBe(0);
    expect(stdout).toContain('\nweb.shop.svc.cluster.local.  A  10.96.0.20\n');
    expect(stdout).toContain(
      `Names tried, in this order:
  web.shop.shop.svc.cluster.local.  NXDOMAIN
    There is no Service "shop" in namespace "shop".
  web.shop.svc.cluster.local.       NOERROR
`,
    );
  });

  test('says at each name tried which Service may be meant', async () => {
    const folder = folderWith(shop);
    const { code, stdout } = await folder.headlight(['resolve', 'web.mistakes', '--from', 'default']);
    expect(code).toBe(0);
    expect(stdout).toContain('There is no Service "web" in namespace "mistakes"; it is in "shop".');
    const near = await folder.headlight(['resolve', 'webb.shop.svc.cluster.local']);
    expect(near.code).toBe(1);
    expect(near.stdout).toContain('There is no Service "webb" in namespace "shop"; there is a Service "web".');
    const short = await folder.headlight(['resolve', 'web.shop']);
    expect(short.stdout).toContain('without a search list. The full name is "web.shop.svc.cluster.local".');
    for (const [name = '', reason] of [
      ['webb', 'There is no Service "webb" in namespace "shop"; there is a Service "web".'],
      ['web.default', 'There is no Service "web" in namespace "default"; it is in "shop".'],
      ['web.mistakes', 'There is no Service "web" in namespace "mistakes"; it is in "shop".'],
      ['db-0.db', 'without a search list. The full name is "db-0.db.shop.svc.cluster.local".'],
      ['db-0.db.shop', 'without a search list. The full name is "db-0.db.shop.svc.cluster.local".'],
      ['db-0.db.shop.svc', 'without a search list. The full name is "db-0.db.shop.svc.cluster.local".'],
      ['_pg._tcp.db', 'without a search list. The full name is "_pg._tcp.db.shop.svc.cluster.local".'],
      ['db-7.db.shop.svc', 'There is no Pod "db-7": StatefulSet "db" has only "db-0".'],
      ['web-0.web', 'web.yaml:3: '],
    ])
      expect((await folder.headlight(['resolve', name])).stdout).toContain(reason);
    expect((await folder.headlight(['resolve', 'www.web.com'])).stdout).not.toContain('Service');
    const json = await folder.headlight(['resolve', 'webb', '--from', 'shop', '--format', 'json']);
    expect(validates('resolve', JSON.parse(json.stdout))).toEqual([]);
    expect(jsonOf(json)).toMatchObject({
      steps: [
        {
          name: 'webb.shop.svc.cluster.local.',
          rcode: 'NXDOMAIN',
          because: ['There is no Service "webb" in namespace "shop"; there is a Service "web".'],
        },
        { name: 'webb.svc.cluster.local.' },
        { name: 'webb.cluster.local.' },
        { name: 'webb.', rcode: null },
      ],
    });
  });

  test('as a Pod of its own resolver asks for it', async () => {
    const folder = folderWith(`
      #- /agents.yaml
      kind: Service
      metadata: {name: agent}
      spec: {clusterIP: 10.0.0.1}
      ---
      kind: StatefulSet
      metadata: {name: node}
      spec: {serviceName: agent, template: {spec: {hostNetwork: true, containers: [{name: c}]}}}
      ---
      kind: Deployment
      metadata: {name: web}
      spec:
        template:
          spec:
            hostAliases: [{ip: 192.0.2.7, hostnames: [agent]}]
            containers: [{name: c}]
    `);
    const ofNode = await folder.headlight(['resolve', 'agent.default.svc.cluster.local', '--from', 'default/node-0']);
    expect(ofNode.stdout).toBe(`agent.default.svc.cluster.local A: forwarded, resolvers outside the cluster are asked.

agents.yaml:9: A Pod on the host network uses the name servers of the node, which do not know cluster names.
`);
    const ofDeployment = await folder.headlight(['resolve', 'agent', '--from', 'default/web-6d4b-x2x']);
    expect(ofDeployment.stdout).toContain('agent.  A  192.0.2.7');
    expect(ofDeployment.stdout).toContain('The hosts file of the Pod has the name');
    for (const pod of ['default/node-9', 'default/node-00']) {
      const nobody = await folder.headlight(['resolve', 'agent', '--from', pod]);
      expect(nobody.code).toBe(2);
      expect(nobody.stderr).toContain(`No manifest defines the Pod "${pod}".`);
    }
  });
});

test('on a terminal sentences end before its last column', async () => {
  const folder = folderWith(shop);
  let shown = '';
  await runCommandLine(['resolve', 'db-7.db', '--from', 'shop'], {
    workingFolder: folder.path,
    columns: 60,
    isTerminal: true,
    hasColours: false,
    input: Readable.from([]),
    write: async (text) => void (shown += text),
    writeError: (text) => void (shown += text),
  });
  expect(shown).toBe(`db-7.db A: forwarded, resolvers outside the cluster are asked.

Names tried, in this order:
  db-7.db.shop.svc.cluster.local.  NXDOMAIN
    db.yaml:12: There is no Pod "db-7": StatefulSet "db"
      has only "db-0".
  db-7.db.svc.cluster.local.       NXDOMAIN
    db.yaml:3: The name lacks the namespace before "svc".
      Service "db" is in namespace "shop".
  db-7.db.cluster.local.           NXDOMAIN
    There are no names of this form in the zone
      "cluster.local".
  db-7.db.                         forwarded
    The name is not in a zone of the cluster, so it is
      forwarded and answered outside the cluster.
`);
});

test('a name that several Services have says so, and what each would answer', async () => {
  const folder = folderWith(`
    #- /dev/db.yaml
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: 10.0.0.1}
    #- /prod/db.yaml
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None}
  `);
  const { code, stdout } = await folder.headlight(['resolve', 'db', '--from', 'default', 'dev', 'prod']);
  expect(code).toBe(1);
  expect(stdout.split('\n\n').at(-1))
    .toBe(`The manifests define 2 Services "db" in the namespace "default", but a cluster has only one. Each of them would answer:
  dev/db.yaml:3   NOERROR   A 10.0.0.1
  prod/db.yaml:3  NXDOMAIN
`);
  const json = await folder.headlight(['resolve', 'db.default.svc.cluster.local', '--format', 'json']);
  expect(jsonOf<Answer>(json)).toMatchObject({ rcode: 'NXDOMAIN', answers: [] });
});

test('a name that does not exist', async () => {
  const folder = folderWith(shop);
  expect(await folder.headlight(['resolve', 'web.prod.svc.cluster.local'])).toEqual({
    code: 1,
    stdout: `web.prod.svc.cluster.local A: NXDOMAIN, the name does not exist.

web.yaml:3: There is no Service "web" in namespace "prod"; it is in "shop".
`,
    stderr: '',
  });
  expect((await folder.headlight(['resolve', 'web.shop.svc.cluster.local', 'db.yaml'])).code).toBe(1);
});

describe('a name of which the cluster does not decide', () => {
  test('is forwarded where it is outside', async () => {
    const folder = folderWith(shop);
    const { code, stdout } = await folder.headlight(['resolve', 'www.example.com.']);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'www.example.com. A: forwarded, resolvers outside the cluster are asked.\n',
    });
    const run = await folder.headlight(['resolve', 'www.example.com.', '--format', 'json']);
    expect(validates('resolve', JSON.parse(run.stdout))).toEqual([]);
    expect(jsonOf(run)).toMatchObject({ rcode: null, forwarded: true, answers: [], runtime: [] });
  });

  test('is not known below a Service whose Pods are made elsewhere', async () => {
    const folder = folderWith(
      'kind: Service\nmetadata: {name: kubia}\nspec: {clusterIP: None, selector: {app: kubia}}\n',
    );
    const name = 'kubia-0.kubia.default.svc.cluster.local';
    const { code, stdout } = await folder.headlight(['resolve', name]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `${name} A: not known, only a running cluster knows whether the name exists.

manifest.yaml:3: Headlight cannot tell whether there is a Pod "kubia-0": the Pods that Service "kubia" selects come from elsewhere.
`,
    });
    const run = await folder.headlight(['resolve', name, '--format', 'json']);
    expect(validates('resolve', JSON.parse(run.stdout))).toEqual([]);
    expect(jsonOf(run)).toMatchObject({ rcode: null, answers: [], runtime: [{ name: `${name}.`, type: 'A' }] });
    expect(jsonOf(run)).not.toHaveProperty('forwarded');
  });

  test('is not known where it is made of the address of a Pod', async () => {
    const folder = folderWith(
      'kind: Service\nmetadata: {name: web}\nspec: {clusterIP: None, selector: {app: web}}\n---\n' +
        'kind: Pod\nmetadata: {name: web, labels: {app: web}}\nspec: {containers: [{name: web, image: web}]}\n',
    );
    const name = '10-1-2-3.web.default.svc.cluster.local';
    const { code, stdout } = await folder.headlight(['resolve', name]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `${name} A: not known, only a running cluster knows whether the name exists.

manifest.yaml:3: Headlight cannot tell whether a Pod behind Service "web" has the address in "10-1-2-3": Pods get theirs in the cluster.
`,
    });
  });
});

test('of several Services of a name the one nearest to who asks answers', async () => {
  const cluster = (folder: string, clusterIP: string, replicas: number): string => `
    #- /clusters/${folder}/db.yaml
    kind: Service
    metadata: {name: db, namespace: prod}
    spec: {${clusterIP}selector: {app: db}, ports: [{port: 5432}]}
    ---
    kind: StatefulSet
    metadata: {name: db, namespace: prod}
    spec:
      serviceName: db
      replicas: ${replicas}
      selector: {matchLabels: {app: db}}
      template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: db}]}}
    ---
    kind: Deployment
    metadata: {name: of-${folder}, namespace: prod}
    spec:
      selector: {matchLabels: {app: client}}
      template: {metadata: {labels: {app: client}}, spec: {containers: [{name: client, image: client}]}}`;
  const folder = folderWith(`${cluster('a', '', 2)}${cluster('b', 'clusterIP: None, ', 1)}`);
  const rcode = async (pod: string): Promise<unknown> => {
    const name = 'db-1.db.prod.svc.cluster.local';
    return jsonOf<Answer>(await folder.headlight(['resolve', name, '--from', `prod/${pod}`, '--format', 'json'])).rcode;
  };
  expect(await rcode('of-a-6d4b-x2x')).toBe('NOERROR');
  expect(await rcode('db-1')).toBe('NOERROR');
  expect(await rcode('of-b-6d4b-x2x')).toBe('NXDOMAIN');
});

describe('questions from standard input', () => {
  const questions =
    'web.shop.svc.cluster.local\r\n\n  db.shop.svc.cluster.local srv \nnone.shop.svc.cluster.local AAAA';

  test('each line is answered by one of JSON, in order', async () => {
    const run = await folderWith(shop).headlight(['resolve', '-'], { input: questions });
    const answers = linesOf(run.stdout).map((line) => JSON.parse(line) as Answer);
    for (const answer of answers) expect(validates('resolve', answer)).toEqual([]);
    expect(answers.map(({ rcode, answers: found }) => [rcode, ...found])).toEqual([
      ['NOERROR', 'web.shop.svc.cluster.local. A 10.96.0.20'],
      ['NOERROR', expect.stringMatching(/^db\.shop\.svc\.cluster\.local\. SRV 0 100 5432 db-0\.db\.shop\./)],
      ['NXDOMAIN'],
    ]);
    expect(run.code).toBe(1);
  });

  test('each line is answered by one of text', async () => {
    const { stdout } = await folderWith(shop).headlight(['resolve', '-', '--format', 'text'], { input: questions });
    expect(linesOf(stdout).map((line) => line.split('\t').slice(0, 3))).toEqual([
      ['web.shop.svc.cluster.local', 'A', 'NOERROR'],
      ['db.shop.svc.cluster.local', 'SRV', 'NOERROR'],
      ['none.shop.svc.cluster.local', 'AAAA', 'NXDOMAIN'],
    ]);
    expect(linesOf(stdout)[0]).toBe('web.shop.svc.cluster.local\tA\tNOERROR\tA 10.96.0.20');
  });

  test('a bad line is answered by an error, the others go on, and the end is 2', async () => {
    const input =
      'a..b\nweb.shop.svc.cluster.local MX\nweb.shop.svc.cluster.local A please\nweb.shop.svc.cluster.local\n';
    const run = await folderWith(shop).headlight(['resolve', '-'], { input });
    const answers = linesOf(run.stdout).map((line) => JSON.parse(line) as Answer);
    for (const answer of answers) expect(validates('resolve', answer)).toEqual([]);
    expect(answers.map((answer) => answer.error ?? answer.rcode)).toEqual([
      'The name "a..b" has an empty part between dots.',
      '"MX" is not a record type that Headlight knows. Use one of A, AAAA, SRV, CNAME, PTR, TXT.',
      'The line is not a query. Write NAME or NAME TYPE.',
      'NOERROR',
    ]);
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 2, stderr: '' });
  });

  test('all names exist', async () => {
    const { code } = await folderWith(shop).headlight(['resolve', '-'], { input: 'web.shop.svc.cluster.local\n' });
    expect(code).toBe(0);
  });

  test('no question, no answer', async () => {
    expect(await folderWith(shop).headlight(['resolve', '-'])).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

function linesOf(text: string): readonly string[] {
  return text.replace(/\n$/, '').split('\n');
}

test('what is pasted is read the same on standard input, and the name of an address is asked for the name that has it', async () => {
  const folder = folderWith(shop);
  const run = await folder.headlight(['resolve', '-', '--format', 'text'], {
    input: 'http://web.shop.svc.cluster.local:80/x\n10.96.0.20\n20.0.96.10.in-addr.arpa.\n20.0.96.10.in-addr.arpa A\n',
  });
  expect(run.stdout).toBe(`web.shop.svc.cluster.local\tA\tNOERROR\tA 10.96.0.20
20.0.96.10.in-addr.arpa.\tPTR\tNOERROR\tPTR web.shop.svc.cluster.local.
20.0.96.10.in-addr.arpa.\tPTR\tNOERROR\tPTR web.shop.svc.cluster.local.
20.0.96.10.in-addr.arpa\tA\tNXDOMAIN
`);
  expect((await folder.headlight(['resolve', '20.0.96.10.in-addr.arpa'])).code).toBe(0);
});

test('a short name that no Service has says how a Pod would look it up, one of the Internet does not', async () => {
  const folder = folderWith(shop);
  const hint = 'With --from NAMESPACE, it is looked up as by a Pod of that namespace.';
  for (const name of ['nosuch', 'nosuch.prod', 'nosuch-0.nosuch.prod.svc'])
    expect((await folder.headlight(['resolve', name])).stdout).toContain(hint);
  for (const name of ['www.example.com', 'nosuch.', 'example.org'])
    expect((await folder.headlight(['resolve', name])).stdout).not.toContain(hint);
});

test('every Pod has localhost in its hosts file', async () => {
  const { code, stdout } = await folderWith(shop).headlight(['resolve', 'localhost', '--from', 'shop']);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: `localhost A: NOERROR, the name exists.

localhost.  A  127.0.0.1

The hosts file of the Pod has the name, so DNS is not asked.
`,
  });
});

test('an alias of a name that does not exist says so, and why', async () => {
  const alias =
    'kind: Service\nmetadata: {name: old, namespace: shop}\nspec: {type: ExternalName, externalName: wbe.shop.svc.cluster.local}\n---\n';
  const folder = folderWith(`#- /old.yaml\n${alias}${shop.replaceAll(/^ {2}/gm, '')}`);
  const { stdout } = await folder.headlight(['resolve', 'old.shop.svc.cluster.local']);
  expect(stdout).toBe(`old.shop.svc.cluster.local A: NOERROR, the name exists but has no A record.

old.yaml:4: Service "old" is an alias of "wbe.shop.svc.cluster.local", which does not exist.
web.yaml:3: There is no Service "wbe" in namespace "shop"; there is a Service "web".
`);
});
