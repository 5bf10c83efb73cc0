import type { Position, Range, Uri, WorkspaceEdit } from 'vscode';
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
  type RecordsParams,
  type RecordsPlace,
  type RecordsPlaceParams,
  recordsPlaceRequest,
  recordsRequest,
  resolveRequest,
  type ResolveParams,
  type ResolveResult,
  servicesRequest,
  type ServicesParams,
  type ServicesResult,
} from '../../server/src/shared/protocol.ts';

/** A place in a manifest; without a position the whole file, without a file the whole workspace. */
export interface CursorPosition {
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
  { readonly kind: 'records'; readonly place: CursorPosition; readonly form: RecordsForm } | AskedName;

/** Records as a table for people, or in zone form, as name servers read them. */
export type RecordsForm = 'table' | 'zone';

/** A name, and the namespace of the Pod that asks; none for an absolute name. */
export interface AskedName {
  readonly kind: 'answer';
  readonly name: string;
  readonly from: string | undefined;
  /** A manifest open from elsewhere, among which alone the name is looked up; else it is among those of the workspace. */
  readonly around: Uri | undefined;
}

/** The edit that converts a Service, or why there is none. */
export type Conversion =
  | { readonly kind: 'edit'; readonly edit: WorkspaceEdit; readonly note: string | undefined }
  | { readonly kind: 'rejected'; readonly reason: string };

/** What the language server is asked, beside what editors ask of all of them. */
export interface Questions {
  /** A document about records or a name. */
  ask(question: RecordsQuestion): Promise<ResolveResult>;
  /** Where the link in a line of such a document leads; `undefined` where the manifests have changed since. */
  recordsPlace(question: RecordsQuestion, line: number): Promise<RecordsPlace | undefined>;
  /** The namespaces a question may come from, and that of the object at a place. */
  namespaces(place: CursorPosition): Promise<NamespacesResult>;
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

/** Makes the questions of a client; `running` waits for it, and fails where it cannot be had. */
export function createQuestions(running: () => Promise<LanguageClient>): Questions {
  return {
    ask: async (question) => {
      const client = await running();
      const request = question.kind === 'answer' ? resolveRequest : recordsRequest;
      return client.sendRequest<ResolveResult>(request, wireQuestion(client, question));
    },
    recordsPlace: async (question, line) => {
      const client = await running();
      const params: RecordsPlaceParams = { of: wireQuestion(client, question), line };
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
      if (answer.kind === 'rejected') return answer;
      const edit = await client.protocol2CodeConverter.asWorkspaceEdit(answer.edit as WireWorkspaceEdit);
      return { kind: 'edit', edit, note: answer.note };
    },
  };
}

function wirePlace({ code2ProtocolConverter: wire }: LanguageClient, uri: Uri, position: Position) {
  return { uri: wire.asUri(uri), position: wire.asPosition(position) };
}

function wireQuestion(client: LanguageClient, question: RecordsQuestion): RecordsParams | ResolveParams {
  if (question.kind === 'records') return { ...wireAbout(client, question.place), form: question.form };
  const { name, from, around } = question;
  return {
    name,
    ...(from === undefined ? {} : { from }),
    ...(around === undefined ? {} : { uri: client.code2ProtocolConverter.asUri(around) }),
  };
}

function wireAbout({ code2ProtocolConverter: wire }: LanguageClient, { uri, position }: CursorPosition) {
  return {
    ...(uri === undefined ? {} : { uri: wire.asUri(uri) }),
    ...(position === undefined ? {} : { position: wire.asPosition(position) }),
  };
}
