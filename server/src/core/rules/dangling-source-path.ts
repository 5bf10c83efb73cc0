import { fileIn } from '../kustomize/files.ts';
import { isIgnored } from '../kustomize/ignored.ts';
import { rootsFor, sourcePathsOf, type SourcePath, pathFrom } from '../kustomize/source-paths.ts';
import type { Placed } from '../objects/placed.ts';
import { defineIndex } from '../scopes/object-index.ts';
import { addTo } from '../util/collections.ts';
import { nearFileName, nearFolderName } from '../util/similar-files.ts';
import { fileNameOf, folderOf, foldersAbove, isInFolder } from '../util/paths.ts';
import type { FileIndexDefinition } from '../workspace/file-index.ts';
import type { Questions } from '../workspace/questions.ts';
import { defineRule, put, suggest } from './rule.ts';

export const danglingSourcePath = defineRule({
  code: 'dangling-source-path',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['Unknown'],
  summary: 'Flux or Argo CD points to a folder or file that this repository does not have.',
  source: 'Flux documentation, Kustomization and HelmRelease; Argo CD documentation, ApplicationSpec',
  messages: {
    near: '"{path}" does not exist in this repository; there is "{near}". The controller reports an error and applies nothing.',
    absent:
      '"{path}" does not exist in this repository, unlike other paths of the same source. Unless it is on another branch, the controller reports an error.',
    fixPath: 'Change to "{near}"',
  },
  *check(placed, { snapshot }) {
    for (const one of sourcePathsOf(placed)) {
      if (rootsOf(snapshot, placed, one.path).length > 0) continue;
      const { roots, areApplied } = othersOf(snapshot, placed, one);
      const found = absenceOf(snapshot, placed, one, roots);
      if (found === undefined) continue;
      const values = { path: one.written, near: found.near ?? '' };
      if (found.near !== undefined) {
        const fix = suggest({ title: 'fixPath', values }, placed, put(one.at.path, found.near));
        yield { at: one.at, message: 'near', values, fixes: [fix] };
      } else if (areApplied) yield { at: one.at, message: 'absent', values, severity: 'hint' };
    }
  },
});

/** The folders that may be the root of the repository of an object, and have what a path points to. */
function rootsOf(snapshot: Questions, { document }: Placed, path: string): readonly string[] {
  const there = snapshot.fileIndex(pathsThere);
  return rootsFor(document.file).filter((root) => there.has(fileIn(root, path)));
}

/** What other objects say of a source. */
interface Others {
  /** The roots below which paths of the source are: they show that it is this repository. */
  readonly roots: ReadonlySet<string>;
  /** Whether most of those that are said nearby are there, so that these are applied; those in an archive are not. */
  readonly areApplied: boolean;
}

function othersOf(snapshot: Questions, placed: Placed, { source }: SourcePath): Others {
  const roots = new Set<string>();
  const near = { there: new Set<string>(), gone: new Set<string>() };
  const around = folderOf(folderOf(placed.document.file.path));
  for (const { path, root, file } of snapshot.derive(pathsBySource).get(source) ?? []) {
    if (root !== undefined) roots.add(root);
    if (isInFolder(file, around)) near[root === undefined ? 'gone' : 'there'].add(path);
  }
  return { roots, areApplied: near.there.size > 1 && near.there.size > near.gone.size };
}

/** A path that an object of a file names, with the root below which it is there. */
interface SaidPath {
  readonly path: string;
  readonly root: string | undefined;
  readonly file: string;
}

/** All paths, by their sources. */
function pathsBySource(snapshot: Questions): ReadonlyMap<string, readonly SaidPath[]> {
  const found = new Map<string, SaidPath[]>();
  for (const placed of snapshot.everything.index(withPaths).get('any').all)
    for (const { source, path } of sourcePathsOf(placed)) {
      const [root] = rootsOf(snapshot, placed, path);
      addTo(found, source, { path, root, file: placed.document.file.path });
    }
  return found;
}

/** Whether a path surely leads nowhere from all roots that may be meant; with it, the path that may be meant instead. */
function absenceOf(
  snapshot: Questions,
  placed: Placed,
  one: SourcePath,
  roots: ReadonlySet<string>,
): { readonly near: string | undefined } | undefined {
  const own = rootsFor(placed.document.file).filter((root) => roots.has(root));
  const [root] = own;
  if (root === undefined) return undefined;
  const { known } = snapshot;
  const there = snapshot.fileIndex(pathsThere);
  // What is in a folder of which nothing is known is not known either: git leaves that of a submodule empty.
  const isUnread = (path: string): boolean =>
    !there.has(path) && known.namesIn(folderOf(path)).includes(fileNameOf(path));
  const isMissing = (root: string): boolean => {
    const path = fileIn(root, one.path);
    const onTheWay = foldersAbove(path).filter((above) => isInFolder(above, root) && above !== root);
    return (
      ['file', 'allAround'].includes(known.absence(path)) &&
      !onTheWay.some((above) => isUnread(above) || isIgnored(fileIn(above, 'any'), known))
    );
  };
  if (!own.every(isMissing)) return undefined;
  return { near: nearPath(one, root, (folder) => known.namesIn(folder)) };
}

/** The path as it may be meant, with another name in the place of the first one that is not there, if the rest is there then. */
function nearPath(
  { written, start, base, path, takes }: SourcePath,
  root: string,
  namesIn: (folder: string) => readonly string[],
): string | undefined {
  const parts = written.slice(start).split('/');
  const resolve = (end: number, last?: string): string => {
    const own = [...parts.slice(0, end), ...(last === undefined ? [] : [last])].join('/').replace(/^\/+/, '');
    return fileIn(root, pathFrom(base, own) ?? path);
  };
  for (const [index, part] of parts.entries()) {
    if (part === '' || part === '.' || part === '..') continue;
    const names = namesIn(resolve(index));
    if (names.includes(part)) continue;
    const isLast = index === parts.length - 1;
    const nearName = isLast && takes === 'file' ? nearFileName : nearFolderName;
    const near = nearName(part, names);
    if (near === undefined) return undefined;
    const rest = parts.slice(index + 1);
    const isThere = rest.every(
      (next, step) => next === '' || namesIn([resolve(index, near), ...rest.slice(0, step)].join('/')).includes(next),
    );
    return isThere ? written.slice(0, start) + [...parts.slice(0, index), near, ...rest].join('/') : undefined;
  }
  return undefined;
}

/** Files, and the folders that have any. */
const pathsThere: FileIndexDefinition = {
  keysOf: (_, { path }) => [path, ...foldersAbove(folderOf(path))],
};

const withPaths = defineIndex(['Unknown'], (placed) => (sourcePathsOf(placed).length === 0 ? [] : ['any']));
