import type { SnapshotFile } from '../../files/file.ts';
import { kustomizationOf } from '../../kustomize/files.ts';
import { mergePatchesIn, namesIn, namesOfPatch, type WrittenName } from '../../kustomize/written-names.ts';
import type { PatchRoot } from '../../kustomize/patches.ts';
import { kindOf } from '../../kubernetes/resource.ts';
import { finalName } from '../../objects/affixes.ts';
import type { Placed, KustomizationScope } from '../../objects/placed.ts';
import { spanTouches, type Span } from '../../text/span.ts';
import { readPattern } from '../../util/pattern.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { spellingOf } from './spelling.ts';

/** A name with the kustomization that writes it, and the one that is applied. */
interface KustomizationName extends WrittenName {
  readonly file: SnapshotFile;
  readonly scope: KustomizationScope;
}

/** Where kustomizations write the name of an object, to mean it, be it to delete it. */
export function namesInKustomizations(snapshot: Snapshot, object: Placed): readonly KustomizationName[] {
  if (object.scope.kind !== 'kustomization') return [];
  return scopesOf(snapshot, object.document.file)
    .flatMap((scope) => namesOfScope(snapshot, scope))
    .filter((name) => means(snapshot, name, object) && isLiteral(name));
}

/** The strategic merge patches of an object. */
export function patchesOf(snapshot: Snapshot, object: Placed): readonly PatchRoot[] {
  if (object.scope.kind !== 'kustomization') return [];
  return scopesOf(snapshot, object.document.file).flatMap((scope) =>
    snapshot.scopes.filesOf(scope).flatMap((file) => {
      const one = kustomizationOf(file);
      const patches = one === undefined ? [] : mergePatchesIn(one, (entry) => snapshot.scopes.namedBy(file, entry));
      return patches.filter((patch) =>
        namesOfPatch(patch, 'name').some((name) => means(snapshot, { ...name, file, scope }, object)),
      );
    }),
  );
}

/** The patterns of kustomizations that select an object, and would no longer under another name. */
export function patternsLosing(snapshot: Snapshot, object: Placed, newName: string): readonly KustomizationName[] {
  const { scope } = object;
  if (scope.kind !== 'kustomization') return [];
  return namesOfScope(snapshot, scope).filter((name) => {
    if (isLiteral(name) || !means(snapshot, name, object)) return false;
    const pattern = readPattern(name.text);
    return pattern.kind === 'pattern' && !pattern.matches(newName) && !pattern.matches(finalName(object, newName));
  });
}

/** The names of kustomizations that mean an object and others of other kinds, as they say no kind. */
export function sharedNames(snapshot: Snapshot, object: Placed): readonly KustomizationName[] {
  return namesInKustomizations(snapshot, object).filter(
    (name) =>
      name.kinds === undefined &&
      snapshot
        .contentsOf(name.scope)
        .all.some((other) => kindOf(other.resource) !== kindOf(object.resource) && means(snapshot, name, other)),
  );
}

/** What a kustomization writes at a place of a file to mean objects, and these. */
interface NamedObjects {
  /** Offsets in the file's text. */
  readonly span: Span;
  readonly objects: readonly Placed[];
}

/**
 * The objects that a kustomization means by what is at a place of a file, all that a pattern selects; `undefined` where it means none.
 * What it deletes is meant as others have it.
 */
export function namedInKustomization(snapshot: Snapshot, file: SnapshotFile, offset: number): NamedObjects | undefined {
  const here = scopesOf(snapshot, file)
    .flatMap((scope) => namesOfScope(snapshot, scope))
    .filter(({ place }) => place.file === file && spanTouches(place.span, offset));
  const objects = here.flatMap((name) => {
    const meant = filesMeant(snapshot, name)
      .flatMap(({ uri }) => snapshot.inFile(uri))
      .filter((object) => means(snapshot, name, object));
    const own = meant.filter(({ scope }) => scope === name.scope);
    return own.length > 0 ? own : meant;
  });
  const [first] = here;
  return first === undefined || objects.length === 0 ? undefined : { span: first.place.span, objects };
}

/** The kustomizations that are built of a file, or by one. */
export function scopesOf(snapshot: Snapshot, file: SnapshotFile): readonly KustomizationScope[] {
  return kustomizationScopes(snapshot).filter(
    (scope) => snapshot.scopes.filesOf(scope).includes(file) || snapshot.scopes.orderOf(scope)?.document.file === file,
  );
}

/** Whether a kustomization means an object by a name. */
function means(snapshot: Snapshot, name: KustomizationName, object: Placed): boolean {
  if (name.kinds !== undefined && !name.kinds.includes(kindOf(object.resource))) return false;
  // What is beside the base of an object is not about it.
  if (!filesMeant(snapshot, name).includes(object.document.file)) return false;
  if (isLiteral(name)) return spellingOf(object)(name.text, '') !== undefined;
  const pattern = readPattern(name.text);
  return (
    pattern.kind === 'pattern' &&
    [object.writtenName, object.name].some((one) => one !== undefined && pattern.matches(one))
  );
}

/** The files whose objects a kustomization may mean: those it reads; for a component those of the kustomizations that name it. */
function filesMeant(snapshot: Snapshot, { file, scope }: KustomizationName): readonly SnapshotFile[] {
  // The set is gone through to its end, also what is added on the way.
  const found = new Set([file]);
  for (const one of found) {
    if (kustomizationOf(one)?.kustomization.isComponent !== true) continue;
    for (const user of snapshot.scopes.filesOf(scope)) {
      const { components = [] } = kustomizationOf(user)?.kustomization ?? {};
      if (components.some(({ value }) => snapshot.scopes.namedBy(user, value) === one)) found.add(user);
    }
  }
  return [...found].flatMap((one) => snapshot.scopes.filesBelow(kustomizationOf(one) === undefined ? scope.file : one));
}

function isLiteral({ isPattern, text }: KustomizationName): boolean {
  return !isPattern || /^[a-z0-9.-]+$/i.test(text);
}

function namesOfScope(snapshot: Snapshot, scope: KustomizationScope): readonly KustomizationName[] {
  const ofFiles = snapshot.scopes.filesOf(scope).map((file) => ({ file, names: snapshot.about(file, namesOfFile) }));
  const order = snapshot.scopes.orderOf(scope);
  const named = (entry: string): SnapshotFile | undefined => snapshot.scopes.namedBy(scope.file, entry);
  const ofOrder =
    order === undefined ? [] : [{ file: order.document.file, names: namesIn(order, 'name', named, order.node) }];
  return [...ofFiles, ...ofOrder].flatMap(({ file, names }) => names.map((name) => ({ ...name, file, scope })));
}

function namesOfFile(snapshot: Snapshot, file: SnapshotFile): readonly WrittenName[] {
  return writtenIn(snapshot, file, 'name');
}

/** The namespaces that a kustomization and its patches write, to mean objects in them. */
export function namespacesOfKustomization(snapshot: Snapshot, file: SnapshotFile): readonly WrittenName[] {
  return writtenIn(snapshot, file, 'namespace');
}

function writtenIn(snapshot: Snapshot, file: SnapshotFile, field: 'name' | 'namespace'): readonly WrittenName[] {
  const one = kustomizationOf(file);
  return one === undefined ? [] : namesIn(one, field, (entry) => snapshot.scopes.namedBy(file, entry));
}

/** The scopes of kustomizations. */
export function kustomizationScopes(snapshot: Snapshot): readonly KustomizationScope[] {
  return snapshot.scopes.bound.filter((scope): scope is KustomizationScope => scope.kind === 'kustomization');
}
