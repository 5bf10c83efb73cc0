import { isNamePath, kindOf } from '../../kubernetes/resource.ts';
import { kindsMeant, referenceMarkAt } from '../../kubernetes/object-references.ts';
import { defaultServiceType, headlessClusterIP, serviceTypeOf, serviceTypes } from '../../kubernetes/service.ts';
import { namesToWrite } from '../../kustomize/name-to-write.ts';
import { replicatedKinds } from '../../kubernetes/kustomization-fields.ts';
import { nodeIn } from '../../objects/places.ts';
import { namespaceFits } from '../../scopes/group.ts';
import type { Placed } from '../../objects/placed.ts';
import { namespacesBeside } from '../../existence/existence.ts';
import { scalarText, textUnder } from '../../yaml/node.ts';
import { namesNamespace } from '../rename/namespace-places.ts';
import { namesWrittenAt, scopesOf } from '../rename/kustomization-names.ts';
import type { Span } from '../../text/span.ts';
import { byRank, defined } from '../../util/collections.ts';
import { nearnessFrom } from '../../util/paths.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { type Path, keysOn } from '../../yaml/path.ts';
import { displayNamespace, objectTitle } from '../hover/content.ts';
import { localNamesAt } from '../local-names.ts';
import { namedPartsAt } from '../../hosts/object-parts.ts';
import { mergeKeysWithin } from './patch-place.ts';
import type { Name } from './service-names.ts';
import { beginsWith, withFormer, type WritingPlace } from './writing-place.ts';
import { defineMessages, formatMessage } from '../../util/format.ts';

const words = defineMessages('features/completion/object-names', {
  object: '{kind} in {namespace}',
  headless: 'makes the Service headless',
  podName: 'the name of the Pod',
  namespace: 'namespace',
  keyOf: 'key of {object}',
  listenerOf: 'listener of {object}',
  subsetOf: 'subset of {object}',
  local: 'in {object}',
});

/** The namespaces that there are, where a field names one; `undefined` elsewhere. */
export function namespacesFor(snapshot: Snapshot, { placed, path, word }: WritingPlace): Iterable<Name> | undefined {
  if (placed.resource.kind === 'Namespace' || !namesNamespace(placed, path)) return undefined;
  const detail = formatMessage(words.namespace);
  // What a kustomization has begun to write, all of its objects are in.
  const isBegun = (name: string): boolean => placed.resource.kind === 'Kustomization' && name === word;
  return namespacesBeside(snapshot, placed)
    .filter((text) => !isBegun(text))
    .map((text) => ({ text, kind: 'namespace', detail }));
}

const wordOf = { key: 'keyOf', listener: 'listenerOf', listenerPort: 'listenerOf', subset: 'subsetOf' } as const;

/**
 * The keys of a ConfigMap or Secret, the listeners of a Gateway, or the subsets of a DestinationRule, where a field names one; `undefined`
 * elsewhere.
 */
export function namedPartsFor(snapshot: Snapshot, { placed, path }: WritingPlace): Iterable<Name> | undefined {
  return namedPartsAt(snapshot, placed, path)?.map(({ placed: owner, text, what }) => ({
    text,
    kind: 'value',
    detail: formatMessage(words[wordOf[what]], { object: objectTitle(owner) }),
  }));
}

/** The objects that a kustomization can mean where it says what it changes, by the kind beside the name; `undefined` elsewhere. */
export function namesInKustomizationFor(
  snapshot: Snapshot,
  { placed, path, word }: WritingPlace,
): Iterable<Name> | undefined {
  const field = keysOn(path).join('/');
  if (placed.resource.kind !== 'Kustomization' || !fieldsThatName.has(field)) return undefined;
  const kind = scalarText(nodeIn(placed, [...path.slice(0, -1), 'kind']));
  const isMeant = ({ resource }: Placed): boolean => {
    if (resource.kind === 'Kustomization') return false;
    return field === 'replicas/name'
      ? replicatedKinds.includes(resource.kind)
      : kind === undefined || kindOf(resource) === kind;
  };
  const objects = scopesOf(snapshot, placed.document.file)
    .flatMap((scope) => snapshot.contentsOf(scope).all)
    .filter(isMeant);
  return namesOf(byWrittenName(objects, word));
}

/** The objects that the patch at a place of a file can be for, by its kind, where it says for which it is; `undefined` elsewhere. */
export function namesInPatchAt(
  snapshot: Snapshot,
  uri: string,
  offset: number,
): { readonly names: Iterable<Name>; readonly word: string; readonly span: Span } | undefined {
  const file = snapshot.files.get(uri);
  const [written] = file === undefined ? [] : namesWrittenAt(snapshot, file, offset).filter((name) => !name.isPattern);
  if (file === undefined || written === undefined) return undefined;
  const { span } = written.place;
  const objects = snapshot
    .contentsOf(written.scope)
    .all.filter(({ resource }) => written.kinds.includes(kindOf(resource)));
  return { names: namesOf(byWrittenName(objects, '')), word: file.text.slice(span.start, offset), span };
}

/** Where a kustomization says by name which objects it changes. Source: kustomize api/types: Patch, Replacement, Replica, Var. */
const fieldsThatName: ReadonlySet<string> = new Set([
  'patches/target/name',
  'patchesJson6902/target/name',
  'replacements/source/name',
  'replacements/targets/select/name',
  'replacements/targets/reject/name',
  'vars/objref/name',
  'replicas/name',
]);

/** The objects that a field can name, as a ConfigMap from which variables come; `undefined` where the field names none. */
export function objectNamesFor(snapshot: Snapshot, { placed, path, word }: WritingPlace): Iterable<Name> | undefined {
  const { resource, document } = placed;
  const named = referenceMarkAt(resource, path)?.kinds;
  if (named === undefined) return undefined;
  const kinds = path.at(-1) === 'name' ? kindsMeant(named, textBeside(placed, path, 'kind')) : named;
  const namespace = namespaceBeside(placed, path);
  const contents = snapshot.contentsOf(placed.scope);
  const objects = kinds.flatMap((kind): readonly NamedObject[] => {
    const textOf = namesToWrite(placed, path, kind);
    return contents.ofWrittenKind(kind).flatMap((object) => {
      const text = textOf(object);
      return text !== '' && beginsWith(text, word) && namespaceFits(placed, object, namespace)
        ? [{ object, text }]
        : [];
    });
  });
  const distance = nearnessFrom(document.file.path);
  return namesOf(byRank(objects, ({ object }) => distance(object.document.file.path)));
}

function textBeside(placed: Placed, path: Path, key: string): string | undefined {
  return textUnder(nodeIn(placed, path.slice(0, -1)), key);
}

/** The namespace that a reference says beside the name; that of an object's own name is no reference's. */
export function namespaceBeside(placed: Placed, path: Path): string | undefined {
  return path.at(-1) === 'name' && path[0] !== 'metadata' ? textBeside(placed, path, 'namespace') : undefined;
}

/** The volumes or containers of a workload, where one of its fields names one; `undefined` elsewhere. */
export function localNamesFor(snapshot: Snapshot, { placed, path }: WritingPlace): Iterable<Name> | undefined {
  const found = defined(withFormer(snapshot, placed).map((one) => localNamesAt(snapshot, one, path)));
  const [first] = found;
  if (first === undefined) return undefined;
  const detail = formatMessage(words.local, { object: objectTitle(first.from) });
  return [...new Set(found.flatMap(({ names }) => names))].map((text) => ({ text, kind: 'object', detail }));
}

/** The items that a patch can mean, where it says which one; `undefined` elsewhere. */
export function mergeKeysFor(_: Snapshot, { placed, path, isOfPatch }: WritingPlace): readonly Name[] | undefined {
  if (isOfPatch !== true) return undefined;
  const detail = formatMessage(words.local, { object: objectTitle(placed) });
  return mergeKeysWithin(placed, path)?.map((text) => ({ text, kind: 'object', detail }));
}

/** The objects that a patch can be for, where it says its name; `undefined` elsewhere. */
export function patchNamesFor(
  snapshot: Snapshot,
  { placed, path, isOfPatch, word }: WritingPlace,
): Iterable<Name> | undefined {
  if (isOfPatch !== true || !isNamePath(path)) return undefined;
  const objects = snapshot.contentsOf(placed.scope).ofWrittenKind(kindOf(placed.resource));
  return namesOf(byWrittenName(objects, word));
}

interface NamedObject {
  readonly object: Placed;
  readonly text: string;
}

/** Objects by their names in their own text, those that begin with a word. */
function byWrittenName(objects: readonly Placed[], word: string): readonly NamedObject[] {
  return objects
    .map((object) => ({ object, text: object.writtenName ?? object.name ?? '' }))
    .filter(({ text }) => text !== '' && beginsWith(text, word));
}

/** Few of many are looked at, so each is worded when it is. */
function* namesOf(objects: Iterable<NamedObject>): Generator<Name, void, undefined> {
  for (const { object, text } of objects) {
    const detail = formatMessage(words.object, { kind: kindOf(object.resource), namespace: displayNamespace(object) });
    yield { text, kind: 'object', detail };
  }
}

/** Values that DNS gives a meaning and no schema lists; `undefined` where there are none. */
export function valuesFor({ placed, path }: WritingPlace): readonly Name[] | undefined {
  const { resource } = placed;
  const field = path.join('/');
  if (resource.kind === 'Service' && (field === 'spec/clusterIP' || /^spec\/clusterIPs\/0$/.test(field)))
    // Of another type, the API server rejects it.
    return serviceTypes.includes(serviceTypeOf(resource)) && serviceTypeOf(resource) !== defaultServiceType
      ? []
      : [{ text: headlessClusterIP, kind: 'value', detail: formatMessage(words.headless) }];
  if (resource.kind === 'Pod' && field === 'spec/hostname' && placed.name !== undefined)
    return [{ text: placed.name, kind: 'value', detail: formatMessage(words.podName) }];
  return undefined;
}
