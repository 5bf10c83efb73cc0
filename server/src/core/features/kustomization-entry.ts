import type { Kustomization } from '../kubernetes/kustomization.ts';
import { isRemote } from '../kustomize/kustomization-paths.ts';
import { pathOfEntry } from '../kustomize/named-texts.ts';
import type { Placed } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { SnapshotFile } from '../files/file.ts';
import { isAtOrBelow, type Path } from '../yaml/path.ts';

/** A file, folder or remote place that a kustomization names. */
interface KustomizationEntry {
  readonly role: 'resource' | 'component' | 'patch' | 'text';
  /** The file, or the kustomization of the folder; `undefined` where it is not in the workspace. */
  readonly file: SnapshotFile | undefined;
  readonly isComponent: boolean;
  readonly isRemote: boolean;
}

/** The entry of a kustomization at a path; `undefined` where it names no file. */
export function entryAt(
  snapshot: Snapshot,
  { resource, document }: Placed<Kustomization>,
  path: Path,
): KustomizationEntry | undefined {
  const entries = [
    ...resource.resources.map((field) => ({ field, role: 'resource' }) as const),
    ...resource.components.map((field) => ({ field, role: 'component' }) as const),
    ...resource.patches.flatMap((patch) =>
      patch.path === undefined ? [] : ({ field: patch.path, role: 'patch' } as const),
    ),
    ...[
      ...resource.generators.flatMap(({ files, envs }) => [...files, ...envs]),
      ...resource.replacements.flatMap(({ path: file }) => file ?? []),
      ...resource.configurations,
      ...resource.definitions,
    ].map((field) => ({ field, role: 'text' }) as const),
  ];
  const found = entries.find(({ field }) => isAtOrBelow(path, field.at.path));
  if (found === undefined) return undefined;
  const { field, role } = found;
  const entry = role === 'text' ? pathOfEntry(field.value) : field.value;
  const file = snapshot.scopes.namedBy(document.file, entry);
  return { role, file, isComponent: role === 'component', isRemote: file === undefined && isRemote(entry) };
}
