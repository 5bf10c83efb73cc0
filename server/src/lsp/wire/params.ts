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
} from '../../shared/protocol.ts';
import { count, id, list, object, optional, text, whole, type Shape } from './shape.ts';

const position = object({ line: count, character: count });
const range = object({ start: position, end: position });
const document = object({ uri: text });
const inDocument = { textDocument: document };
const atPosition = object({ ...inDocument, position });
const folder = object({ uri: text, name: text });
const recordsAsked = object({ uri: optional(text), position: optional(position), form: optional(text) });
const nameAsked = object({ name: text, from: optional(text), uri: optional(text) });
/** What a document was asked for with: a name has one, records have none. */
const asked: Shape = (value, at) =>
  typeof value === 'object' && value !== null && 'name' in value ? nameAsked(value, at) : recordsAsked(value, at);
const files = object({ files: list(object({ uri: text })) });

/**
 * What the parameters of each method have to be, as far as the server relies on it. Source: Language Server Protocol 3.18; for the
 * methods of our own, the protocol that client and server share.
 */
const shapes: Readonly<Record<string, Shape>> = {
  initialize: object({ capabilities: object(), workspaceFolders: optional(list(folder)), rootUri: optional(text) }),
  '$/cancelRequest': object({ id }),
  'window/workDoneProgress/cancel': object({ token: id }),
  'textDocument/didOpen': object({
    textDocument: object({ uri: text, languageId: text, version: whole, text }),
  }),
  'textDocument/didChange': object({
    textDocument: object({ uri: text, version: whole }),
    contentChanges: list(object({ text, range: optional(range) })),
  }),
  'textDocument/didClose': object(inDocument),
  'textDocument/didSave': object(inDocument),
  'textDocument/hover': atPosition,
  'textDocument/completion': atPosition,
  'textDocument/definition': atPosition,
  'textDocument/references': object({ ...inDocument, position, context: object() }),
  'textDocument/documentHighlight': atPosition,
  'textDocument/prepareRename': atPosition,
  'textDocument/rename': object({ ...inDocument, position, newName: text }),
  'textDocument/codeAction': object({
    ...inDocument,
    range,
    context: object({ diagnostics: list(object({ range })), only: optional(list(text)) }),
  }),
  'codeAction/resolve': object({ title: text }),
  'textDocument/diagnostic': object({ ...inDocument, previousResultId: optional(text) }),
  'workspace/diagnostic': object({ previousResultIds: list(object({ uri: text, value: text })) }),
  'workspace/didChangeConfiguration': object(),
  'workspace/didChangeWatchedFiles': object({ changes: list(object({ uri: text, type: whole })) }),
  'workspace/didChangeWorkspaceFolders': object({ event: object({ added: list(folder), removed: list(folder) }) }),
  'workspace/didCreateFiles': files,
  'workspace/didDeleteFiles': files,
  'workspace/didRenameFiles': object({ files: list(object({ oldUri: text, newUri: text })) }),
  [recordsRequest]: recordsAsked,
  [recordsPlaceRequest]: object({ of: asked, line: count }),
  [resolveRequest]: nameAsked,
  [namespacesRequest]: object({ uri: optional(text), position: optional(position) }),
  [servicesRequest]: document,
  [nameRequest]: object({ uri: text, position }),
  [convertRequest]: object({ uri: text, position }),
  [checkRequest]: object({ uris: list(text) }),
  [indexRequest]: object(),
};

/** What is wrong with the parameters of a method; `undefined` where nothing is, or nobody knows the method. */
export function wrongParams(method: string, params: unknown): string | undefined {
  return Object.hasOwn(shapes, method) ? shapes[method]?.(params, 'params') : undefined;
}
