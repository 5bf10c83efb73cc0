import { addAll, getOrMake, madeOnce, saidOf } from '../util/collections.ts';
import { readPodLabel } from '../names/pod-label.ts';
import { isTemplated } from '../yaml/template.ts';
import { entryOf, type YamlMap, type YamlNode, type YamlSequence, textUnder, scalarText } from '../yaml/node.ts';
import type { Path } from '../yaml/path.ts';
import { rootPath, sharedPathOf, type SharedPath } from '../yaml/shared.ts';
import type { Field } from './field.ts';
import { customWorkloadTable } from './kinds/custom-workload.ts';
import { tableOf } from './kinds/index.ts';
import { otherReferences } from './other-references.ts';
import { groupOf, kindOf, type Resource } from './resource.ts';
import type { KindTable } from './table/kind.ts';
import { fieldsBelow, type ReferenceKind, type ReferenceMark } from './table/fields.ts';

/** A field in which an object names another one. */
export interface NameReference {
  readonly as: ReferenceKind;
  /** The kinds that it may be of. */
  readonly kinds: readonly string[];
  readonly name: Field<string>;
  /** Where the reference says the namespace itself; else it is that of the object, where the kind has one. */
  readonly namespace: Field<string> | undefined;
}

/** Under which something of a kind and name is looked up: `ConfigMap settings`. */
export function nameKey(kind: string, name: string): string {
  return `${kind} ${name}`;
}

/** The same as an index keeps it: V8 makes a template sooner, and keeps its parts beside the whole. */
export function keptKey(...words: readonly string[]): string {
  return words.join(' ');
}

/** What a reference names, as `keptKey` by each kind that it may be of; of a Pod also the StatefulSet that may make it. */
export function wordsOfReference({ kinds, name }: NameReference): readonly string[] {
  const words = kinds.map((kind) => keptKey(kind, name.value));
  const set = kinds.includes('Pod') ? readPodLabel(name.value)?.set : undefined;
  return set === undefined ? words : [...words, keptKey('StatefulSet', set)];
}

/**
 * The objects that an object names, in the fields that the tables of kinds mark, and in those of `other-references.ts`. What a
 * template leaves open names nothing. `table` is the one it is read by, where that is another than its kind's own.
 */
export function readReferences(
  kind: string,
  apiVersion: string,
  object: YamlNode | undefined,
  table?: KindTable,
): readonly NameReference[] {
  const found: NameReference[] = [];
  const way = wayOf(kind, isTemplated(apiVersion) ? undefined : apiVersion, table);
  if (way !== undefined) collect(object, way, rootPath, found);
  return found.length === 0 ? none : found;
}

/** What a field of an object names by its mark, whether anything is written there or not; `undefined` for a field that names nothing. */
export function referenceMarkAt(resource: Resource, path: Path): ReferenceMark | undefined {
  const { apiVersion } = resource;
  const readBy = resource.kind === 'CustomWorkload' ? customWorkloadTable : tableOf(resource.kind, undefined);
  let way = wayOf(kindOf(resource), isTemplated(apiVersion) ? undefined : apiVersion, readBy);
  for (const step of path) if (typeof step === 'string') way = way?.below.get(step);
  return way?.mark;
}

const none: readonly NameReference[] = [];

/** The keys that lead to references; lists on the way are passed over. */
interface Way {
  mark?: ReferenceMark;
  readonly below: Map<string, Way>;
}

/** By the kinds and groups of tables and rows alone, whatever people write: there are no more of them than these name. */
const ways = new Map<string, Way>();

/** The ways of a kind, put together once. */
function wayOf(kind: string, apiVersion: string | undefined, readBy?: KindTable): Way | undefined {
  const known = tableOf(kind, apiVersion) ?? readBy;
  const group = apiVersion === undefined ? undefined : groupOf(apiVersion);
  const others =
    othersByKind()
      .get(kind)
      ?.filter(({ groups }) => group === undefined || groups.includes(group)) ?? [];
  if (others.length > 0) {
    const key = `${known?.kind ?? ''} ${kind} ${group ?? '*'}`;
    return getOrMake(ways, key, () => newWay(known, others));
  }
  return known && getOrMake(ways, known.kind, () => newWay(known, others));
}

const othersByKind = madeOnce(() => {
  const kindsWithRows = [...new Set(otherReferences.flatMap((one) => one.kinds))];
  return new Map(kindsWithRows.map((kind) => [kind, otherReferences.filter((one) => one.kinds.includes(kind))]));
});

function newWay(known: KindTable | undefined, others: typeof otherReferences): Way {
  const fields = known === undefined ? [] : fieldsBelow(known.table);
  const top: Way = { below: new Map() };
  for (const [keys, { refersTo }] of [...fields, ...others.map((one) => [keysOfPath(one.path), one] as const)])
    if (refersTo !== undefined) wayBelow(top, keys).mark = refersTo;
  return top;
}

/** The keys of a path, apart by `/`; a slash within one is behind a backslash. Source: kustomize kyaml/utils/pathsplitter.go, PathSplitter. */
export function keysOfPath(path: string): readonly string[] {
  if (!path.includes('\\')) return path.split('/');
  return path.split(/(?<!\\)\//).map((key) => key.replaceAll('\\/', '/'));
}

/** The way that goes on with some keys, made where it is not there yet. */
function wayBelow(top: Way, keys: readonly string[]): Way {
  let way = top;
  for (const key of keys) {
    const next = way.below.get(key) ?? { below: new Map() };
    way.below.set(key, next);
    way = next;
  }
  return way;
}

function collect(node: YamlNode | undefined, way: Way, place: SharedPath, found: NameReference[]): void {
  if (node?.kind === 'sequence') {
    for (const [index, item] of node.items.entries()) collect(item, way, place.below(index), found);
    return;
  }
  if (node?.kind !== 'map') return;
  for (const [key, below] of way.below) {
    const value = entryOf(node, key)?.value;
    if (value === undefined) continue;
    if (value.kind === 'sequence' && below.mark !== undefined)
      addAll(found, namesInList(node, below.mark, value, place.below(key)));
    else if (value.kind !== 'scalar') collect(value, below, place.below(key), found);
    else if (below.mark !== undefined && isNameOf(below.mark.kinds, value.value)) {
      const reference = readOne(node, below.mark, value.value, place.below(key));
      if (reference !== undefined) found.push(reference);
    }
  }
}

/** Whether a value may be the name of an object of such kinds. That of a Service has no dot: one that has some is a host name. */
function isNameOf(kinds: readonly string[], value: unknown): value is string {
  if (typeof value !== 'string' || value === '' || isTemplated(value)) return false;
  return !value.includes('.') || kinds.some((kind) => kind !== 'Service');
}

/** The names of a list; in the rule of a role, of the kinds that it is about. Source: Kubernetes API rbac/v1, PolicyRule. */
function namesInList(
  node: YamlMap,
  { as, kinds }: ReferenceMark,
  { items }: YamlSequence,
  place: SharedPath,
): readonly NameReference[] {
  const resources = entryOf(node, 'resources')?.value;
  const isOf = (kind: string): boolean =>
    resources?.kind === 'sequence' && resources.items.some((one) => isResource(scalarText(one) ?? '', kind));
  const meant = place.path.at(-1) === 'resourceNames' ? kinds.filter(isOf) : kinds;
  return items.flatMap((item, index) =>
    meant.length > 0 && item.kind === 'scalar' && isNameOf(meant, item.value)
      ? [{ as, kinds: meant, name: { value: item.value, at: place.below(index).at }, namespace: undefined }]
      : [],
  );
}

/** Whether the resource of a rule is that of a kind, or a part of it: `statefulsets/scale`. */
function isResource(resource: string, kind: string): boolean {
  const word = kind.toLowerCase();
  const plural = word.endsWith('s') ? `${word}es` : word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`;
  return resource.split('/', 1)[0] === plural;
}

/** Group, kind and namespace that are beside the key `name` tell which object is meant; none where it is of another kind. */
function readOne(
  node: YamlNode,
  { as, kinds: all }: ReferenceMark,
  value: string,
  place: SharedPath,
): NameReference | undefined {
  const name = { value, at: place.at };
  if (place === ownName || place.path.at(-1) !== 'name') return { as, kinds: all, name, namespace: undefined };
  const kinds = kindsMeant(all, textUnder(node, 'kind'));
  const group = textUnder(node, 'group');
  if (kinds.length === 0 || (group !== undefined && !kinds.some((one) => saidOf(groupsBeside, one) === group)))
    return undefined;
  const namespace = textUnder(node, 'namespace');
  const path = [...name.at.path.slice(0, -1), 'namespace'];
  return { as, kinds, name, namespace: namespace === undefined ? undefined : { value: namespace, at: { path } } };
}

/** Of the kinds that a name may be of, those that are meant beside what is said to be its kind. */
export function kindsMeant(all: readonly string[], said: string | undefined): readonly string[] {
  const kind = said ?? all.find((one) => one in meantUnsaid);
  return kind === undefined ? all : all.filter((one) => one === kind);
}

/** The groups that may be beside the names of kinds. */
const groupsBeside = {
  Gateway: 'gateway.networking.k8s.io',
  Issuer: 'cert-manager.io',
  ClusterIssuer: 'cert-manager.io',
} as const;

/**
 * What is meant where no kind is said. Sources: Gateway API v1, ParentReference; cert-manager API v1, IssuerReference; External Secrets
 * API v1, SecretStoreRef; KEDA API v1alpha1, AuthenticationRef; Traefik API v1alpha1, LoadBalancerSpec.
 */
const meantUnsaid: Readonly<Record<string, true>> = {
  Gateway: true,
  Issuer: true,
  SecretStore: true,
  TriggerAuthentication: true,
  Service: true,
};

/** The place of an object's own name, beside which is its own namespace. */
const ownName = sharedPathOf(['metadata', 'name']);
