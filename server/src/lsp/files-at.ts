import type { Documents, Located } from './documents.ts';
import { pathBelowKey, uriKey } from './uris.ts';

/** A file, also one that is only open, or the files of the workspace below a folder. */
export function filesAt(documents: Documents, uri: string): readonly Located[] {
  const located = documents.locate(uri);
  if (located !== undefined) return [located];
  const key = uriKey(uri);
  const { snapshot } = documents;
  return [...snapshot.files.values()]
    .filter((file) => pathBelowKey(key, uriKey(file.uri)) !== undefined)
    .map((file) => ({ snapshot, file, version: undefined, languageId: undefined }));
}
