import { groupBy } from '../util/collections.ts';
import { entryOf, type YamlNode } from '../yaml/node.ts';
import { textOfNode } from './tree.ts';

/**
 * The items of a list after those of a patch are merged into it, by one key or several. Those that only the patch has come first.
 * Where items leave a second key out that others write, kustomize takes an item for another one and loses it; so does this.
 * Source: kustomize kyaml/yaml/walk/associative_sequence.go; kyaml/yaml/fns.go, ElementMatcher and ElementSetter.
 *
 * @param merge gives an item after a patch of it, if there is one, `undefined` where the patch deletes it
 */
export function mergeItems(
  old: readonly YamlNode[],
  patch: readonly YamlNode[],
  keys: readonly string[],
  merge: (old: YamlNode | undefined, patch: YamlNode | undefined) => YamlNode | undefined,
): readonly YamlNode[] {
  // Most lists, and nothing is taken for anything else in them.
  if (patch.length === 0 && areApart(old, keys[0] ?? '')) return old.flatMap((item) => merge(item, undefined) ?? []);
  const identities = distinct([...patch, ...old].map((item) => keys.map((key) => valueOf(item, key))));
  const used = keys.filter((_, index) => identities.some((values) => values[index] !== ''));
  const isWritten = (values: readonly string[]): boolean =>
    values.every((value, index) => value !== '' || !used.includes(keys[index] ?? ''));
  if (used.length > 0 && identities.every(isWritten)) return mergeWhole(old, patch, used, merge);
  const merged = keys.length > 1 ? unified(identities) : identities;
  let left: readonly Cell[] = old.map((node) => ({ node }));
  let made: readonly Cell[] = [];
  for (const identity of merged) {
    const wanted: Wanted = keys.flatMap((key, index) => (used.includes(key) ? [[key, identity[index] ?? '']] : []));
    const written = wanted.filter(([, value]) => value !== '');
    const cell = left.find(({ node }) => isEqual(node, written));
    const change = patch.find((node) => isEqual(node, written));
    const node = merge(cell?.node, change);
    if (node === undefined) {
      left = left.filter((one) => !isMeant(one.node, wanted));
      continue;
    }
    if (cell !== undefined) cell.node = node;
    made = put(made, cell ?? { node }, wanted);
  }
  for (const cell of left) {
    const wanted: Wanted = used.flatMap((key) =>
      valueOf(cell.node, key) === '' ? [] : [[key, valueOf(cell.node, key)]],
    );
    // See `moveToEnd`.
    const others = used.length > 1 ? made.filter(({ node }) => !isMeant(node, wanted)) : made;
    made = put(others, cell, wanted);
  }
  return made.map(({ node }) => node);
}

/** Items that write all the keys that any of them writes, so that each is found by them at once. */
function mergeWhole(
  old: readonly YamlNode[],
  patch: readonly YamlNode[],
  keys: readonly string[],
  merge: (old: YamlNode | undefined, patch: YamlNode | undefined) => YamlNode | undefined,
): readonly YamlNode[] {
  const identityOf = (item: YamlNode): string => JSON.stringify(keys.map((key) => valueOf(item, key)));
  const [before, changes] = [groupBy(old, identityOf), groupBy(patch, identityOf)];
  const merged = (identity: string): readonly YamlNode[] => {
    const same = before.get(identity) ?? [];
    const node = merge(same[0], changes.get(identity)?.[0]);
    // Of items that say the same the last one stays, as it was.
    return node === undefined ? [] : [(same.length > 1 ? same.at(-1) : undefined) ?? node];
  };
  const order = new Set([...changes.keys(), ...before.keys()]);
  for (const identity of keys.length > 1 ? old.map(identityOf) : []) moveToEnd(order, identity);
  return [...order].flatMap(merged);
}

/** With several keys an item that is there already moves to the end. */
function moveToEnd(order: Set<string>, identity: string): void {
  order.delete(identity);
  order.add(identity);
}

/** Whether each item has a value of its own for a key. */
function areApart(items: readonly YamlNode[], key: string): boolean {
  const values = new Set(items.map((item) => valueOf(item, key)));
  return values.size === items.length && !values.has('');
}

/** An item in both the old list and the new one. */
interface Cell {
  node: YamlNode;
}

/** Keys with the values they are to have. */
type Wanted = readonly (readonly [key: string, value: string])[];

/** The cells with one in the place of those that are meant, or behind them. */
function put(cells: readonly Cell[], cell: Cell, wanted: Wanted): readonly Cell[] {
  const isThere = cells.some(({ node }) => isMeant(node, wanted));
  return isThere ? cells.map((one) => (isMeant(one.node, wanted) ? cell : one)) : [...cells, cell];
}

function isEqual(node: YamlNode, wanted: Wanted): boolean {
  return wanted.every(([key, value]) => valueOf(node, key) === value);
}

/** As equal, but that no value stands for any that is written. */
function isMeant(node: YamlNode, wanted: Wanted): boolean {
  return wanted.every(([key, value]) => (value === '' ? valueOf(node, key) !== '' : valueOf(node, key) === value));
}

/** Items of scalars are their own key. */
function valueOf(node: YamlNode, key: string): string {
  return key === '' ? textOfNode(node) : textOfNode(entryOf(node, key)?.value);
}

function distinct(identities: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const known = new Map(identities.map((identity) => [JSON.stringify(identity), identity]));
  return [...known.values()];
}

/** Identities that only differ in what one of them leaves out become the one that says more, in the order in which kustomize compares them. */
function unified(identities: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const result = [...identities];
  for (const [index, one] of result.entries()) {
    for (const [other, candidate] of result.entries()) {
      const isOne = one.every((value, at) => value === candidate[at] || value === '' || candidate[at] === '');
      if (!isOne || !one.some((value, at) => value === candidate[at])) continue;
      const both = one.map((value, at) => (value === '' ? (candidate[at] ?? '') : value));
      result[index] = both;
      result[other] = both;
    }
  }
  return result;
}
