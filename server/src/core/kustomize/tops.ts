import { addAll, byPath, defined } from '../util/collections.ts';
import { folderOf } from '../util/paths.ts';
import type { Field } from '../kubernetes/field.ts';
import type { SnapshotFile } from '../files/file.ts';
import { kustomizationOf, type KustomizationFile, type KustomizationFiles, resolvePath } from './files.ts';
import { addedComponents } from './orders.ts';

/**
 * The kustomizations that no other one reaches: what they build is applied. Of kustomizations that only reach each other
 * the first by path counts.
 */
export function findTops(files: KustomizationFiles): readonly KustomizationFile[] {
  const isReached = new Set<KustomizationFile>();
  for (const one of files.all) for (const other of reachedBy(one, files)) if (other !== one) isReached.add(other);
  const tops = files.all.filter((one) => !isReached.has(one));
  const covered = new Set<KustomizationFile>();
  for (const top of tops) cover(top, files, covered);
  for (const one of [...files.all].sort(byFile)) {
    if (covered.has(one)) continue;
    tops.push(one);
    cover(one, files, covered);
  }
  return tops.sort(byFile);
}

/** The files that a kustomization reads, directly and through others; itself included. */
export function filesBelow(file: SnapshotFile, files: KustomizationFiles): readonly SnapshotFile[] {
  // A set is gone through to its end, also what is added on the way.
  const found = new Set([file]);
  for (const next of found) {
    const one = kustomizationOf(next);
    for (const entry of one === undefined ? [] : entriesOf(one, files)) {
      const named = fileNamedBy(next, entry.value, files);
      if (named !== undefined) found.add(named);
    }
  }
  return [...found];
}

/** What a kustomization builds upon: its own entries, and the components that Flux or Argo CD adds. */
function entriesOf({ kustomization, folder }: KustomizationFile, files: KustomizationFiles): readonly Field<string>[] {
  const added = files.ordersFor(folder).flatMap((order) => defined(addedComponents(order, folder, files)));
  return [...kustomization.resources, ...kustomization.components, ...added];
}

function reachedBy(one: KustomizationFile, files: KustomizationFiles): readonly KustomizationFile[] {
  return entriesOf(one, files).flatMap((entry) => {
    const path = resolvePath(one.folder, entry.value);
    return path === undefined ? [] : (files.inFolder(path) ?? []);
  });
}

function cover(one: KustomizationFile, files: KustomizationFiles, covered: Set<KustomizationFile>): void {
  for (const open = [one]; open.length > 0;) {
    const next = open.pop();
    if (next === undefined || covered.has(next)) continue;
    covered.add(next);
    addAll(open, reachedBy(next, files));
  }
}

function byFile(one: KustomizationFile, other: KustomizationFile): number {
  return byPath(one.document.file, other.document.file);
}

/** The file that an entry of a kustomization names: itself, or the kustomization of a folder. */
export function fileNamedBy(
  kustomization: Pick<SnapshotFile, 'path'>,
  entry: string,
  files: KustomizationFiles,
): SnapshotFile | undefined {
  const path = resolvePath(folderOf(kustomization.path), entry);
  return path === undefined ? undefined : (files.file(path) ?? files.inFolder(path)?.document.file);
}
