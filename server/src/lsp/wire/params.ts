import { uinteger, id, arrayOf, objectWith, maybe, string, integer, type ValueCheck } from './shape.ts';

export const position = objectWith({ line: uinteger, character: uinteger });
export const range = objectWith({ start: position, end: position });
/** The fields that name a document, and a place in one. */
export const documentParams = { textDocument: objectWith({ uri: string }) };
export const atPosition = { ...documentParams, position };

const folder = objectWith({ uri: string, name: string });
const files = objectWith({ files: arrayOf(objectWith({ uri: string })) });

/**
 * What the parameters of notifications and of `initialize` have to be, by method, as far as the server relies on it.
 * Source: Language Server Protocol 3.18.
 */
export const notificationParams: Readonly<Record<string, ValueCheck>> = {
  initialize: objectWith({
    capabilities: objectWith(),
    workspaceFolders: maybe(arrayOf(folder)),
    rootUri: maybe(string),
  }),
  '$/cancelRequest': objectWith({ id }),
  'window/workDoneProgress/cancel': objectWith({ token: id }),
  'textDocument/didOpen': objectWith({
    textDocument: objectWith({ uri: string, languageId: string, version: integer, text: string }),
  }),
  'textDocument/didChange': objectWith({
    textDocument: objectWith({ uri: string, version: integer }),
    contentChanges: arrayOf(objectWith({ text: string, range: maybe(range) })),
  }),
  'textDocument/didClose': objectWith(documentParams),
  'textDocument/didSave': objectWith(documentParams),
  'workspace/didChangeConfiguration': objectWith(),
  'workspace/didChangeWatchedFiles': objectWith({ changes: arrayOf(objectWith({ uri: string, type: integer })) }),
  'workspace/didChangeWorkspaceFolders': objectWith({
    event: objectWith({ added: arrayOf(folder), removed: arrayOf(folder) }),
  }),
  'workspace/didCreateFiles': files,
  'workspace/didDeleteFiles': files,
  'workspace/didRenameFiles': objectWith({ files: arrayOf(objectWith({ oldUri: string, newUri: string })) }),
};
