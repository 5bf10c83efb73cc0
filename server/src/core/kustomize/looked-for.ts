import type { SnapshotFile } from '../files/file.ts';
import { isTemplated } from '../yaml/template.ts';
import { madeOnce } from '../util/collections.ts';
import { folderOf, foldersAbove } from '../util/paths.ts';
import { fileIn, isRemote, kustomizationOf, pathOfEntry, resolvePath } from './files.ts';
import { ignoreFilesAbove } from './ignored.ts';
import { manifestPathsIn, otherPathsIn, pathsIn, textPathsIn } from './paths-in.ts';
import { partsOfPlugins } from './plugins.ts';
import { rootsFor, sourcePathsIn } from './source-paths.ts';

/**
 * The paths of the files that kustomizations need and that are no manifests, whether they are there or not; none that lead out of what is
 * known: those whose text they put into ConfigMaps and Secrets, whatever these are called, and those that tell whether git keeps a
 * file that is not there, and with which flags kustomizations are built that read files out of bounds. A text is not there that was tried.
 */
export function textsNamed(
  files: Iterable<SnapshotFile>,
  wasTried: (path: string) => boolean = () => false,
): ReadonlySet<string> {
  const paths = new Set<string>();
  const absent = new Set<string>();
  const all = [...files];
  const { named, known, readers } = pathsNamed(all);
  for (const [path, kind] of named) {
    if (kind === 'text') paths.add(path);
    if (!known.has(path) && (kind === 'manifest' || (kind === 'text' && wasTried(path)))) absent.add(path);
  }
  for (const path of [...absent, ...sourcesOf(all)]) for (const one of ignoreFilesAbove(path)) paths.add(one);
  for (const folder of new Set(readers.flatMap(foldersAbove)))
    for (const name of buildFiles) paths.add(fileIn(folder, name));
  return paths;
}

/**
 * The paths of files and folders that kustomizations, Flux and Argo CD name and of which nothing is known: it has to be looked whether they
 * are there.
 */
export function pathsToLookFor(files: Iterable<SnapshotFile>): readonly string[] {
  const all = [...files];
  const { named, known } = pathsNamed(all);
  return [...[...named.keys()].filter((path) => !known.has(path)), ...sourcesOf(all)];
}

/** The paths that Flux and Argo CD may mean by those that lead to nothing known from wherever their repository begins. */
function* sourcesOf(files: readonly SnapshotFile[]): Generator<string, void, undefined> {
  const naming = files.flatMap((file) => sourcePathsIn(file).map(({ path }) => ({ file, path })));
  if (naming.length === 0) return;
  const known = new Set<string>();
  for (const { path } of files) for (const one of [path, ...foldersAbove(folderOf(path))]) known.add(one);
  for (const { file, path } of naming) {
    const meant = rootsFor(file).map((root) => fileIn(root, path));
    // Nor may the folders above be looked into where they are, as those of submodules.
    if (!meant.some((one) => known.has(one)))
      for (const one of meant) yield* foldersAbove(one).filter((above) => above !== '' && !known.has(above));
  }
}

/** Files that say how kustomizations are built, besides all YAML. */
const buildFiles = [
  'Makefile',
  'makefile',
  'GNUmakefile',
  'justfile',
  'Justfile',
  'Jenkinsfile',
  'Tiltfile',
  'README.md',
];

/** What kustomizations name, by path: a text for a ConfigMap, or another one of which nothing is read, or what a search finds. */
function pathsNamed(files: readonly SnapshotFile[]): {
  readonly named: ReadonlyMap<string, 'manifest' | 'text' | 'other'>;
  /** The files that there are, and the folders that have a kustomization. */
  readonly known: ReadonlySet<string>;
  /** The folders of the kustomizations that name files outside of them. */
  readonly readers: readonly string[];
} {
  const named = new Map<string, 'manifest' | 'text' | 'other'>();
  const known = new Set<string>();
  const readers: string[] = [];
  const byPath = madeOnce(() => new Map(files.map((file) => [file.path, file])));
  for (const file of files) {
    known.add(file.path);
    const found = file.role === 'kustomization' ? kustomizationOf(file) : undefined;
    if (found === undefined) continue;
    const { folder, kustomization } = found;
    known.add(folder);
    const add = (written: string, kind: 'manifest' | 'text' | 'other'): void => {
      const path = isRemote(written) || isTemplated(written) ? undefined : resolvePath(folder, written);
      if (path !== undefined && named.get(path) !== 'text') named.set(path, kind);
    };
    const fileOf = (entry: string): SnapshotFile | undefined => byPath().get(resolvePath(folder, entry) ?? '');
    const ofPlugins = partsOfPlugins(found, fileOf).map((part) => part.kustomization);
    for (const part of [kustomization, ...ofPlugins]) {
      if (pathsIn(part).some((written) => /^\.\.\/.*\.\w+$/.test(pathOfEntry(written)))) readers.push(folder);
      for (const written of manifestPathsIn(part)) add(written, 'manifest');
      for (const written of otherPathsIn(part)) add(written, 'other');
      for (const written of textPathsIn(part)) add(written, 'text');
    }
  }
  return { named, known, readers };
}
