import { EventEmitter } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import type { CheckReport } from '../../server/src/cli/check-report.ts';
import { environmentOf, type Environment } from '../../server/src/cli/environment.ts';
import { runCommandLine } from '../../server/src/cli/program.ts';
import { rules } from '../../server/src/core/rules/index.ts';
import { createReports } from '../../server/src/lsp/diagnostics/reports.ts';
import { snapshotOf } from '../support/snapshot-of.ts';
import { folderWith } from './command-line.ts';

// What our own code fails at is said at the file it is about, by the command line and by the server, and the rest is judged.

const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {clusterIP: none, ports: [{port: 80}]}\n';
const sentence =
  'Headlight failed at checking this file for "invalid-cluster-ip". This is a bug in Headlight; report it: too deep.';

function failAt(name: string): void {
  const rule = rules.find(({ code }) => code === 'invalid-cluster-ip');
  if (rule === undefined) throw new Error('There is no such rule.');
  const check = rule.check.bind(rule);
  vi.spyOn(rule, 'check').mockImplementation((placed, context) => {
    if (placed.name === name) throw new Error('too deep.');
    return check(placed, context);
  });
}

afterEach(() => vi.restoreAllMocks());

test('check says it, judges everything else, and ends with 2', async () => {
  failAt('a');
  const folder = folderWith();
  folder.write('a.yaml', service);
  folder.write('b.yaml', service.replace('name: a', 'name: b'));
  let out = '';
  const environment = {
    workingFolder: folder.path,
    columns: 80,
    write: async (text: string) => void (out += text),
    writeError: (text: string) => void (out += text),
  } as unknown as Environment;
  expect(await runCommandLine(['check', '--format', 'json'], environment)).toBe(2);
  const report = JSON.parse(out) as CheckReport;
  expect(report.unreadable).toEqual([{ file: 'a.yaml', reason: sentence }]);
  expect(report.diagnostics.map(({ file, code }) => `${file} ${code}`)).toEqual([
    'a.yaml missing-endpoints',
    'b.yaml missing-endpoints',
    'b.yaml invalid-cluster-ip',
  ]);
});

test('the server shows it at the file, and logs the whole of it', () => {
  failAt('a');
  const logged: string[] = [];
  const log = { error: (message: string) => void logged.push(message) };
  const snapshot = snapshotOf([{ uri: 'file:///a.yaml', path: 'a.yaml', text: service }]);
  const [file] = snapshot.files.values();
  const reports = createReports(...([{}, log] as unknown as Parameters<typeof createReports>));
  expect(file && reports.of(snapshot, file).items.map(({ message }) => message)).toEqual([
    `${sentence} The log says more.`,
    expect.stringContaining('has no selector'),
  ]);
  expect(logged).toEqual([
    expect.stringMatching(/^Headlight failed at "a\.yaml", checking this file.*: Error: too deep\.\n {4}at /),
  ]);
});

test('an output that cannot be written ends the process with 2 and the reason, a reader that goes away without a word', () => {
  const [stdout, stderr] = [new EventEmitter(), new EventEmitter()];
  const said: unknown[] = [];
  const exit = (code?: number): void => void said.push(code ?? 'exit');
  const write = (text: string): void => void said.push(text);
  const fake = { stdout, stderr: Object.assign(stderr, { write }), env: {}, cwd: () => '/', exit };
  environmentOf(fake as unknown as NodeJS.Process);
  stdout.emit('error', Object.assign(new Error('write'), { code: 'ENOSPC' }));
  stderr.emit('error', Object.assign(new Error('write'), { code: 'ENOSPC' }));
  expect(said).toEqual(['headlight: The output is not complete. The disk is full.\n', 2, 2]);
  said.length = 0;
  fake.exit = () => {
    throw new Error('ended');
  };
  expect(() => stdout.emit('error', Object.assign(new Error('write'), { code: 'EPIPE' }))).toThrow('ended');
  expect(said).toEqual([]);
});
