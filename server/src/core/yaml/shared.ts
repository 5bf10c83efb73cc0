import type { At, Path } from './path.ts';
import { getOrMake } from '../util/collections.ts';
import type { YamlNode } from './node.ts';

/** How many ways on from a place are remembered: what tables and habit name, and not what somebody makes up without end. */
const mostShared = 64;

/**
 * A path that all objects share: what is read of a thousand Services is at the same few places. It rests on nothing but its steps.
 * A class for its memory.
 */
export class SharedPath {
  readonly path: Path;
  /** The field at the path. */
  readonly at: At;
  readonly #below = new Map<string | number, SharedPath>();

  constructor(path: Path) {
    this.path = path;
    this.at = { path };
  }

  /** The path that leads one step further. */
  below(step: string | number): SharedPath {
    const known = this.#below.get(step);
    if (known !== undefined) return known;
    const longer = new SharedPath([...this.path, step]);
    if (this.#below.size < mostShared) this.#below.set(step, longer);
    return longer;
  }
}

/** The empty path, from which all others are reached. */
export const rootPath = new SharedPath([]);

/** The shared path of some steps. */
export function sharedPathOf(steps: Path): SharedPath {
  return steps.reduce<SharedPath>((shared, step) => shared.below(step), rootPath);
}

/**
 * What was read of nodes that are in several trees, as are the parts of a base that its overlays leave alone. It rests on the nodes, which
 * never change. Who reads many trees makes one and lets go of it at the end. A class for its memory.
 */
export class SharedReads {
  readonly #known = new Map<unknown, Map<YamlNode, unknown>>();

  /** What a reader has kept of a node. A reader is its own key, and the one who says what it keeps. */
  get(reader: object, node: YamlNode): unknown {
    return this.#known.get(reader)?.get(node);
  }

  keep(reader: object, node: YamlNode, read: unknown): void {
    getOrMake(this.#known, reader, () => new Map<YamlNode, unknown>()).set(node, read);
  }
}
