import { readSearch } from '../util/pattern.ts';
import { entryOf, isNullOrAbsent, type YamlNode } from '../yaml/node.ts';
import type { Span } from '../text/span.ts';
import { from, originBelow, type Origin } from '../objects/origins.ts';
import { mapNode, newEntry, scalarOf, textOfNode, withEntry, withItems, withValue } from './tree.ts';

/**
 * The steps of a field path as replacements and vars write it: keys, indexes, `[key=value]` and `*`, apart by dots that no backslash
 * is before. Source: kustomize kyaml/utils/pathsplitter.go, SmarterPathSplitter.
 */
export function stepsOfFieldPath(path: string): readonly string[] {
  const pieces = path.split('.');
  if (pieces.length > 1 && pieces[0] === '') pieces.shift();
  const unescaped: string[] = [];
  for (const piece of pieces) {
    const last = unescaped.at(-1);
    if (last?.endsWith('\\') === true) unescaped[unescaped.length - 1] = `${last.slice(0, -1)}.${piece}`;
    else unescaped.push(piece);
  }
  const steps: string[] = [];
  let open: string | undefined;
  for (const piece of unescaped) {
    const step = open === undefined ? piece : `${open}.${piece}`;
    open = step.startsWith('[') && !step.endsWith(']') ? step : undefined;
    // In brackets, a name with dots is a key, and a pair an item of a list.
    const isKey = open === undefined && step !== piece && !step.includes('=');
    if (open === undefined) steps.push(isKey ? step.replace(/^\[+|\]+$/g, '') : step);
  }
  return open === undefined ? steps : [...steps, open];
}

/** A node, and the text that the one above it is in. */
export interface FoundField {
  readonly node: YamlNode;
  readonly above: Origin;
}

/**
 * The one field that steps lead to; `undefined` where it is absent, or a step is one that takes several. `home` is the text that the
 * tree is in. Source: kustomize kyaml/yaml/fns.go, PathGetter.
 */
export function findField(tree: YamlNode, home: Origin, steps: readonly string[]): FoundField | undefined {
  let found: FoundField | undefined = { node: tree, above: home };
  for (const step of steps.map((one) => one.trim()).filter((one) => one !== '')) {
    if (found === undefined) return undefined;
    const { node, above }: FoundField = found;
    const next = childOf(node, step);
    found = next && { node: next, above: originBelow(node, above) };
  }
  return found;
}

/**
 * Whether an absent field may be there once the object is built: in a map with more keys than are known, or in the data of a generated
 * Secret, whose values are kept in the open here.
 */
export function mayHaveField(tree: YamlNode, [first, ...more]: readonly string[]): boolean {
  if (first === undefined || tree.kind !== 'map') return false;
  const child = entryOf(tree, first)?.value;
  if (child !== undefined) return mayHaveField(child, more);
  return tree.open === true || (first === 'data' && entryOf(tree, 'stringData') !== undefined);
}

function childOf(node: YamlNode, step: string): YamlNode | undefined {
  if (node.kind === 'map') return entryOf(node, step)?.value;
  if (node.kind !== 'sequence') return undefined;
  if (step === '-') return node.items.at(-1);
  if (/^\d+$/.test(step)) return node.items[Number(step)];
  const pair = pairOf(step);
  if (pair === undefined) return undefined;
  return node.items.find((item) =>
    pair.key === ''
      ? textOfNode(item) === pair.value
      : entryOf(item, pair.key) !== undefined && textOfNode(entryOf(item, pair.key)?.value) === pair.value,
  );
}

/** What is written into the fields of a path. */
interface FieldWrite {
  /** What is made where the field is missing; `undefined` where nothing is. */
  readonly create: YamlNode['kind'] | undefined;
  /** Where that is which is made on the way. */
  readonly place: { readonly origin: Origin; readonly span: Span };
  /** The value of a field, which is made where no node is given; `undefined` where the node cannot take it. */
  readonly to: (node: YamlNode | undefined, above: Origin) => YamlNode | undefined;
}

/**
 * The tree with all fields of a path written; `undefined` where there are none, or one cannot be written, which kustomize rejects. The
 * value of `[key=value]` is a regular expression that has to match somewhere. Source: kustomize kyaml/yaml/match.go, PathMatcher.
 */
export function writeFields(
  tree: YamlNode,
  home: Origin,
  steps: readonly string[],
  { create, place, to }: FieldWrite,
): YamlNode | undefined {
  let count = 0;
  /** Every item that is meant, written; `undefined` where one cannot be. */
  const writeItems = (
    items: readonly YamlNode[],
    origin: Origin,
    rest: readonly string[],
    isMeant: (item: YamlNode, index: number) => boolean,
  ): readonly YamlNode[] | undefined => {
    const written: YamlNode[] = [];
    for (const [index, item] of items.entries()) {
      const next = isMeant(item, index) ? write(item, origin, rest) : item;
      if (next === undefined) return undefined;
      written.push(next);
    }
    return written;
  };
  const make = (above: Origin, rest: readonly string[]): YamlNode | undefined => {
    const [next] = rest;
    if (next === undefined) return write(undefined, above, rest);
    const isItem = pairOf(next) !== undefined || /^\d+$/.test(next);
    const empty: YamlNode = isItem
      ? { kind: 'sequence', flow: false, items: [], span: place.span }
      : mapNode([], place.span);
    return write(from(place.origin, empty), above, rest);
  };
  const write = (node: YamlNode | undefined, above: Origin, steps: readonly string[]): YamlNode | undefined => {
    const [step, ...rest] = steps;
    if (step === undefined) {
      count++;
      return to(node, above);
    }
    if (node === undefined) return undefined;
    const origin = originBelow(node, above);
    const pair = pairOf(step);
    if (pair === undefined && step !== '*' && !/^\d+$/.test(step)) {
      if (node.kind !== 'map') return isNullOrAbsent(node) ? node : undefined;
      const old = entryOf(node, step);
      if (old === undefined) {
        const made = create === undefined ? node : make(origin, rest);
        return made === node ? node : made && withEntry(node, newEntry(step, made, place.span));
      }
      const changed = write(old.value, origin, rest);
      return changed && withValue(node, step, changed);
    }
    if (node.kind !== 'sequence') return undefined;
    const { items } = node;
    if (step === '*')
      return withWritten(
        node,
        writeItems(items, origin, rest, () => true),
      );
    if (pair === undefined) {
      const index = Number(step);
      if (index === items.length && create !== undefined) {
        const made = make(origin, rest);
        return made && withItems(node, [...items, made]);
      }
      if (index >= items.length) return undefined;
      return withWritten(
        node,
        writeItems(items, origin, rest, (_, at) => at === index),
      );
    }
    const isMeant = isMeantBy(pair);
    if (items.some(isMeant) || create === undefined) return withWritten(node, writeItems(items, origin, rest, isMeant));
    const value = scalarOf(pair.value, place.span);
    const item = from(place.origin, pair.key === '' ? value : mapNode([newEntry(pair.key, value)], place.span));
    const made = write(item, origin, rest);
    return made && withItems(node, [...items, made]);
  };
  const written = write(tree, home, steps);
  return count === 0 ? undefined : written;
}

function withWritten(node: YamlNode, items: readonly YamlNode[] | undefined): YamlNode | undefined {
  return node.kind === 'sequence' && items !== undefined ? withItems(node, items) : undefined;
}

interface Pair {
  /** Empty where the item itself is the value. */
  readonly key: string;
  readonly value: string;
}

function isMeantBy({ key, value }: Pair): (item: YamlNode) => boolean {
  const matches = readSearch(value);
  return (item) => {
    const field = key === '' ? item : entryOf(item, key)?.value;
    return field?.kind === 'scalar' && matches(field.text);
  };
}

function pairOf(step: string): Pair | undefined {
  if (!step.startsWith('[') || !step.endsWith(']')) return undefined;
  const equals = step.indexOf('=');
  return equals < 0 ? undefined : { key: step.slice(1, equals), value: step.slice(equals + 1, -1) };
}
