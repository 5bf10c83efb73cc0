import { getOrMake } from '../util/collections.ts';
import type { YamlNode } from './node.ts';

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
