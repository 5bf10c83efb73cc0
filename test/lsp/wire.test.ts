import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { inject, onTestFinished, expect, test } from 'vitest';

// Nonsense on the wire, to a real process: each piece gets its error or is left out, and what follows is answered.

interface Message {
  readonly id?: unknown;
  readonly method?: string;
  readonly params?: { readonly message?: string };
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

interface Wire {
  send(...pieces: readonly (object | string | Uint8Array)[]): void;
  /** Waits for the answer to a request. */
  answer(id: unknown): Promise<Message>;
  /** The errors that answer no request that can be told, so far. */
  readonly errors: readonly (number | undefined)[];
  /** What the server logged. */
  readonly log: readonly string[];
  /** Ends what is sent. */
  close(): void;
  readonly ended: Promise<number | null>;
}

async function startServer(): Promise<Wire> {
  const server = spawn(process.execPath, [inject('programs').server, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void server.kill());
  const ended = once(server, 'exit').then(([code]) => code as number | null);
  let text = '';
  let changed = (): void => undefined;
  server.stdout.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
    changed();
  });
  server.stdin.on('error', () => undefined);
  const messages = (): readonly Message[] =>
    text
      .split(/Content-Length: \d+\r\n\r\n/)
      .filter((body) => body.endsWith('}'))
      .map((body) => JSON.parse(body) as Message);
  return {
    send(...pieces) {
      for (const piece of pieces)
        server.stdin.write(piece instanceof Uint8Array || typeof piece === 'string' ? piece : frame(piece));
    },
    async answer(id) {
      for (;;) {
        const found = messages().find((message) => message.id === id && message.method === undefined);
        if (found !== undefined) return found;
        await new Promise<void>((resolve) => (changed = resolve));
      }
    },
    get errors() {
      return messages().flatMap((message) => (message.id === null ? [message.error?.code] : []));
    },
    get log() {
      return messages().flatMap(({ method, params }) =>
        method === 'window/logMessage' ? [params?.message ?? ''] : [],
      );
    },
    close: () => void server.stdin.end(),
    ended,
  };
}

function frame(message: unknown, change = 0): string {
  const body = JSON.stringify({ jsonrpc: '2.0', ...(message as object) });
  return rawFrame(body, Buffer.byteLength(body) + change);
}

function rawFrame(body: string, length = Buffer.byteLength(body)): string {
  return `Content-Length: ${length}\r\n\r\n${body}`;
}

const uri = 'file:///t/a.yaml';
const text = 'apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {clusterIP: None}\n';
const initialize = { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } };
const initialized = { method: 'initialized', params: {} };
const open = {
  method: 'textDocument/didOpen',
  params: { textDocument: { uri, languageId: 'yaml', version: 1, text } },
};
const hover = (id: unknown): object => ({
  id,
  method: 'textDocument/hover',
  params: { textDocument: { uri }, position: { line: 2, character: 17 } },
});
const shutdown = { id: 100, method: 'shutdown' };
const exit = { method: 'exit' };

async function startSession(): Promise<Wire> {
  const wire = await startServer();
  wire.send(initialize, initialized, open);
  await wire.answer(1);
  return wire;
}

async function expectHover(wire: Wire, id: unknown): Promise<void> {
  expect(JSON.stringify((await wire.answer(id)).result)).toContain('db.default.svc.cluster.local');
}

test.each<[what: string, piece: string | Uint8Array, errors: readonly number[]]>([
  ['a Content-Length that is too long', frame(hover(5), 5), []],
  ['a Content-Length that is too short', frame(hover(5), -40), []],
  ['no Content-Length', frame(hover(5)).replace('Content-Length', 'X'), []],
  ['a Content-Length that is not a number', frame(hover(5)).replace(/\d+/, 'many'), []],
  ['a Content-Length of a terabyte', frame(hover(5), 1e12), []],
  ['broken JSON', rawFrame('{"jsonrpc": "2.0", "id": 4, '), [-32700]],
  ['bytes that are no text', Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256)), [-32700]],
  [
    'a body that is not UTF-8',
    Buffer.concat([Buffer.from('Content-Length: 4\r\n\r\n'), Buffer.from('22fffe22', 'hex')]),
    [-32700],
  ],
  ['a header without end', 'X: '.padEnd(100_000, 'y'), [-32700]],
  ['a batch', rawFrame(JSON.stringify([hover(5), hover(6)])), [-32600]],
  [
    'values that are no messages',
    ['7', 'null', '"x"', '{}'].map((body) => rawFrame(body)).join(''),
    [-32600, -32600, -32600, -32600],
  ],
  ['an id that is none', frame({ ...hover(0), id: { a: 1 } }), [-32600]],
  ['a method that is none', frame({ method: 7 }), [-32600]],
  ['depth', rawFrame('['.repeat(100_000) + ']'.repeat(100_000)), [-32600]],
])('%s', async (_, piece, errors) => {
  const wire = await startSession();
  wire.send(piece, hover(9));
  await expectHover(wire, 9);
  expect(wire.errors).toEqual(errors);
});

test('what comes out of its time', async () => {
  const wire = await startServer();
  wire.send(hover(5), open, initialize, { ...initialize, id: 2 }, initialized, hover(6), open, hover(7));
  expect((await wire.answer(5)).error?.code).toBe(-32002);
  expect((await wire.answer(2)).error?.code).toBe(-32600);
  expect((await wire.answer(6)).result).toBeNull();
  await expectHover(wire, 7);
  wire.send(shutdown, { ...shutdown, id: 101 }, hover(8), exit);
  expect((await wire.answer(101)).error?.code).toBe(-32600);
  expect((await wire.answer(8)).error?.code).toBe(-32600);
  expect(await wire.ended).toBe(0);
  // What was on its way at the end is nobody's fault.
  expect(wire.log).not.toContainEqual(expect.stringContaining('shutdown'));
  expect(wire.log).toContainEqual(expect.stringContaining('"initialize" came a second time.'));
});

test('an initialize that cannot be understood, and then one that can', async () => {
  const wire = await startServer();
  wire.send(
    { ...initialize, params: null },
    { ...initialize, id: 2, params: { ...initialize.params, capabilities: 7 } },
  );
  expect((await wire.answer(1)).error?.code).toBe(-32602);
  expect((await wire.answer(2)).error?.code).toBe(-32602);
  wire.send({ ...initialize, id: 3 }, initialized, open, hover(4));
  await expectHover(wire, 4);
});

test('what the protocol does not know, answers that nobody waits for, and what is cancelled', async () => {
  const wire = await startSession();
  wire.send(
    { id: 2, method: 'no/such' },
    { method: 'no/such' },
    { method: '$/none' },
    { id: 77, result: 1 },
    hover('a'),
    hover(1.5),
  );
  wire.send({ method: '$/cancelRequest', params: { id: 999 } }, hover(9));
  expect((await wire.answer(2)).error?.code).toBe(-32601);
  for (const id of ['a', 1.5, 9]) await expectHover(wire, id);
  expect(wire.errors).toEqual([]);
});

test('a document without a URI, and changes that name nothing', async () => {
  const wire = await startSession();
  const wrong = text.replace('None', 'none');
  wire.send(
    {
      method: 'textDocument/didChange',
      params: { textDocument: { uri, version: 2 }, contentChanges: [{ text: wrong }] },
    },
    { method: 'textDocument/didOpen', params: { textDocument: {} } },
    {
      method: 'textDocument/didChange',
      params: { textDocument: { uri, version: null }, contentChanges: [{ text: 'a: b' }] },
    },
    {
      method: 'workspace/didChangeWatchedFiles',
      params: {
        changes: [
          { uri: 'file:///%zz', type: 1 },
          { uri: 'x', type: 99 },
        ],
      },
    },
    { id: 8, method: 'workspace/diagnostic', params: { previousResultIds: [] } },
  );
  expect((await wire.answer(8)).result).toMatchObject({ items: [{ uri }] });
});

test.each<[what: string, pieces: readonly (object | string)[], code: number]>([
  ['exit before anything else', [exit], 1],
  ['exit without shutdown', [initialize, exit], 1],
  ['exit after shutdown', [initialize, shutdown, exit], 0],
  ['exit behind broken JSON', [initialize, shutdown, rawFrame('{'), exit], 0],
])('%s', async (_, pieces, code) => {
  const wire = await startServer();
  wire.send(...pieces);
  expect(await wire.ended).toBe(code);
});

test.each<[what: string, pieces: readonly (object | string)[], code: number]>([
  ['at once', [], 1],
  ['within a message', [initialize, 'Content-Length: 100\r\n\r\n{"a'], 1],
  ['after shutdown', [initialize, shutdown], 0],
])('a client that goes away %s', async (_, pieces, code) => {
  const wire = await startServer();
  wire.send(...pieces);
  if (code === 0) await wire.answer(100);
  wire.close();
  expect(await wire.ended).toBe(code);
});
