import { URI } from 'vscode-uri';

/**
 * A URI that has one spelling and whose path needs no decoding, as nearly all files have: it is its own key, and what is asked of it a
 * dozen times while a workspace is read takes no parser.
 */
const plainFile = /^file:\/\/(?:\/[\w.~-]+)+$/;

/**
 * What two spellings of one URI have in common: encoded and plain characters, `C:` and `c%3A`, the case of scheme and
 * authority. URIs are compared by it and answered as the client spelt them.
 */
export function uriKey(uri: string): string {
  if (plainFile.test(uri)) return uri;
  try {
    const parsed = URI.parse(uri);
    return parsed.with({ scheme: parsed.scheme.toLowerCase() }).toString();
  } catch {
    return uri;
  }
}

/** The decoded path of a URI, with `/` between folders; the URI itself where it has none. */
export function pathOfUri(uri: string): string {
  if (plainFile.test(uri)) return uri.slice('file://'.length);
  try {
    const { path } = URI.parse(uri);
    return path === '' ? uri : path;
  } catch {
    return uri;
  }
}

/** The path from a folder to what lies below it, both given by key; `undefined` where it does not. */
export function pathBelowKey(folderKey: string, key: string): string | undefined {
  const folder = folderKey.endsWith('/') ? folderKey : `${folderKey}/`;
  if (!key.startsWith(folder)) return undefined;
  try {
    return decodeURIComponent(key.slice(folder.length));
  } catch {
    return key.slice(folder.length);
  }
}
