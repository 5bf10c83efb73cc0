import type { Listing } from '../core/files/listing.ts';

/** What the engine needs of the outside: finding and reading files. Watching is the editor's business. */
export interface Host {
  /**
   * The files below a folder that may hold manifests (`.yaml`, `.yml`, `.json`, and `Kustomization`), in a stable order. What lies under
   * `node_modules`, `.git` or a glob of `exclude` (relative to the folder) is left out. No link is followed: what one points to
   * in the folders of `within` is found there, and one that leads elsewhere is reported, as is a folder that cannot be listed.
   */
  findFiles(folderUri: string, exclude: readonly string[], within: readonly string[]): Promise<FoundFiles>;
  /**
   * Reads a file as UTF-8, without its byte order mark, if it really is in the folders of `within`, as all that `findFiles` finds does.
   * A file that cannot be read gives the reason; nothing is thrown.
   */
  readFile(uri: string, maxSize: number, within: Reach): Promise<ReadResult>;
  /** What is in a folder, if it really is in the folders of `within`; `undefined` where that cannot be seen. Nothing in it is opened. */
  listFolder(uri: string, within: readonly string[]): Promise<Listing | undefined>;
}

/** The URIs of the folders that may be read; `anywhere` for a file that a person named. */
export type Reach = readonly string[] | 'anywhere';

/** What `findFiles` found. */
export interface FoundFiles {
  /** Of the files that may hold manifests. */
  readonly uris: readonly string[];
  readonly unread: readonly { readonly uri: string; readonly path: string; readonly reason: string }[];
  /** What was not searched or read on purpose. */
  readonly leftOut: readonly LeftOut[];
}

/** A file or folder that a search passed over, with the reason as it is in "Left out, <reason>: …". */
export interface LeftOut {
  readonly uri: string;
  readonly path: string;
  readonly reason: string;
}

/** A file's text, or one sentence why there is none. */
export type ReadResult =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unread'; readonly reason: string };
