import { addTo, getOrMake } from '../util/collections.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { Cell } from '../util/derived.ts';
import { exchange } from '../util/ordered.ts';
import { sharedList } from '../util/shared.ts';
import { folderOf, foldersAbove, isInFolder, nearness } from '../util/paths.ts';
import { type Placed, isOneScope, leavesNamespaceOpen } from '../objects/placed.ts';

/** So few objects are looked at one by one. */
const few = 8;

/** Where an object is, or what refers to it. */
type Where = Pick<Placed, 'namespace' | 'namespaceOrigin'>;

/** In which of two orders objects come: negative where the first one does. */
export type Order = (one: Placed, other: Placed) => number;

/** Objects that have something in common, and by what is read of them who asked for them. */
class Part<R extends Resource> extends Cell {
  /** One of fewer than two objects belongs to others, too, and is never changed. */
  #objects: Placed<R>[];

  constructor(objects: readonly Placed<R>[] = []) {
    super();
    this.#objects = withOthers(objects.slice());
  }

  /** As they are now, which rests on nothing. */
  get objects(): readonly Placed<R>[] {
    return this.#objects;
  }

  /** As they are now; who asks rests on all of them. */
  get all(): readonly Placed<R>[] {
    this.read();
    return this.#objects;
  }

  exchange(gone: readonly Placed<R>[], added: readonly Placed<R>[], order: Order): void {
    const own = this.#objects.length < 2 ? this.#objects.slice() : this.#objects;
    this.#objects = withOthers(exchange(own, gone, added, order));
    this.change();
  }
}

function withOthers<R extends Resource>(objects: Placed<R>[]): Placed<R>[] {
  return objects.length < 2 ? (sharedList(objects) as Placed<R>[]) : objects;
}

/** How parts of a group are found. Most groups are never asked for any. */
interface Ways<R extends Resource> {
  byNamespace: Map<string | undefined, Part<R>> | undefined;
  folders: Folders<R> | undefined;
}

/**
 * Objects of one scope that a reference may mean, such as the Services of a name. It is found out what a reference means without
 * looking at all of them, however many share a name in namespaces or folders of their own; and what is worked out from some of
 * many rests on no others. Most groups are of one object, and there are four of them for each object. A class for its memory.
 */
export class Group<R extends Resource = Resource> extends Part<R> {
  readonly #order: Order;
  #ways: Ways<R> | undefined;

  /** `objects` are in order, as they are kept. */
  constructor(objects: readonly Placed<R>[], order: Order) {
    super(objects);
    this.#order = order;
  }

  /** How many there are; what is worked out from it has to be right whatever it is. */
  get size(): number {
    return this.objects.length;
  }

  /** Whether anything was worked out from it, or may be, so that it has to be kept. */
  get isNeeded(): boolean {
    if (this.size > 0 || this.isRead) return true;
    if (this.#ways === undefined) return false;
    const { byNamespace, folders } = this.#ways;
    return isAnyRead(byNamespace?.values()) || folders?.isRead === true;
  }

  /** Takes objects out and others in. */
  update(gone: readonly Placed<R>[], added: readonly Placed<R>[]): void {
    this.exchange(gone, added, this.#order);
    if (this.#ways === undefined) return;
    const { byNamespace, folders } = this.#ways;
    if (byNamespace !== undefined) {
      for (const [namespace, changes] of changesBy(gone, added, (object) => [namespaceKey(object)]))
        partOf(byNamespace, namespace).exchange(changes.gone, changes.added, this.#order);
    }
    folders?.update(gone, added, this.#order);
  }

  /** Those that may be in the namespace a reference means: the same, or left open by either side. Of few objects it rests on all. */
  fitting(from: Where, namespace = from.namespace): readonly Placed<R>[] {
    if (leavesNamespaceOpen(from, namespace)) return this.all;
    if (this.size <= few) return this.all.filter((one) => namespaceFits(from, one, namespace));
    const exact = this.#inNamespace(namespace);
    const open = this.#inNamespace(undefined).filter((one) => namespaceFits(from, one, namespace));
    return open.length === 0 ? exact : [...exact, ...open].sort(this.#order);
  }

  /**
   * Those that a reference goes to, of all that are accepted: in a namespace that fits, and nearest. Nearest first means the same file
   * or folder, then the subtree of the nearest enclosing folder that holds one; a kustomization is one heap. Of those equally near the
   * ones whose namespace is the same win over those that only leave it open, and of two of one name and namespace the one in the
   * same file wins.
   */
  nearest(
    from: Placed,
    namespace = from.namespace,
    accepts: (object: Placed<R>) => boolean = () => true,
  ): readonly Placed<R>[] {
    const near = this.#nearest(from, namespace, accepts);
    if (near.length < 2) return near;
    const isExact = (object: Placed<R>): boolean => object.namespace === namespace;
    const exact = near.some(isExact) ? near.filter(isExact) : near;
    return from.scope.kind === 'kustomization' ? exact : preferSameFile(from, exact);
  }

  /** Those in a folder, or below it; all where none is said. Of few objects it rests on all. */
  below(folder: string | undefined): readonly Placed<R>[] {
    if (folder === undefined) return this.all;
    if (this.size > few) return this.#byFolder().allBelow(folder);
    return this.all.filter(({ document }) => isInFolder(document.file.path, folder));
  }

  #nearest(from: Placed, namespace: string, accepts: (object: Placed<R>) => boolean): readonly Placed<R>[] {
    if (from.scope.kind === 'kustomization') return this.fitting(from, namespace).filter(accepts);
    // Of many those in other folders are not looked at, and of one namespace others need not be told apart by folder.
    const fitting = leavesNamespaceOpen(from, namespace) && this.size > few ? undefined : this.fitting(from, namespace);
    if (fitting !== undefined && fitting.length <= few) return nearestOf(from, fitting.filter(accepts));
    const { path } = from.document.file;
    return this.#byFolder().nearest(path, (one) => namespaceFits(from, one, namespace) && accepts(one));
  }

  /** Those that write a namespace; those that leave it open for `undefined`. */
  #inNamespace(namespace: string | undefined): readonly Placed<R>[] {
    const ways = this.#findWays();
    ways.byNamespace ??= partsBy(this.objects, (object) => [namespaceKey(object)]);
    return partOf(ways.byNamespace, namespace).all;
  }

  #byFolder(): Folders<R> {
    const ways = this.#findWays();
    return (ways.folders ??= new Folders(this.objects));
  }

  #findWays(): Ways<R> {
    return (this.#ways ??= { byNamespace: undefined, folders: undefined });
  }
}

/** Whether two objects are applied together, as far as is known. */
export function isSameScope(one: Placed, other: Placed): boolean {
  return isOneScope(one.scope, other.scope);
}

/** Whether a candidate may be in the namespace a reference means: the same, or left open by either side. */
export function namespaceFits(from: Where, candidate: Where, namespace = from.namespace): boolean {
  if (candidate.namespace === namespace) return true;
  return candidate.namespaceOrigin !== 'written' || leavesNamespaceOpen(from, namespace);
}

/** Some objects of one scope as a group, in the order given. */
export function groupObjects<R extends Resource>(objects: readonly Placed<R>[]): Group<R> {
  return new Group(objects, () => 0);
}

/** Objects by the folders they are in and below. */
class Folders<R extends Resource> {
  readonly #in: Map<string, Part<R>>;
  readonly #below: Map<string, Part<R>>;

  constructor(objects: readonly Placed<R>[]) {
    this.#in = partsBy(objects, (object) => [folderIn(object)]);
    this.#below = partsBy(objects, (object) => foldersAbove(folderIn(object)));
  }

  get isRead(): boolean {
    return isAnyRead(this.#in.values()) || isAnyRead(this.#below.values());
  }

  update(gone: readonly Placed<R>[], added: readonly Placed<R>[], order: Order): void {
    for (const [folder, changes] of changesBy(gone, added, (object) => [folderIn(object)]))
      partOf(this.#in, folder).exchange(changes.gone, changes.added, order);
    for (const [folder, changes] of changesBy(gone, added, (object) => foldersAbove(folderIn(object))))
      partOf(this.#below, folder).exchange(changes.gone, changes.added, order);
  }

  allBelow(folder: string): readonly Placed<R>[] {
    return partOf(this.#below, folder).all;
  }

  nearest(path: string, accepts: (object: Placed<R>) => boolean): readonly Placed<R>[] {
    const own = folderOf(path);
    const beside = partOf(this.#in, own).all.filter(accepts);
    if (beside.length > 0) return beside;
    for (const folder of foldersAbove(own)) {
      const below = this.allBelow(folder).filter(accepts);
      if (below.length > 0) return below;
    }
    return [];
  }
}

/** A loop, as there may be thousands, of which the first is read. */
function isAnyRead(cells: Iterable<Cell> = []): boolean {
  for (const cell of cells) if (cell.isRead) return true;
  return false;
}

function folderIn({ document }: Placed): string {
  return folderOf(document.file.path);
}

function namespaceKey({ namespaceOrigin, namespace }: Placed): string | undefined {
  return namespaceOrigin === 'written' ? namespace : undefined;
}

function partsBy<K, R extends Resource>(
  objects: readonly Placed<R>[],
  keysOf: (object: Placed<R>) => readonly K[],
): Map<K, Part<R>> {
  const groups = new Map<K, Placed<R>[]>();
  for (const object of objects) for (const key of keysOf(object)) addTo(groups, key, object);
  return new Map([...groups].map(([key, group]) => [key, new Part(group)]));
}

function partOf<K, R extends Resource>(parts: Map<K, Part<R>>, key: K): Part<R> {
  return getOrMake(parts, key, () => new Part<R>());
}

/** What goes out of a list of objects, and what comes in. */
export interface Changes<R extends Resource> {
  readonly gone: Placed<R>[];
  readonly added: Placed<R>[];
}

function changesBy<K, R extends Resource>(
  gone: readonly Placed<R>[],
  added: readonly Placed<R>[],
  keysOf: (object: Placed<R>) => readonly K[],
): ReadonlyMap<K, Changes<R>> {
  const changes = new Map<K, Changes<R>>();
  const at = (key: K): Changes<R> => getOrMake(changes, key, () => ({ gone: [], added: [] }));
  for (const object of gone) for (const key of keysOf(object)) at(key).gone.push(object);
  for (const object of added) for (const key of keysOf(object)) at(key).added.push(object);
  return changes;
}

function nearestOf<R extends Resource>(from: Placed, objects: readonly Placed<R>[]): readonly Placed<R>[] {
  if (objects.length <= 1) return objects;
  const levels = objects.map((object) => Math.max(1, nearness(from.document.file.path, object.document.file.path)));
  const least = levels.reduce((one, other) => Math.min(one, other));
  return objects.filter((_, index) => levels[index] === least);
}

function preferSameFile<R extends Resource>(from: Placed, objects: readonly Placed<R>[]): readonly Placed<R>[] {
  const isInFile = (object: Placed): boolean => object.document.file === from.document.file;
  const inFile = new Set(objects.filter(isInFile).map(twinKey));
  if (inFile.size === 0) return objects;
  return objects.filter((object) => isInFile(object) || !inFile.has(twinKey(object)));
}

/** What an object and its twins in other files have in common. */
function twinKey({ resource, name, namespace }: Placed): string {
  return `${resource.kind}\n${namespace}\n${name ?? ''}`;
}
