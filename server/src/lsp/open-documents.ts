import type { TextDocument } from 'vscode-languageserver-textdocument';
import { uriKey } from './uris.ts';

/** A document that is open. */
interface OpenDocument {
  readonly document: TextDocument;
  /** The URI that a search finds its file under, where it was opened by a link. */
  readonly file: string;
  /** What the spellings of that have in common. */
  readonly key: string;
}

/**
 * The documents that are open, by the key of their file. One that was opened by a link is the text of what the link points to, as it would
 * count twice else; of several of one file the one that was opened or changed last counts.
 */
export interface OpenDocuments {
  /** The key of the file that a URI means: where it is a link that is open, that of its target. */
  keyOf(uri: string): string;
  /** The URI of that file. */
  fileOf(uri: string): string;
  get(key: string): TextDocument | undefined;
  has(key: string): boolean;
  /** The URIs of the files. */
  files(): readonly string[];
  documents(): readonly TextDocument[];
  open(document: TextDocument): OpenDocument;
  /** Takes in which of several documents of one file counts; gives its key. */
  changed(uri: string): string;
  close(uri: string): OpenDocument | undefined;
  /** Looks again where links lead, as other folders are read now; gives the keys before and after. */
  follow(): readonly string[];
}

/** Makes an empty store; `realUri` tells under which URI a search finds the file that has another. */
export function createOpenDocuments(realUri: (uri: string) => string): OpenDocuments {
  const open = new Map<string, OpenDocument>();
  /** What counts, by key of the file. */
  const counting = new Map<string, OpenDocument>();
  const add = (document: TextDocument): OpenDocument => {
    const file = realUri(document.uri);
    const one = { document, file, key: uriKey(file) };
    open.set(uriKey(document.uri), one);
    counting.set(one.key, one);
    return one;
  };

  return {
    keyOf: (uri) => open.get(uriKey(uri))?.key ?? uriKey(uri),
    fileOf: (uri) => open.get(uriKey(uri))?.file ?? uri,
    get: (key) => counting.get(key)?.document,
    has: (key) => counting.has(key),
    files: () => [...counting.values()].map(({ file }) => file),
    documents: () => [...counting.values()].map(({ document }) => document),
    open: add,
    changed(uri) {
      const one = open.get(uriKey(uri));
      if (one !== undefined) counting.set(one.key, one);
      return one?.key ?? uriKey(uri);
    },
    close(uri) {
      const closed = open.get(uriKey(uri));
      if (closed === undefined) return undefined;
      open.delete(uriKey(uri));
      if (counting.get(closed.key) === closed) counting.delete(closed.key);
      for (const other of open.values()) if (other.key === closed.key) counting.set(closed.key, other);
      return closed;
    },
    follow() {
      const before = [...open.values()];
      open.clear();
      counting.clear();
      return [...before, ...before.map(({ document }) => add(document))].map(({ key }) => key);
    },
  };
}
