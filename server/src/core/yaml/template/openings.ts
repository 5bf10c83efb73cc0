import { isMap, isScalar, isSeq } from 'yaml';
import type { Document, Node, Pair, ParsedNode, YAMLMap } from 'yaml';
import type { MaskedTemplate, TemplateOpening } from './mask.ts';

/** What a template adds to or takes from the nodes that its masked text parses to. */
export interface TemplateLayout {
  readonly isTemplated: boolean;
  /** Maps that the template may print more entries into. */
  readonly openMaps: ReadonlySet<Node>;
  /** Entries whose value is printed, in part or wholly. */
  readonly openValues: ReadonlySet<Pair>;
  /** Whether what stands at an offset is printed at times only: in a branch that does not hold the whole document. */
  isConditional(offset: number): boolean;
}

/** That of a text without actions. */
export const noTemplate: TemplateLayout = {
  isTemplated: false,
  openMaps: new Set(),
  openValues: new Set(),
  isConditional: () => false,
};

/** Finds the maps and values that the openings of a template print into, and what stands in its branches. */
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
  const [start = 0, end = 0] = document.contents?.range ?? [];
  const branches = masked.branches.filter((branch) => !(branch.start <= start && end <= branch.end));
  return {
    isTemplated: true,
    openMaps,
    openValues,
    isConditional: (offset) => branches.some((branch) => branch.start <= offset && offset < branch.end),
  };
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
