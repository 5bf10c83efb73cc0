import {
  commands,
  type Disposable,
  type Event,
  EventEmitter,
  type ExtensionContext,
  l10n,
  type LogOutputChannel,
  type Position,
  type Range,
  type Uri,
  window,
  type WorkspaceEdit,
} from 'vscode';
import type { LanguageClient, WorkspaceEdit as WireWorkspaceEdit } from 'vscode-languageclient/node';
import {
  checkRequest,
  type CheckParams,
  type CheckResult,
  convertRequest,
  type ConvertParams,
  type ConvertResult,
  indexRequest,
  type IndexResult,
  nameRequest,
  type NameParams,
  type NameResult,
  namespacesRequest,
  type NamespacesParams,
  type NamespacesResult,
  noteNotification,
  type NoteParams,
  type RecordsParams,
  type RecordsPlace,
  type RecordsPlaceParams,
  recordsPlaceRequest,
  recordsRequest,
  type RecordsResult,
  resolveRequest,
  type ResolveParams,
  type ResolveResult,
  servicesRequest,
  type ServicesParams,
  type ServicesResult,
  statusNotification,
  type StatusParams,
} from '../../server/src/shared/protocol.ts';
import type { AfterEnd } from './client.ts';
import { reportProblemCommand } from './ids.ts';
import { showNote } from './note.ts';

/** How the language server is: on its way, gone, or as it says itself. */
export type ServerState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'running'; readonly status: StatusParams };

/** A place in a manifest; without a position the whole file, without a file the whole workspace. */
export interface Place {
  readonly uri?: Uri;
  readonly position?: Position;
}

/** A Service of a manifest: all of it, its name, and whether it can be made headless. */
export interface DeclaredService {
  readonly range: Range;
  readonly name: Range;
  readonly canConvert: boolean;
}

/** A problem of a file, as a check tells it. */
export interface FoundProblem {
  readonly uri: Uri;
  /** The file's path in the workspace. */
  readonly path: string;
  readonly range: Range;
  /** Error, warning, information. */
  readonly severity: 1 | 2 | 3;
  readonly message: string;
  readonly code: string;
}

/** What is wrong in files and folders, and how many files with manifests there are. */
export interface Checked {
  readonly manifests: number;
  readonly problems: readonly FoundProblem[];
}

/** What a document is about: the records of a place, or what a name answers. */
export type RecordsQuestion =
  { readonly kind: 'records'; readonly place: Place; readonly form: RecordsForm } | AskedName;

/** Records as a table for people, or in zone form, as name servers read them. */
export type RecordsForm = 'table' | 'zone';

/** A name, and the namespace of the Pod that asks; none for an absolute name. */
export interface AskedName {
  readonly kind: 'answer';
  readonly name: string;
  readonly from: string | undefined;
}

/** The edit that converts a Service, or why there is none. */
export type Conversion =
  | { readonly kind: 'edit'; readonly edit: WorkspaceEdit; readonly note: string | undefined }
  | { readonly kind: 'refused'; readonly reason: string };

/** The language server, as the rest of the extension sees it: typed questions, and no word of the protocol's library. */
export interface Server extends Disposable {
  readonly onDidChangeState: Event<ServerState>;
  readonly state: ServerState;
  /** Starts it in the background; trouble is logged and told through the state. */
  start(): void;
  /** Ends it, in whatever state it is, and starts a new one. */
  restart(): Promise<void>;
  /** A document about records or a name. */
  ask(question: RecordsQuestion): Promise<ResolveResult>;
  /** Where the link in a line of such a document leads; `undefined` where the manifests have changed since. */
  recordsPlace(question: RecordsQuestion, line: number): Promise<RecordsPlace | undefined>;
  /** The namespaces a question may come from, and that of the object at a place. */
  namespaces(place: Place): Promise<NamespacesResult>;
  /** The fully qualified name of what stands at a place. */
  nameAt(uri: Uri, position: Position): Promise<string | undefined>;
  /** The Services that a manifest declares, in the order of its text. */
  services(uri: Uri): Promise<readonly DeclaredService[]>;
  /** What is wrong in files and below folders. */
  check(uris: readonly Uri[]): Promise<Checked>;
  /** Reads the workspace anew; tells how many files with manifests there are. */
  index(): Promise<number>;
  /** What makes the Service at a place headless. */
  convertToHeadless(uri: Uri, position: Position): Promise<Conversion>;
}

/** After that many ends within this time it is left stopped, and a person is asked. */
const crashLimit = { count: 5, milliseconds: 3 * 60_000 };

/** Makes the server's handle; nothing is started yet. */
export function createServer(context: ExtensionContext, output: LogOutputChannel): Server {
  const states = new EventEmitter<ServerState>();
  let state: ServerState = { kind: 'starting' };
  const crashes: number[] = [];
  let made: Promise<LanguageClient> | undefined;
  let started: Promise<LanguageClient> | undefined;

  function become(next: ServerState): void {
    state = next;
    states.fire(next);
  }

  /** The client's library is loaded here, after VS Code has been told that the extension is there. */
  async function makeClient(): Promise<LanguageClient> {
    const { createClient } = await import('./client.ts');
    const client = createClient(context, output, ended);
    client.onNotification(statusNotification, (status: StatusParams) => become({ kind: 'running', status }));
    client.onNotification(noteNotification, (note: NoteParams) => showNote(note.message));
    return client;
  }

  /** Whoever asks from now on is answered by the new one, be it that another one has to end first. */
  function start(after?: Promise<void>): void {
    become({ kind: 'starting' });
    const making = Promise.resolve(after).then(makeClient);
    made = making;
    started = making.then(async (client) => {
      await client.start();
      return client;
    });
    // Whoever asks the server something gets the error as well; nobody has to.
    started.catch((error: unknown) => {
      output.error('The language server did not start.', error);
      if (made === making) stopped(l10n.t('The Headlight language server did not start.'));
    });
  }

  async function restart(): Promise<void> {
    output.info('Restarting the language server.');
    crashes.length = 0;
    start(end());
    await started;
  }

  /** A client whose server never came up or is gone cannot be stopped, which is as good. */
  async function end(): Promise<void> {
    const ending = made;
    made = undefined;
    try {
      await (await ending)?.dispose();
    } catch (error) {
      output.debug('The language server was gone already.', error);
    }
  }

  /** What to do after the server has ended by itself. */
  function ended(): AfterEnd {
    const now = Date.now();
    crashes.push(now);
    while (crashes.length > crashLimit.count) crashes.shift();
    const first = crashes[0] ?? now;
    if (crashes.length < crashLimit.count || now - first > crashLimit.milliseconds) {
      become({ kind: 'starting' });
      output.warn('The language server has ended unexpectedly; what it printed stands around this line.');
      return { action: 'startAgain', message: 'Starting the language server again.' };
    }
    stopped(
      l10n.t(
        'The Headlight language server crashed {0} times within a few minutes and was not started again.',
        crashLimit.count,
      ),
    );
    return {
      action: 'leaveStopped',
      message: `The language server has ended unexpectedly ${crashLimit.count} times within a few minutes and is left stopped. "Headlight: Restart Server" starts it again.`,
    };
  }

  function stopped(message: string): void {
    become({ kind: 'stopped' });
    const again = l10n.t('Restart Server');
    const log = l10n.t('Show Output');
    const report = l10n.t('Report a Problem…');
    void window.showErrorMessage(message, again, log, report).then((choice) => {
      if (choice === again) restart().catch(() => undefined);
      if (choice === log) output.show();
      if (choice === report) void commands.executeCommand(reportProblemCommand);
    });
  }

  async function running(): Promise<LanguageClient> {
    if (started === undefined) throw new Error('The language server was not started.');
    return started;
  }

  return {
    onDidChangeState: states.event,
    get state() {
      return state;
    },
    start: () => start(),
    restart,
    ask: async (question) => {
      const client = await running();
      if (question.kind === 'answer') return client.sendRequest<ResolveResult>(resolveRequest, wireAsked(question));
      return client.sendRequest<RecordsResult>(recordsRequest, wireRecords(client, question));
    },
    recordsPlace: async (question, line) => {
      const client = await running();
      const of = question.kind === 'answer' ? wireAsked(question) : wireRecords(client, question);
      const params: RecordsPlaceParams = { of, line };
      return (await client.sendRequest<RecordsPlace | null>(recordsPlaceRequest, params)) ?? undefined;
    },
    namespaces: async (place) => {
      const client = await running();
      const params: NamespacesParams = wireAbout(client, place);
      return client.sendRequest<NamespacesResult>(namespacesRequest, params);
    },
    nameAt: async (uri, position) => {
      const client = await running();
      const params: NameParams = wirePlace(client, uri, position);
      return (await client.sendRequest<NameResult | null>(nameRequest, params))?.name;
    },
    services: async (uri) => {
      const client = await running();
      const params: ServicesParams = { uri: client.code2ProtocolConverter.asUri(uri) };
      const { services } = await client.sendRequest<ServicesResult>(servicesRequest, params);
      const wire = client.protocol2CodeConverter;
      return services.map(({ range, name, canConvert }) => ({
        range: wire.asRange(range),
        name: wire.asRange(name),
        canConvert,
      }));
    },
    check: async (uris) => {
      const client = await running();
      const params: CheckParams = { uris: uris.map((uri) => client.code2ProtocolConverter.asUri(uri)) };
      const { manifests, problems } = await client.sendRequest<CheckResult>(checkRequest, params);
      const wire = client.protocol2CodeConverter;
      return {
        manifests,
        problems: problems.map((problem) => ({
          ...problem,
          uri: wire.asUri(problem.uri),
          range: wire.asRange(problem.range),
        })),
      };
    },
    index: async () => (await (await running()).sendRequest<IndexResult>(indexRequest, {})).manifests,
    convertToHeadless: async (uri, position) => {
      const client = await running();
      const params: ConvertParams = wirePlace(client, uri, position);
      const answer = await client.sendRequest<ConvertResult>(convertRequest, params);
      if (answer.kind === 'refused') return answer;
      const edit = await client.protocol2CodeConverter.asWorkspaceEdit(answer.edit as WireWorkspaceEdit);
      return { kind: 'edit', edit, note: answer.note };
    },
    dispose: () => {
      states.dispose();
      void end();
    },
  };
}

function wirePlace({ code2ProtocolConverter: wire }: LanguageClient, uri: Uri, position: Position) {
  return { uri: wire.asUri(uri), position: wire.asPosition(position) };
}

function wireAsked({ name, from }: AskedName): ResolveParams {
  return { name, ...(from === undefined ? {} : { from }) };
}

function wireRecords(
  client: LanguageClient,
  { place, form }: Extract<RecordsQuestion, { readonly kind: 'records' }>,
): RecordsParams {
  return { ...wireAbout(client, place), form };
}

function wireAbout({ code2ProtocolConverter: wire }: LanguageClient, { uri, position }: Place) {
  return {
    ...(uri === undefined ? {} : { uri: wire.asUri(uri) }),
    ...(position === undefined ? {} : { position: wire.asPosition(position) }),
  };
}
