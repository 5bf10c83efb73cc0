import type { Kustomization } from '../kubernetes/kustomization.ts';
import type { Field } from '../kubernetes/field.ts';
import { fileIn, isRemote, pathOfEntry } from '../kustomize/files.ts';
import { rootsFor, sourcePathsOf } from '../kustomize/source-paths.ts';
import { placeInObject } from '../objects/places.ts';
import { type Placed, isOfKind } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { SnapshotFile } from '../files/file.ts';
import { spanAt, type Span } from '../text/span.ts';
import { isAtOrBelow, type At, type Path } from '../yaml/path.ts';
import { placesIn } from './at-cursor.ts';

/** A file, folder or remote place that a kustomization names. */
interface KustomizationEntry {
  readonly role: 'resource' | 'component' | 'patch' | 'text';
  /** The file, or the kustomization of the folder; `undefined` where it is not in the workspace. */
  readonly file: SnapshotFile | undefined;
  readonly isComponent: boolean;
  readonly isRemote: boolean;
}

/** An entry with its place. */
interface WrittenEntry extends Pick<KustomizationEntry, 'role' | 'file'> {
  readonly field: Field<string>;
  /** What of the entry is the path. */
  readonly path: string;
}

/** Everything in a kustomization that names a file or folder. */
export function filesNamedIn(
  snapshot: Snapshot,
  { resource, document }: Placed<Kustomization>,
): readonly WrittenEntry[] {
  const entry = (field: Field<string>, role: WrittenEntry['role']): WrittenEntry => {
    const path = role === 'text' ? pathOfEntry(field.value) : field.value;
    return { field, role, path, file: snapshot.scopes.namedBy(document.file, path) };
  };
  const texts = [
    ...resource.generators.flatMap(({ files, envs }) => [...files, ...envs]),
    ...resource.replacements.flatMap(({ path }) => path ?? []),
    ...resource.configurations,
    ...resource.schemas,
    ...resource.plugins,
    ...resource.values,
  ];
  return [
    ...resource.resources.map((field) => entry(field, 'resource')),
    ...resource.components.map((field) => entry(field, 'component')),
    ...resource.patches.flatMap(({ path }) => (path === undefined ? [] : [entry(path, 'patch')])),
    ...texts.map((field) => entry(field, 'text')),
  ];
}

/**
 * The files that an object names by their paths: what a kustomization names, and what Flux and Argo CD are to apply, of a folder its
 * kustomization, the file of its chart, or the first one in it.
 */
export function filesNamedBy(snapshot: Snapshot, placed: Placed): readonly Pick<WrittenEntry, 'field' | 'file'>[] {
  const { document } = placed;
  if (isOfKind(placed, 'Kustomization')) return filesNamedIn(snapshot, placed);
  const { known } = snapshot.scopes;
  const fileAt = (path: string): SnapshotFile | undefined =>
    known.file(path) ?? known.inFolder(path)?.document.file ?? known.file(fileIn(path, 'Chart.yaml'));
  const firstIn = (folder: string): SnapshotFile | undefined => {
    const [first] = known.namesIn(folder).flatMap((name) => known.file(fileIn(folder, name)) ?? []);
    return first;
  };
  return sourcePathsOf(placed).map(({ at, written, path }) => {
    const paths = rootsFor(document.file).map((root) => fileIn(root, path));
    const [file] = [...paths.flatMap((one) => fileAt(one) ?? []), ...paths.flatMap((one) => firstIn(one) ?? [])];
    return { field: { value: written, at }, file };
  });
}

/** The entry of a kustomization at a path; `undefined` where it names no file. */
export function entryAt(snapshot: Snapshot, placed: Placed<Kustomization>, path: Path): KustomizationEntry | undefined {
  const found = filesNamedIn(snapshot, placed).find(({ field }) => isAtOrBelow(path, field.at.path));
  if (found === undefined) return undefined;
  const { role, file } = found;
  return { role, file, isComponent: role === 'component', isRemote: file === undefined && isRemote(found.path) };
}

/** The objects of a file, or of all files that a kustomization stands for, as this kustomization's scope has them. */
export function objectsOf(snapshot: Snapshot, file: SnapshotFile, { scope }: Pick<Placed, 'scope'>): readonly Placed[] {
  if (file.role !== 'kustomization') return snapshot.inFile(file.uri).filter((placed) => placed.scope === scope);
  return snapshot.scopes
    .filesBelow(file)
    .filter((below) => below.role !== 'kustomization')
    .flatMap((below) => objectsOf(snapshot, below, { scope }));
}

/** The file that a path under a cursor points to. */
export function fileNamedAt(
  snapshot: Snapshot,
  uri: string,
  offset: number,
): { readonly origin: Span; readonly file: SnapshotFile } | undefined {
  const [own] = snapshot.inFile(uri);
  const inOwn = own?.resource.kind === 'Kustomization' ? placeInObject(own, own.document, offset) : undefined;
  const places = own !== undefined && inOwn ? [{ ...inOwn, placed: own }] : placesIn(snapshot, uri, offset);
  for (const { placed, path, span } of places) {
    const file = filesNamedBy(snapshot, placed).find(({ field }) => isAtOrBelow(path, field.at.path))?.file;
    if (file !== undefined) return { origin: span, file };
  }
  return undefined;
}

/** The paths of some objects that lead to a file, or to the folder that it stands for. */
export function pathsLeadingTo(
  snapshot: Snapshot,
  file: SnapshotFile,
  objects: readonly Placed[],
): readonly { readonly from: Placed; readonly at: At }[] {
  return objects.flatMap((from) =>
    filesNamedBy(snapshot, from).flatMap(({ field: { value, at }, file: named }) =>
      named === file ? [{ from, at: { path: at.path, within: spanAt(0, value.length) } }] : [],
    ),
  );
}
