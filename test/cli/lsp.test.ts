import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { commandLine, folderWith } from './command-line.ts';

test('lsp --stdio starts a language server with the settings given, and it ends with its client', async () => {
  const folder = folderWith();
  const server = spawn(
    process.execPath,
    [await commandLine(), 'lsp', '--stdio', '--cluster-domain=k8s.example', `--clientProcessId=${process.pid}`],
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
