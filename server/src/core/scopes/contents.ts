import { byPath, getOrMake, onlyOne } from '../util/collections.ts';
import { isReadName } from '../kubernetes/kinds/index.ts';
import { kindOf, isOfOperator, type Resource, type ResourceOf } from '../kubernetes/resource.ts';
import { hasSelector, type Service } from '../kubernetes/service.ts';
import { workloadKinds, type Workload } from '../kubernetes/workloads.ts';
import { Answers, Cell, unnoted } from '../util/derived.ts';
import { exchange } from '../util/ordered.ts';
import { isControllerLabel } from '../kubernetes/selectors.ts';
import type { Placed } from '../objects/placed.ts';
import type { Group, Order } from './group.ts';
import { defineIndex, defineIndexOfAll, Index, type IndexDefinition } from './object-index.ts';
import { servedKinds, type ServedKind } from '../names/zones.ts';
import { keptKey, nameKey, wordsOfReference } from '../kubernetes/object-references.ts';

/**
 * The objects of a scope, and the ways to look them up. Whatever is looked up by name or label is looked up here, so that nothing
 * is held against the objects of other scopes, nor against more of its own than those that share a name or a label with it.
 */
export class Contents {
  readonly #order: Order;
  #all: Placed[];
  readonly #whole = new Cell();
  readonly #indexes = new Map<IndexDefinition, Index>();
  readonly #answers = new Answers<Contents>(this);
  /** What was asked by several alike, by its key: the keys of the answers. */
  readonly #askedAlike = new Map<string, object>();

  /** `objects` are in order; where it is left out, the order of what never changes is the one given. */
  constructor(objects: readonly Placed[] = [], order?: Order) {
    this.#all = [...objects];
    this.#order = order ?? orderOf(objects);
  }

  /** All of them. What is worked out from it is worked out again at every change. */
  get all(): readonly Placed[] {
    this.#whole.read();
    return this.#all;
  }

  /** The objects of a kind. */
  ofKind<K extends Resource['kind']>(kind: K): readonly Placed<ResourceOf<K>>[] {
    return this.index(byKind).get(kind).all as readonly Placed<ResourceOf<K>>[];
  }

  /** What has names in DNS as a Service has: the Services, then other kinds. */
  get served(): readonly Placed<Service>[] {
    return servedKinds.flatMap((kind): readonly Placed<Service>[] => this.ofKind(kind));
  }

  /** The objects of a kind and name, in any namespace. */
  named<K extends Exclude<Resource['kind'], 'Unknown'>>(kind: K, name: string): Group<ResourceOf<K>> {
    // The key says the kind.
    return this.called(kind, name) as unknown as Group<ResourceOf<K>>;
  }

  /** The objects of a kind as it is written, and a name. Of a kind that is read those of other API groups are no objects. */
  called(kind: string, name: string): Group {
    return this.index(byName).get(nameKey(kind, name));
  }

  /** The objects of the kind of one, and a name. */
  alike(resource: Resource, name: string): Group {
    return this.called(kindWordOf(resource), name);
  }

  /** Whether there is a custom resource of a name, of whatever kind. */
  hasCustom(name: string): boolean {
    return this.index(customsByName).get(name).all.length > 0;
  }

  /** What has names in DNS as objects of this kind have, by its whole name. */
  servedAs(kind: ServedKind, namespace: string, name: string): readonly Placed<Service>[] {
    return this.index(byWholeName).get(`${kind} ${namespace} ${name}`).all;
  }

  /** The objects of a kind as it is written. */
  ofWrittenKind(kind: string): readonly Placed[] {
    return this.index(byWrittenKind).get(kind).all;
  }

  /** The objects that name one of a kind where they mean one of its namespace, or say a namespace. */
  namersOf(named: Named): readonly Placed[] {
    const word = nameKey(named.kind, named.name);
    const users = this.index(byUse);
    const own = users.get(word).fitting(named);
    const across = users.get(saidAcross(word)).all;
    return across.length === 0 ? own : this.sorted([...new Set([...own, ...across])]);
  }

  /** All workloads. */
  get workloads(): Group<Workload> {
    return this.index(allWorkloads).get('');
  }

  /** The workloads whose labels are not all known, as a template makes them. */
  get openWorkloads(): Group<Workload> {
    return this.index(workloadsWithOpenLabels).get('');
  }

  /** The workloads that may have all pairs of a selector: those that have its rarest pair, or all where controllers may add every pair. */
  mayBeSelected(selector: Labels): Group<Workload> {
    const pair = rarestPair(selector, this);
    return pair === undefined ? this.workloads : this.index(workloadsByPair).get(pair);
  }

  /** The Services that may select the Pods of something. */
  maySelect(workload: Placed<Workload>): readonly Placed<Service>[] {
    const services = this.index(servicesByPair);
    const keys = selectorKeysFor(workload.resource.template.labels);
    return this.sorted(keys.flatMap((key) => services.get(key).fitting(workload)));
  }

  /** Some of the objects, in order. */
  sorted<R extends Resource>(objects: readonly Placed<R>[]): readonly Placed<R>[] {
    return objects.length < 2 ? objects : [...objects].sort(this.#order);
  }

  /** A way to look the objects up. */
  index<R extends Resource>(definition: IndexDefinition<R>): Index<R> {
    const known = this.#indexes.get(definition);
    if (known !== undefined) return known as unknown as Index<R>;
    const index = unnoted(() => new Index(definition, this, this.#mayBeIn(definition), this.#order));
    this.#indexes.set(definition, index);
    return index;
  }

  /** The objects that an index may be about: where kinds are told apart already, those of others are not gone through again. */
  #mayBeIn({ kinds }: Pick<IndexDefinition, 'kinds'>): readonly Placed[] {
    const kind = kinds === undefined ? undefined : onlyOne(kinds);
    const told = this.#indexes.get(byKind);
    return kind === undefined || told === undefined ? this.#all : told.get(kind).objects;
  }

  /** Something that is worked out about the scope, and again once what was looked up for it has changed. The function itself is the key. */
  derive<T>(compute: (contents: Contents) => T): T {
    return this.#answers.of(compute);
  }

  /** The same about one of its objects. */
  about<R extends Resource, T>(object: Placed<R>, compute: (contents: Contents, object: Placed<R>) => T): T {
    return this.#answers.about(object, compute);
  }

  /** The same about what many ask alike: `key` says all that the answer rests on of `asked`, so the first of them is kept. */
  aboutAlike<A extends object, T>(key: string, asked: A, compute: (contents: Contents, asked: A) => T): T {
    // What one function is asked with one key is of one type.
    const first = getOrMake(this.#askedAlike, key, () => asked) as A;
    return this.#answers.about(first, compute);
  }

  /** Takes objects out and others in. */
  update(removed: ReadonlySet<Placed>, added: readonly Placed[]): void {
    if (removed.size === 0 && added.length === 0) return;
    this.#all = exchange(this.#all, removed, added, this.#order);
    // One that is made on the way has what there is now.
    for (const index of [...this.#indexes.values()]) index.update(removed, added);
    for (const object of removed) this.#answers.forget(object);
    this.#whole.change();
  }
}

/** What objects have in common that nobody tells apart who names one of them: the kind as it is written, the name, and where they are. */
export interface Named extends Pick<Placed, 'namespace' | 'namespaceOrigin'> {
  readonly kind: string;
  readonly name: string;
}

/** By file and position; the variants of an object by the kustomizations that build them. */
export function byPlace(one: Placed, other: Placed): number {
  if (one.document !== other.document) {
    return byPath(one.document.file, other.document.file) || one.document.start - other.document.start;
  }
  if (one.scope === other.scope || one.scope.kind !== 'kustomization' || other.scope.kind !== 'kustomization') return 0;
  return byPath(one.scope.file, other.scope.file);
}

function orderOf(objects: readonly Placed[]): Order {
  let order: Map<Placed, number> | undefined;
  return (one, other) => {
    order ??= new Map(objects.map((object, index) => [object, index]));
    return (order.get(one) ?? 0) - (order.get(other) ?? 0);
  };
}

const byKind = defineIndexOfAll(({ resource }) => [resource.kind]);

const byName = defineIndexOfAll(({ resource, name = '' }) => [keptKey(kindWordOf(resource), name)]);

const customsByName = defineIndex(['Unknown'], ({ name = '', resource }) =>
  isOfOperator(resource.apiVersion) ? [name] : [],
);

const byWholeName = defineIndex(servedKinds, ({ resource, namespace, name = '' }) => [
  keptKey(resource.kind, namespace, name),
]);

/** The kind as it is written; of another API group than the kind that is read, as a Service of Knative is, a word of its own. */
function kindWordOf(resource: Resource): string {
  const kind = kindOf(resource);
  return resource.kind === 'Unknown' && isReadName(kind) ? `other ${kind}` : kind;
}

const byWrittenKind = defineIndexOfAll(({ resource }) => [kindOf(resource)]);

/** The objects by the words of those that they name, apart by whether they say a namespace. */
const byUse = defineIndexOfAll(({ resource }) =>
  resource.references.flatMap((reference) => {
    const words = wordsOfReference(reference);
    return reference.namespace === undefined ? words : words.map(saidAcross);
  }),
);

/** Under what those are found that name an object with its namespace. */
function saidAcross(word: string): string {
  return `${word} /`;
}

const allWorkloads = defineIndex(workloadKinds, () => ['']);

const workloadsWithOpenLabels = defineIndex(workloadKinds, ({ resource }) =>
  resource.template.labels.known ? [] : [''],
);

/** The workloads by the pairs of their labels. */
export const workloadsByPair = defineIndex(workloadKinds, ({ resource }) => labelPairsOf(resource.template.labels));

/** The Services with a selector by their `selectorKey`. */
const servicesByPair = defineIndex(
  ['Service'],
  ({ resource }, contents) => (hasSelector(resource) ? [selectorKey(resource.selector, contents)] : []),
  { isOpen: true },
);

/** Pairs of labels. */
interface Labels {
  readonly pairs: ReadonlyMap<string, { readonly value: string }>;
}

/** Under which what selects Pods is found from their labels: the rarest pair that a template has to have, or nothing where there is none. */
export function selectorKey(selector: Labels, contents: Contents): string {
  return rarestPair(selector, contents) ?? '';
}

/** Under which all that may select Pods with these labels is found, see `selectorKey`. */
export function selectorKeysFor(labels: Labels): readonly string[] {
  return ['', ...labelPairsOf(labels)];
}

/** Of the pairs that no controller adds, the one that the fewest have: which one it is makes no difference but in speed. */
function rarestPair(selector: Labels, contents: Contents): string | undefined {
  const workloads = contents.index(workloadsByPair);
  let found: string | undefined;
  let least = Infinity;
  for (const [key, { value }] of selector.pairs) {
    if (isControllerLabel(key)) continue;
    const pair = pairOf(key, value);
    const count = workloads.sizeOf(pair);
    if (count < least) [found, least] = [pair, count];
  }
  return found;
}

/** A label's key and value as one word. */
export function pairOf(key: string, value: string): string {
  return `${key}=${value}`;
}

/** The pairs of labels, each as `pairOf` has it. */
export function labelPairsOf({ pairs }: Labels): readonly string[] {
  return [...pairs].map(([key, { value }]) => pairOf(key, value));
}

/** The key and the value of a label, see `pairOf`. A key has no equals sign. Source: Kubernetes API, labels. */
export function keyAndValueOf(pair: string): readonly [string, string] {
  const equals = pair.indexOf('=');
  return [pair.slice(0, equals), pair.slice(equals + 1)];
}
