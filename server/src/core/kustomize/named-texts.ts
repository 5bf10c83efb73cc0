import type { SnapshotFile } from '../files/file.ts';
import type { GeneratedMap } from '../kubernetes/kustomization.ts';
import { folderOf } from '../util/paths.ts';
import { kustomizationOf } from './files.ts';
import { resolvePath } from './kustomization-paths.ts';

/**
 * The paths of the files whose text kustomizations put into ConfigMaps and Secrets, whatever these are called and whether they are there
 * or not; none that lead out of what is known.
 */
export function textsNamed(files: Iterable<SnapshotFile>): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const file of files) {
    const found = file.role === 'kustomization' ? kustomizationOf(file) : undefined;
    for (const map of found?.kustomization.generators ?? [])
      for (const written of writtenPaths(map)) {
        const path = resolvePath(folderOf(file.path), written);
        if (path !== undefined) paths.add(path);
      }
  }
  return paths;
}

function writtenPaths({ files, envs }: GeneratedMap): readonly string[] {
  return [...files.map(({ value }) => pathOfEntry(value)), ...envs.map(({ value }) => value)];
}

/** The path of an entry that may give the key, `key=path`. Source: kustomize api/internal/generators/utils.go, ParseFileSource. */
export function pathOfEntry(entry: string): string {
  return entry.slice(entry.indexOf('=') + 1);
}
