import type { Resource } from '../kubernetes/resource.ts';
import { folderOf, nearness } from '../util/paths.ts';
import type { Placed } from '../objects/placed.ts';
import { isOneScope } from '../objects/scope.ts';

/** So few objects are looked at one by one. */
const few = 8;

/**
 * Objects of one scope that a reference may mean, such as the Services of a name. It is found out what a reference means without
 * looking at all of them, however many share a name in namespaces or folders of their own. A class for its memory.
 */
export class Group<R extends Resource = Resource> {
  /** In the order of the scope. */
  readonly all: readonly Placed<R>[];
  #byNamespace: ReadonlyMap<string | undefined, readonly Placed<R>[]> | undefined;
  #byFolder: FolderIndex<R> | undefined;
  #order: ReadonlyMap<Placed<R>, number> | undefined;

  constructor(all: readonly Placed<R>[]) {
    this.all = all;
  }

  /** Those that may stand in the namespace a reference means: the same, or left open by either side. */
  fitting(from: Placed, namespace = from.namespace): readonly Placed<R>[] {
    if (this.all.length <= few) return this.all.filter((one) => namespaceFits(from, one, namespace));
    if (from.namespaceOrigin !== 'written' && namespace === from.namespace) return this.all;
    const exact = this.#inNamespace(namespace);
    const open = this.#inNamespace(undefined);
    return open.length === 0 ? exact : this.#sorted([...exact, ...open]);
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
    const isExact = (object: Placed<R>): boolean => object.namespace === namespace;
    const near = this.#nearest(from, namespace, accepts);
    const exact = near.some(isExact) ? near.filter(isExact) : near;
    return from.scope.kind === 'kustomization' ? exact : preferSameFile(from, exact);
  }

  #nearest(from: Placed, namespace: string, accepts: (object: Placed<R>) => boolean): readonly Placed<R>[] {
    const fitting = this.fitting(from, namespace);
    if (from.scope.kind === 'kustomization') return fitting.filter(accepts);
    if (fitting.length <= few) return nearestOf(from, fitting.filter(accepts));
    this.#byFolder ??= new FolderIndex(this.all);
    const { path } = from.document.file;
    return this.#byFolder.nearest(path, (one) => namespaceFits(from, one, namespace) && accepts(one));
  }

  /** Those that write a namespace; those that leave it open for `undefined`. */
  #inNamespace(namespace: string | undefined): readonly Placed<R>[] {
    if (this.#byNamespace === undefined) {
      const groups = new Map<string | undefined, Placed<R>[]>();
      for (const object of this.all) {
        const key = object.namespaceOrigin === 'written' ? object.namespace : undefined;
        const known = groups.get(key);
        if (known === undefined) groups.set(key, [object]);
        else known.push(object);
      }
      this.#byNamespace = groups;
    }
    return this.#byNamespace.get(namespace) ?? [];
  }

  #sorted(objects: readonly Placed<R>[]): readonly Placed<R>[] {
    this.#order ??= new Map(this.all.map((object, index) => [object, index]));
    const order = this.#order;
    return [...objects].sort((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
  }
}

/** Whether two objects are applied together, as far as anybody can tell. */
export function isSameScope(one: Placed, other: Placed): boolean {
  return isOneScope(one.scope, other.scope);
}

/** Whether a candidate may stand in the namespace a reference means: the same, or left open by either side. */
export function namespaceFits(from: Placed, candidate: Placed, namespace = from.namespace): boolean {
  if (candidate.namespace === namespace) return true;
  return (
    candidate.namespaceOrigin !== 'written' || (from.namespaceOrigin !== 'written' && namespace === from.namespace)
  );
}

/** Objects by the folders they stand in and below. */
class FolderIndex<R extends Resource> {
  readonly #in = new Map<string, Placed<R>[]>();
  readonly #below = new Map<string, Placed<R>[]>();

  constructor(objects: readonly Placed<R>[]) {
    for (const object of objects) {
      const own = folderOf(object.document.file.path);
      push(this.#in, own, object);
      for (const folder of foldersAbove(own)) push(this.#below, folder, object);
    }
  }

  nearest(path: string, accepts: (object: Placed<R>) => boolean): readonly Placed<R>[] {
    const own = folderOf(path);
    const beside = (this.#in.get(own) ?? []).filter(accepts);
    if (beside.length > 0) return beside;
    for (const folder of foldersAbove(own)) {
      const below = (this.#below.get(folder) ?? []).filter(accepts);
      if (below.length > 0) return below;
    }
    return [];
  }
}

/** A folder and those it lies in, up to the top. */
function foldersAbove(folder: string): readonly string[] {
  const folders = [folder];
  for (let current = folder; current !== '' && current !== '/';) {
    current = folderOf(current);
    folders.push(current);
  }
  return folders;
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

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
