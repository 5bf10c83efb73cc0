import { quotedList } from '../../util/format.ts';
import { isNearMiss } from '../../util/similar-names.ts';
import { fieldOf, isPresent, itemsOf, type View } from '../field.ts';
import { isDns1123Label } from '../../util/dns-label.ts';
import { isDns1123Subdomain, isPortName, isPortNumber, isQualifiedName } from '../formats.ts';
import { defaultProtocol } from '../service.ts';
import { removal, row, writing, type Row, type RowCode, type RowFix } from './row.ts';
import { numberOf, textOf } from './values-of.ts';

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

/** A string that has to be one of a few, letter by letter. */
export function oneOf(allowed: readonly string[], counting: Counting = 'filled'): Row {
  return row('invalid-value', 'unsupported', (field) => {
    const value = textOf(field) ?? '';
    if (!isText(field, (text) => allowed.includes(text), counting)) return false;
    const fixes = value === '' ? [removal(field.path)] : spellingFixes(field, value, allowed);
    return { values: { allowed: quotedList(allowed) }, fixes };
  });
}

/** The fix that writes what was nearly written; safe where only the case differs. */
export function spellingFixes(field: View, value: string, allowed: readonly string[]): readonly RowFix[] {
  const same = allowed.find((one) => one.toLowerCase() === value.trim().toLowerCase());
  const near = same ?? allowed.find((one) => isNearMiss(one, value)) ?? longestBeginningOf(value, allowed);
  if (near === undefined) return [];
  return [writing(field, near, 'fixSpelling', { allowed: near }, same === undefined ? 'suggested' : 'safe')];
}

/** Of the values that another one begins with the longest: `ClusterFirstWithHostNet` of `ClusterFirstWithHostNetwork`. */
function longestBeginningOf(value: string, allowed: readonly string[]): string | undefined {
  const beginnings = allowed.filter((one) => value.toLowerCase().startsWith(one.toLowerCase()));
  return beginnings.reduce<string | undefined>((best = '', one) => (one.length > best.length ? one : best), undefined);
}

/** The protocol of a port. An empty one is TCP, but in an EndpointSlice, where only an absent one is. Source: kubernetes pkg/apis/discovery/v1/defaults.go. */
export function protocol(counting: Counting = 'filled'): Row {
  return oneOf(['TCP', 'UDP', 'SCTP'], counting);
}

/** The protocol of a port that counts, as `protocolOf` says; `undefined` where nobody can say. */
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
export const hostLabel: Row = formed('invalid-host-name', 'label', isDns1123Label);
export const writtenHostLabel: Row = formed('invalid-host-name', 'label', isDns1123Label, 'written');

/** A number that cannot be negative. */
export const notNegative: Row = row('invalid-value', 'negative', (field) => (numberOf(field) ?? 0) < 0);

/** A port's number, which has to be there. */
export const portNumber: readonly Row[] = [
  needed('portNumber'),
  row('invalid-port', 'outOfRange', (field) => isPresent(field) && !isPortNumber(numberOf(field) ?? 1)),
];

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
