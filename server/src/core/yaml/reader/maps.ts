import type { Span } from '../../text/span.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../node.ts';
import { readGoNumber } from '../scalar.ts';

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

/**
 * A scalar as the key of JSON that kubectl makes of it; `undefined` where it takes none: nothing, and integers from 2^63 on that an
 * unsigned one still holds. Source: sigs.k8s.io/yaml, yaml.go, convertToJSONableObject.
 */
export function keyOfScalar({ value, text }: YamlScalar): string | undefined {
  if (value === null) return undefined;
  if (typeof value !== 'number') return String(value);
  const integer = readGoNumber(text)?.integer;
  if (integer === undefined) return shortestText(value);
  return integer < 2n ** 63n ? String(integer) : undefined;
}

/** The shortest decimal that is a number in single precision, as Go prints it. Source: Go, strconv.FormatFloat(value, 'g', -1, 32). */
function shortestText(value: number): string {
  const narrow = Math.fround(value);
  if (Number.isNaN(narrow)) return '.nan';
  if (!Number.isFinite(narrow)) return narrow > 0 ? '.inf' : '-.inf';
  if (narrow === 0) return Object.is(value, -0) || value < 0 ? '-0' : '0';
  let precision = 1;
  while (Math.fround(Number(narrow.toExponential(precision - 1))) !== narrow) precision++;
  const [digits = '', exponentText = '0'] = narrow.toExponential(precision - 1).split('e');
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < 6) return String(Number(`${digits}e${exponent}`));
  return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
