import { type View, fieldOf, itemsOf } from '../field.ts';
import { type Rejection, row, type Row, type RowFix } from './row.ts';
import { put } from '../../yaml/edit.ts';
import { protocolIn } from './values.ts';
import { numberOf, textOf } from './values-of.ts';

/**
 * The items whose key an earlier item has, each rejected at its field; items without a key do not count. The key is the value that
 * the message shows.
 */
export function repeated(
  items: readonly View[],
  field: string,
  keyOf: (item: View) => string | undefined,
): readonly Rejection[] {
  const seen = new Set<string>();
  return items.flatMap((item) => {
    const key = keyOf(item);
    if (key === undefined) return [];
    if (seen.has(key)) return [{ at: { path: [...item.path, field] }, values: { value: key, field } }];
    seen.add(key);
    return [];
  });
}

/** The row about a list of ports in which each needs a name, as there are several. Source: that of one port, where the API server asks for it. */
export function namesOfSeveral(source: string): Row {
  return row(
    'missing-port-name',
    'unnamed',
    (field) => {
      const ports = itemsOf(field);
      if (ports.length < 2) return false;
      return ports
        .filter((port) => nameOf(port) === '')
        .map((port) => ({
          at: { path: [...port.path, 'name'] },
          values: { port: numberOf(fieldOf(port, 'port')) ?? 0, count: ports.length },
          fixes: nameFixes(port, ports),
        }));
    },
    { source },
  );
}

/** Protocol and number make a valid name; one that no other port has, or would get. */
function nameFixes(port: View, ports: readonly View[]): readonly RowFix[] {
  const name = madeName(port);
  const isTaken = ports.some((other) => other !== port && [nameOf(other), madeName(other)].includes(name));
  if (name === undefined || isTaken) return [];
  const changes = [put([...port.path, 'name'], name, { place: 'start' })];
  return [{ title: 'fixName', values: { name }, changes }];
}

function nameOf(port: View): string | undefined {
  return textOf(fieldOf(port, 'name'));
}

/** `tcp-80`; `undefined` where the port has no number, or one that nobody knows. */
function madeName(port: View): string | undefined {
  const number = numberOf(fieldOf(port, 'port'));
  const protocol = protocolIn(port);
  return !number || protocol === undefined ? undefined : `${protocol.toLowerCase()}-${number}`;
}
