import type { Position, Range, Uri, WorkspaceEdit } from 'vscode';
import { pictureRequest, type PictureParams, type WirePicture } from '../../server/src/shared/picture.ts';
import type { BaseLanguageClient, WorkspaceEdit as WireWorkspaceEdit } from 'vscode-languageclient';
import {
  checkRequest,
  convertRequest,
  indexRequest,
  nameRequest,
  namespacesRequest,
  recordsPlaceRequest,
  recordsRequest,
  resolveRequest,
  servicesRequest,
  type NamespacesResult,
  type RecordsParams,
  type RecordsPlace,
  type RequestMethod,
  type ResolveParams,
  type ResolveResult,
  type WireConversion,
} from '../../server/src/shared/protocol.ts';
import { servedServicesRequest, type WireServedService } from '../../server/src/shared/served-services.ts';
import { treePathRequest, treePlaceRequest, treeRequest, type WireTreeNode } from '../../server/src/shared/tree.ts';

import type { ShownSubject } from './views/picture/subject.ts';

/** A place in a manifest; without a position the whole file, without a file the whole workspace. */
export interface CursorPosition {
  readonly uri?: Uri;
  readonly position?: Position;
}

/** A Service of a manifest: all of it, its name, and whether it can be made headless. */
export interface ManifestService {
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
interface Checked {
  readonly manifests: number;
  readonly problems: readonly FoundProblem[];
}

/** What a document is about: the records of a place, or what a name answers. */
export type RecordsQuestion =
  | { readonly kind: 'records'; readonly place: CursorPosition; readonly form: RecordsForm }
  | NameQuestion;

/** Records as a table for people, or in zone form, as name servers read them. */
export type RecordsForm = 'table' | 'zone';

/** A name, and who asks: some Pod of a namespace, or one as `NAMESPACE/POD`; nobody for an absolute name. */
export interface NameQuestion {
  readonly kind: 'answer';
  readonly name: string;
  readonly from: string | undefined;
  /** A manifest open from elsewhere, among which alone the name is looked up; else it is among those of the workspace. */
  readonly around: Uri | undefined;
}

/** What converts a Service, alone or together with the clients whose ports change; or why there is nothing. */
type Conversions =
  | { readonly kind: 'edit'; readonly alone: Conversion; readonly withClients: Conversion | undefined }
  | { readonly kind: 'rejected'; readonly reason: string };

/** An edit that converts a Service, what it does, and what is left to do. */
export interface Conversion {
  readonly title: string;
  readonly edit: WorkspaceEdit;
  readonly note: string | undefined;
}

/** What is to be drawn, and which of its groups a person has opened and closed. */
interface AskedPicture extends Omit<PictureParams, 'of'> {
  readonly of: ShownSubject;
}

/** What the language server is asked, besides what editors ask of all of them. */
export interface ServerQuestions {
  /** A document about records or a name. */
  ask(question: RecordsQuestion): Promise<ResolveResult>;
  /** Where the link in a line of such a document leads; `undefined` where the manifests have changed since. */
  recordsPlace(question: RecordsQuestion, line: number): Promise<RecordsPlace | undefined>;
  /** The namespaces and Pods a question may come from, and those of the object at a place. */
  namespaces(place: CursorPosition): Promise<NamespacesResult>;
  /** The fully qualified name of what is at a place. */
  nameAt(uri: Uri, position: Position): Promise<string | undefined>;
  /** The Services that a manifest declares, in the order of its text. */
  services(uri: Uri): Promise<readonly ManifestService[]>;
  /** What is wrong in files and below folders. */
  check(uris: readonly Uri[]): Promise<Checked>;
  /** Reads the workspace anew; tells how many files with manifests there are. */
  index(): Promise<number>;
  /** The Services of a manifest, a folder or the workspace, with their records, as data. */
  servedServices(of: Uri | undefined): Promise<readonly WireServedService[]>;
  /** The children of a node in the tree of names, by the keys that lead to it; of those that the filter lets through. */
  treeChildren(path: readonly string[], filter: string): Promise<readonly WireTreeNode[]>;
  /** The line that a node comes from; `undefined` where it is gone, or comes from nowhere. */
  treePlace(path: readonly string[], filter: string): Promise<RecordsPlace | undefined>;
  /** The nodes that lead to the Service that a place is about; none where the tree has no such Service. */
  treePath(uri: Uri, position: Position, filter: string): Promise<readonly WireTreeNode[]>;
  /** What belongs together around a subject, to be drawn; null where there is nothing. */
  picture(asked: AskedPicture): Promise<WirePicture | null>;
  /** What makes the Service at a place headless. */
  convertToHeadless(uri: Uri, position: Position): Promise<Conversions>;
}

/** Makes the questions of a client; `running` waits for it, and fails where it cannot be had. */
export function createQuestions(running: () => Promise<BaseLanguageClient>): ServerQuestions {
  const ask = async <Params, Result>(
    method: RequestMethod<Params, Result>,
    params: (client: BaseLanguageClient) => Params,
  ): Promise<Result> => {
    const client = await running();
    return client.sendRequest<Result>(method, params(client));
  };
  const wire = async () => (await running()).protocol2CodeConverter;
  return {
    ask: (question) =>
      question.kind === 'answer'
        ? ask(resolveRequest, (client) => wireName(client, question))
        : ask<RecordsParams, ResolveResult>(recordsRequest, (client) => wireRecords(client, question)),
    recordsPlace: async (question, line) =>
      (await ask(recordsPlaceRequest, (client) => ({ of: wireQuestion(client, question), line }))) ?? undefined,
    namespaces: (place) => ask(namespacesRequest, (client) => wireAbout(client, place)),
    nameAt: async (uri, position) => (await ask(nameRequest, (client) => wirePlace(client, uri, position)))?.name,
    services: async (uri) => {
      const { services } = await ask(servicesRequest, (client) => ({ uri: client.code2ProtocolConverter.asUri(uri) }));
      const converter = await wire();
      return services.map((service) => ({
        ...service,
        range: converter.asRange(service.range),
        name: converter.asRange(service.name),
      }));
    },
    check: async (uris) => {
      const { manifests, problems } = await ask(checkRequest, ({ code2ProtocolConverter }) => ({
        uris: uris.map((uri) => code2ProtocolConverter.asUri(uri)),
      }));
      const converter = await wire();
      return {
        manifests,
        problems: problems.map((problem) => ({
          ...problem,
          uri: converter.asUri(problem.uri),
          range: converter.asRange(problem.range),
        })),
      };
    },
    index: async () => (await ask(indexRequest, () => ({}))).manifests,
    servedServices: async (of) =>
      (await ask(servedServicesRequest, (client) => wireAbout(client, of === undefined ? {} : { uri: of }))).services,
    treeChildren: async (path, filter) => (await ask(treeRequest, () => ({ path, filter }))).nodes,
    treePlace: async (path, filter) => (await ask(treePlaceRequest, () => ({ path, filter }))) ?? undefined,
    treePath: async (uri, position, filter) =>
      (await ask(treePathRequest, (client) => ({ ...wirePlace(client, uri, position), filter })))?.nodes ?? [],
    picture: async ({ of, ...folding }) =>
      ask(pictureRequest, (client) => ({
        ...folding,
        of: of.kind === 'place' ? { kind: of.kind, ...wirePlace(client, of.uri, of.position) } : of,
      })),
    convertToHeadless: async (uri, position) => {
      const answer = await ask(convertRequest, (client) => wirePlace(client, uri, position));
      if (answer.kind === 'rejected') return answer;
      const converter = await wire();
      const conversion = async ({ title, edit, note }: WireConversion): Promise<Conversion> => ({
        title,
        edit: await converter.asWorkspaceEdit(edit as WireWorkspaceEdit),
        note,
      });
      const { withClients } = answer;
      return {
        kind: 'edit',
        alone: await conversion(answer),
        withClients: withClients && (await conversion(withClients)),
      };
    },
  };
}

function wirePlace({ code2ProtocolConverter: wire }: BaseLanguageClient, uri: Uri, position: Position) {
  return { uri: wire.asUri(uri), position: wire.asPosition(position) };
}

function wireQuestion(client: BaseLanguageClient, question: RecordsQuestion): RecordsParams | ResolveParams {
  return question.kind === 'records' ? wireRecords(client, question) : wireName(client, question);
}

function wireRecords(
  client: BaseLanguageClient,
  { place, form }: Extract<RecordsQuestion, { readonly kind: 'records' }>,
): RecordsParams {
  return { ...wireAbout(client, place), form };
}

function wireName(
  { code2ProtocolConverter: wire }: BaseLanguageClient,
  { name, from, around }: NameQuestion,
): ResolveParams {
  return {
    name,
    ...(from === undefined ? {} : { from }),
    ...(around === undefined ? {} : { uri: wire.asUri(around) }),
  };
}

function wireAbout({ code2ProtocolConverter: wire }: BaseLanguageClient, { uri, position }: CursorPosition) {
  return {
    ...(uri === undefined ? {} : { uri: wire.asUri(uri) }),
    ...(position === undefined ? {} : { position: wire.asPosition(position) }),
  };
}
