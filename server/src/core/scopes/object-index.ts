import { addTo, getOrMake } from '../util/collections.ts';
import type { Resource, ResourceOf } from '../kubernetes/resource.ts';
import { Cell, isNoting } from '../util/derived.ts';
import type { Placed } from '../objects/placed.ts';
import type { Contents } from './contents.ts';
import { Group, type Changes, type Order } from './group.ts';

/** A way to look objects up. The definition itself is the key by which its index is kept. */
export interface IndexDefinition<R extends Resource = Resource> {
  /** The kinds it is about; all where it is left out. */
  readonly kinds?: readonly Resource['kind'][];
  /** Whether what an object is found under may depend on what else there is; else it is always the same. */
  readonly isOpen?: true;
  /** What an object is found under. */
  keysOf(this: void, object: Placed<R>, contents: Contents): Iterable<string>;
}

/** Declares an index of the objects of some kinds, by what each is found under. */
export function defineIndex<const K extends Resource['kind']>(
  kinds: readonly K[],
  keysOf: IndexDefinition<ResourceOf<K>>['keysOf'],
  more: Pick<IndexDefinition, 'isOpen'> = {},
): IndexDefinition<ResourceOf<K>> {
  return { kinds, keysOf, ...more };
}

/** Declares an index of all objects. */
export function defineIndexOfAll(keysOf: IndexDefinition['keysOf']): IndexDefinition {
  return { keysOf };
}

/** So many more are asked for than there are, as every file and host is asked about, and to go through them would be felt at a keystroke. */
const spareGroups = 16_384;

/** Objects by what they are found under: the sum of what each object says, kept up to date with every change. */
export class Index<R extends Resource = Resource> {
  readonly #definition: IndexDefinition<R>;
  readonly #contents: Contents;
  readonly #order: Order;
  readonly #groups = new Map<string, Group<R>>();
  /** Who asked whether anything is found under a key; most ask of keys that nothing has. */
  readonly #presence = new Map<string, Cell>();
  /** Where keys depend on what else there was, what they were. */
  readonly #keysOf: Map<Placed, readonly string[]> | undefined;
  /** How many groups and questions there may be before those no longer needed are looked for. */
  #mostGroups: number;
  /** Which keys there are. */
  readonly #keys = new Cell();

  constructor(definition: IndexDefinition<R>, contents: Contents, objects: readonly Placed[], order: Order) {
    this.#definition = definition;
    this.#keysOf = definition.isOpen ? new Map() : undefined;
    this.#contents = contents;
    this.#order = order;
    const found = new Map<string, Placed<R>[]>();
    for (const object of objects) {
      for (const key of this.#enter(object)) addTo(found, key, object as Placed<R>);
    }
    for (const [key, group] of found) this.#groups.set(key, new Group(group, order));
    this.#mostGroups = 2 * this.#groups.size + spareGroups;
  }

  /** The objects found under a key. */
  get(key: string): Group<R> {
    return getOrMake(this.#groups, key, () => new Group<R>([], this.#order));
  }

  /** Whether any object is found under a key; rests on nothing else about them. */
  has(key: string): boolean {
    if (isNoting()) getOrMake(this.#presence, key, () => new Cell()).read();
    return this.sizeOf(key) > 0;
  }

  /** Whether nothing is found under any key. */
  get isEmpty(): boolean {
    this.#keys.read();
    for (const group of this.#groups.values()) if (group.size > 0) return false;
    return true;
  }

  /** How many objects are found under a key; see `Group.size`. */
  sizeOf(key: string): number {
    return this.#groups.get(key)?.size ?? 0;
  }

  /** All keys under which anything is found, in no order that says anything. */
  get keys(): readonly string[] {
    this.#keys.read();
    return [...this.#groups].flatMap(([key, group]) => (group.size > 0 ? [key] : []));
  }

  update(removed: ReadonlySet<Placed>, added: readonly Placed[]): void {
    const touched = new Map<string, Changes<R>>();
    const touch = (key: string): Changes<R> => getOrMake(touched, key, () => ({ gone: [], added: [] }));
    for (const object of removed) {
      const keys = this.#keysOf?.get(object) ?? this.#keysFor(object);
      for (const key of keys) touch(key).gone.push(object as Placed<R>);
      this.#keysOf?.delete(object);
    }
    for (const object of added) for (const key of this.#enter(object)) touch(key).added.push(object as Placed<R>);
    let isOther = false;
    for (const [key, changes] of touched) {
      const group = this.get(key);
      const before = group.size;
      group.update(changes.gone, changes.added);
      if ((before === 0) !== (group.size === 0)) {
        isOther = true;
        this.#presence.get(key)?.change();
      }
      if (!group.isNeeded) this.#groups.delete(key);
    }
    if (isOther) this.#keys.change();
    this.#dropUnneeded();
  }

  /** Takes out the groups of keys that were asked for once and that nothing rests on now; seldom, so that it costs no change much. */
  #dropUnneeded(): void {
    if (this.#groups.size + this.#presence.size <= this.#mostGroups) return;
    for (const [key, group] of this.#groups) if (!group.isNeeded) this.#groups.delete(key);
    for (const [key, cell] of this.#presence) if (!cell.isRead) this.#presence.delete(key);
    this.#mostGroups = 2 * (this.#groups.size + this.#presence.size) + spareGroups;
  }

  #enter(object: Placed): readonly string[] {
    const keys = this.#keysFor(object);
    if (keys.length > 0) this.#keysOf?.set(object, keys);
    return keys;
  }

  #keysFor(object: Placed): readonly string[] {
    const { kinds } = this.#definition;
    if (kinds !== undefined && !kinds.includes(object.resource.kind)) return [];
    const found = this.#definition.keysOf(object as Placed<R>, this.#contents);
    const keys = Array.isArray(found) ? (found as readonly string[]) : [...found];
    return keys.length < 2 ? keys : [...new Set(keys)];
  }
}
