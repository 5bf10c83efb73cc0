import { entryOf, type YamlNode } from '../../yaml/node.ts';
import type { Path } from '../../yaml/path.ts';
import type { Sources } from './sources.ts';
import { scalarOf, textOf, withEntry, withItems, withoutEntry } from './tree.ts';

/** An object after a JSON patch, or the operation that cannot be done and the pointer that leads nowhere. */
export type PatchOutcome = { readonly tree: YamlNode } | { readonly failed: YamlNode; readonly pointer: string };

/**
 * Applies the operations of a JSON patch, one after the other; `test` counts as an operation that fails where the values
 * differ. Source: RFC 6902.
 */
export function applyJsonPatch(tree: YamlNode, operations: readonly YamlNode[], sources: Sources): PatchOutcome {
  let current = tree;
  for (const operation of operations) {
    const next = applyOperation(current, operation, sources);
    const pointer = textOf(entryOf(operation, 'path')?.value);
    if (next === undefined) return { failed: operation, pointer };
    current = next;
  }
  return { tree: current };
}

function applyOperation(tree: YamlNode, operation: YamlNode, sources: Sources): YamlNode | undefined {
  const path = stepsOf(textOf(entryOf(operation, 'path')?.value));
  const from = stepsOf(textOf(entryOf(operation, 'from')?.value));
  // An operation without a value puts a null in.
  const value = entryOf(operation, 'value')?.value ?? scalarOf(null);
  switch (textOf(entryOf(operation, 'op')?.value)) {
    case 'add':
      return edit(tree, path, { kind: 'add', value }, sources);
    case 'replace':
      return edit(tree, path, { kind: 'replace', value }, sources);
    case 'remove':
      return edit(tree, path, { kind: 'remove' }, sources);
    case 'copy': {
      const copied = lookUp(tree, from);
      return copied && edit(tree, path, { kind: 'add', value: copied }, sources);
    }
    case 'move': {
      const moved = lookUp(tree, from);
      const without = moved && edit(tree, from, { kind: 'remove' }, sources);
      return without && moved && edit(without, path, { kind: 'add', value: moved }, sources);
    }
    case 'test': {
      // What is not there counts as null where it could be.
      if (lookUp(tree, path.slice(0, -1)) === undefined) return undefined;
      return isEqual(lookUp(tree, path) ?? scalarOf(null), value) ? tree : undefined;
    }
    default:
      return undefined;
  }
}

type Edit = { readonly kind: 'add' | 'replace'; readonly value: YamlNode } | { readonly kind: 'remove' };

function edit(node: YamlNode, path: readonly string[], change: Edit, sources: Sources): YamlNode | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return change.kind === 'remove' ? undefined : change.value;
  if (node.kind === 'map') {
    const child = entryOf(node, step)?.value;
    if (rest.length === 0) {
      // The library that kustomize takes adds what `replace` does not find. Source: evanphx/json-patch v4, partialDoc.get.
      if (change.kind === 'remove' && child === undefined) return undefined;
      const changed = change.kind === 'remove' ? withoutEntry(node, step) : withEntry(node, step, change.value);
      return sources.copy(changed, node);
    }
    const below = child && edit(child, rest, change, sources);
    return below && sources.copy(withEntry(node, step, below), node);
  }
  if (node.kind !== 'sequence') return undefined;
  const length = node.items.length;
  const index = step === '-' ? length : /^-?\d+$/.test(step) ? Number(step) : Number.NaN;
  const isEnd = change.kind === 'add' && rest.length === 0;
  // To `add`, the place behind the last item counts.
  const position = index < 0 ? index + length + (isEnd ? 1 : 0) : index;
  if (!(position >= 0 && position < length + (isEnd ? 1 : 0))) return undefined;
  const items = [...node.items];
  if (rest.length === 0) {
    if (change.kind === 'remove') items.splice(position, 1);
    else items.splice(position, change.kind === 'add' ? 0 : 1, change.value);
    return sources.copy(withItems(node, items), node);
  }
  const child = node.items[position];
  const below = child && edit(child, rest, change, sources);
  if (below === undefined) return undefined;
  items[position] = below;
  return sources.copy(withItems(node, items), node);
}

function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function lookUp(tree: YamlNode, path: Path): YamlNode | undefined {
  let node: YamlNode | undefined = tree;
  for (const step of path) {
    node = node?.kind === 'sequence' ? node.items[Number(step)] : entryOf(node, String(step))?.value;
  }
  return node;
}

function isEqual(one: YamlNode, other: YamlNode): boolean {
  if (one.kind === 'scalar') return other.kind === 'scalar' && one.value === other.value;
  if (one.kind === 'sequence') {
    if (other.kind !== 'sequence' || one.items.length !== other.items.length) return false;
    return one.items.every((item, index) => {
      const partner = other.items[index];
      return partner !== undefined && isEqual(item, partner);
    });
  }
  if (other.kind !== 'map' || one.entries.length !== other.entries.length) return false;
  return one.entries.every((entry) => {
    const partner = entryOf(other, entry.key)?.value;
    return partner !== undefined && isEqual(entry.value, partner);
  });
}
