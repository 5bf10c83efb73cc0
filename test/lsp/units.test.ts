import { CancellationTokenSource, type Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { expect, test, vi } from 'vitest';
import { URI } from 'vscode-uri';
import { createMemoryHost } from '../support/memory-host.ts';
import { createPush, outdated, readTold } from '../../server/src/lsp/diagnostics/delivery.ts';
import { emptyReport, emptyResultId, type Report } from '../../server/src/lsp/diagnostics/reports.ts';
import { createSweep, type SweepResult } from '../../server/src/lsp/diagnostics/sweep.ts';
import { defaultSettings } from '../../server/src/core/settings/settings.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';
import { Documents } from '../../server/src/lsp/documents.ts';
import { createFolders } from '../../server/src/lsp/folders.ts';
import { beginProgress } from '../../server/src/lsp/progress.ts';
import { createLog, guard, type Log } from '../../server/src/lsp/log.ts';
import { createNotes } from '../../server/src/lsp/notes.ts';
import { createNamedReader } from '../../server/src/lsp/named-reader.ts';
import { createReader } from '../../server/src/lsp/reader.ts';
import type { ServerContext } from '../../server/src/lsp/request.ts';
import { registerRequests, requestParams } from '../../server/src/lsp/requests.ts';
import { createScan } from '../../server/src/lsp/scan.ts';
import { pathOfUri, pathBelowKey, uriKey } from '../../server/src/lsp/uris.ts';
import {
  checkRequest,
  convertRequest,
  indexRequest,
  nameRequest,
  namespacesRequest,
  resolveRequest,
  recordsPlaceRequest,
  recordsRequest,
  serverCommands,
  servicesRequest,
} from '../../server/src/shared/protocol.ts';
import { pictureRequest } from '../../server/src/shared/picture.ts';
import { servedServicesRequest } from '../../server/src/shared/served-services.ts';
import { treePathRequest, treePlaceRequest, treeRequest } from '../../server/src/shared/tree.ts';

const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: db}\n';

/** A log that keeps what it is told, of all levels. */
function logInto(lines: string[]): Log {
  const add = (message: string): void => void lines.push(message);
  return { error: add, warn: add, info: add, debug: add, trace: add };
}

/** A store over folders, and what it logged. */
function storeOf(...folders: readonly string[]): { readonly documents: Documents; readonly logged: string[] } {
  const logged: string[] = [];
  const documents = new Documents(logInto(logged), () => undefined);
  documents.setFolders(
    createFolders(
      folders.map((uri) => ({ uri, name: uri })),
      [],
    ),
    defaultSettings.maxFileSize,
  );
  return { documents, logged };
}

test('where our own code fails, the answer is empty, the log says why, and the next request is answered', async () => {
  const handlers = new Map<string, (params: unknown) => Promise<unknown>>();
  const logged: string[] = [];
  const fail = (): never => {
    throw new Error('A mistake of ours.');
  };
  const failing = new Proxy({}, { get: fail });
  registerRequests({
    connection: {
      onRequest: (method: string, handler: (params: unknown) => Promise<unknown>) => handlers.set(method, handler),
    },
    log: logInto(logged),
    client: { takesCodeActions: true, keepsLog: true },
    documents: failing,
    reports: failing,
    polls: failing,
    tree: failing,
    readAgain: fail,
    whenRead: fail,
    answered: () => undefined,
  } as unknown as ServerContext);
  const position = { line: 0, character: 0 };
  const params = {
    textDocument: { uri: 'file:///a' },
    uri: 'file:///a',
    uris: ['file:///a'],
    files: [{ oldUri: 'file:///a', newUri: 'file:///b' }],
    position,
    range: { start: position, end: position },
    item: { uri: 'file:///a', selectionRange: { start: position, end: position } },
    query: 'x',
    command: serverCommands.showRecords,
  };
  const action = { title: 'x', data: { uri: 'file:///a', span: { start: 0, end: 0 } } };
  const empty: Record<string, unknown> = {
    'textDocument/hover': null,
    'textDocument/completion': null,
    'textDocument/definition': null,
    'textDocument/implementation': null,
    'textDocument/documentSymbol': null,
    'textDocument/documentLink': null,
    'textDocument/codeLens': null,
    'textDocument/inlayHint': null,
    'textDocument/prepareCallHierarchy': null,
    'callHierarchy/incomingCalls': null,
    'callHierarchy/outgoingCalls': null,
    'workspace/symbol': null,
    'workspace/executeCommand': null,
    'textDocument/prepareRename': null,
    'textDocument/references': null,
    'textDocument/rename': null,
    'workspace/willRenameFiles': null,
    'textDocument/documentHighlight': null,
    'textDocument/codeAction': null,
    'codeAction/resolve': { ...params, ...action },
    'textDocument/diagnostic': { kind: 'full', items: [] },
    'workspace/diagnostic': { items: [] },
    [recordsRequest]: { title: '', text: '', links: [] },
    [recordsPlaceRequest]: null,
    [resolveRequest]: { title: '', text: '', links: [] },
    [namespacesRequest]: { namespaces: [], pods: [] },
    [servicesRequest]: { services: [] },
    [servedServicesRequest]: { services: [] },
    [treeRequest]: { nodes: [] },
    [treePlaceRequest]: null,
    [treePathRequest]: null,
    [pictureRequest]: null,
    [nameRequest]: null,
    [checkRequest]: { manifests: 0, problems: [] },
    [indexRequest]: { manifests: 0 },
    [convertRequest]: { kind: 'rejected', reason: 'Headlight failed to do this. The log says why.' },
  };
  expect([...handlers.keys()].sort()).toEqual(Object.keys(empty).sort());
  // What is answered has parameters that are looked at before.
  expect([...handlers.keys()].filter((method) => requestParams[method]?.(7, 'params') === undefined)).toEqual([]);
  for (const [method, answer] of Object.entries(empty)) {
    const given = method === 'codeAction/resolve' ? { ...params, ...action } : { ...params, of: params };
    expect(await handlers.get(method)?.(given), method).toEqual(answer);
    expect(logged.at(-1)).toMatch(`${method} failed: Error: A mistake of ours.`);
  }
});

test('an error of ours is logged with its stack, and by its first line where it repeats', () => {
  const lines: string[] = [];
  const write = (level: string) => (text: string) => void lines.push(`[${level}] ${text}`);
  const log = createLog({
    console: { error: write('error'), debug: write('debug') },
    tracer: {},
  } as unknown as Connection);
  const fail = (message: string): void => {
    throw new Error(message);
  };
  for (const message of ['one', 'one', 'two', 'one']) guard(log, 'Reading', undefined, () => fail(message));
  expect(lines.map((line) => line.replace(/\n\s+at [^]*/, ' …'))).toEqual([
    '[error] Reading failed: Error: one …',
    '[debug] Again: Reading failed: Error: one',
    '[error] Reading failed: Error: two …',
    '[debug] Again: Reading failed: Error: one',
  ]);
});

test.each([
  ['a Windows drive, plain and encoded', 'file:///C:/k8s/db.yaml', 'file:///c%3A/k8s/db.yaml'],
  ['encoded and plain characters', 'file:///a/b%20c%20%C3%A9.yaml', 'file:///a/b c é.yaml'],
  ['an encoded authority', 'file://wsl%24/Ubuntu/a.yaml', 'file://wsl$/Ubuntu/a.yaml'],
  ['the case of the scheme', 'FILE:///a.yaml', 'file:///a.yaml'],
])('two spellings of one URI: %s', (_what, one, other) => {
  expect(uriKey(one)).toBe(uriKey(other));
});

test.each([
  ['schemes', 'file:///a.yaml', 'git:///a.yaml'],
  ['queries', 'git:/a.yaml?1', 'git:/a.yaml?2'],
  ['the case of paths', 'file:///a.yaml', 'file:///A.yaml'],
])('two URIs that differ: %s', (_what, one, other) => {
  expect(uriKey(one)).not.toBe(uriKey(other));
});

test.each([
  'file:///w/a.yaml',
  'file:///w/.github/a_b-c~d.yaml',
  'file:///w/../a.yaml',
  'file:///w/',
  'file:///w//a.yaml',
  'file://host/w/a.yaml',
  'file:///C:/a.yaml',
  'file:///w/a%20b.yaml',
  'file:///w/a.yaml?query',
  'file:///',
  'file://',
])('what is read of a URI without a parser is what the parser reads: %s', (uri) => {
  expect(uriKey(uri)).toBe(URI.parse(uri).toString());
  expect(pathOfUri(uri)).toBe(URI.parse(uri).path);
});

test('paths of URIs are decoded, also those that are badly encoded', () => {
  expect(pathOfUri('file:///a/b%20c.yaml')).toBe('/a/b c.yaml');
  expect(pathBelowKey(uriKey('file:///a'), uriKey('file:///a/b%20c.yaml'))).toBe('b c.yaml');
  expect(pathBelowKey(uriKey('file:///a'), uriKey('file:///ab/c.yaml'))).toBeUndefined();
  expect(pathOfUri('file:///a/%zz.yaml')).toBe('/a/%zz.yaml');
});

test('paths are relative to the folder, and led by its name where there are several', () => {
  const key = uriKey('file:///w/app/db.yaml');
  const app = { uri: 'file:///w/app', name: 'app' };
  expect(createFolders([app], []).pathOf(key)).toBe('db.yaml');
  expect(createFolders([app, { uri: 'file:///w/lib', name: 'lib' }], []).pathOf(key)).toBe('app/db.yaml');
  // Two folders of one name are told apart by where they are.
  expect(createFolders([app, { uri: 'file:///v/app', name: 'app' }], []).pathOf(key)).toBe('w/app/db.yaml');
});

test.each([
  ['a.yaml', true],
  ['k8s/a.yml', true],
  ['k8s/Kustomization', true],
  ['a.json', true],
  ['README.md', false],
  ['node_modules/x/a.yaml', false],
  ['.git/a.yaml', false],
  ['old/deep/a.yaml', false],
  ['tmp-1/a.yaml', false],
])('whether a search finds %s: %s', (path, isFound) => {
  const folders = createFolders([{ uri: 'file:///w', name: 'w' }], ['old', 'tmp-*/**']);
  expect(folders.isIndexed(uriKey(`file:///w/${path}`))).toBe(isFound);
});

test('a folder with globs of its own goes by those, and a folder within it by its own again', () => {
  const outer = { uri: 'file:///w', name: 'w', exclude: ['old'] };
  const inner = { uri: 'file:///w/inner', name: 'inner' };
  const folders = createFolders([outer, inner], ['new']);
  const isIndexed = (path: string): boolean => folders.isIndexed(uriKey(`file:///w/${path}`));
  expect(['old/a.yaml', 'new/a.yaml', 'inner/old/a.yaml', 'inner/new/a.yaml'].map(isIndexed)).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect([outer, inner].map(({ uri }) => folders.pathOfFolder(`${uri}/`))).toEqual(['', 'inner']);
  const two = createFolders([outer, { uri: 'file:///v', name: 'v' }], []);
  expect([outer.uri, 'file:///v'].map((uri) => two.pathOfFolder(uri))).toEqual(['w', 'v']);
});

test('a client is told what changed, what is gone and what is spelt otherwise, and nothing of files never mentioned', () => {
  const report = (uri: string, resultId: string): Report => ({
    uri,
    key: uriKey(uri),
    resultId,
    items: [],
    counts: { 1: 0, 2: 0, 3: 0, 4: 0 },
  });
  const told = readTold([
    { uri: 'file:///same', value: '1' },
    { uri: 'file:///changed', value: '1' },
    { uri: 'file:///gone', value: '1' },
    { uri: 'file:///C:/spelt', value: '1' },
  ]);
  const wanted = [
    report('file:///same', '1'),
    report('file:///changed', '2'),
    report('file:///c%3A/spelt', '1'),
    report('file:///new', '1'),
  ];
  const said = outdated(told, new Map(wanted.map((one) => [uriKey(one.uri), one])));
  expect(said.map(({ uri }) => uri)).toEqual([
    'file:///gone',
    'file:///changed',
    'file:///C:/spelt',
    'file:///c%3A/spelt',
    'file:///new',
  ]);
  expect(outdated(told, new Map(wanted.map((one) => [uriKey(one.uri), one])))).toEqual([]);
});

test('a client that knows a file to have no problems is told nothing about it', () => {
  const told = readTold([{ uri: 'file:///right', value: emptyResultId }]);
  expect(outdated(told, new Map())).toEqual([]);
});

test('a file that reading itself fails at is left out and known, the others are there', () => {
  const { documents, logged } = storeOf('file:///w');
  const apply = Reflect.get(Workspace.prototype, 'apply');
  const failing = vi.spyOn(Workspace.prototype, 'apply').mockImplementation(function (this: Workspace, change) {
    if (change.files?.some(({ text }) => text.includes('boom')) === true) throw new Error('a mistake of ours');
    apply.call(this, change);
  });
  try {
    documents.setOnDisk('file:///w/a.yaml', { kind: 'text', text: service });
    documents.setOnDisk('file:///w/b.yaml', { kind: 'text', text: `${service}# boom` });
    documents.setOnDisk('file:///w/c.yaml', { kind: 'text', text: service });
    expect([...documents.snapshot.files.keys()]).toEqual(['file:///w/a.yaml', 'file:///w/c.yaml']);
    expect(documents.snapshot.unread).toMatchObject([
      { path: 'b.yaml', reason: expect.stringContaining('failed') as unknown },
    ]);
    expect(logged.join()).toContain('Reading "b.yaml" failed: Error: a mistake of ours');
    documents.setOnDisk('file:///w/b.yaml', { kind: 'text', text: service });
    expect(documents.snapshot.files.size).toBe(3);
    expect(documents.snapshot.unread).toEqual([]);
  } finally {
    failing.mockRestore();
  }
});

test('the last version of an open document lies over the disk, in the spelling of the client', () => {
  const { documents } = storeOf('file:///c%3A/w');
  documents.setOnDisk('file:///c%3A/w/a.yaml', { kind: 'text', text: service });
  const document = TextDocument.create('file:///C:/w/a.yaml', 'yaml', 7, `${service}# open`);
  documents.open(document);
  expect(documents.locate('file:///c:/w/a.yaml')).toMatchObject({ version: 7, file: { uri: 'file:///C:/w/a.yaml' } });
  expect([...documents.snapshot.files.keys()]).toEqual(['file:///C:/w/a.yaml']);
  documents.close(document.uri);
  expect(documents.locate('file:///c%3A/w/a.yaml')?.file.text).toBe(service);
});

test('of YAML that is no manifest nothing is kept, until a kustomization or chart may name it', () => {
  const { documents } = storeOf('file:///w');
  const values = { kind: 'text', text: 'replicas: 3\n' } as const;
  const read = (): readonly string[] => [...documents.snapshot.files.keys()];
  documents.expect(['file:///w/values.yaml', 'file:///w/db.yaml']);
  documents.setOnDisk('file:///w/values.yaml', values);
  documents.setOnDisk('file:///w/db.yaml', { kind: 'text', text: service });
  documents.setOnDisk('file:///w/note.yaml', { kind: 'text', text: '# headlight-ignore\n' });
  expect(read()).toEqual(['file:///w/db.yaml', 'file:///w/note.yaml']);
  expect(documents.named.lacksSome).toBe(false);

  documents.setOnDisk('file:///w/Chart.yaml', { kind: 'text', text: 'name: shop\n' });
  expect(documents.named.lacksSome).toBe(true);
  documents.expect(['file:///w/Chart.yaml', 'file:///w/values.yaml']);
  documents.setOnDisk('file:///w/values.yaml', values);
  expect(read()).toContain('file:///w/values.yaml');
  expect(documents.named.lacksSome).toBe(false);
});

test('of two reads of one file, the one begun last wins', async () => {
  const { documents } = storeOf('file:///w');
  const answers: ((text: string) => void)[] = [];
  const readFile = () =>
    new Promise<{ kind: 'text'; text: string }>((resolve) => answers.push((text) => resolve({ kind: 'text', text })));
  const reader = createReader({ readFile }, documents);
  const reads = [reader.read(['file:///w/a.yaml']), reader.read(['file:///w/a.yaml'])];
  answers[1]?.(`${service}# new`);
  answers[0]?.(`${service}# old`);
  await Promise.all(reads);
  expect(documents.locate('file:///w/a.yaml')?.file.text).toBe(`${service}# new`);
});

test('reading lets requests through after each bit of text, however many files are read at the same time', async () => {
  const { documents } = storeOf('file:///w');
  const uris = Array.from({ length: 40 }, (_, index) => `file:///w/${index}.yaml`);
  const readFile = async () => ({ kind: 'text', text: `${service}# ${'x'.repeat(70_000)}\n` }) as const;
  const reader = createReader({ readFile }, documents);
  const reading = reader.read(uris);
  for (let count = 0; count < uris.length; count++) {
    expect([...documents.knownFiles()].length).toBeLessThanOrEqual(count + 1);
    await new Promise(setImmediate);
  }
  await reading;
});

test('while the workspace is being read, open documents are looked at for the first time at once', () => {
  vi.useFakeTimers();
  try {
    const { documents, logged } = storeOf('file:///w');
    const covered: string[] = [];
    const nobody = () => expect.fail('nothing is open');
    const reports = { of: nobody, hasProblems: nobody, inSteps: nobody };
    const sweep = createSweep(
      documents,
      reports,
      logInto(logged),
      () => false,
      ({ covers }) => void covered.push(covers),
    );
    sweep.schedule();
    vi.advanceTimersByTime(1);
    expect(covered).toEqual(['open']);
  } finally {
    vi.useRealTimers();
  }
});

test('what is found in a slice of a long sweep is told at its end, and all of it when all is known', async () => {
  const { documents, logged } = storeOf('file:///w');
  for (const name of ['a', 'b', 'c', 'd'])
    documents.setOnDisk(`file:///w/${name}.yaml`, { kind: 'text', text: service });
  // Each look at the clock is a slice of time.
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 20));
  try {
    const told = await new Promise<readonly string[]>((resolve) => {
      const parts: string[] = [];
      const reports = {
        of: (_: unknown, { uri }: { readonly uri: string }) => emptyReport(uri, uriKey(uri)),
        hasProblems: (_: unknown, { uri }: { readonly uri: string }) => !uri.endsWith('b.yaml'),
        inSteps: () => [],
      };
      const sweep = createSweep(
        documents,
        reports,
        logInto(logged),
        () => true,
        ({ covers, reports: found }) => {
          if (covers !== 'open') parts.push([covers, ...found.keys()].join(' '));
          if (covers === 'workspace') resolve(parts);
        },
      );
      sweep.schedule();
    });
    const [a, c, d] = ['a', 'c', 'd'].map((name) => `file:///w/${name}.yaml`);
    expect(told).toEqual([`part ${a}`, `part ${c}`, `part ${d}`, `workspace ${a} ${c} ${d}`]);
  } finally {
    vi.restoreAllMocks();
  }
});

test('a file with many objects lets requests through while it is checked', async () => {
  const { documents, logged } = storeOf('file:///w');
  documents.setOnDisk('file:///w/a.yaml', { kind: 'text', text: service });
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 20));
  try {
    const steps: string[] = [];
    await new Promise<void>((resolve) => {
      const reports = {
        of: (_: unknown, { uri }: { readonly uri: string }) => emptyReport(uri, uriKey(uri)),
        hasProblems: () => false,
        *inSteps() {
          for (const step of ['first', 'second']) {
            setImmediate(() => steps.push(`request behind the ${step}`));
            yield void steps.push(step);
          }
        },
      };
      const sweep = createSweep(
        documents,
        reports,
        logInto(logged),
        () => true,
        ({ covers }) => void (covers === 'workspace' && resolve()),
      );
      sweep.schedule();
    });
    expect(steps).toEqual(['first', 'request behind the first', 'second', 'request behind the second']);
  } finally {
    vi.restoreAllMocks();
  }
});

test('a client that takes what is sent is told of some files what is new, and of others nothing until all are known', () => {
  const sent: string[] = [];
  const push = createPush(
    () => 'workspace',
    () => undefined,
    ({ uri, diagnostics }) => void sent.push(`${uri} ${diagnostics.length}`),
  );
  const item = { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }, message: 'wrong' };
  const report = (uri: string): Report => ({ ...emptyReport(uri, uriKey(uri)), resultId: uri, items: [item] });
  const deliver = (covers: SweepResult['covers'], ...uris: readonly string[]): readonly string[] => {
    const reports = new Map(uris.map((uri) => [uriKey(uri), report(uri)]));
    push.deliver({ reports, files: 3, open: new Set(), covers, milliseconds: 0 });
    return sent.splice(0);
  };
  expect(deliver('part', 'file:///a')).toEqual(['file:///a 1']);
  expect(deliver('part', 'file:///b')).toEqual(['file:///b 1']);
  expect(deliver('workspace', 'file:///a', 'file:///b')).toEqual([]);
  expect(deliver('part', 'file:///c')).toEqual(['file:///c 1']);
  expect(deliver('workspace', 'file:///b', 'file:///c')).toEqual(['file:///a 0']);
  expect(deliver('open', 'file:///C%3A/b', 'file:///b')).toEqual(['file:///C%3A/b 1']);
});

test('a search that is cancelled leaves the snapshot incomplete', async () => {
  const { documents, logged } = storeOf('file:///w');
  const host = createMemoryHost(
    Array.from({ length: 100 }, (_, index) => [`file:///w/${index}.yaml`, service] as const),
  );
  const log = logInto(logged);
  let isCancelled = false;
  const states: string[] = [];
  const reader = createReader(host, documents);
  const scan = createScan({
    host,
    documents,
    reader,
    named: createNamedReader(host, documents, reader),
    log,
    notes: createNotes(log),
    beginProgress: () => ({
      report: (done) => void (isCancelled ||= done >= 40),
      isCancelled: () => isCancelled,
      end: () => undefined,
    }),
    onStateChange: () => void states.push(scan.state),
    onConfigurationsRead: () => undefined,
  });
  void scan.start('asked');
  await vi.waitFor(() => expect(states).toEqual(['running', 'cancelled']));
  expect(documents.snapshot.complete).toBe(false);
  expect(documents.snapshot.files.size).toBeLessThan(100);
  isCancelled = false;
  host.files.set('file:///w/0.yaml', '');
  void scan.start('asked');
  await vi.waitFor(() => expect(scan.state).toBe('cancelled'));
});

test('work is shown only when it takes a while, at most ten times a second, and can be ended', async () => {
  vi.useFakeTimers();
  try {
    const shown: string[] = [];
    const cancellation = new CancellationTokenSource();
    const reporter = {
      begin: (title: string) => shown.push(title),
      report: (percentage: number, message: string) => shown.push(`${percentage} % ${message}`),
      done: () => shown.push('done'),
      token: cancellation.token,
    };
    const connection = { window: { createWorkDoneProgress: async () => reporter } } as unknown as Connection;
    const log = logInto([]);

    const short = beginProgress(connection, log, 'short');
    await vi.advanceTimersByTimeAsync(400);
    short.end();
    await vi.advanceTimersByTimeAsync(400);
    expect(shown).toEqual([]);

    const long = beginProgress(connection, log, 'long');
    await vi.advanceTimersByTimeAsync(600);
    long.report(1, 4);
    long.report(2, 4);
    await vi.advanceTimersByTimeAsync(100);
    long.report(3, 4);
    expect(long.isCancelled()).toBe(false);
    cancellation.cancel();
    expect(long.isCancelled()).toBe(true);
    long.end();
    expect(shown).toEqual(['long', '25 % 1 of 4 files', '75 % 3 of 4 files', 'done']);
  } finally {
    vi.useRealTimers();
  }
});
