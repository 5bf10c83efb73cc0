// Measures one workspace: the bare parse, the command line, our server with either kind of client, and yaml-language-server.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { Client, pause, type Diagnostic, type Server, type Way } from './client.ts';
import { memoryOf, processorTime, untilQuiet } from './processor.ts';
import type { Column } from './table.ts';
import type { MeasuredWorkspace } from './workspaces.ts';

/** What ends a measurement that does not come to an end, in milliseconds. */
const limit = 600_000;

/** A document that only the editor has: it needs no file of the workspace, and the workspace needs nothing of it. */
const openText = `apiVersion: v1
kind: Service
metadata:
  name: db
  namespace: benchmark
spec:
  clusterIP: None
  sesionAffinity: None
  selector:
    app: db
  ports:
    - port: 5432
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
  namespace: benchmark
spec:
  serviceName: db
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: db
`;
const misspeltLine = lineOf('sesionAffinity');
const nameLine = lineOf('serviceName');
const nameEnd = openText.split('\n')[nameLine]?.length ?? 0;

/** What is measured. */
export interface Programs {
  readonly commandLine: string;
  readonly server: Server;
}

/** Numbers of one kind, by what they say. */
type Figures = Readonly<Record<string, number>>;

/** Measures a workspace; `peer` is yaml-language-server, where it is there. */
export async function measure(
  { name, folder }: MeasuredWorkspace,
  { commandLine, server }: Programs,
  peer: Server | undefined,
): Promise<Column> {
  const parse = bareParse(folder);
  const before = parse();
  const { check, expected } = checkFolder(commandLine, folder);
  const bare = (before + parse()) / 2;
  const found: Column = { name, bare, check, checkRatio: check / bare, problems: sum(expected.values()) };
  for (const way of ['pulled', 'pushed'] as const) {
    const measured = await measureServer(server, way, folder, expected);
    Object.assign(found, withPrefix(way, { ...measured, indexedRatio: (measured['indexed'] ?? Number.NaN) / bare }));
  }
  if (peer !== undefined) Object.assign(found, withPrefix('peer', await measurePeer(peer, folder)));
  return found;
}

/** How long the library takes for the YAML of a folder; what the files hold is read once. */
function bareParse(folder: string): () => number {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name));
  return () => {
    const started = performance.now();
    for (const { parentPath, name } of files) parseAllDocuments(readFileSync(path.join(parentPath, name), 'utf8'));
    return performance.now() - started;
  };
}

/** How long `check` takes, and how many problems it finds in which file. */
function checkFolder(
  commandLine: string,
  folder: string,
): { readonly check: number; readonly expected: ReadonlyMap<string, number> } {
  const started = performance.now();
  const { stdout, stderr } = spawnSync(process.execPath, [commandLine, 'check', '.', '--format', 'json'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  const check = performance.now() - started;
  if (!stdout.startsWith('{')) throw new Error(`check failed: ${stderr}`);
  const expected = new Map<string, number>();
  const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly { readonly file: string }[] };
  for (const { file } of diagnostics) {
    const uri = pathToFileURL(path.join(folder, file)).href;
    expected.set(uri, (expected.get(uri) ?? 0) + 1);
  }
  return { check, expected };
}

async function measureServer(
  server: Server,
  way: Way,
  folder: string,
  expected: ReadonlyMap<string, number>,
): Promise<Figures> {
  const started = performance.now();
  const client = new Client(server, way);
  try {
    await client.start(folder);
    const editor = openDocument(client, folder, openText);
    await client.until(editor.uri, (said) => said.some(({ range }) => range.start.line === misspeltLine), limit);
    const first = performance.now() - started;
    const indexed = await untilAllKnown(client, expected, started);
    await untilQuiet(client.pid, limit);
    const requests = await measureRequests(client, editor.uri);
    const edits = await measureEdits(client, editor, 100, 0);
    await untilQuiet(client.pid, limit);
    const busyBefore = processorTime(client.pid);
    const spaced = await measureEdits(client, editor, 20, 300);
    await untilQuiet(client.pid, limit);
    const processor = (processorTime(client.pid) - busyBefore) / spaced.length;
    const { now, most } = memoryOf(client.pid);
    return {
      first,
      indexed,
      edit: quantile(edits, 0.5),
      edit99: quantile(edits, 0.99),
      processor,
      ...requests,
      memory: now,
      most,
    };
  } finally {
    await client.stop();
  }
}

/** When the last problem has come; a file may have been right before others were known. */
async function untilAllKnown(
  { known }: Client,
  expected: ReadonlyMap<string, number>,
  started: number,
): Promise<number> {
  while (performance.now() - started < limit) {
    if ([...expected].every(([uri, count]) => known.get(uri)?.length === count)) return performance.now() - started;
    await pause(20);
  }
  return Number.NaN;
}

async function measureRequests(client: Client, uri: string): Promise<Figures> {
  const position = { line: nameLine, character: nameEnd - 1 };
  const times = async (method: string): Promise<number> => {
    const taken: number[] = [];
    for (let count = 0; count < 200; count++) {
      const started = performance.now();
      await client.request(`textDocument/${method}`, { textDocument: { uri }, position });
      taken.push(performance.now() - started);
    }
    return quantile(taken, 0.99);
  };
  return {
    hover99: await times('hover'),
    definition99: await times('definition'),
    completion99: await times('completion'),
  };
}

/** Types a letter behind the name of a Service and takes it away again: the problem has to name what is there. */
async function measureEdits(
  client: Client,
  { uri, change }: OpenDocument,
  count: number,
  between: number,
): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let index = 0; index < count; index++) {
    const isTyped = index % 2 === 0;
    const start = { line: nameLine, character: nameEnd };
    const end = { line: nameLine, character: isTyped ? nameEnd : nameEnd + 1 };
    change([{ range: { start, end }, text: isTyped ? 'x' : '' }]);
    const isNamed = (said: readonly Diagnostic[]): boolean => said.some(({ message }) => message.includes('"dbx"'));
    taken.push(await client.until(uri, (said) => isNamed(said) === isTyped, limit));
    if (between > 0) await pause(between);
  }
  return taken;
}

/** What a server does that knows no Kubernetes: it is shown broken YAML instead of a mistake, and every edit is answered somehow. */
async function measurePeer(peer: Server, folder: string): Promise<Figures> {
  const started = performance.now();
  const client = new Client(peer, 'pushed');
  try {
    await client.start(folder);
    const editor = openDocument(client, folder, openText.replace('clusterIP: None', 'clusterIP: "None'));
    await client.until(editor.uri, (said) => said.length > 0, limit);
    const first = performance.now() - started;
    const taken: number[] = [];
    for (let index = 0; index < 20; index++) {
      client.known.delete(editor.uri);
      const character = index % 2 === 0 ? nameEnd : nameEnd + 1;
      const start = { line: nameLine, character: nameEnd };
      editor.change([{ range: { start, end: { line: nameLine, character } }, text: index % 2 === 0 ? 'x' : '' }]);
      taken.push(await client.until(editor.uri, () => true, limit));
    }
    return { first, edit: quantile(taken, 0.5), memory: memoryOf(client.pid).now };
  } finally {
    await client.stop();
  }
}

/** A document that is open, and how it is changed. */
interface OpenDocument {
  readonly uri: string;
  readonly change: (contentChanges: readonly object[]) => void;
}

function openDocument(client: Client, folder: string, text: string): OpenDocument {
  const uri = pathToFileURL(path.join(folder, 'benchmark.yaml')).href;
  let version = 1;
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version, text } });
  const change = (contentChanges: readonly object[]): void =>
    client.notify('textDocument/didChange', { textDocument: { uri, version: ++version }, contentChanges });
  return { uri, change };
}

function lineOf(word: string): number {
  return openText.split('\n').findIndex((line) => line.includes(word));
}

function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function sum(numbers: Iterable<number>): number {
  let result = 0;
  for (const number of numbers) result += number;
  return result;
}

function withPrefix(prefix: string, values: Figures): Figures {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`${prefix}.${key}`, value]));
}
