import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Environment } from '../../server/src/cli/environment.ts';
import { runCommandLine } from '../../server/src/cli/program.ts';
import { visible } from '../../server/src/core/util/visible.ts';
import { folderWith } from './command-line.ts';

// Names that move the cursor, colour and hide text, and begin lines of their own, in everything that is printed.

/** In the place of a name: red, the bell, a window's title, a C1 control, an override of the direction, and lines. */
const evil = 'x\u001b[31m\u0007\u001b]0;title\u009b1m\u202egpj\u2066\nINJECTED\r::error::INJECTED\u2028y';
/** All control characters are in escapes: kubectl reads no text that holds them as they are. */
const inYaml = JSON.stringify(evil).replaceAll('\u009b', '\\u009b');
/** A name of a file, which holds no slash. */
const fileName = `f${evil.replace('/', '')}.yaml`;

const manifest = `apiVersion: v1
kind: Service
metadata: {name: ${inYaml}, namespace: ${inYaml}, labels: {${inYaml}: ${inYaml}}}
spec:
  clusterIP: none
  sessionAffinity: ${inYaml}
  selector: {app: ${inYaml}, tier: db}
  ports: [{name: ${inYaml}, port: 80, targetPort: ${inYaml}}]
---
apiVersion: v1
kind: Service
metadata: {name: db, namespace: ${inYaml}}
spec:
  clusterIP: None
  sessionAffinity: ClientIP
  selector: {app: ${inYaml}}
  ports: [{name: sql, port: 5432}] # ${evil.replace(/[\p{Cc}\u2028]/gu, ' ')}
---
apiVersion: v1
kind: Pod
metadata: {name: ${inYaml}, namespace: ${inYaml}, labels: {app: ${inYaml}}}
spec: {hostname: ${inYaml}, subdomain: db, containers: [{name: c, image: i, env: [{name: A, value: ${JSON.stringify(`http://db.${evil}.svc.cluster.local`)}}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {type: ExternalName, externalName: ${inYaml}}
---
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {clusterIP: None, ports: [{name: ${inYaml}, port: 1}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: 10.96.0.7, ports: [{name: http, port: 80}]}
`;

function hostileFolder(): ReturnType<typeof folderWith> {
  const folder = folderWith();
  folder.write(fileName, manifest);
  folder.write(`d${evil}/${fileName}`, `a: [\n# ${evil}`);
  folder.write(`d${evil}/kustomization.yaml`, `resources: [${inYaml}]\nnamespace: ${inYaml}\n`);
  folder.write(`d${evil}/binary${evil}.yaml`, new Uint8Array([0]));
  folder.write('.headlight.yaml', `${inYaml}: 1\nrules: {${inYaml}: off}\nexclude: 7\n`);
  return folder;
}

interface Shown {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line on a terminal with colours, or in a pipe. */
async function run(
  args: readonly string[],
  on: 'terminal' | 'pipe',
  workingFolder = hostileFolder().path,
  input = '',
): Promise<Shown> {
  let out = '';
  let err = '';
  const environment: Environment = {
    workingFolder,
    columns: 80,
    isTerminal: on === 'terminal',
    hasColours: on === 'terminal',
    input: (async function* () {
      yield input;
    })(),
    write: async (text) => void (out += text),
    writeError: (text) => void (err += text),
  };
  return { code: await runCommandLine(args, environment), out, err };
}

/** What is printed is lines of text, with no colours but our own. */
function expectHarmless(text: string): void {
  const lines = text.replace(/\u001b\[(?:1|2|4|22|24|31|32|33|34|39)m/g, '').split('\n');
  expect(lines.filter((line) => visible(line.replaceAll('\t', ' ')) !== line.replaceAll('\t', ' '))).toEqual([]);
  expect(lines.filter((line) => /^(?:INJECTED|::error::)/.test(line))).toEqual([]);
}

test.each<[what: string, args: readonly string[]]>([
  ['check', ['check']],
  ['check for GitHub', ['check', '--format', 'github']],
  ['records', ['records']],
  ['records of a Service that is not there', ['records', '--service', evil]],
  ['records as zones', ['records', '--format', 'zone']],
  ['resolve', ['resolve', 'web.default.svc.cluster.local']],
  ['resolve a name of several Services', ['resolve', 'db.default.svc.cluster.local']],
  ['resolve from a namespace', ['resolve', 'db', '--from', 'default']],
  ['resolve what is no name', ['resolve', evil]],
  ['dump', ['dump', fileName]],
  ['dump of what is not there', ['dump', evil]],
  ['fix as a diff', ['fix', '--dry-run']],
  ['fix', ['fix']],
  ['an option that does not exist', [`--${evil}`]],
  ['a command that does not exist', [evil]],
  ['a rule that does not exist', ['check', '--rule', `${evil}=error`]],
  ['a path that does not exist', ['check', evil]],
  ['a setting that cannot be used', ['check', '--cluster-domain', evil]],
])('%s', async (_, args) => {
  const { out, err } = await run(args, 'terminal');
  expect(out + err).not.toBe('');
  for (const text of [out, err]) expectHarmless(text);
});

test('no name is a command to a pipeline', async () => {
  const folder = folderWith();
  const name = '::error::a';
  folder.write(
    `${name}.yaml`,
    manifest.replaceAll(inYaml, `"##[error]b ##vso[task.complete]c ${'d '.repeat(30)} ${name}"`),
  );
  const { out } = await run(['check'], 'pipe', folder.path);
  expect(out.split('\n').filter((line) => /^\s*::|##\[|##vso\[/.test(line))).toEqual([]);
  expect(out).toMatch(/^\\x3a:error::a\.yaml\n/);
  const github = await run(['check', '--format', 'github'], 'pipe', folder.path);
  expect(github.out).toMatch(/^::error file=%3A%3Aerror%3A%3Aa\.yaml,/);
});

test('what is hidden is shown', async () => {
  const { out } = await run(['check'], 'terminal');
  expect(out).toContain(visible(fileName));
  expect(out).toContain('\u001b[31merror');
});

test('questions and answers line by line', async () => {
  const input = `db.default.svc.cluster.local\n${evil.replace(/[\n\r]/g, '')}\nx\ty\u001b\n`;
  const { out } = await run(['resolve', '-', '--format', 'text'], 'pipe', undefined, input);
  expectHarmless(out);
  expect(out.split('\n')).toHaveLength(4);
});

test.each<[what: string, args: readonly string[]]>([
  ['check', ['check', '--format', 'json']],
  ['SARIF', ['check', '--format', 'sarif']],
  ['records', ['records', '--format', 'json']],
  ['resolve', ['resolve', 'db.default.svc.cluster.local', '--format', 'json']],
])('JSON says what is there, in characters that do no harm: %s', async (what, args) => {
  const { out } = await run(args, 'terminal');
  expectHarmless(out);
  const texts = new Set<unknown>();
  JSON.parse(out, (_, value: unknown) => (texts.add(value), value));
  if (what === 'check') expect(texts).toContain(evil);
  if (what === 'records') expect(texts).toContain(fileName);
});

test('a diff in a pipe is one that git can apply', async () => {
  const [folder, other] = [hostileFolder(), hostileFolder()];
  const { out } = await run(['fix', '--dry-run'], 'pipe', folder.path);
  execFileSync('git', ['apply', '-'], { cwd: folder.path, input: out });
  await run(['fix'], 'pipe', other.path);
  const [applied, fixed] = [folder, other].map(({ path: at }) => readFileSync(path.join(at, fileName), 'utf8'));
  expect(applied).toBe(fixed);
  expect(applied).not.toBe(manifest);
});
