import { entryOf, isNullOrAbsent, type YamlEntry, type YamlNode } from '../yaml/node.ts';
import { headOf, type Path } from '../yaml/path.ts';
import { from, originBelow, type Origin } from '../objects/origins.ts';
import {
  newEntry,
  nowhere,
  scalarOf,
  textOfNode,
  withChildren,
  withEntry,
  withItems,
  withoutEntry,
  withValue,
} from './tree.ts';

/** An object after a JSON patch, or what is wrong with the operation that cannot be done, and where it says so. */
type PatchOutcome =
  | { readonly tree: YamlNode }
  | {
      readonly failure: 'noField' | 'otherValue' | 'notOperation' | 'noPointer';
      /** The pointer or its key, or the word that is no operation. */
      readonly written: string;
      readonly node: YamlNode | undefined;
    };

/** The texts that an object's own nodes, and those of a patch, are in. */
interface PatchTexts {
  readonly home: Origin;
  readonly patch: Origin;
}

/**
 * Applies the operations of a JSON patch, one after the other; `test` counts as an operation that fails where the values
 * differ. Source: RFC 6902.
 */
export function applyJsonPatch(
  tree: YamlNode,
  operations: readonly YamlNode[],
  { home, patch }: PatchTexts,
): PatchOutcome {
  let current = tree;
  for (const operation of operations) {
    const next = applyOperation(current, operation, { home, patch });
    if (next === undefined) return failureOf(operation, current, home);
    current = next;
  }
  return { tree: withTextAnnotations(current) };
}

/** Kustomize writes all annotations anew after a JSON patch, as texts of what the values are. Source: kustomize api/internal/builtins/PatchTransformer.go, transformJson6902. */
function withTextAnnotations(tree: YamlNode): YamlNode {
  const metadata = entryOf(tree, 'metadata')?.value;
  const annotations = entryOf(metadata, 'annotations')?.value;
  if (tree.kind !== 'map' || metadata?.kind !== 'map' || annotations?.kind !== 'map') return tree;
  const texts = withChildren(annotations, (value) =>
    value.kind === 'scalar' && typeof value.value !== 'string' ? { ...value, value: String(value.value) } : value,
  );
  return texts === annotations ? tree : withValue(tree, 'metadata', withValue(metadata, 'annotations', texts));
}

/** What keeps an operation from being done. */
function failureOf(operation: YamlNode, tree: YamlNode, home: Origin): PatchOutcome {
  const wordOf = (key: string): string => textOfNode(entryOf(operation, key)?.value);
  const isThere = (key: string): boolean => lookUp(tree, home, stepsOfPointer(wordOf(key))) !== undefined;
  const op = wordOf('op');
  const said = (failure: 'noField' | 'otherValue' | 'notOperation', key: string): PatchOutcome => {
    // Where the value is another one, it is what the patch expects that stands out.
    const { value } = entryOf(operation, failure === 'otherValue' ? 'value' : key) ?? {};
    return { failure, written: wordOf(key), node: value ?? operation };
  };
  if (!operations.includes(op)) return said('notOperation', 'op');
  const open = pointersOf(op).find((key) => !leadsSomewhere(operation, key));
  if (open !== undefined) return { failure: 'noPointer', written: open, node: operation };
  if (op === 'test' && isThere('path')) return said('otherValue', 'path');
  return said('noField', (op === 'copy' || op === 'move') && !isThere('from') ? 'from' : 'path');
}

/** The keys by which an operation says where. */
function pointersOf(op: string): readonly ('path' | 'from')[] {
  return op === 'copy' || op === 'move' ? ['path', 'from'] : ['path'];
}

/**
 * Whether a pointer is one; only "replace" and "test" may be about the object as a whole. Source: evanphx/json-patch v4, Operation.Path,
 * findObject.
 */
function leadsSomewhere(operation: YamlNode, key: 'path' | 'from'): boolean {
  const node = entryOf(operation, key)?.value;
  if (node?.kind !== 'scalar' || isNullOrAbsent(node)) return false;
  const takesWhole = ['replace', 'test'].includes(textOfNode(entryOf(operation, 'op')?.value));
  return stepsOfPointer(node.text).length > 0 || (node.text === '' && takesWhole);
}

const operations: readonly string[] = ['add', 'replace', 'remove', 'copy', 'move', 'test'];

function applyOperation(tree: YamlNode, operation: YamlNode, { home, patch }: PatchTexts): YamlNode | undefined {
  const op = textOfNode(entryOf(operation, 'op')?.value);
  if (!pointersOf(op).every((key) => leadsSomewhere(operation, key))) return undefined;
  const path = stepsOfPointer(textOfNode(entryOf(operation, 'path')?.value));
  const source = stepsOfPointer(textOfNode(entryOf(operation, 'from')?.value));
  // An operation without a value puts a null in.
  const written = entryOf(operation, 'value') ?? newEntry('value', scalarOf(null, headOf(operation)));
  const put = (key: string): YamlEntry => ({ ...written, key, value: from(patch, written.value) });
  switch (op) {
    case 'add':
      return edit(tree, path, { kind: 'add', put });
    case 'replace':
      return edit(tree, path, { kind: 'replace', put });
    case 'remove':
      return edit(tree, path, { kind: 'remove' });
    case 'copy': {
      const copied = lookUp(tree, home, source);
      return copied && edit(tree, path, { kind: 'add', put: (key) => newEntry(key, copied) });
    }
    case 'move': {
      const moved = lookUp(tree, home, source);
      const without = moved && edit(tree, source, { kind: 'remove' });
      return without && moved && edit(without, path, { kind: 'add', put: (key) => newEntry(key, moved) });
    }
    case 'test': {
      // What is not there counts as null where it could be.
      if (lookUp(tree, home, path.slice(0, -1)) === undefined) return undefined;
      return isEqual(lookUp(tree, home, path) ?? scalarOf(null, nowhere), written.value) ? tree : undefined;
    }
    default:
      return undefined;
  }
}

type Edit =
  | {
      readonly kind: 'add' | 'replace';
      /** The entry of a key that is put in, or whose value is. */
      readonly put: (key: string) => YamlEntry;
    }
  | { readonly kind: 'remove' };

function edit(node: YamlNode, path: readonly string[], change: Edit): YamlNode | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return change.kind === 'remove' ? undefined : change.put('').value;
  if (node.kind === 'map') {
    const child = entryOf(node, step)?.value;
    if (rest.length === 0) {
      // The library that kustomize takes adds what `replace` does not find. Source: evanphx/json-patch v4, partialDoc.get.
      if (change.kind === 'remove' && child === undefined) return undefined;
      return change.kind === 'remove' ? withoutEntry(node, step) : withEntry(node, change.put(step));
    }
    const below = child && edit(child, rest, change);
    return below && withValue(node, step, below);
  }
  if (node.kind !== 'sequence') return undefined;
  const length = node.items.length;
  const index = step === '-' ? length : /^[+-]?\d+$/.test(step) ? Number(step) : Number.NaN;
  const isEnd = change.kind === 'add' && rest.length === 0;
  // To `add`, the place behind the last item counts.
  const position = index < 0 ? index + length + (isEnd ? 1 : 0) : index;
  if (!(position >= 0 && position < length + (isEnd ? 1 : 0))) return undefined;
  const items = [...node.items];
  if (rest.length === 0) {
    if (change.kind === 'remove') items.splice(position, 1);
    else items.splice(position, change.kind === 'add' ? 0 : 1, change.put('').value);
    return withItems(node, items);
  }
  const child = node.items[position];
  const below = child && edit(child, rest, change);
  if (below === undefined) return undefined;
  items[position] = below;
  return withItems(node, items);
}

/** The keys and indexes that a pointer leads by. Source: RFC 6901. */
export function stepsOfPointer(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A node that keeps its text, wherever it is put. */
function lookUp(tree: YamlNode, home: Origin, path: Path): YamlNode | undefined {
  let node: YamlNode | undefined = tree;
  let origin = originBelow(tree, home);
  for (const step of path) {
    node = node?.kind === 'sequence' ? node.items[Number(step)] : entryOf(node, String(step))?.value;
    if (node !== undefined) origin = originBelow(node, origin);
  }
  return node && from(origin, node);
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
