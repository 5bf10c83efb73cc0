import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CheckReport } from '../../server/src/cli/check-report.ts';
import { folderWith, jsonOf } from './command-line.ts';
import { validates } from './schema.ts';

/** One problem of each loudness; the names say which. */
const mistakes = `
  #- /deploy/error.yaml
  kind: Service
  metadata:
    name: search
    namespace: prod
  spec:
    clusterIP: none
    ports:
      - port: 9200
  #- /deploy/warning.yaml
  kind: Service
  metadata:
    name: warehouse
  spec:
    type: ExternalName
    externalName: 192.0.2.10
  #- /information.yaml
  kind: Service
  metadata:
    name: web-headless
  spec:
    ports:
      - port: 80
  ---
  kind: Endpoints
  metadata:
    name: web-headless
  subsets: []
`;

const good = `
  #- /web.yaml
  kind: Service
  metadata: {name: web}
  spec:
    selector: {app: web}
    ports: [{port: 80}]
  ---
  kind: Pod
  metadata: {name: web, labels: {app: web}}
  spec: {containers: [{name: web, image: web, ports: [{containerPort: 80}]}]}
`;

test('what git does not keep may be missing in a kustomization', async () => {
  const folder = folderWith(`
    #- /.gitignore
    env/
    #- /app/kustomization.yaml
    resources: [all.yaml, env/db.yaml, gone.yaml]
    #- /app/all.yaml
    kind: ConfigMap
    metadata: {name: settings}
  `);
  const report = jsonOf<CheckReport>(await folder.headlight(['check', '--format', 'json']));
  expect(report.diagnostics.map(({ path, severity }) => `${path} ${severity}`)).toEqual([
    'resources[1] hint',
    'resources[2] error',
  ]);
});

test('a file that a kustomization puts into a ConfigMap is checked, others of no manifest are not', async () => {
  const folder = folderWith(`
    #- /app/kustomization.yaml
    resources: [all.yaml]
    configMapGenerator: [{name: web, files: [nginx.conf], envs: [../outside.env]}]
    #- /app/nginx.conf
    upstream a { server chekout:80; }
    #- /app/other.conf
    upstream a { server chekout:80; }
    #- /app/all.yaml
    kind: Service
    metadata: {name: checkout}
    spec: {selector: {app: checkout}, ports: [{port: 80}]}
  `);
  const report = jsonOf<CheckReport>(await folder.headlight(['check', 'app', '--format', 'json']));
  expect(report.diagnostics.map(({ file, code }) => `${file} ${code}`)).toContain('app/nginx.conf dangling-host-name');
  expect(report.diagnostics.filter(({ file }) => file.includes('other'))).toEqual([]);
});

test('what a kustomization names and is not there is said, what is not read is not', async () => {
  const folder = folderWith(`
    #- /app/kustomization.yaml
    resources: [all.yaml]
    configMapGenerator:
      - {name: web, files: [nginx.conf, large.conf, left-out.conf, a/gone.conf], envs: [../outside.env]}
    crds: [crds.json, gone.json]
    #- /app/large.conf
    ${'x'.repeat(2000)}
    #- /app/crds.json
    {}
    #- /app/all.yaml
    kind: ConfigMap
    metadata: {name: settings}
    #- /app/.headlight.yaml
    exclude: [left-*]
    maxFileSize: 1000
  `);
  const report = jsonOf<CheckReport>(await folder.headlight(['check', 'app', '--format', 'json']));
  expect(report.diagnostics.map(({ severity, message }) => `${severity} ${message.split('"')[1]}`)).toEqual([
    'error nginx.conf',
    'error a/gone.conf',
    'error gone.json',
  ]);
});

describe('text', () => {
  test('problems stand by file, with their place, level and code, and a summary last', async () => {
    const { code, stdout, stderr } = await folderWith(mistakes).headlight(['check']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(
      /^deploy\/error\.yaml\n {3}6:1 {2}hint {3}[^]*\n {2}7:14 {2}error {2}[^]*invalid-cluster-ip\n/,
    );
    expect(stdout).toMatch(/\n\ndeploy\/warning\.yaml\n {2}7:17 {2}warning {2}/);
    expect(stdout).toMatch(
      /\n\n4 problems \(1 error, 1 warning, 1 information, 1 hint\) in 3 files with 4\nKubernetes objects\.\n$/,
    );
  });

  test('related places stand below the message, with their file where it is another', async () => {
    const folder = folderWith(`
      #- /db.yaml
      kind: StatefulSet
      metadata: {name: db}
      spec:
        serviceName: db
        selector: {matchLabels: {app: db}}
        template:
          metadata: {labels: {app: db}}
          spec: {containers: [{name: db}]}
      #- /service.yaml
      kind: Service
      metadata: {name: db}
      spec:
        selector: {app: db}
        ports: [{port: 5432}]
    `);
    const { stdout } = await folder.headlight(['check']);
    expect(stdout).toMatch(/^ {2}5:16 {2}information {2}\S/m);
    expect(stdout).toMatch(/^ {21}→ service\.yaml:3:18 \S/m);
  });

  test('one sentence when all is well', async () => {
    expect(await folderWith(good).headlight(['check'])).toEqual({
      code: 0,
      stdout: 'No problems in 1 file with 2 Kubernetes objects.\n',
      stderr: '',
    });
  });

  test('one sentence when there is nothing to check', async () => {
    const folder = folderWith();
    folder.write('package-lock.json', '{"lockfileVersion": 3}');
    folder.write('values.yaml', 'a: b\n');
    expect((await folder.headlight(['check'])).stdout).toBe('No Kubernetes objects in 1 file.\n');
  });

  test('no line is wider than 80 columns where there is no terminal', async () => {
    const { stdout } = await folderWith(mistakes).headlight(['check']);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});

describe('json', () => {
  test('it keeps to its schema and says everything in order', async () => {
    const folder = folderWith(mistakes);
    const run = await folder.headlight(['check', '--format', 'json']);
    expect(run.code).toBe(1);
    expect(validates('check', JSON.parse(run.stdout))).toEqual([]);
    const report = jsonOf<CheckReport>(run);
    expect(Object.keys(report)).toEqual(['version', 'summary', 'unreadable', 'diagnostics']);
    expect(report.summary).toEqual({
      files: 3,
      documents: 4,
      resources: 4,
      error: 1,
      warning: 1,
      information: 1,
      hint: 1,
    });
    expect(report.diagnostics.map(({ file, code, severity, path: field }) => [file, severity, code, field])).toEqual([
      ['deploy/error.yaml', 'hint', 'missing-endpoints', 'spec.selector'],
      ['deploy/error.yaml', 'error', 'invalid-cluster-ip', 'spec.clusterIP'],
      ['deploy/warning.yaml', 'warning', 'unreachable-external-name', 'spec.externalName'],
      ['information.yaml', 'information', 'misleading-headless-name', 'metadata.name'],
    ]);
    expect(report.diagnostics[1]).toMatchObject({
      range: { start: { line: 6, character: 13 }, end: { line: 6, character: 17 } },
      resource: { kind: 'Service', namespace: 'prod', name: 'search' },
      related: [],
    });
    expect((await folder.headlight(['check', '--format', 'json'])).stdout).toBe(run.stdout);
  });

  test('an empty folder gives an empty report', async () => {
    const run = await folderWith().headlight(['check', '--format', 'json']);
    expect(run.code).toBe(0);
    expect(jsonOf(run)).toEqual({
      version: 1,
      summary: { files: 0, documents: 0, resources: 0, error: 0, warning: 0, information: 0, hint: 0 },
      unreadable: [],
      diagnostics: [],
    });
  });

  test('files are named from the working directory, whatever paths are given', async () => {
    const folder = folderWith(mistakes);
    const files = async (args: readonly string[], from = ''): Promise<readonly string[]> => {
      const run = await folder.headlight(['check', '--format', 'json', ...args], { in: from });
      return [...new Set(jsonOf<CheckReport>(run).diagnostics.map((diagnostic) => diagnostic.file))];
    };
    expect(await files(['deploy'])).toEqual(['deploy/error.yaml', 'deploy/warning.yaml']);
    expect(await files(['deploy/error.yaml', 'deploy/', './deploy'])).toEqual([
      'deploy/error.yaml',
      'deploy/warning.yaml',
    ]);
    expect(await files(['.', '../information.yaml'], 'deploy')).toEqual([
      'error.yaml',
      'warning.yaml',
      '../information.yaml',
    ]);
    expect(await files([path.join(folder.path, 'deploy')])).toEqual(['deploy/error.yaml', 'deploy/warning.yaml']);
  });

  test('folders in sentences are named from the working directory, too, also outside of it', async () => {
    const folder = folderWith(`
      #- /base/kustomization.yaml
      resources: [db.yaml]
      namePrefix: p-
      #- /base/db.yaml
      kind: Service
      metadata: {name: db}
      spec: {ports: [{port: 1}]}
      #- /prod/kustomization.yaml
      resources: [../base, web.yaml]
      #- /prod/web.yaml
      kind: Pod
      metadata: {name: web}
      spec: {containers: [{name: web, image: web, env: [{name: DB, value: "http://db:1"}]}]}
      #- /staging/.headlight.yaml
      rules: {}
    `);
    const message = async (asked: string, from: string): Promise<string | undefined> => {
      const run = await folder.headlight(['check', '--format', 'json', asked], { in: from });
      return jsonOf<CheckReport>(run).diagnostics.find(({ code }) => code === 'dangling-host-name')?.message;
    };
    const becomes = (place: string): unknown => expect.stringContaining(`Service "db" becomes "p-db" in "${place}"`);
    expect(await message('..', 'staging')).toEqual(becomes('../prod'));
    expect(await message('.', '')).toEqual(becomes('prod'));
  });
});

describe('github', () => {
  test('problems are workflow commands, and the summary is for the log', async () => {
    const { code, stdout } = await folderWith(mistakes).headlight(['check', '--format', 'github']);
    expect(code).toBe(1);
    expect(stdout.split('\n').map((line) => line.replace(/^(::.*?::).+/, '$1…'))).toEqual([
      '::notice file=deploy/error.yaml,line=6,col=1,endLine=6,endColumn=5,title=missing-endpoints::…',
      '::error file=deploy/error.yaml,line=7,col=14,endLine=7,endColumn=18,title=invalid-cluster-ip::…',
      '::warning file=deploy/warning.yaml,line=7,col=17,endLine=7,endColumn=27,title=unreachable-external-name::…',
      '::notice file=information.yaml,line=4,col=9,endLine=4,endColumn=21,title=misleading-headless-name::…',
      '4 problems (1 error, 1 warning, 1 information, 1 hint) in 3 files with 4 Kubernetes objects.',
      '',
    ]);
  });

  test('what would end a command or a property is escaped', async () => {
    const folder = folderWith();
    folder.write(
      'a,b%c.yaml',
      'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {type: ExternalName, externalName: 192.0.2.1}\n',
    );
    expect((await folder.headlight(['check', '--format', 'github'])).stdout).toMatch(
      /^::warning file=a%2Cb%25c\.yaml,line=4,/,
    );
  });
});

describe('exit code and levels', () => {
  const cases: readonly [string, number, string][] = [
    ['a problem at error level', 1, ''],
    ['nothing at error level', 0, '--rule invalid-cluster-ip=warning'],
    ['a rule that is off', 0, '--rule invalid-cluster-ip=off'],
    ['as many warnings as allowed', 0, '--rule invalid-cluster-ip=off --max-warnings 1'],
    ['more warnings than allowed', 1, '--rule invalid-cluster-ip=off --max-warnings 0'],
    ['a rule that is made louder', 1, '--rule invalid-cluster-ip=off --rule misleading-headless-name=error'],
    ['the last level of a rule counts', 0, '--rule invalid-cluster-ip=error --rule invalid-cluster-ip=hint'],
  ];
  test.each(cases)('%s: %i', async (_situation, code, options) => {
    const args = options === '' ? [] : options.split(' ');
    expect((await folderWith(mistakes).headlight(['check', ...args])).code).toBe(code);
  });

  test('more warnings than allowed are said beside the report', async () => {
    const args = ['--rule', 'invalid-cluster-ip=off', '--format', 'json', '--max-warnings'];
    const { stderr } = await folderWith(mistakes).headlight(['check', ...args, '0']);
    expect(stderr).toBe('headlight: 1 warning, but --max-warnings allows 0.\n');
    expect((await folderWith(mistakes).headlight(['check', ...args, '1'])).stderr).toBe('');
  });

  test('a comment suppresses a problem', async () => {
    const folder = folderWith(`
      kind: Service
      metadata: {name: a}
      spec:
        clusterIP: none # headlight-disable-line invalid-cluster-ip
        ports: [{port: 80}]
      ---
      kind: Endpoints
      metadata: {name: a}
    `);
    expect((await folder.headlight(['check'])).code).toBe(0);
  });
});

describe('input', () => {
  const service =
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec:\n  clusterIP: none\n  ports: [{port: 80}]\n';
  const list = {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'a' },
        spec: { clusterIP: 'none', ports: [{ port: 80 }] },
      },
    ],
  };
  const cases: readonly [string, string, string, number][] = [
    ['Windows line ends', 'a.yaml', service.replaceAll('\n', '\r\n'), 5],
    ['a byte order mark', 'a.yaml', `\uFEFF${service}`, 5],
    ['a JSON file', 'a.json', JSON.stringify(list.items[0], undefined, 1), 7],
    ['a List', 'a.json', JSON.stringify(list), 0],
    ['a file whose name says nothing', 'manifest.txt', service, 5],
  ];
  test.each(cases)('%s', async (_situation, name, content, line) => {
    const folder = folderWith();
    folder.write(name, content);
    const report = jsonOf<CheckReport>(
      await folder.headlight(['check', name, '--format', 'json', '--rule', 'missing-endpoints=off']),
    );
    expect(report.diagnostics.map((found) => [found.code, found.path, found.range.start.line])).toEqual([
      ['invalid-cluster-ip', 'spec.clusterIP', line],
    ]);
  });

  test('broken YAML, binary, wrongly encoded and dangling files are listed, and the rest is checked', async () => {
    const folder = folderWith();
    folder.write('binary.yaml', 'a\0b');
    folder.write('broken.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a\ndata: "\n---\n' + service);
    folder.write('latin.yaml', new Uint8Array([0x61, 0xe9, 0x0a]));
    symlinkSync('nowhere', path.join(folder.path, 'link.yaml'));
    const args = ['check', '--rule', 'missing-endpoints=off'];
    const run = await folder.headlight([...args, '--format', 'json']);
    expect(validates('check', JSON.parse(run.stdout))).toEqual([]);
    const report = jsonOf<CheckReport>(run);
    expect(run.code).toBe(1);
    expect(report.diagnostics.map(({ file, code }) => [file, code])).toEqual([
      ['broken.yaml', 'invalid-syntax'],
      ['broken.yaml', 'invalid-cluster-ip'],
    ]);
    expect(report.unreadable.map(({ file, reason }) => [file, reason.replace(/(YAML: ).*/, '$1…')])).toEqual([
      ['binary.yaml', 'It is a binary file.'],
      ['latin.yaml', 'It is not valid UTF-8. Save it as UTF-8.'],
      ['link.yaml', 'It does not exist.'],
      ['broken.yaml', 'Line 3 is not valid YAML: …'],
    ]);
    const { stdout } = await folder.headlight(args);
    expect(stdout).toContain('Not read, or only in part\n  binary.yaml\n    It is a binary file.\n');
    expect(stdout).toMatch(/4 files could not be read in full, so problems may be missing here\.\n$/);
  });

  test('what a JSON patch of a kustomization says is named by the field of the object', async () => {
    const folder = folderWith(`
      #- /kustomization.yaml
      resources: [service.yaml]
      patches:
        - target: {kind: Service}
          patch: |-
            - {op: add, path: /spec/ports/0/name, value: UPPER}
      #- /service.yaml
      kind: Service
      metadata: {name: db}
      spec: {selector: {app: db}, ports: [{port: 80}]}
    `);
    const report = jsonOf<CheckReport>(await folder.headlight(['check', '--format', 'json']));
    expect(report.diagnostics.map(({ file, code, path }) => [file, code, path])).toEqual([
      ['kustomization.yaml', 'invalid-port-name', 'spec.ports[0].name'],
    ]);
  });

  test('a Helm template is not judged', async () => {
    const folder = folderWith();
    folder.write('templates/service.yaml', service.replace('name: a', 'name: {{ .Values.name }}') + '{{- if }}\n');
    expect(await folder.headlight(['check'])).toEqual({
      code: 0,
      stdout: 'No problems in 1 file with 1 Kubernetes object.\n',
      stderr: '',
    });
  });
});

describe('standard input', () => {
  const set =
    'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec:\n  serviceName: db\n  selector: {matchLabels: {app: db}}\n  template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: db}]}}\n';
  const service =
    'apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {clusterIP: None, selector: {app: db}, ports: [{name: pg, port: 5432}]}\n';

  test('is read as a file in the working directory, also beside others', async () => {
    const folder = folderWith();
    const alone = await folder.headlight(['check', '-', '--format', 'json'], { input: set });
    expect(jsonOf<CheckReport>(alone).diagnostics.map(({ file, code }) => `${file} ${code}`)).toEqual([
      '- missing-governing-service',
    ]);
    folder.write('service.yaml', service);
    const beside = await folder.headlight(['check', 'service.yaml', '-'], { input: set });
    expect(beside.stdout).toBe('No problems in 2 files with 2 Kubernetes objects.\n');
    folder.write('.headlight.yaml', 'rules: {missing-governing-service: off}\n');
    expect((await folder.headlight(['check', '-'], { input: set })).stdout).toMatch(/^No problems/);
  });

  test('can hold JSON, a list, or nothing', async () => {
    const list = JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } }],
    });
    expect((await folderWith().headlight(['check', '-'], { input: list })).stdout).toMatch(/^-\n {2}1:\d+ {2}error/);
    expect((await folderWith().headlight(['check', '-'])).stdout).toBe('No Kubernetes objects in 1 file.\n');
  });

  test('holds the manifests of other commands', async () => {
    const folder = folderWith();
    const records = await folder.headlight(['records', '-'], { input: service });
    expect(records.stdout).toContain('db.default, headless Service, -:3');
    const answer = await folder.headlight(['resolve', 'db-0.db', '--from', 'default', '-'], {
      input: `${service}---\n${set}`,
    });
    expect(answer.stdout).toMatch(/^db-0\.db A: NOERROR/);
  });

  test('is not changed, and holds no queries beside manifests', async () => {
    const folder = folderWith();
    expect(await folder.headlight(['fix', '-'], { input: set })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'headlight: Standard input cannot be changed. Give files or folders.\n',
    });
    expect((await folder.headlight(['resolve', '-', '-'], { input: set })).stderr).toBe(
      'headlight: Standard input cannot hold both queries and manifests. Give the manifests as files or folders.\n',
    );
  });
});
