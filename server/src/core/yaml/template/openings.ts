import { isMap, isScalar, isSeq } from 'yaml';
import type { Document, Node, Pair, ParsedNode, YAMLMap } from 'yaml';
import type { TemplateBranch } from './actions.ts';
import type { MaskedTemplate, TemplateOpening } from './mask.ts';

/** What a template adds to or takes from the nodes that its masked text parses to. */
export interface TemplateLayout {
  readonly isTemplated: boolean;
  /** Maps that the template may print more entries into. */
  readonly openMaps: ReadonlySet<Node>;
  /** Entries whose value is printed in part, or at times only. */
  readonly openValues: ReadonlySet<Pair>;
}

/** That of a text without actions. */
export const noTemplate: TemplateLayout = { isTemplated: false, openMaps: new Set(), openValues: new Set() };

/** Finds the maps that the openings of a template print into, and the entries that stand in one of its branches only. */
export function readOpenings(document: Document.Parsed<ParsedNode>, masked: MaskedTemplate): TemplateLayout {
  const openMaps = new Set<Node>();
  const openValues = new Set<Pair>();
  const columnOf = columnsOf(masked.text);
  for (const opening of masked.openings) {
    for (const found of openedBy(document.contents, opening, columnOf)) {
      if (isMap(found)) openMaps.add(found);
      else openValues.add(found);
    }
  }
  if (masked.branches.length > 0) markBranches(document.contents, masked.branches, openValues);
  return { isTemplated: true, openMaps, openValues };
}

/** A collection that an offset stands in or behind, with the column its entries or items begin at. */
interface Level {
  readonly node: Node;
  readonly column: number;
}

/**
 * What an opening prints into: the value of the key it stands behind, else the map or maps at its column. Where the template
 * does not tell the column, all maps that may go on there.
 */
function openedBy(
  root: Node | null,
  { offset, indent }: TemplateOpening,
  columnOf: (offset: number) => number,
): readonly (YAMLMap | Pair)[] {
  const levels: Level[] = [];
  let node = root;
  while (node !== null && (isMap(node) || isSeq(node))) {
    const column = columnOf(startOf(node));
    levels.push({ node, column });
    if (isSeq(node)) {
      node = lastBefore(node.items as Node[], offset, startOf) ?? null;
      continue;
    }
    const pair = lastBefore(node.items, offset, (item) => startOf(item.key as Node | null));
    if (pair === undefined) break;
    const value = pair.value as Node | null;
    const isEmpty = isEmptyValue(value);
    if (isEmpty && (indent === undefined || indent > column)) return [pair];
    if (isEmpty) break;
    if (value !== null && startOf(value) > offset) return [pair];
    node = value;
  }
  if (indent === undefined) return levels.flatMap(({ node: level }) => (isMap(level) ? [level] : []));
  const target = levels.filter(({ column }) => column <= indent).at(-1) ?? levels[0];
  return target !== undefined && isMap(target.node) ? [target.node] : [];
}

/** An entry in a branch that does not hold all of its map is there at times; so is a value that begins in one. */
function markBranches(node: Node | null, branches: readonly TemplateBranch[], openValues: Set<Pair>): void {
  if (isSeq(node)) for (const item of node.items) markBranches(item as Node, branches, openValues);
  if (!isMap(node)) return;
  const [start = 0, end = 0] = node.range ?? [];
  const cutting = branches.filter((branch) => !(branch.start <= start && end <= branch.end));
  for (const pair of node.items) {
    const keyStart = startOf(pair.key as Node | null);
    const value = pair.value as Node | null;
    if (cutting.some((branch) => isIn(branch, keyStart) || holdsValue(branch, value))) openValues.add(pair);
    markBranches(value, branches, openValues);
  }
}

function isIn(branch: TemplateBranch, offset: number): boolean {
  return branch.start <= offset && offset < branch.end;
}

function holdsValue(branch: TemplateBranch, value: Node | null): boolean {
  const [start = 0, end = 0] = value?.range ?? [];
  return !isEmptyValue(value) && branch.start <= start && end <= branch.end;
}

function isEmptyValue(value: Node | null): boolean {
  return value === null || (isScalar(value) && value.source === '' && value.type === 'PLAIN');
}

function lastBefore<T>(items: readonly T[], offset: number, start: (item: T) => number): T | undefined {
  let found: T | undefined;
  for (const item of items) if (start(item) < offset) found = item;
  return found;
}

function startOf(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}

function columnsOf(text: string): (offset: number) => number {
  return (offset) => offset - (text.lastIndexOf('\n', offset - 1) + 1);
}
