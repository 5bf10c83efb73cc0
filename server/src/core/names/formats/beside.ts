import { spanAt } from '../../text/span.ts';
import { entryOf, scalarText, type YamlMap, type YamlNode, type YamlSequence } from '../../yaml/node.ts';
import type { At, Path } from '../../yaml/path.ts';
import { askOfKey, stemBeside, type Ask } from './key-formats.ts';

/** A port that is in a node of its own. */
export interface PortBeside {
  readonly port: number;
  readonly at: At;
}

/** Ports by the stem of their key, as `db` for `DB_PORT`. */
export type PortsBeside = ReadonlyMap<string, PortBeside>;

/** The ports among the entries of a map; `path` is that of the map. `undefined` where there is none. */
export function portsOfMap({ entries }: YamlMap, path: Path): PortsBeside | undefined {
  let ports: Map<string, PortBeside> | undefined;
  for (const { key, value } of entries) {
    const ask = askOfKey(key);
    if (ask?.role !== 'port') continue;
    // `port: {number: 80}`, as Istio and Ingresses have it.
    const inner = value.kind === 'map' ? entryOf(value, 'number') : undefined;
    const found = inner === undefined ? portOf(value, [...path, key]) : portOf(inner.value, [...path, key, inner.key]);
    if (found !== undefined) (ports ??= new Map()).set(ask.stem, found);
  }
  return ports;
}

/** The ports among environment variables; `path` is that of their list. `undefined` where there is none. */
export function portsOfVariables({ items }: YamlSequence, path: Path): PortsBeside | undefined {
  let ports: Map<string, PortBeside> | undefined;
  for (const [index, item] of items.entries()) {
    if (item.kind !== 'map') return ports;
    const ask = askOfKey(scalarText(entryOf(item, 'name')?.value) ?? '');
    if (ask?.role !== 'port') continue;
    const value = entryOf(item, 'value')?.value;
    const found = value === undefined ? undefined : portOf(value, [...path, index, 'value']);
    if (found !== undefined) (ports ??= new Map()).set(ask.stem, found);
  }
  return ports;
}

/** The ports among arguments, as `--db-port=80`, or `--db-port` and the next one; `path` is that of their list. */
export function portsOfFlags({ items }: YamlSequence, path: Path): PortsBeside | undefined {
  let ports: Map<string, PortBeside> | undefined;
  for (const [index, item] of items.entries()) {
    const text = scalarText(item);
    if (text === undefined) return ports;
    const { flag, value } = readFlag(text);
    const isShort = flag === 'p' || flag === 'P';
    const ask = flag === undefined ? undefined : askOfKey(isShort ? 'port' : flag);
    if (ask?.role !== 'port') continue;
    const next = value === undefined ? items[index + 1] : undefined;
    const found =
      next === undefined
        ? portIn(text, text.length - (value?.length ?? 0), [...path, index])
        : portOf(next, [...path, index + 1]);
    if (found !== undefined) (ports ??= new Map()).set(ask.stem, found);
  }
  return ports;
}

/** The name of a flag without its dashes, `host` for `-h`, and the value that is in one word with it. */
export function readFlag(text: string): { readonly flag: string | undefined; readonly value: string | undefined } {
  const [, name, value] = /^-{1,2}([A-Za-z][\w.-]*)(?:=(.*))?$/.exec(text) ?? [];
  return { flag: text === '-h' || text === '-H' ? 'host' : name, value };
}

/** What a key asks for, given the ports beside it: a key beside its own port asks for a host, whatever it is called. */
export function besideKey(
  key: string,
  ports: PortsBeside | undefined,
): { readonly asks: Ask | undefined; readonly port: PortBeside | undefined } {
  const asks = askOfKey(key);
  if (asks?.role === 'port') return { asks, port: undefined };
  if (asks !== undefined) return { asks, port: ports?.get(asks.stem) };
  if (ports === undefined) return { asks: undefined, port: undefined };
  const stem = stemBeside(key);
  const port = stem === '' ? undefined : ports.get(stem);
  return { asks: port && { role: 'host', stem }, port };
}

/** The port that is all of a node. */
export function portOf(node: YamlNode | undefined, path: Path): PortBeside | undefined {
  return portIn(scalarText(node) ?? '', 0, path);
}

/** The port that is the rest of a text from an offset on. */
function portIn(text: string, start: number, path: Path): PortBeside | undefined {
  const digits = text.slice(start);
  return /^\d{1,5}$/.test(digits)
    ? { port: Number(digits), at: { path, within: spanAt(start, digits.length) } }
    : undefined;
}
