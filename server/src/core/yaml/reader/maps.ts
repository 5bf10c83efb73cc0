import type { Span } from '../../text/span.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../node.ts';

/** What a map is made of while it is read. */
export interface MapDraft {
  /** Its own entries, in their order. */
  readonly written: YamlEntry[];
  readonly merges: Merge[];
}

/** What is behind a merge key (`<<`), and how many entries of the map are written before it. */
export interface Merge {
  readonly before: number;
  readonly value: YamlNode;
}

/** Whether a merge key takes a value: a map, an alias of one, or a list of these that is there itself. */
export function isMergeable(value: YamlNode): boolean {
  if (value.kind !== 'sequence') return value.kind === 'map';
  return value.aliased !== true && value.items.every(({ kind }) => kind === 'map');
}

/**
 * The map that a draft makes. Of a key that is twice the last entry counts, and a merge key wins over entries before it; what
 * is not mergeable is left out. Source: go.yaml.in/yaml/v2, decode.go, mapping and merge.
 */
export function mapOfDraft({ written, merges }: MapDraft, flow: boolean, span: Span): YamlMap {
  if (merges.length === 0 && !hasTwins(written)) return { kind: 'map', flow, entries: written, span };
  const counting = new Map<string, YamlEntry>();
  let index = 0;
  for (const { before, value } of merges) {
    for (; index < before; index++) put(counting, written[index]);
    for (const { entries } of mergedMaps(value))
      for (const entry of entries) put(counting, { ...entry, origin: 'merged' });
  }
  for (; index < written.length; index++) put(counting, written[index]);
  const own = written.filter((entry) => counting.get(entry.key) === entry);
  const entries = [...own, ...[...counting.values()].filter(({ origin }) => origin === 'merged')];
  const map: YamlMap = { kind: 'map', flow, entries, span };
  const lost = written.filter((entry) => counting.get(entry.key) !== entry);
  return lost.length === 0 ? map : { ...map, lost };
}

function put(entries: Map<string, YamlEntry>, entry: YamlEntry | undefined): void {
  if (entry !== undefined) entries.set(entry.key, entry);
}

/** The maps behind a merge key, the one that counts most last: of several, the first does. */
function mergedMaps(value: YamlNode): readonly YamlMap[] {
  const nodes = value.kind === 'sequence' ? value.items : [value];
  return nodes.flatMap((node) => (node.kind === 'map' ? [node] : [])).reverse();
}

/** Whether a key is twice. */
function hasTwins(entries: readonly YamlEntry[]): boolean {
  if (entries.length > 16) return new Set(entries.map(({ key }) => key)).size < entries.length;
  for (let index = 1; index < entries.length; index++) {
    const key = entries[index]?.key;
    for (let other = 0; other < index; other++) if (entries[other]?.key === key) return true;
  }
  return false;
}
