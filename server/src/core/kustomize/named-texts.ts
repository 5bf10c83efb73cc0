import type { SnapshotFile } from '../files/file.ts';
import type { GeneratedMap } from '../kubernetes/kustomization.ts';
import { folderOf } from '../util/paths.ts';
import { kustomizationOf } from './files.ts';
import { ignoreFilesAbove } from './ignored.ts';
import { resolvePath } from './kustomization-paths.ts';

/**
 * The paths of the files that kustomizations need and that are no manifests, whether they are there or not; none that lead out of what is
 * known: those whose text they put into ConfigMaps and Secrets, whatever these are called, and those that tell whether git keeps a
 * manifest that is not there.
 */
export function textsNamed(files: Iterable<SnapshotFile>): ReadonlySet<string> {
  const paths = new Set<string>();
  const named: string[] = [];
  const known = new Set<string>();
  for (const file of files) {
    known.add(file.path);
    const found = file.role === 'kustomization' ? kustomizationOf(file) : undefined;
    if (found === undefined) continue;
    const folder = folderOf(file.path);
    known.add(folder);
    const { generators, resources, components, patches } = found.kustomization;
    for (const written of generators.flatMap(writtenPaths)) {
      const path = resolvePath(folder, written);
      if (path !== undefined) paths.add(path);
    }
    for (const { value } of [...resources, ...components, ...patches.flatMap(({ path }) => path ?? [])]) {
      const path = resolvePath(folder, value);
      if (path !== undefined) named.push(path);
    }
  }
  for (const path of named) if (!known.has(path)) for (const one of ignoreFilesAbove(path)) paths.add(one);
  return paths;
}

function writtenPaths({ files, envs }: GeneratedMap): readonly string[] {
  return [...files.map(({ value }) => pathOfEntry(value)), ...envs.map(({ value }) => value)];
}

/** The path of an entry that may give the key, `key=path`. Source: kustomize api/internal/generators/utils.go, ParseFileSource. */
export function pathOfEntry(entry: string): string {
  return entry.slice(entry.indexOf('=') + 1);
}
