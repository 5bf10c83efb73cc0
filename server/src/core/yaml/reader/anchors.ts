import { rejectionText } from './rejection.ts';
import type { YamlNode } from '../node.ts';

/** How many lists and maps may be in one another. kubectl takes 10,000; no manifest has 100. */
export const deepest = 500;

/** How many values a document may have through its aliases alone. kubectl takes some 400,000; no manifest has 1,000. */
const mostAliased = 100_000;

/** What an anchor names: without a node while that is still read. */
interface Anchored {
  node: YamlNode | undefined;
  /** How many values it has, itself included; where they began to be counted while it is read. */
  size: number;
  /** How many levels there are below it; while it is read, what was reached outside of it. */
  height: number;
}

/**
 * The anchors of a document so far, and how much their aliases make of it: a few lines can stand for billions of values.
 * Source: go.yaml.in/yaml/v2, decode.go, which bounds the share of aliases in all values.
 */
export class Anchors {
  readonly #byName = new Map<string, Anchored>();
  #size = 0;
  #aliased = 0;
  #reached = 0;

  /** Counts a value at a depth. */
  count(depth: number): void {
    this.#size++;
    if (depth > this.#reached) this.#reached = depth;
  }

  /** Begins what an anchor names. A name may be given anew. */
  open(name: string, depth: number): Anchored {
    const anchored: Anchored = { node: undefined, size: this.#size, height: this.#reached };
    this.#byName.set(name, anchored);
    this.#reached = depth;
    return anchored;
  }

  /** Ends what an anchor names. */
  close<N extends YamlNode>(anchored: Anchored, node: N, depth: number): N {
    const outer = anchored.height;
    anchored.node = node;
    anchored.size = this.#size - anchored.size;
    anchored.height = this.#reached - depth;
    this.#reached = Math.max(outer, this.#reached);
    return node;
  }

  /** What an alias names, at a depth; else why it names nothing. */
  follow(name: string, depth: number): YamlNode | string {
    const anchored = this.#byName.get(name);
    if (anchored === undefined) return rejectionText('noAnchor', { name });
    const { node, size, height } = anchored;
    if (node === undefined) return rejectionText('aliasOfItself', { name });
    this.#size += size;
    this.#aliased += size;
    if (this.#aliased > mostAliased) return rejectionText('aliased', { most: mostAliased });
    if (depth + height > deepest) return tooDeep();
    this.#reached = Math.max(this.#reached, depth + height);
    return node;
  }
}

/** What is said of a text that nests too deep. */
export function tooDeep(): string {
  return rejectionText('tooDeep', { most: deepest });
}
