import type { Resource, ResourceOf } from '../kubernetes/resource.ts';
import { hasSelector, type Service } from '../kubernetes/service.ts';
import { workloadKinds, type Workload } from '../kubernetes/workloads.ts';
import { groupBy } from '../util/collections.ts';
import { isControllerLabel } from '../kubernetes/selectors.ts';
import type { Placed } from '../objects/placed.ts';
import { Group } from './group.ts';

/**
 * The objects of one scope, by what they are called and by what refers to them. Each index is made when somebody first asks, and kept
 * as long as the objects are. A class for its memory.
 */
export class Contents {
  /** In the order of the workspace; in that of the build for a kustomization. */
  readonly all: readonly Placed[];
  readonly #indexes = new Map<unknown, unknown>();

  constructor(all: readonly Placed[]) {
    this.all = all;
  }

  /** The objects of a kind. */
  ofKind<K extends Resource['kind']>(kind: K): readonly Placed<ResourceOf<K>>[] {
    const kinds = this.derive(byKind);
    return (kinds.get(kind) ?? []) as readonly Placed<ResourceOf<K>>[];
  }

  /** The objects of a kind and name, in any namespace. */
  named<K extends Resource['kind']>(kind: K, name: string): Group<ResourceOf<K>> {
    // The key says the kind.
    return (this.derive(byName).get(`${kind} ${name}`) as Group<ResourceOf<K>> | undefined) ?? new Group([]);
  }

  /** Everything that makes Pods. */
  get workloads(): Group<Workload> {
    return this.derive(allWorkloads);
  }

  /** What makes Pods whose labels are not all known, as a template makes them. */
  get openWorkloads(): Group<Workload> {
    return this.derive(workloadsWithOpenLabels);
  }

  /** What makes Pods that may have all pairs of a selector: those that have its rarest pair, or all where controllers may add every pair. */
  mayBeSelected(selector: Labels): Group<Workload> {
    return rarest(selector, this.derive(workloadsByPair)) ?? this.workloads;
  }

  /** The Services that may select the Pods of something. */
  maySelect(workload: Placed<Workload>): readonly Placed<Service>[] {
    const { byPair, byController } = this.derive(servicesByPair);
    const { pairs } = workload.resource.template.labels;
    const groups = [...pairs].flatMap(([key, { value }]) => byPair.get(pairOf(key, value)) ?? []);
    return this.#sorted([byController, ...groups].flatMap((group) => group.fitting(workload)));
  }

  /** The objects that have the name of a Service where they refer to one of its namespace. */
  mayName(service: Placed, name: string): readonly Placed[] {
    const { within, across } = this.derive(byReference);
    const found = [...(within.get(name)?.fitting(service) ?? []), ...(across.get(name) ?? [])];
    return this.#sorted([...new Set(found)]);
  }

  #sorted<R extends Resource>(objects: readonly Placed<R>[]): readonly Placed<R>[] {
    if (objects.length < 2) return objects;
    const order = this.derive(orderOf);
    return [...objects].sort((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
  }

  /** Something that is worked out about the scope once. The function itself is the key. */
  derive<T>(compute: (contents: Contents) => T): T {
    if (!this.#indexes.has(compute)) this.#indexes.set(compute, compute(this));
    return this.#indexes.get(compute) as T;
  }
}

function orderOf({ all }: Contents): ReadonlyMap<Placed, number> {
  return new Map(all.map((object, index) => [object, index]));
}

function byKind({ all }: Contents): ReadonlyMap<Resource['kind'], readonly Placed[]> {
  return groupBy(all, ({ resource }) => resource.kind);
}

function byName({ all }: Contents): ReadonlyMap<string, Group> {
  return groupsOf(groupBy(all, ({ resource, name }) => `${resource.kind} ${name ?? ''}`));
}

function allWorkloads(contents: Contents): Group<Workload> {
  return new Group(workloadKinds.flatMap((kind): readonly Placed<Workload>[] => contents.ofKind(kind)));
}

function workloadsWithOpenLabels({ workloads }: Contents): Group<Workload> {
  return new Group(workloads.all.filter(({ resource }) => !resource.template.labels.known));
}

function workloadsByPair({ workloads }: Contents): ReadonlyMap<string, Group<Workload>> {
  const index = new Map<string, Placed<Workload>[]>();
  for (const workload of workloads.all) {
    for (const [key, { value }] of workload.resource.template.labels.pairs) add(index, pairOf(key, value), workload);
  }
  return groupsOf(index);
}

/** The Services with a selector by the rarest pair of it that a template has to have, and those of which controllers add every pair. */
function servicesByPair(contents: Contents): {
  readonly byPair: ReadonlyMap<string, Group<Service>>;
  readonly byController: Group<Service>;
} {
  const workloads = contents.derive(workloadsByPair);
  const index = new Map<string, Placed<Service>[]>();
  const byController: Placed<Service>[] = [];
  for (const service of contents.ofKind('Service')) {
    if (!hasSelector(service.resource)) continue;
    const pair = rarestPair(service.resource.selector, workloads);
    if (pair === undefined) byController.push(service);
    else add(index, pair, service);
  }
  return { byPair: groupsOf(index), byController: new Group(byController) };
}

/** The objects that name a Service, by that name: one of their own namespace, or of one that they say. */
function byReference({ all }: Contents): {
  readonly within: ReadonlyMap<string, Group>;
  readonly across: ReadonlyMap<string, readonly Placed[]>;
} {
  const within = new Map<string, Placed[]>();
  const across = new Map<string, Placed[]>();
  for (const object of all) {
    const { resource } = object;
    const names = new Set<string | undefined>();
    if (resource.kind === 'Endpoints') names.add(resource.metadata.name?.value);
    if ('serviceName' in resource) names.add(resource.serviceName?.value);
    if ('template' in resource) names.add(resource.template.subdomain?.value);
    for (const { serviceName, namespace } of 'backends' in resource ? resource.backends : []) {
      if (namespace === undefined) names.add(serviceName.value);
      else add(across, serviceName.value, object);
    }
    for (const name of names) if (name !== undefined) add(within, name, object);
  }
  return { within: groupsOf(within), across };
}

/** Pairs of labels. */
interface Labels {
  readonly pairs: ReadonlyMap<string, { readonly value: string }>;
}

function rarest(selector: Labels, groups: ReadonlyMap<string, Group<Workload>>): Group<Workload> | undefined {
  const pair = rarestPair(selector, groups);
  return pair === undefined ? undefined : (groups.get(pair) ?? new Group<Workload>([]));
}

/** Of the pairs that no controller adds, the one that the fewest have. */
function rarestPair(selector: Labels, groups: ReadonlyMap<string, Group<Workload>>): string | undefined {
  let found: string | undefined;
  let least = Infinity;
  for (const [key, { value }] of selector.pairs) {
    if (isControllerLabel(key)) continue;
    const pair = pairOf(key, value);
    const count = groups.get(pair)?.all.length ?? 0;
    if (count < least) [found, least] = [pair, count];
  }
  return found;
}

function pairOf(key: string, value: string): string {
  return `${key}=${value}`;
}

function groupsOf<R extends Resource>(index: ReadonlyMap<string, readonly Placed<R>[]>): ReadonlyMap<string, Group<R>> {
  return new Map([...index].map(([key, objects]) => [key, new Group(objects)]));
}

function add<K, V>(index: Map<K, V[]>, key: K, value: V): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, [value]);
  else known.push(value);
}
