import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parseAllDocuments } from 'yaml';
import { definition, hover, problems, references } from '../../server/src/core/features/facade.ts';
import type { Snapshot } from '../../server/src/core/workspace/snapshot.ts';
import { Workspace, type FileText } from '../../server/src/core/workspace/workspace.ts';
import { nodeHost } from '../../server/src/host/node-host.ts';
import { appFiles, filesPerApp } from './manifests.ts';

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Makes a workspace of about so many files, measures the engine in it and prints the times. */
export async function benchmark(wanted: number): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'headlight-benchmark-'));
  try {
    generate(folder, wanted);
    await measure(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function generate(folder: string, wanted: number): void {
  for (let app = 0; app * filesPerApp < wanted; app++) {
    const home = path.join(folder, `team-${app % 20}`, `app-${app}`);
    mkdirSync(home, { recursive: true });
    for (const [name, text] of Object.entries(appFiles(app))) writeFileSync(path.join(home, name), text);
  }
}

async function measure(folder: string): Promise<void> {
  const before = await memory();
  const reading = await timed(() => readAll(folder));
  const files = reading.result;
  const characters = files.reduce((sum, file) => sum + file.text.length, 0);
  warmUp(files.slice(0, 300));

  const bare = await timed(() => files.reduce((sum, file) => sum + parseAllDocuments(file.text).length, 0));
  console.log(`${files.length} files, ${bare.result} documents, ${(characters / 1e6).toFixed(1)} MB\n`);
  const row = (title: string, milliseconds: number): void => {
    const ratio = milliseconds / bare.time;
    const share = ratio >= 0.0995 ? ratio.toFixed(2) : ratio.toPrecision(2);
    console.log(`${title.padEnd(58)} ${milliseconds.toFixed(1).padStart(9)} ms  ${share.padStart(8)}`);
  };
  console.log(`${''.padEnd(58)} ${'time'.padStart(9)}     of parser`);
  row('the bare parser: yaml, parseAllDocuments', bare.time);
  row('finding and reading the files', reading.time);

  const empty = await memory();
  const workspace = new Workspace();
  const scan = await timed(() => {
    workspace.apply({ files, complete: true });
    return workspace.snapshot.resources.length;
  });
  row(`first scan: facts of all documents (${scan.result} objects)`, scan.time);
  const links = await timed(() =>
    workspace.snapshot.resources.reduce((sum, object) => sum + workspace.snapshot.links.from(object).length, 0),
  );
  row(`links (${links.result})`, links.time);
  const check = await timed(() => checkAll(workspace.snapshot));
  row(`problems of the whole workspace (${check.result})`, check.time);
  const again = await timed(() => checkAll(workspace.snapshot));
  row('the same again, everything known', again.time);
  const held = await memory();

  const samples = files
    .filter((file) => /\/db\.yaml$/.test(file.path))
    .filter((_, index, all) => index % Math.ceil(all.length / 15) === 0);
  const keystrokes = samples.map((file, index) => keystroke(workspace, file, index));
  row('a keystroke: new snapshot', median(keystrokes.map((one) => one.snapshot)));
  row('then the problems of its file', median(keystrokes.map((one) => one.problems)));
  row('then a hover on its Service', median(keystrokes.map((one) => one.hover)));
  row('then go to definition, find references', median(keystrokes.map((one) => one.navigation)));
  row('then the problems of the whole workspace', median(keystrokes.slice(0, 3).map((one) => one.sweep())));

  console.log(`\nheap: ${before} MB before, ${empty} MB with the texts, ${held} MB with all facts`);
}

async function readAll(folder: string): Promise<readonly FileText[]> {
  const { files } = await nodeHost.findFiles(pathToFileURL(folder).href, [], [pathToFileURL(folder).href]);
  const texts: FileText[] = [];
  for (const file of files) {
    const read = await nodeHost.readFile(file.uri, 1 << 22, [pathToFileURL(folder).href]);
    if (read.kind === 'text') texts.push({ ...file, text: read.text });
  }
  return texts;
}

function warmUp(files: readonly FileText[]): void {
  const workspace = new Workspace();
  workspace.apply({ files, complete: true });
  checkAll(workspace.snapshot);
  for (const file of files) parseAllDocuments(file.text);
}

function checkAll(snapshot: Snapshot): number {
  let found = 0;
  for (const uri of snapshot.files.keys()) found += problems(snapshot, uri).length;
  return found;
}

/** The times of a keystroke, in milliseconds. */
interface Keystroke {
  readonly snapshot: number;
  readonly problems: number;
  readonly hover: number;
  readonly navigation: number;
  readonly sweep: () => number;
}

/** Types one character into a label of a Service, as an editor would send it, and asks what an editor asks. */
function keystroke(workspace: Workspace, file: FileText, index: number): Keystroke {
  const at = file.text.indexOf('tier: data') + 'tier: data'.length;
  const text = `${file.text.slice(0, at)}${index % 10}${file.text.slice(at)}`;
  const name = text.indexOf('name: ', text.indexOf('metadata:')) + 'name: '.length;
  const serviceName = text.indexOf('serviceName: ') + 'serviceName: '.length;
  const time = (action: () => unknown): number => {
    const start = process.cpuUsage();
    action();
    return since(start);
  };
  const snapshot = time(() => {
    workspace.apply({ files: [{ ...file, text }] });
    void workspace.snapshot;
  });
  const current = workspace.snapshot;
  return {
    snapshot,
    problems: time(() => problems(current, file.uri)),
    hover: time(() => {
      if (hover(current, file.uri, name, { commands: [] }) === undefined) throw new Error('The hover is empty.');
    }),
    navigation: time(() => {
      definition(current, file.uri, serviceName);
      references(current, file.uri, name, { includeDeclaration: true });
    }),
    sweep: () => time(() => checkAll(current)),
  };
}

async function timed<T>(action: () => T | Promise<T>): Promise<{ readonly result: T; readonly time: number }> {
  const start = process.cpuUsage();
  const result = await action();
  return { result, time: since(start) };
}

/** Milliseconds of processor time. */
function since(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Megabytes in use. What weak references hold is let go between two turns of the event loop only. */
async function memory(): Promise<number> {
  await new Promise((resolve) => setImmediate(resolve));
  collectGarbage();
  return Math.round(process.memoryUsage().heapUsed / 1e6);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
