import { lstatSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodeSegment } from './search.ts';

/** Where a path leads once all links are followed. */
export type RealPlace =
  | { readonly kind: 'inside'; readonly path: string }
  /** Below one of the folders too, and by a link that is in it. */
  | { readonly kind: 'linked'; readonly path: string }
  | { readonly kind: 'outside'; readonly path: string };

/**
 * Where a path leads, and whether that is one of some folders or below. It need not exist: then its folder has to, and what is there
 * may be no link. Throws what the file system rejects.
 */
export function realPlaceOf(file: string, within: readonly string[]): RealPlace {
  return placeAmong(file, realPathOf(file), within, realpathSync.native);
}

function placeAmong(
  file: string,
  real: string,
  within: readonly string[],
  realFolder: (folder: string) => string,
): RealPlace {
  const tops = new Map<string, string>();
  for (const folder of within) {
    try {
      tops.set(folder, realFolder(folder));
    } catch {
      // Nothing is in a folder that is not there.
    }
  }
  if (![...tops.values()].some((top) => isFileAtOrBelow(real, top))) return { kind: 'outside', path: real };
  return { kind: isLinked(file, real, tops) ? 'linked' : 'inside', path: real };
}

/**
 * The same of a file that is opened at this place without following a link, whether it is there or not; where opening meets a link, `realPlaceOf`
 * tells more. Of files in one folder that are read one after the other only the folder is looked up.
 */
export function placeToOpen(file: string, within: readonly string[]): RealPlace {
  const real = path.join(realFolderOf(path.dirname(file)), path.basename(file));
  return placeAmong(file, real, within, realFolderOf);
}

/** Where folders lead, as far as it was looked up in this turn of the event loop: in the next one they may lead elsewhere. */
const realFolders = new Map<string, string>();

function realFolderOf(folder: string): string {
  const known = realFolders.get(folder);
  if (known !== undefined) return known;
  const real = realpathSync.native(folder);
  if (realFolders.size === 0) setImmediate(() => realFolders.clear());
  realFolders.set(folder, real);
  return real;
}

function realPathOf(file: string): string {
  try {
    return realpathSync.native(file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT') || isLink(file)) throw error;
    return path.join(realpathSync.native(path.dirname(file)), path.basename(file));
  }
}

/**
 * The URI under which a search of some folders finds a file, by the real names of what is below them. Its own where it is the same file
 * system's name already, lies outside of the folders, or is not there.
 */
export function realUriOf(uri: string, within: readonly string[]): string {
  const file = systemPathOf(uri);
  if (file === undefined) return uri;
  try {
    const real = realpathSync.native(file);
    const places = within.flatMap((folderUri) => {
      const folder = systemPathOf(folderUri);
      const top = folder === undefined ? undefined : realpathSync.native(folder);
      if (folder === undefined || top === undefined || !isFileAtOrBelow(real, top)) return [];
      const names = path.relative(top, real).split(path.sep);
      return [
        {
          path: path.join(folder, ...names),
          uri: [folderUri.replace(/\/$/, ''), ...names.map(encodeSegment)].join('/'),
        },
      ];
    });
    return places.some((place) => place.path === path.normalize(file)) ? uri : (places[0]?.uri ?? uri);
  } catch {
    return uri;
  }
}

/** Whether a path is a folder, or lies below it; both as the file system writes them. */
function isFileAtOrBelow(file: string, folder: string): boolean {
  return file === folder || file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}

/** The path of a `file:` URI as this machine writes it; `undefined` for other schemes. */
export function systemPathOf(uri: string): string | undefined {
  if (path.sep === '/' && plainUri.test(uri)) return uri.slice('file://'.length);
  try {
    return fileURLToPath(uri.replace(/^file:/i, 'file:'));
  } catch {
    return undefined;
  }
}

/** A URI of which nothing has to be decoded or put together, as are those of nearly all files: an object for each takes long. */
const plainUri = /^file:\/(?:\/[\w~-][\w.~-]*)+$/;

/** Whether a path leads over a link that is below each of the folders it is below, which are given with where they lead. */
function isLinked(file: string, real: string, tops: ReadonlyMap<string, string>): boolean {
  const above = [...tops].filter(([folder]) => isFileAtOrBelow(file, folder));
  if (above.some(([folder, top]) => path.join(top, path.relative(folder, file)) === real)) return false;
  // They may differ in nothing but letters that the file system takes for the same.
  const nearest = above.reduce((length, [folder]) => Math.max(length, folder.length), 0);
  for (let part = file; part.length > nearest && path.dirname(part) !== part; part = path.dirname(part)) {
    if (isLink(part)) return true;
  }
  return false;
}

function isLink(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
