import { isConfigurationPath } from '../core/files/configuration.ts';
import { globMatcher } from '../core/util/glob.ts';
import { isManifestName, isSkippedFolder } from '../host/manifest-files.ts';
import { encodeSegment } from '../host/search.ts';
import { pathBelowKey, uriKey } from './uris.ts';

/** A workspace folder as the client names it. */
export interface GivenFolder {
  readonly uri: string;
  readonly name: string;
}

/** A workspace folder, and the globs of what the editor's settings leave out in it, where it has settings of its own. */
interface SetFolder extends GivenFolder {
  readonly exclude?: readonly string[];
}

/** The folders of a workspace: which files are theirs, and what their paths are. */
export interface Folders {
  /** The outermost folders; one that lies within another is searched with it, and counted once. */
  readonly roots: readonly Root[];
  /** Their URIs: nothing else is read, wherever links lead. */
  readonly uris: readonly string[];
  /** The paths of these folders. */
  readonly paths: readonly string[];
  /** The path of one of the client's folders by URI, without a final slash. */
  pathOfFolder(uri: string): string;
  /** The path of a file by key, relative to its folder and led by the folder's name where there are several; `undefined` for a file of no folder. */
  pathOf(key: string): string | undefined;
  /** The URI of a path, as the search for manifests would spell it; `undefined` for one in no folder. */
  uriOf(path: string): string | undefined;
  /** Whether settings or configuration files leave out what has this key. */
  isExcluded(key: string): boolean;
  /** Whether the search for manifests would find a file of this key. */
  isIndexed(key: string): boolean;
}

/**
 * Reads the client's folders; `exclude` are globs relative to each of them that has none of its own. `isLeftOut` tells of more paths,
 * as configuration files do; those files themselves are always indexed, as an editor has to show them.
 */
export function createFolders(
  given: readonly SetFolder[],
  exclude: readonly string[],
  isLeftOut: (path: string) => boolean = () => false,
): Folders {
  const roots = outermost(given, exclude);
  // A folder within another one has its own settings, so the nearest one counts.
  const nearestFirst = given
    .map((folder) => ({ key: folderKey(folder.uri), matches: globMatcher(folder.exclude ?? exclude) }))
    .sort((one, other) => other.key.length - one.key.length);
  const isMatched = (key: string): boolean => {
    for (const folder of nearestFirst) {
      const relative = pathBelowKey(folder.key, key);
      if (relative !== undefined) return folder.matches(relative);
    }
    return false;
  };
  const isExcluded = ({ root, relative }: Found, key: string): boolean =>
    isMatched(key) || isLeftOut(root.prefix + relative);
  const find = (key: string): Found | undefined => {
    for (const root of roots) {
      const relative = pathBelowKey(root.key, key);
      if (relative !== undefined) return { root, relative };
    }
    return undefined;
  };
  return {
    roots,
    uris: roots.map(({ uri }) => uri),
    paths: roots.map(({ prefix }) => prefix.replace(/\/$/, '')),
    pathOfFolder(uri) {
      const key = folderKey(uri);
      const found = find(key);
      const root = roots.find((one) => one.key === key);
      return found === undefined ? (root?.prefix ?? '').replace(/\/$/, '') : found.root.prefix + found.relative;
    },
    pathOf(key) {
      const found = find(key);
      return found && found.root.prefix + found.relative;
    },
    uriOf(path) {
      const root = roots.find(({ prefix }) => path.startsWith(prefix));
      const relative = path.slice(root?.prefix.length);
      return root && `${root.uri.replace(/\/$/, '')}/${relative.split('/').map(encodeSegment).join('/')}`;
    },
    isExcluded(key) {
      const found = find(key);
      return found !== undefined && isExcluded(found, key);
    },
    isIndexed(key) {
      const found = find(key);
      if (found === undefined || !isManifestName(found.relative)) return false;
      if (found.relative.split('/').slice(0, -1).some(isSkippedFolder)) return false;
      return isConfigurationPath(found.relative) || !isExcluded(found, key);
    },
  };
}

/** A folder that is searched. */
interface Root extends GivenFolder {
  readonly key: string;
  /** What paths below it begin with. */
  readonly prefix: string;
  /** The globs of what is left out. */
  readonly exclude: readonly string[];
}

/** What a key stands for: a path in one of the folders. */
interface Found {
  readonly root: Root;
  readonly relative: string;
}

/** What the spellings of a folder's URI have in common, with a final slash or without. */
export function folderKey(uri: string): string {
  return uriKey(uri).replace(/\/$/, '');
}

function outermost(given: readonly SetFolder[], exclude: readonly string[]): readonly Root[] {
  const keyed = new Map(given.map((folder) => [folderKey(folder.uri), folder]));
  const keys = [...keyed.keys()];
  const outer = [...keyed].filter(([key]) => !keys.some((other) => pathBelowKey(other, key) !== undefined));
  const names = outer.map(([, folder]) => folder.name);
  return outer.map(([key, folder]) => {
    const isUnique = names.filter((name) => name === folder.name).length === 1 && folder.name !== '';
    const prefix = outer.length === 1 ? '' : `${isUnique ? folder.name : (pathBelowKey('file:///', key) ?? key)}/`;
    return { exclude, ...folder, key, prefix };
  });
}
