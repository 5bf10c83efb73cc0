import { onlyOne } from '../../util/collections.ts';
import { quotedList } from '../../util/format.ts';
import { nearestMiss } from '../../util/similar-names.ts';
import { fieldOf, isPresent, itemsOf, View, viewAt, scalarValueOf } from '../field.ts';
import { isDns1123Label } from '../../util/dns-label.ts';
import { isDns1123Subdomain, isPortName, isPortNumber, isQualifiedName } from '../formats.ts';
import { defaultProtocol } from '../service.ts';
import { removal, row, writing, type Row, type RowCode, type RowFix, type Rejection, type Sourced } from './row.ts';
import { isTemplated } from '../../yaml/template.ts';
import { put } from '../../yaml/edit.ts';

/** Which strings count as written: `filled` takes an empty one for none, `written` does not, as the API's type is a pointer. */
type Counting = 'filled' | 'written';

/** A string that has to be of a form. What is absent or put in later is none of its business. */
export function formed(
  code: RowCode,
  message: string,
  isAllowed: (value: string) => boolean,
  counting: Counting = 'filled',
): Row {
  return row(code, message, (field) => isText(field, isAllowed, counting));
}

/** A string that has to be one of a few, letter by letter; `fixesOfEmpty` are for one that is written empty. */
export function oneOf(
  allowed: readonly string[],
  counting: Counting = 'filled',
  fixesOfEmpty = (field: View): readonly RowFix[] => [removal(field.path)],
): Row {
  return row('invalid-value', 'unsupported', (field) => {
    const value = textOf(field) ?? '';
    if (!isText(field, (text) => allowed.includes(text), counting)) return false;
    const fixes = value === '' ? fixesOfEmpty(field) : spellingFixes(field, value, allowed);
    return { values: { allowed: quotedList(allowed) }, fixes };
  });
}

/** The fix that writes what was nearly written, or half; safe where only the case differs. */
export function spellingFixes(field: View, value: string, allowed: readonly string[]): readonly RowFix[] {
  const same = allowed.find((one) => one.toLowerCase() === value.trim().toLowerCase());
  const near =
    same ??
    nearestMiss(value, allowed) ??
    longestBeginningOf(value, allowed) ??
    onlyOne(allowed.filter((one) => one.toLowerCase().startsWith(value.toLowerCase())));
  if (near === undefined) return [];
  return [writing(field, near, 'fixSpelling', { allowed: near }, same === undefined ? 'suggested' : 'safe')];
}

/** Of the values that another one begins with the longest: `ClusterFirstWithHostNet` of `ClusterFirstWithHostNetwork`. */
function longestBeginningOf(value: string, allowed: readonly string[]): string | undefined {
  const beginnings = allowed.filter((one) => value.toLowerCase().startsWith(one.toLowerCase()));
  return beginnings.reduce<string | undefined>((best = '', one) => (one.length > best.length ? one : best), undefined);
}

/**
 * The protocol of a port. An empty one is TCP, but in an EndpointSlice, where only an absent one is. Source: kubernetes
 * pkg/apis/discovery/v1/defaults.go.
 */
export function protocol(counting: Counting = 'filled'): Row {
  return oneOf(['TCP', 'UDP', 'SCTP'], counting);
}

/** The protocol of a port that counts, as `protocolOf` says; `undefined` where it is not known. */
export function protocolIn(port: View): string | undefined {
  const written = textOf(fieldOf(port, 'protocol'));
  return written === '' ? defaultProtocol : written;
}

/** A field that has to be there, with anything in it. */
export function needed(message: string): Row {
  return row('missing-field', message, (field) => !isPresent(field));
}

/** A string that has to be there and to say something. */
export function neededText(message: string): Row {
  return row('missing-field', message, (field) => textOf(field) === '');
}

/** A string with the syntax of a label's key. A written empty one is rejected, as the field is a pointer. */
export const qualifiedName: Row = formed('invalid-value', 'qualifiedName', isQualifiedName, 'written');

/** The name of an object or of what is named like one: a DNS label, or a DNS name. */
export const labelName: Row = formed('invalid-name', 'label', isDns1123Label);
export const subdomainName: Row = formed('invalid-name', 'subdomain', isDns1123Subdomain);
/** As `subdomainName`, where the empty string is no name either. */
export const writtenSubdomainName: Row = formed('invalid-name', 'subdomain', isDns1123Subdomain, 'written');

/** A host name that is one DNS label. */
export const hostLabel: Row = hostLabelRow('filled');
export const writtenHostLabel: Row = hostLabelRow('written');

function hostLabelRow(counting: Counting): Row {
  return row('invalid-host-name', 'label', (field) => {
    if (!isText(field, isDns1123Label, counting)) return false;
    const name = (textOf(field) ?? '').toLowerCase().replaceAll('_', '-');
    return { fixes: isDns1123Label(name) ? [writing(field, name, 'fixHost', { name })] : [] };
  });
}

/** A number that cannot be negative. */
export const notNegative: Row = row('invalid-value', 'negative', (field) => (numberOf(field) ?? 0) < 0);

/** A port's number, where there is one. */
export const writtenPortNumber: Row = row(
  'invalid-port',
  'outOfRange',
  (field) => isPresent(field) && !isPortNumber(numberOf(field) ?? 1),
);

/** A port's number, which has to be there. */
export const portNumber: readonly Row[] = [needed('portNumber'), writtenPortNumber];

/** A port's number where 0 is the same as none. */
export const optionalPortNumber: Row = row(
  'invalid-port',
  'outOfRange',
  (field) => !isPortNumber(numberOf(field) || 1),
);

/** A port's name that is a DNS label: of Services and endpoints. */
export const portLabel: Row = row(
  'invalid-port-name',
  'label',
  (field) => isText(field, isDns1123Label) && { fixes: portLabelFixes(field) },
);

/** The name in small letters and dashes, unless another port has it. */
function portLabelFixes(field: View): readonly RowFix[] {
  const ports = field.parent?.parent === undefined ? [] : itemsOf(field.parent.parent);
  const words = (textOf(field) ?? '').toLowerCase().split(/[^a-z0-9]+/);
  const name = words.filter((word) => word !== '').join('-');
  if (!isDns1123Label(name) || ports.some((port) => textOf(fieldOf(port, 'name')) === name)) return [];
  return [writing(field, name, 'fixName', { name })];
}

/** A port's name that stands for a number: of containers, in targetPort and in Ingress backends. */
export const portName: Row = formed('invalid-port-name', 'service', isPortName);

/**
 * A port by its number, or by the name that a container gives one: in targetPort, probes, hooks and policies. A number in quotes is a name
 * that no port has.
 */
export const portNumberOrName: readonly Row[] = [
  row('invalid-port-name', 'quotedNumber', (port) => {
    const written = textOf(port) ?? '';
    if (!/^\d+$/.test(written)) return false;
    const value = Number(written);
    return { fixes: isPortNumber(value) ? [writing(port, value, 'fixUnquote', { value }, 'safe')] : [] };
  }),
  formed('invalid-port-name', 'service', (value) => /^\d+$/.test(value) || isPortName(value)),
];

/** Whether a string that counts fails a test. */
export function isText(field: View, isAllowed: (value: string) => boolean, counting: Counting = 'filled'): boolean {
  const value = isPresent(field) ? textOf(field) : undefined;
  return value !== undefined && (value !== '' || counting === 'written') && !isAllowed(value);
}

/** A list of no more items than the API server takes; `message` says of what. */
export function tooMany(message: string, limit: number): Row {
  return row('too-many-items', message, (field) => {
    const count = itemsOf(field).length;
    return count > limit && { values: { count, most: limit } };
  });
}

/**
 * The string at a place as the API server decodes it: empty where it is absent or null. `undefined` where it is not known: a
 * value of another type, which is a mistake of its own, or one that is put in later.
 */
export function textOf(view: View): string | undefined {
  if (!isPresent(view)) return '';
  const value = scalarValueOf(view);
  return typeof value === 'string' && !isTemplated(value) ? value : undefined;
}

/** The number at a place, 0 where it is absent or null; `undefined` as in `textOf`. */
export function numberOf(view: View): number | undefined {
  if (!isPresent(view)) return 0;
  const value = scalarValueOf(view);
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

/** The boolean at a place, false where it is absent or null; `undefined` as in `textOf`. */
export function flagOf(view: View): boolean | undefined {
  if (!isPresent(view)) return false;
  const value = scalarValueOf(view);
  return typeof value === 'boolean' ? value : undefined;
}

/** How many items or entries are at a place, 0 where it is absent or null; `undefined` where it is no list and no map. */
export function countOf(view: View): number | undefined {
  if (!isPresent(view)) return 0;
  switch (view.node?.kind) {
    case 'sequence':
      return view.node.items.length;
    case 'map':
      return view.node.entries.length;
    case 'scalar':
    case undefined:
      return undefined;
  }
}

/** The strings of a list that can be told, each with its place. */
export function textsOf(view: View): readonly { readonly view: View; readonly text: string }[] {
  return itemsOf(view).flatMap((item) => {
    const text = textOf(item);
    return text === undefined ? [] : [{ view: item, text }];
  });
}

/** The entries of a map whose values are strings that can be told. Keys that are put in later are left out. */
export function pairsOf(view: View): readonly { readonly view: View; readonly key: string; readonly text: string }[] {
  if (view.node?.kind !== 'map') return [];
  const pairs: { readonly view: View; readonly key: string; readonly text: string }[] = [];
  for (const { key, value } of view.node.entries) {
    const field = new View(value, view, key);
    const text = isTemplated(key) ? undefined : textOf(field);
    if (text !== undefined) pairs.push({ view: field, key, text });
  }
  return pairs;
}

/** Whether all keys and values of a map can be told; so for an absent one. */
export function isKnownMap(view: View): boolean {
  const written = view.node?.kind === 'map' && view.node.open !== true ? view.node.entries : undefined;
  return !isPresent(view) || pairsOf(view).length === written?.length;
}

/** The string at a place below another, see `textOf`. */
export function textAt(view: View, keys: string): string | undefined {
  return textOf(viewAt(view, keys));
}

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

/** The items whose name another one before them has. */
export function namedTwice(items: readonly View[]): readonly Rejection[] {
  return repeated(items, 'name', (item) => textOf(fieldOf(item, 'name')) || undefined);
}

/** The row about a list of ports in which each needs a name, as there are several. Source: that of one port, where the API server asks for it. */
export function namesOfSeveral(source: Sourced): Row {
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
    source,
  );
}

/** Protocol and number make a valid name; one that no other port has, or would get. */
function nameFixes(port: View, ports: readonly View[]): readonly RowFix[] {
  const name = madeName(port);
  const isTaken = ports.some((other) => other !== port && [nameOf(other), madeName(other)].includes(name));
  if (name === undefined || isTaken) return [];
  return [{ title: 'fixName', values: { name }, changes: [put([...port.path, 'name'], name, { place: 'start' })] }];
}

function nameOf(port: View): string | undefined {
  return textOf(fieldOf(port, 'name'));
}

/** `tcp-80`; `undefined` where the port has no number, or one that is not known. */
function madeName(port: View): string | undefined {
  const number = numberOf(fieldOf(port, 'port'));
  const protocol = protocolIn(port);
  return !number || protocol === undefined ? undefined : `${protocol.toLowerCase()}-${number}`;
}
