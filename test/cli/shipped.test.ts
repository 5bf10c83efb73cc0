import { execFile, spawn } from 'node:child_process';
import { expect, inject, test } from 'vitest';
import { folderWith, jsonOf, type Run } from './command-line.ts';

// The program as it is shipped, in a process of its own. All else about the command line is tested within the tests' process.
const { commandLine } = inject('programs');

function runProgram(args: readonly string[], cwd: string, input = ''): Promise<Run> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [commandLine, ...args], { cwd }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, stdout, stderr });
    });
    child.stdin?.end(input);
  });
}

test.each<[string, string?]>([
  ['--version'],
  ['check'],
  ['check --format json nothing.yaml'],
  ['fix --dry-run'],
  ['records'],
  ['resolve db.default.svc.cluster.local'],
  ['resolve -', 'db\nweb.default.svc.cluster.local\n'],
  ['dump service.yaml'],
  ['help'],
  ['--nonsense'],
])('headlight %s prints and ends as the function does that it is made of', async (command, input) => {
  const folder = folderWith(`
    #- /service.yaml
    apiVersion: v1
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: none, selector: {app: db}, ports: [{name: sql, port: 5432}]}
  `);
  const args = command.split(' ');
  const expected = await folder.headlight(args, input === undefined ? {} : { input });
  expect(await runProgram(args, folder.path, input)).toEqual(expected);
  expect(expected.stdout + expected.stderr).not.toBe('');
});

test('all that is printed is Korean where that is asked for, reports with the pages of rules too', async () => {
  const folder = folderWith(`
    #- /service.yaml
    apiVersion: v1
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: none, selector: {app: db}, ports: [{name: sql, port: 5432}]}
  `);
  const text = await runProgram(['check', '--locale', 'ko'], folder.path);
  expect(text.stdout).toMatch(/오류[^]*헤드리스[^]*찾았습니다\.\n$/);
  const help = await runProgram(['check', '--help', '--locale=ko'], folder.path);
  expect(help.stdout).toMatch(/^사용법: headlight check[^]*\n옵션:\n/);
  expect((await runProgram(['chek', '--locale', 'ko'], folder.path)).stderr).toMatch(/명령은 없습니다\./);
  const sarif = await runProgram(['check', '--format', 'sarif', '--locale', 'ko'], folder.path);
  expect(sarif.stdout).toMatch(/"text": ".*출처: .*"markdown": "## 찾는 내용\\n/s);
});

interface SarifLog {
  readonly runs: readonly [{ readonly tool: { readonly driver: { readonly rules: readonly SarifRule[] } } }];
}

interface SarifRule {
  readonly id: string;
  readonly help: { readonly text: string; readonly markdown: string };
}

test('in a SARIF report a rule carries its page along', async () => {
  const folder = folderWith('kind: Service\nmetadata: {name: db}\nspec: {clusterIP: none, ports: [{port: 80}]}');
  const { runs } = jsonOf<SarifLog>(await runProgram(['check', '--format', 'sarif'], folder.path));
  const { rules } = runs[0].tool.driver;
  expect(rules.map(({ id }) => id)).toContain('invalid-cluster-ip');
  for (const { help } of rules) {
    expect(help.text).toMatch(/^\S.*\.$/);
    expect(help.markdown).toMatch(/^## What it finds\n[^]*\n## Why\n/);
    expect(help.markdown).not.toMatch(/\^\^|\]\((?!https:)/);
  }
});

test('a reader that goes away ends the output without a word', async () => {
  const folder = folderWith();
  const service = (index: number): string =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: web-${index}}\nspec: {ports: [{port: 80}]}\n---\n`;
  folder.write('many.yaml', Array.from({ length: 3000 }, (_, index) => service(index)).join(''));
  const stderr = await new Promise<string>((resolve) => {
    const child = execFile(
      process.execPath,
      [commandLine, 'records', '--format', 'json'],
      { cwd: folder.path },
      (_error, _stdout, said) => resolve(said),
    );
    child.stdout?.once('data', () => child.stdout?.destroy());
  });
  expect(stderr).toBe('');
});

test('lsp --stdio starts a language server with the settings given, and it ends with its client', async () => {
  const folder = folderWith();
  const server = spawn(
    process.execPath,
    [commandLine, 'lsp', '--stdio', '--cluster-domain=k8s.example', `--clientProcessId=${process.pid}`],
    {
      cwd: folder.path,
    },
  );
  const ended = new Promise<number | null>((resolve) => server.on('exit', resolve));
  const send = (message: object): void => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const answers = answersOf(server.stdout);
  send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
  const initialized = (await answers(1)) as { readonly capabilities: object };
  expect(initialized.capabilities).toMatchObject({ hoverProvider: expect.anything() as unknown });
  send({ method: 'initialized', params: {} });
  const uri = 'file:///service.yaml';
  const text = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: db\n';
  send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version: 1, text } } });
  send({ id: 2, method: 'textDocument/hover', params: { textDocument: { uri }, position: { line: 3, character: 9 } } });
  expect(JSON.stringify(await answers(2))).toContain('db.default.svc.k8s.example');
  send({ id: 3, method: 'shutdown' });
  await answers(3);
  send({ method: 'exit' });
  expect(await ended).toBe(0);
});

/** Waits for the result of the request with an id. */
function answersOf(output: NodeJS.ReadableStream): (id: number) => Promise<unknown> {
  let text = '';
  let changed = (): void => undefined;
  output.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
    changed();
  });
  const find = (id: number): { readonly result: unknown } | undefined => {
    // Messages follow each other without a break: each body ends where the next header begins.
    const bodies = text.split(/Content-Length: \d+\r\n\r\n/).filter((body) => body.endsWith('}'));
    const messages = bodies.map((body) => JSON.parse(body) as { readonly id?: number; readonly result: unknown });
    return messages.find((message) => message.id === id && 'result' in message);
  };
  return async (id) => {
    for (let found = find(id); ; found = find(id)) {
      if (found !== undefined) return found.result;
      await new Promise<void>((resolve) => (changed = resolve));
    }
  };
}
