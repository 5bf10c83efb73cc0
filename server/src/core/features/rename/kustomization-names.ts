import type { SnapshotFile } from '../../files/file.ts';
import { kustomizationOf } from '../../kustomize/files.ts';
import {
  mergePatchesIn,
  namesIn,
  namesOfPatch,
  type MergePatch,
  type WrittenName,
} from '../../kustomize/written-names.ts';
import { namespaceThatCounts } from '../../kustomize/draft.ts';
import type { PatchRoot } from '../../kustomize/patches.ts';
import { kindOf } from '../../kubernetes/resource.ts';
import { finalName } from '../../objects/affixes.ts';
import { documentsOfOrigin } from '../../objects/origins.ts';
import type { Placed, KustomizationScope } from '../../objects/placed.ts';
import { documentsOf, writtenTreeOf } from '../../objects/places.ts';
import { spanTouches, type Span } from '../../text/span.ts';
import { defined, groupBy } from '../../util/collections.ts';
import { readPattern } from '../../util/pattern.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { entryOf, textUnder } from '../../yaml/node.ts';
import { spellingOf } from './spelling.ts';

/** What a name says of the objects it means. */
type Meant = Omit<WrittenName, 'place'>;

/** The kustomization that writes a name, and the one that is applied. */
interface Where {
  readonly file: SnapshotFile;
  readonly scope: KustomizationScope;
}

type KustomizationName = WrittenName & Where;

/** A name with the first object that it means. */
type NameOfObject = KustomizationName & { readonly object: Placed };

/** Where kustomizations write the name of one of some objects to refer to it, even to delete it. */
export function namesInKustomizations(snapshot: Snapshot, objects: readonly Placed[]): readonly NameOfObject[] {
  const built = objects.filter(({ scope }) => scope.kind === 'kustomization');
  return [...groupBy(built, ({ document }) => document.file)].flatMap(([file, ofFile]) =>
    scopesOf(snapshot, file)
      .flatMap((scope) => namesOfScope(snapshot, scope).filter(isLiteral))
      .flatMap((name) => {
        const object = ofFile.find((one) => means(snapshot, name, one));
        return object === undefined ? [] : [{ ...name, object }];
      }),
  );
}

/** The strategic merge patches of an object. */
export function patchesOf(snapshot: Snapshot, object: Placed): readonly PatchRoot[] {
  const { scope } = object;
  if (scope.kind !== 'kustomization') return [];
  const documents = documentsOf(object);
  const order = snapshot.scopes.orderOf(scope);
  const ofOrder = order === undefined ? [] : mergePatchesIn(order, findIn(snapshot, scope.file));
  const ofFiles = snapshot.scopes.filesOf(scope).flatMap((file) => {
    const one = kustomizationOf(file);
    const patches = one === undefined ? [] : mergePatchesIn(one, findIn(snapshot, file));
    return patches.map((patch) => ({ patch, file }));
  });
  return [...ofFiles, ...ofOrder.map((patch) => ({ patch, file: scope.file }))].flatMap(({ patch, file }) => {
    const isIn = documentsOfOrigin(patch.origin).some((document) => documents.includes(document));
    const isMeant = isIn && meantByPatch(patch).some((name) => means(snapshot, { ...name, file, scope }, object));
    return isMeant ? [patch] : [];
  });
}

/** By what a patch says which objects it is for. */
export function meantByPatch({ target, ...patch }: MergePatch): readonly Meant[] {
  if (target === undefined) return namesOfPatch(patch, 'name');
  const { name, kind, namespace } = target;
  return [{ text: name || '.*', isPattern: true, kinds: kind === '' ? [] : [kind], namespace: namespace || undefined }];
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
  return namesInKustomizations(snapshot, [object]).filter(
    (name) =>
      (name.isPattern || name.kinds.length === 0) &&
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
  const here = namesWrittenAt(snapshot, file, offset);
  const objects = here.flatMap((name) => objectsMeant(snapshot, name));
  const [first] = here;
  return first === undefined || objects.length === 0 ? undefined : { span: first.place.span, objects };
}

/** The names at a place of a file by which kustomizations mean objects, whether there are any or not. */
export function namesWrittenAt(snapshot: Snapshot, file: SnapshotFile, offset: number): readonly KustomizationName[] {
  return scopesOf(snapshot, file)
    .flatMap((scope) => namesOfScope(snapshot, scope))
    .filter(({ place }) => place.file === file && spanTouches(place.span, offset));
}

/** The objects that a kustomization means by a name; of those that its own build does not have, as others have them. */
export function objectsMeant(snapshot: Snapshot, name: Meant & Where): readonly Placed[] {
  const meant = filesMeant(snapshot, name)
    .flatMap(({ uri }) => snapshot.inFile(uri))
    .filter((object) => means(snapshot, name, object));
  const own = meant.filter(({ scope }) => scope === name.scope);
  return own.length > 0 ? own : meant;
}

/** The kustomizations that are built of a file, or by one. What somebody is writing is not built anew at each key. */
export function scopesOf(snapshot: Snapshot, { uri }: SnapshotFile): readonly KustomizationScope[] {
  return kustomizationScopes(snapshot).filter(
    (scope) =>
      snapshot.scopes.filesOf(scope).some((file) => file.uri === uri) ||
      snapshot.scopes.orderOf(scope)?.document.file.uri === uri,
  );
}

/** Whether a kustomization means an object by a name. */
function means(snapshot: Snapshot, name: Meant & Where, object: Placed): boolean {
  const isFit = (asked: string, value: string): boolean => {
    if (!name.isPattern) return asked === value;
    const pattern = readPattern(asked);
    return pattern.kind === 'pattern' && pattern.matches(value);
  };
  const kind = kindOf(object.resource);
  if (name.kinds.length > 0 && !name.kinds.some((one) => isFit(one, kind))) return false;
  const isCalled = isLiteral(name)
    ? spellingOf(object)(name.text, '') !== undefined
    : defined([object.writtenName, object.name]).some((one) => isFit(name.text, one));
  // What is next to the base of an object does not concern it.
  if (!isCalled || !filesMeant(snapshot, name).includes(object.document.file)) return false;
  const { namespace } = name;
  return namespace === undefined || namespacesOf(snapshot, object).some((one) => isFit(namespace, one));
}

/** The namespaces that an object may have been in on its way through kustomizations, the first as its own text has it. */
function namespacesOf(snapshot: Snapshot, object: Placed): readonly string[] {
  const { scope, namespace } = object;
  const written = textUnder(entryOf(writtenTreeOf(object), 'metadata')?.value, 'namespace');
  const given =
    scope.kind === 'kustomization'
      ? snapshot.scopes.filesOf(scope).map((file) => kustomizationOf(file)?.kustomization.namespace?.value)
      : [];
  return defined([namespaceThatCounts(written ?? ''), namespace, ...given]);
}

/** The files whose objects a kustomization may mean: those it reads; for a component those of the kustomizations that name it. */
function filesMeant(snapshot: Snapshot, { file, scope }: Where): readonly SnapshotFile[] {
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

function isLiteral({ isPattern, text }: Meant): boolean {
  return !isPattern || /^[a-z0-9.-]+$/i.test(text);
}

function namesOfScope(snapshot: Snapshot, scope: KustomizationScope): readonly KustomizationName[] {
  const ofFiles = snapshot.scopes.filesOf(scope).map((file) => ({ file, names: snapshot.about(file, namesOfFile) }));
  const order = snapshot.scopes.orderOf(scope);
  const ofOrder =
    order === undefined
      ? []
      : [{ file: order.document.file, names: namesIn(order, 'name', findIn(snapshot, scope.file), order.node) }];
  return [...ofFiles, ...ofOrder].flatMap(({ file, names }) => names.map((name) => ({ ...name, file, scope })));
}

/** Finds the files that the entries of a kustomization name. */
function findIn(snapshot: Snapshot, file: SnapshotFile): (entry: string) => SnapshotFile | undefined {
  return (entry) => snapshot.scopes.namedBy(file, entry);
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
  return one === undefined ? [] : namesIn(one, field, findIn(snapshot, file));
}

/** The scopes of kustomizations. */
export function kustomizationScopes(snapshot: Snapshot): readonly KustomizationScope[] {
  return snapshot.scopes.bound.filter((scope): scope is KustomizationScope => scope.kind === 'kustomization');
}
