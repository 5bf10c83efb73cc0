import { byPath, compareTexts } from '../core/util/collections.ts';
import type { FolderEntry } from '../core/files/listing.ts';
import { globMatcher } from '../core/util/glob.ts';
import type { FoundFiles, LeftOut } from './host.ts';
import { isManifestName, isSkippedFolder } from './manifest-files.ts';
import { hostReason } from './unread-reasons.ts';

/** A folder, or what is in one. */
export interface SearchPlace {
  readonly uri: string;
  readonly path: string;
  /** From the folder that is searched, for the globs. */
  readonly relative: string;
}

/** A search for manifests below a folder, no matter what lists the folders. */
export interface Search {
  /** Takes in what is in a folder; gives the folders in it that are to be searched. */
  take(folder: SearchPlace, entries: readonly FolderEntry[]): readonly SearchPlace[];
  reject(place: SearchPlace, reason: string): void;
  /** The links that were met, which are not followed. */
  readonly links: readonly SearchPlace[];
  /** What was found so far, in order. */
  found(): FoundFiles;
}

/** Prepares a search that leaves out what globs match, relative to the folder that is searched. */
export function createSearch(exclude: readonly string[]): Search {
  const isExcluded = globMatcher(exclude);
  const uris: string[] = [];
  const links: SearchPlace[] = [];
  const unread: { readonly uri: string; readonly path: string; readonly reason: string }[] = [];
  const leftOut: LeftOut[] = [];

  /** Whether no glob leaves it out; else that is noted. */
  const isIncluded = (folder: SearchPlace, name: string): boolean => {
    if (!isExcluded(relativeIn(folder, name))) return true;
    const { uri, path } = placeIn(folder, name);
    leftOut.push({ uri, path, reason: hostReason('excluded') });
    return false;
  };

  return {
    links,
    take(folder, entries) {
      const below: SearchPlace[] = [];
      for (const { name, kind } of entries) {
        if (kind === 'file' ? !isManifestName(name) : isSkippedFolder(name)) continue;
        if (!isIncluded(folder, name)) continue;
        // Of tens of thousands of files nothing is made but this, in one piece: V8 would put off joining a template's parts, and keep them.
        if (kind === 'file') uris.push([folder.uri, encodeSegment(name)].join('/'));
        else if (kind === 'link') links.push(placeIn(folder, name));
        else below.push(placeIn(folder, name));
      }
      return below;
    },
    reject: ({ uri, path }, reason) => void unread.push({ uri, path, reason }),
    found: () => ({ uris: uris.sort(compareTexts), unread: unread.sort(byPath), leftOut: leftOut.sort(byPath) }),
  };
}

/** The folder that is searched. */
export function topOf(uri: string, path: string): SearchPlace {
  return { uri: uri.replace(/\/$/, ''), path, relative: '' };
}

function placeIn(folder: SearchPlace, name: string): SearchPlace {
  return {
    uri: `${folder.uri}/${encodeSegment(name)}`,
    path: folder.path.endsWith('/') ? `${folder.path}${name}` : `${folder.path}/${name}`,
    relative: relativeIn(folder, name),
  };
}

function relativeIn({ relative }: SearchPlace, name: string): string {
  return relative === '' ? name : `${relative}/${name}`;
}

/** A URI's path segment as VS Code writes it, so that a file found and the same file opened have one URI. */
export function encodeSegment(name: string): string {
  return encodeURIComponent(name).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
