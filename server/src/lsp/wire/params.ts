import { isRecord } from '../../core/settings/settings.ts';
import { saidOf } from '../../core/util/collections.ts';

/** Says what is wrong with a value, which is at a place with a name; `undefined` where nothing is. */
export type ValueCheck = (value: unknown, at: string) => string | undefined;

/** An object with these fields at least. */
export function objectWith(fields: Readonly<Record<string, ValueCheck>> = {}): ValueCheck {
  const shapes = Object.entries(fields);
  return (value, at) => {
    if (!isRecord(value)) return `"${at}" is no object.`;
    for (const [key, shape] of shapes) {
      const wrong = shape(value[key], at === 'params' ? key : `${at}.${key}`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };
}

/** A list of such values. */
export function arrayOf(item: ValueCheck): ValueCheck {
  return (value, at) => {
    if (!Array.isArray(value)) return `"${at}" is no list.`;
    for (const [index, one] of value.entries()) {
      const wrong = item(one, `${at}[${index}]`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };
}

/** What may be left out, or be null. */
export function maybe(shape: ValueCheck): ValueCheck {
  return (value, at) => (value === undefined || value === null ? undefined : shape(value, at));
}

export const string: ValueCheck = (value, at) => (typeof value === 'string' ? undefined : `"${at}" is no string.`);

/** A number as lines, characters and versions are: whole. */
const integer: ValueCheck = (value, at) => (Number.isInteger(value) ? undefined : `"${at}" is no whole number.`);

/** A whole number that is not negative. */
export const uinteger: ValueCheck = (value, at) =>
  Number.isInteger(value) && Number(value) >= 0 ? undefined : `"${at}" is no whole number from 0 on.`;

/** The id of a request. */
const id: ValueCheck = (value, at) =>
  typeof value === 'string' || typeof value === 'number' ? undefined : `"${at}" is neither a string nor a number.`;

export const position = objectWith({ line: uinteger, character: uinteger });
export const range = objectWith({ start: position, end: position });
/** The fields that name a document, and a place in one. */
export const documentParams = { textDocument: objectWith({ uri: string }) };
export const atPosition = { ...documentParams, position };

const folder = objectWith({ uri: string, name: string });
const files = objectWith({ files: arrayOf(objectWith({ uri: string })) });
/** The parameters of files that are or were renamed. */
export const renamedFiles = objectWith({ files: arrayOf(objectWith({ oldUri: string, newUri: string })) });

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
  'workspace/didRenameFiles': renamedFiles,
};

/** What the parameters of our own requests have to be that commands share. */
export const recordsAsked = objectWith({ uri: maybe(string), position: maybe(position), form: maybe(string) });
export const nameAsked = objectWith({ name: string, from: maybe(string), uri: maybe(string) });
export const atCursor = objectWith({ uri: string, position });

const subjects: Readonly<Record<string, ValueCheck>> = {
  place: atCursor,
  service: objectWith({ namespace: string, name: string }),
  namespace: objectWith({ namespace: string }),
  workspace: objectWith(),
  name: objectWith({ name: string, from: maybe(string) }),
};

/** A subject says its kind, and has what that kind needs. */
const pictureSubject: ValueCheck = (value, at) => {
  const wrong = objectWith({ kind: string })(value, at);
  if (wrong !== undefined) return wrong;
  const { kind } = value as { readonly kind: string };
  const shape = saidOf(subjects, kind);
  return shape === undefined ? `"${at}.kind" is no kind of picture.` : shape(value, at);
};

export const pictureAsked = objectWith({
  of: pictureSubject,
  opened: maybe(arrayOf(string)),
  closed: maybe(arrayOf(string)),
});
