import { URI } from 'vscode-uri';

/**
 * What two spellings of one URI have in common: encoded and plain characters, `C:` and `c%3A`, the case of scheme and
 * authority. URIs are compared by it and answered as the client spelt them.
 */
export function uriKey(uri: string): string {
  try {
    const parsed = URI.parse(uri);
    return parsed.with({ scheme: parsed.scheme.toLowerCase() }).toString();
  } catch {
    return uri;
  }
}

/** The decoded path of a URI, with `/` between folders; the URI itself where it has none. */
export function pathOfUri(uri: string): string {
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
