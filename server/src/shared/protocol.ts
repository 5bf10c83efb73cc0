/**
 * The requests and notifications that Headlight's client and server have besides LSP's own. Plain names and types: no
 * LSP library is imported here, so that both sides and any other editor's client can read it.
 */

/** The method of a request, which knows the types of its parameters and of its answer. */
export type RequestMethod<Params, Result> = string & { readonly answers?: (params: Params) => Result };

/** A range as LSP has it: zero-based lines and UTF-16 units. */
export interface WireRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Sent by the client with `initialize`, as `initializationOptions`. */
export interface InitializationOptions {
  /** Commands the client can run when a link in a hover asks for it; the server links to no others. */
  readonly commands?: readonly string[];
  /** Where the rule pages are: a base URI to which `<code>.md` is joined, for the link of a problem's code. */
  readonly rulePages?: string;
  /** Whether another extension reports YAML syntax already, so that it is not said twice. */
  readonly syntaxIsChecked?: boolean;
  /** Files outside of all folders that refer to nothing elsewhere, by URI: what is missing in them is said. */
  readonly wholeFiles?: readonly string[];
  /** Whether the client reads files and folders for the server: see `readFoldersRequest`. */
  readonly readsFiles?: boolean;
  /** The translations of the client's language, by the keys of sentences, for a server that cannot read its own. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Whether the client itself logs which editor it is, and, while tracing, the requests with their durations. */
  readonly keepsLog?: boolean;
}

/** Client to server: the records of a file or folder, of one Service (by position in a file), or of the workspace, as a document. */
export const recordsRequest: RequestMethod<RecordsParams, RecordsResult> = 'headlight/records';
export interface RecordsParams {
  /** The file or folder; absent for the whole workspace. */
  readonly uri?: string;
  /** With a file: the Service at this place only. */
  readonly position?: WireRange['start'];
  /** `table`, the default, for people; `zone` as name servers read it. */
  readonly form?: 'table' | 'zone';
}
export interface RecordsResult {
  readonly text: string;
  /** What the document is about: `db.prod`, a file's name, or the workspace. */
  readonly title: string;
  /** The ways from the text back to the manifests, in order of lines, at most one a line. */
  readonly links: readonly RecordsLink[];
}
/** A stretch of a document that leads somewhere; `headlight/recordsPlace` tells where. */
export interface RecordsLink {
  readonly range: WireRange;
  /** To a manifest, or to all records of the Service there. */
  readonly opens: 'manifest' | 'records';
}

/** Client to server: what a DNS name answers, of all types of records, as a document. */
export const resolveRequest: RequestMethod<ResolveParams, ResolveResult> = 'headlight/resolve';
export interface ResolveParams {
  /** With or without its final dot. */
  readonly name: string;
  /** Who asks, with its search list: some Pod of a `NAMESPACE`, or one as `NAMESPACE/POD`. Absent for an absolute name. */
  readonly from?: string;
  /** A manifest among which the name is looked up: the workspace's, or, for one that is open from elsewhere, its own. Absent for the workspace. */
  readonly uri?: string;
}
export interface ResolveResult extends RecordsResult {
  /** One sentence where the name is none that could be asked for. */
  readonly error?: string;
}

/**
 * Client to server: the place that the link in a line of such a document points to. Answers null where there is none, as where
 * the manifests have changed since. A document may hold thousands of links, of which few are followed.
 */
export const recordsPlaceRequest: RequestMethod<RecordsPlaceParams, RecordsPlace | null> = 'headlight/recordsPlace';
export interface RecordsPlaceParams {
  /** What the document was asked for with. */
  readonly of: RecordsParams | ResolveParams;
  readonly line: number;
}
export interface RecordsPlace {
  readonly uri: string;
  readonly range: WireRange;
}

/** Client to server: the namespaces, and the Pods in them, that a DNS question may come from. */
export const namespacesRequest: RequestMethod<NamespacesParams, NamespacesResult> = 'headlight/namespaces';
export interface NamespacesParams {
  /** With a position: a place in a manifest whose object's namespace and Pods are told, too. */
  readonly uri?: string;
  readonly position?: WireRange['start'];
}
export interface NamespacesResult {
  /** Those of the manifests first, then those every cluster has. */
  readonly namespaces: readonly string[];
  /** The Pods, as `NAMESPACE/POD` by the name of what makes them, with the kind of that. */
  readonly pods: readonly { readonly name: string; readonly kind: string }[];
  /** The namespace of the object at the position. */
  readonly here?: string;
  /** The Pods that the object at the position makes, as in `pods`. */
  readonly podsHere?: string;
}

/** Client to server: the fully qualified name of what is at a place, for the clipboard. Answers null where nothing has a name. */
export const nameRequest: RequestMethod<NameParams, NameResult | null> = 'headlight/name';
export interface NameParams {
  readonly uri: string;
  readonly position: WireRange['start'];
}
export interface NameResult {
  readonly name: string;
}

/** Client to server: the Services that a file declares, so that menus offer only what can be done. */
export const servicesRequest: RequestMethod<ServicesParams, ServicesResult> = 'headlight/services';
export interface ServicesParams {
  readonly uri: string;
}
export interface ServicesResult {
  /** In the order of the text. */
  readonly services: readonly WireService[];
}
interface WireService {
  /** The stretch in which a cursor means this Service. */
  readonly range: WireRange;
  /** Its name. */
  readonly name: WireRange;
  /** Whether it can be made headless. */
  readonly canConvert: boolean;
}

/** Client to server: the edits that make the Service at a place headless. */
export const convertRequest: RequestMethod<ConvertParams, ConvertResult> = 'headlight/convertToHeadless';
export interface ConvertParams {
  readonly uri: string;
  readonly position: WireRange['start'];
}
export type ConvertResult =
  /** The conversion; `withClients` also changes the clients of ports that are no longer there, absent where there are none. */
  | (WireConversion & { readonly kind: 'edit'; readonly withClients?: WireConversion })
  /** One sentence: why there is nothing to convert. */
  | { readonly kind: 'rejected'; readonly reason: string };

export interface WireConversion {
  /** What it does, imperative. */
  readonly title: string;
  /** An LSP WorkspaceEdit. */
  readonly edit: unknown;
  /** What is left to do. */
  readonly note?: string;
}

/**
 * Server to client: what is in folders that the server cannot list itself, as those of a virtual workspace, and any where it runs in a
 * browser. Only sent to a client that says `readsFiles`.
 */
export const readFoldersRequest: RequestMethod<ReadFoldersParams, ReadFoldersResult> = 'headlight/readFolders';
export interface ReadFoldersParams {
  readonly uris: readonly string[];
}
export interface ReadFoldersResult {
  /** In the order in which they were asked for. */
  readonly folders: readonly WireFolder[];
}
export type WireFolder = { readonly kind: 'entries'; readonly entries: readonly WireEntry[] } | WireUnread;
/** Why a folder or a file cannot be read, for the server to word. */
export interface WireUnread {
  readonly kind: 'unread';
  readonly why: 'missing' | 'notReadable' | 'folder' | 'tooLarge' | 'utf16' | 'binary' | 'notUtf8' | 'readFailed';
  /** In bytes, of what is too large. */
  readonly size?: number;
  /** What the file system said, where reading failed. */
  readonly error?: string;
}
export interface WireEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link';
}

/** Server to client: a file's text, likewise. */
export const readFileRequest: RequestMethod<ReadFileParams, ReadFileResult> = 'headlight/readFile';
export interface ReadFileParams {
  readonly uri: string;
  /** Above this size, in bytes, it is not read. */
  readonly maxSize: number;
}
export type ReadFileResult = { readonly kind: 'text'; readonly text: string } | WireUnread;

/** Server to client: how the server is, for the language status item. Sent whenever it changes. */
export const statusNotification = 'headlight/status';
export interface StatusParams {
  readonly health: 'ok' | 'warning' | 'error';
  readonly indexing: boolean;
  readonly services: number;
  readonly files: number;
  /** Kustomizations that no other one reaches, and charts. */
  readonly scopes: number;
  /** Problems in the workspace by level. */
  readonly problems: {
    readonly error: number;
    readonly warning: number;
    readonly information: number;
    readonly hint: number;
  };
  /** One sentence where the health is not ok, or something was left out. */
  readonly message?: string;
}

/** Server to client: said after a code action of ours was applied, when something is left to do, such as deleting the live Service. */
export const noteNotification = 'headlight/note';
export interface NoteParams {
  readonly message: string;
}

/** The command a resolved code action carries to have its note shown; the client runs it, the server never does. */
export const showNoteCommand = 'headlight.showNote';

/** The server's commands for editors that have no client of ours; each takes one argument, the parameters of the request of its kind. */
export const serverCommands = {
  showRecords: 'headlight.server.showRecords',
  resolveName: 'headlight.server.resolveName',
  nameAt: 'headlight.server.nameAt',
  convertToHeadless: 'headlight.server.convertToHeadless',
  check: 'headlight.server.check',
  indexAgain: 'headlight.server.indexAgain',
  /** Beside code actions alone: `NoteParams` are shown once the edit is made. */
  showNote: 'headlight.server.showNote',
} as const;

/** The command of a lens, which opens the list that is behind its words; the client runs it. */
export const showLensCommand = 'headlight.showLens';
export interface LensParams {
  /** The Service or StatefulSet, by the place of its name. */
  readonly uri: string;
  readonly position: WireRange['start'];
  readonly opens: 'pods' | 'records' | 'references' | 'problems';
  readonly places: readonly { readonly uri: string; readonly range: WireRange }[];
}

/** Client to server: the problems of files and of everything below folders, also where only those of open files are shown. */
export const checkRequest: RequestMethod<CheckParams, CheckResult> = 'headlight/check';
export interface CheckParams {
  readonly uris: readonly string[];
}
export interface CheckResult {
  /** How many files with Kubernetes objects there are. */
  readonly manifests: number;
  readonly problems: readonly WireProblem[];
}
export interface WireProblem {
  readonly uri: string;
  /** The file's path in the workspace, for people. */
  readonly path: string;
  readonly range: WireRange;
  /** As LSP numbers them: error, warning, information. */
  readonly severity: 1 | 2 | 3;
  readonly message: string;
  readonly code: string;
}

/** Client to server: reads settings and all files of the workspace anew. Answered once that is done. It has an empty object as parameters. */
export const indexRequest: RequestMethod<object, IndexResult> = 'headlight/index';
export interface IndexResult {
  /** How many files with Kubernetes objects there are. */
  readonly manifests: number;
}
