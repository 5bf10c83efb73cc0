import { count, id, list, object, optional, text, whole, type Shape } from './shape.ts';

export const position = object({ line: count, character: count });
export const range = object({ start: position, end: position });
/** The fields that name a document, and a place in one. */
export const inDocument = { textDocument: object({ uri: text }) };
export const atPosition = { ...inDocument, position };

const folder = object({ uri: text, name: text });
const files = object({ files: list(object({ uri: text })) });

/**
 * What the parameters of notifications and of `initialize` have to be, by method, as far as the server relies on it.
 * Source: Language Server Protocol 3.18.
 */
export const notificationParams: Readonly<Record<string, Shape>> = {
  initialize: object({ capabilities: object(), workspaceFolders: optional(list(folder)), rootUri: optional(text) }),
  '$/cancelRequest': object({ id }),
  'window/workDoneProgress/cancel': object({ token: id }),
  'textDocument/didOpen': object({ textDocument: object({ uri: text, languageId: text, version: whole, text }) }),
  'textDocument/didChange': object({
    textDocument: object({ uri: text, version: whole }),
    contentChanges: list(object({ text, range: optional(range) })),
  }),
  'textDocument/didClose': object(inDocument),
  'textDocument/didSave': object(inDocument),
  'workspace/didChangeConfiguration': object(),
  'workspace/didChangeWatchedFiles': object({ changes: list(object({ uri: text, type: whole })) }),
  'workspace/didChangeWorkspaceFolders': object({ event: object({ added: list(folder), removed: list(folder) }) }),
  'workspace/didCreateFiles': files,
  'workspace/didDeleteFiles': files,
  'workspace/didRenameFiles': object({ files: list(object({ oldUri: text, newUri: text })) }),
};
