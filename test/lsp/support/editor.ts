import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  ConfigurationRequest,
  createProtocolConnection,
  DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExitNotification,
  FileChangeType,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  LogTraceNotification,
  MessageType,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  WorkDoneProgressCreateRequest,
  type ClientCapabilities,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Registration,
  type WorkspaceFolder,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { inject } from 'vitest';
import { statusNotification, type StatusParams } from '../../../server/src/shared/protocol.ts';
import { parseFixture } from '../../support/fixture.ts';

/** What an editor of the tests is like, where it differs from VS Code with one folder. */
export interface EditorOptions {
  /** Files on disk: a fixture (`#- /path` starts a file), or bytes by path. */
  readonly files?: string | Readonly<Record<string, string | Uint8Array>>;
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  readonly clientInfo?: InitializeParams['clientInfo'];
  readonly trace?: InitializeParams['trace'];
  /** Answered to `workspace/configuration`, by section; may be changed while it runs. */
  readonly configuration?: Record<string, unknown>;
  /** The same for folders that have settings of their own, by their path. */
  readonly folderConfiguration?: Record<string, Record<string, unknown>>;
  /** Folders relative to the temporary one; one folder, all of it, without this. */
  readonly folders?: readonly string[];
  /** More of `initialize`, or other things than usual, made from the folder on disk. */
  readonly initialize?: (folder: string) => Partial<InitializeParams>;
}

/** An editor that talks to a real server over standard input and output, with a folder on a real disk. */
export interface Editor {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  readonly initialized: InitializeResult;
  readonly folder: string;
  /** What the server sent so far. */
  readonly status: StatusParams[];
  readonly published: PublishDiagnosticsParams[];
  readonly log: string[];
  /** The log with its levels: `[info] Read 3 files …`; traces are in it too. */
  readonly leveledLog: string[];
  readonly registrations: Registration[];
  refreshes: number;
  uri(path: string): string;
  /** Where `$0` was in the fixture. */
  readonly cursor: { readonly uri: string; readonly position: Position };
  open(path: string, text?: string): TextDocument;
  openUri(uri: string, text: string, languageId?: string): TextDocument;
  /** Replaces the first occurrence of a piece of text, as typing over a selection does. */
  type(document: TextDocument, replaced: string, by: string): void;
  close(document: TextDocument): void;
  save(document: TextDocument): void;
  /** Writes a file and tells the server, as a file watcher does. */
  write(path: string, content: string | Uint8Array): void;
  delete(path: string): void;
  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport>;
  /** The problems of a file, as `line:character code`, pulled now. */
  problems(uri: string): Promise<readonly string[]>;
  /** Waits until the workspace is read and checked. */
  ready(): Promise<void>;
  stop(): Promise<number | null>;
}

const levels: Readonly<Record<MessageType, string>> = {
  [MessageType.Error]: 'error',
  [MessageType.Warning]: 'warning',
  [MessageType.Info]: 'info',
  [MessageType.Log]: 'log',
  [MessageType.Debug]: 'debug',
};

/** What VS Code can do, as far as the server asks. */
export const vscodeCapabilities: ClientCapabilities = {
  textDocument: {
    hover: { contentFormat: ['markdown', 'plaintext'] },
    definition: { linkSupport: true },
    diagnostic: { relatedInformation: true, codeDescriptionSupport: true, tagSupport: { valueSet: [1, 2] } },
    codeAction: {
      dataSupport: true,
      resolveSupport: { properties: ['edit', 'command'] },
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor'] } },
    },
  },
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true },
    workspaceFolders: true,
  },
  window: { workDoneProgress: true },
};

/** Starts an editor and its server, and waits for `initialize`. */
export async function startEditor(options: EditorOptions = {}): Promise<Editor> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'headlight-lsp-')));
  const fixture = typeof options.files === 'string' ? parseFixture(options.files) : undefined;
  const files = fixture
    ? fixture.files.map(({ path, text }) => [path, text] as const)
    : Object.entries(options.files ?? {});
  const onDisk = new Map(files);
  for (const [path, content] of onDisk) put(join(folder, path), content);

  const server = spawn(process.execPath, [inject('programs').server, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => server.on('exit', resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const uri = (path: string): string => pathToFileURL(join(folder, path)).href;
  const status: StatusParams[] = [];
  const published: PublishDiagnosticsParams[] = [];
  const log: string[] = [];
  const leveledLog: string[] = [];
  const registrations: Registration[] = [];

  connection.onNotification(statusNotification, (params: StatusParams) => void status.push(params));
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => void published.push(params));
  connection.onNotification(LogMessageNotification.type, ({ type, message }) => {
    log.push(message);
    leveledLog.push(`[${levels[type]}] ${message}`);
  });
  connection.onNotification(LogTraceNotification.type, ({ message }) => void leveledLog.push(`[trace] ${message}`));
  connection.onRequest(RegistrationRequest.type, (params) => void registrations.push(...params.registrations));
  connection.onRequest(WorkDoneProgressCreateRequest.type, () => undefined);
  connection.onRequest(ConfigurationRequest.type, ({ items }) =>
    items.map(({ section = '', scopeUri }) => {
      const own = Object.entries(options.folderConfiguration ?? {}).find(([path]) => uri(path) === scopeUri);
      return own?.[1][section] ?? options.configuration?.[section] ?? null;
    }),
  );
  connection.onRequest(DiagnosticRefreshRequest.type, () => {
    editor.refreshes++;
  });
  connection.listen();

  const folders = (options.folders ?? ['']).map((path): WorkspaceFolder => ({
    uri: uri(path),
    name: path || 'workspace',
  }));
  const initialized = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: folders[0]?.uri ?? null,
    capabilities: options.capabilities ?? vscodeCapabilities,
    workspaceFolders: folders,
    initializationOptions: options.initializationOptions,
    ...(options.clientInfo === undefined ? {} : { clientInfo: options.clientInfo }),
    ...(options.trace === undefined ? {} : { trace: options.trace }),
    ...options.initialize?.(folder),
  });
  await connection.sendNotification(InitializedNotification.type, {});

  const notify: ProtocolConnection['sendNotification'] = connection.sendNotification.bind(connection);
  const tell = (path: string, type: FileChangeType): void =>
    void notify(DidChangeWatchedFilesNotification.type, { changes: [{ uri: uri(path), type }] });

  const editor: Editor = {
    connection,
    process: server,
    initialized,
    folder,
    status,
    published,
    log,
    leveledLog,
    registrations,
    refreshes: 0,
    uri,
    get cursor() {
      const cursor = fixture?.cursor;
      if (fixture === undefined || cursor === undefined) throw new Error('The fixture has no $0.');
      const text = fixture.files.find(({ path }) => path === cursor.path)?.text ?? '';
      const position = TextDocument.create('', '', 0, text).positionAt(cursor.offset);
      return { uri: uri(cursor.path), position };
    },
    open(path, text) {
      const content = text ?? onDisk.get(path);
      if (typeof content !== 'string') throw new Error(`There is no text at ${path}.`);
      return editor.openUri(uri(path), content);
    },
    openUri(opened, text, languageId = 'yaml') {
      const document = TextDocument.create(opened, languageId, 1, text);
      void notify(DidOpenTextDocumentNotification.type, {
        textDocument: { uri: opened, languageId, version: 1, text },
      });
      return document;
    },
    type(document, replaced, by) {
      const start = document.getText().indexOf(replaced);
      if (start < 0) throw new Error(`There is no "${replaced}" in ${document.uri}.`);
      const range = { start: document.positionAt(start), end: document.positionAt(start + replaced.length) };
      const contentChanges = [{ range, text: by }];
      const version = document.version + 1;
      TextDocument.update(document, contentChanges, version);
      void notify(DidChangeTextDocumentNotification.type, {
        textDocument: { uri: document.uri, version },
        contentChanges,
      });
    },
    close: (document) => void notify(DidCloseTextDocumentNotification.type, { textDocument: { uri: document.uri } }),
    save: (document) => void notify(DidSaveTextDocumentNotification.type, { textDocument: { uri: document.uri } }),
    write(path, content) {
      const existed = onDisk.has(path);
      onDisk.set(path, content);
      put(join(folder, path), content);
      tell(path, existed ? FileChangeType.Changed : FileChangeType.Created);
    },
    delete(path) {
      rmSync(join(folder, path), { recursive: true });
      tell(path, FileChangeType.Deleted);
    },
    pull: (pulled, previousResultId) =>
      connection.sendRequest(DocumentDiagnosticRequest.type, {
        textDocument: { uri: pulled },
        ...(previousResultId === undefined ? {} : { previousResultId }),
      }),
    async problems(pulled) {
      const report = await editor.pull(pulled);
      return report.kind === 'full' ? report.items.map(formatDiagnostic) : ['unchanged'];
    },
    async ready() {
      await waitFor(() => status.some((one) => !one.indexing));
    },
    async stop() {
      if (server.exitCode === null) {
        await connection.sendRequest(ShutdownRequest.type);
        await connection.sendNotification(ExitNotification.type);
      }
      const code = await ended;
      connection.dispose();
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
  return editor;
}

/** A diagnostic in short: `line:character code`. */
export function formatDiagnostic({ range, code }: Diagnostic): string {
  return `${range.start.line}:${range.start.character} ${code ?? ''}`;
}

/** Waits until something is so. It gives up after 6,000 looks, a minute at the least: what never comes is a mistake, and a busy machine is none. */
export async function waitFor<T>(look: () => T | Promise<T>): Promise<NonNullable<Exclude<T, false>>> {
  for (let tries = 0; tries < 6000; tries++) {
    const seen = await look();
    if (seen !== undefined && seen !== null && seen !== false) return seen as NonNullable<Exclude<T, false>>;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`Waited in vain for: ${look.toString()}`);
}

function put(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
