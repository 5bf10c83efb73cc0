import type { YamlEntry, YamlMap, YamlNode, YamlScalar, YamlSequence } from '../node.ts';
import { getOrMake } from '../../util/collections.ts';
import { templateMark } from '../template.ts';
import type { MaskedTemplate, TemplateOpening } from './mask.ts';
import { startOfLine } from '../../text/lines.ts';

/** The tree of a template: that of its masked text, with what the template prints or leaves out marked as unknown. */
export function markTemplate(root: YamlNode, masked: MaskedTemplate): YamlNode {
  return new Marker(readOpenings(root, masked)).node(root);
}

/** Marks nodes. A class for its memory: nodes that several aliases share are marked once. */
class Marker {
  readonly #layout: TemplateLayout;
  readonly #marked = new Map<YamlNode, YamlNode>();

  constructor(layout: TemplateLayout) {
    this.#layout = layout;
  }

  node(source: YamlNode): YamlNode {
    return getOrMake(this.#marked, source, () => this.#mark(source));
  }

  #mark(source: YamlNode): YamlNode {
    switch (source.kind) {
      case 'scalar':
        return this.#layout.isConditional(source.span.start) ? unknownValue(source) : source;
      case 'sequence':
        return { ...source, items: source.items.map((item) => this.node(item)) };
      case 'map':
        return this.#map(source);
    }
  }

  #map(source: YamlMap): YamlMap {
    const { lost = [], ...map } = source;
    const twins = new Set(lost.map(({ key }) => key));
    const entries = map.entries.map((entry) => ({ ...entry, value: this.#value(entry, twins) }));
    return this.#layout.openMaps.has(source) ? { ...map, entries, open: true } : { ...map, entries };
  }

  /**
   * What is read of a value that a template prints, or adds to. A key that several branches write has one of the values, and it is not
   * known which.
   */
  #value(entry: YamlEntry, twins: ReadonlySet<string>): YamlNode {
    const value = this.node(entry.value);
    if (entry.origin === 'merged') return value;
    if (twins.has(entry.key)) return value.kind === 'map' ? { ...value, open: true } : unknownValue(value);
    if (value.kind === 'scalar' && value.text === '' && this.#layout.isConditional(entry.keySpan.start))
      return unknownValue(value);
    // The items of a list stay, as nothing is said of how many there are.
    if (!this.#layout.openValues.has(entry) || value.kind === 'sequence') return value;
    return value.kind === 'map' ? { ...value, open: true } : unknownValue(value);
  }
}

/** The text stays, so that what is named in it is found. */
function unknownValue(value: YamlScalar | YamlSequence): YamlScalar {
  const { span } = value;
  if (value.kind === 'sequence')
    return { kind: 'scalar', value: templateMark, text: templateMark, style: 'plain', span };
  return { ...value, value: templateMark, text: value.text === '' ? templateMark : value.text };
}

/** What a template adds to or takes from the nodes that its masked text parses to. */
interface TemplateLayout {
  /** Maps that the template may print more entries into. */
  readonly openMaps: ReadonlySet<YamlNode>;
  /** Entries whose value is printed, in part or wholly. */
  readonly openValues: ReadonlySet<YamlEntry>;
  /** Whether what is at an offset is printed at times only: in a branch that does not hold the whole document. */
  isConditional(offset: number): boolean;
}

/** Finds the maps and values that the openings of a template print into, and what is in its branches. */
function readOpenings(root: YamlNode, masked: MaskedTemplate): TemplateLayout {
  const openMaps = new Set<YamlNode>();
  const openValues = new Set<YamlEntry>();
  const columnOf = columnsOf(masked.text);
  for (const opening of masked.openings) {
    for (const found of openedBy(root, opening, columnOf)) {
      if ('kind' in found) openMaps.add(found);
      else openValues.add(found);
    }
  }
  const { start, end } = root.span;
  const branches = masked.branches.filter((branch) => !(branch.start <= start && end <= branch.end));
  return {
    openMaps,
    openValues,
    isConditional: (offset) => branches.some((branch) => branch.start <= offset && offset < branch.end),
  };
}

/** A collection that an offset is in or behind, with the column its entries or items begin at. */
interface Level {
  readonly node: YamlNode;
  readonly column: number;
}

/**
 * What an opening prints into: the value of the key it is behind, else the map or maps at its column. Where the template
 * does not tell the column, all maps that may go on there.
 */
function openedBy(
  root: YamlNode,
  { offset, indent }: TemplateOpening,
  columnOf: (offset: number) => number,
): readonly (YamlMap | YamlEntry)[] {
  const levels: Level[] = [];
  let node: YamlNode | undefined = root;
  while (node !== undefined && node.kind !== 'scalar' && node.aliased !== true) {
    const column = columnOf(node.span.start);
    levels.push({ node, column });
    if (node.kind === 'sequence') {
      node = lastBefore<YamlNode>(node.items, offset, ({ span }) => span.start);
      continue;
    }
    const entry = lastBefore(writtenEntries(node), offset, ({ keySpan }) => keySpan.start);
    if (entry === undefined) break;
    const { value } = entry;
    const isEmpty = value.kind === 'scalar' && value.text === '' && value.style === 'plain';
    if (isEmpty && (indent === undefined || indent > column)) return [entry];
    if (isEmpty) break;
    if (value.span.start > offset) return [entry];
    node = value;
  }
  if (indent === undefined) return levels.flatMap(({ node: level }) => (level.kind === 'map' ? [level] : []));
  const target = levels.filter(({ column }) => column <= indent).at(-1) ?? levels[0];
  return target?.node.kind === 'map' ? [target.node] : [];
}

/** The entries that a map itself has in the text, those that do not count included, in their order. */
function writtenEntries({ entries, lost }: YamlMap): readonly YamlEntry[] {
  const own = entries.filter(({ origin }) => origin === 'own');
  return lost === undefined ? own : [...own, ...lost].sort((a, b) => a.keySpan.start - b.keySpan.start);
}

function lastBefore<T>(items: readonly T[], offset: number, start: (item: T) => number): T | undefined {
  let found: T | undefined;
  for (const item of items) if (start(item) < offset) found = item;
  return found;
}

function columnsOf(text: string): (offset: number) => number {
  return (offset) => offset - startOfLine(text, offset);
}
