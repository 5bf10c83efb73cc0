import { fieldOf, itemsOf, type View } from '../../kubernetes/field.ts';
import { readAddress, readCidr, networkOf, type WrittenAddress } from '../../names/addresses.ts';
import {
  isDns1123Label,
  isPortName,
  isPortNumber,
  isQualifiedName,
  specialAddressOf,
  type SpecialAddress,
} from '../../kubernetes/formats.ts';
import { quotedList } from '../../util/format.ts';
import { isNearMiss } from '../../util/near-miss.ts';
import { removal, type Constraint, type ConstraintFix } from './constraint.ts';
import { holderOf, numberOf, textOf } from './written.ts';

/** What most rows of one field share. */
export interface FieldRow {
  readonly at: string;
  readonly source: string;
}

/** A string that has to be one of a few, letter by letter. An absent or empty one is none of these rows' business. */
export function oneOf(row: FieldRow, allowed: readonly string[], empty: 'allowed' | 'refused' = 'allowed'): Constraint {
  return {
    ...row,
    code: 'invalid-value',
    message: 'unsupported',
    refuses: (field) => {
      const value = textOf(field);
      if (value === undefined || field.node === undefined || isNull(field) || allowed.includes(value)) return false;
      if (value === '' && empty === 'allowed') return false;
      const fixes = value === '' ? [removal(field.path)] : spellingFixes(field, value, allowed);
      return { values: { allowed: quotedList(allowed) }, fixes };
    },
  };
}

/** The fix that writes what was nearly written; safe where only the case differs. */
export function spellingFixes(field: View, value: string, allowed: readonly string[]): readonly ConstraintFix[] {
  const same = allowed.find((one) => one.toLowerCase() === value.trim().toLowerCase());
  const near = same ?? allowed.find((one) => isNearMiss(one, value));
  if (near === undefined) return [];
  const safety = same === undefined ? 'suggested' : 'safe';
  const changes = [{ kind: 'put', path: field.path, value: near }] as const;
  return [{ title: 'fixSpelling', values: { allowed: near }, safety, changes }];
}

/** The protocol of a port. An empty one is TCP, but in an EndpointSlice, where only an absent one is. Source: kubernetes pkg/apis/discovery/v1/defaults.go. */
export function protocolRow(row: FieldRow, empty: 'allowed' | 'refused' = 'allowed'): Constraint {
  return oneOf(row, ['TCP', 'UDP', 'SCTP'], empty);
}

/** A string with the syntax of a label's key. A written empty one is refused, as the field is a pointer. */
export function qualifiedNameRow(row: FieldRow): Constraint {
  return {
    ...row,
    code: 'invalid-value',
    message: 'qualifiedName',
    refuses: (field) => isWrittenText(field, (value) => !isQualifiedName(value)),
  };
}

/** A number that may not be negative. */
export function notNegativeRow(row: FieldRow): Constraint {
  return { ...row, code: 'invalid-value', message: 'negative', refuses: (field) => (numberOf(field) ?? 0) < 0 };
}

/** A port's number, which has to be there. */
export function portNumberRows(row: FieldRow): readonly Constraint[] {
  return [
    { ...row, code: 'missing-field', message: 'portNumber', refuses: (field) => isAbsent(field) },
    {
      ...row,
      code: 'invalid-port',
      message: 'outOfRange',
      refuses: (field) => {
        const port = isAbsent(field) ? undefined : numberOf(field);
        return port !== undefined && !isPortNumber(port);
      },
    },
  ];
}

/** A port's number where 0 is the same as none. */
export function optionalPortNumberRow(row: FieldRow): Constraint {
  return {
    ...row,
    code: 'invalid-port',
    message: 'outOfRange',
    refuses: (field) => {
      const port = numberOf(field);
      return port !== undefined && port !== 0 && !isPortNumber(port);
    },
  };
}

/** A port's name that is a DNS label: of Services and endpoints. */
export function portLabelRow(row: FieldRow): Constraint {
  return {
    ...row,
    code: 'invalid-port-name',
    message: 'label',
    refuses: (field, { object }) => {
      const ports = holderOf(object, field, 2);
      return isText(field, isDns1123Label) && { fixes: portLabelFixes(field, itemsOf(ports)) };
    },
  };
}

/** The name in small letters and dashes, unless another port has it. */
function portLabelFixes(field: View, ports: readonly View[]): readonly ConstraintFix[] {
  const words = (textOf(field) ?? '').toLowerCase().split(/[^a-z0-9]+/);
  const name = words.filter((word) => word !== '').join('-');
  if (!isDns1123Label(name) || ports.some((port) => textOf(fieldOf(port, 'name')) === name)) return [];
  const changes = [{ kind: 'put', path: field.path, value: name }] as const;
  return [{ title: 'fixName', values: { name }, safety: 'suggested', changes }];
}

/** A port's name that stands for a number: of containers, in targetPort and in Ingress backends. */
export function portNameRow(row: FieldRow): Constraint {
  return { ...row, code: 'invalid-port-name', message: 'service', refuses: (field) => isText(field, isPortName) };
}

/** An address of an endpoint, or an external one. `notIp` names the message for what is no address at all. */
export function endpointAddressRows(row: FieldRow): readonly Constraint[] {
  return [
    {
      ...row,
      code: 'invalid-address',
      message: 'notAddress',
      refuses: (field) => isText(field, (value) => readAddress(value) !== undefined),
    },
    { ...row, code: 'missing-field', message: 'address', refuses: (field) => textOf(field) === '' },
    ...specialAddressRows(row),
    ...spellingRows(row),
  ];
}

const rangeNames: Readonly<Record<SpecialAddress, string>> = {
  unspecified: 'unspecified',
  loopback: 'a loopback address',
  linkLocal: 'link-local',
  linkLocalMulticast: 'link-local multicast',
};

/** Addresses that mean something else on every machine. */
export function specialAddressRows(
  row: FieldRow,
  counts: (address: WrittenAddress) => boolean = () => true,
): readonly Constraint[] {
  return [
    {
      ...row,
      code: 'invalid-address',
      message: 'special',
      refuses: (field) => {
        const address = addressOf(field);
        const special = address === undefined || !counts(address) ? undefined : specialAddressOf(address.bytes);
        return special !== undefined && { values: { range: rangeNames[special] } };
      },
    },
  ];
}

/** Spellings that programs read differently. Source: apimachinery pkg/util/validation/ip.go, IsValidIPForLegacyField. */
export function spellingRows(
  row: FieldRow,
  counts: (address: WrittenAddress) => boolean = () => true,
): readonly Constraint[] {
  const spelled = (spelling: WrittenAddress['spelling']): Constraint => ({
    ...row,
    code: 'invalid-address',
    message: spelling === 'mapped' ? 'mapped' : 'leadingZeros',
    since: 36,
    refuses: (field) => {
      const address = addressOf(field);
      if (address?.spelling !== spelling || !counts(address) || specialAddressOf(address.bytes) !== undefined)
        return false;
      return { values: { canonical: address.canonical }, fixes: [canonicalFix(field, address.canonical)] };
    },
  });
  return [spelled('leadingZeros'), spelled('mapped')];
}

/** A list of address ranges written as one string or each alone; spaces around do not count. */
export function rangeRows(row: FieldRow, rangesOf: (field: View) => readonly string[]): readonly Constraint[] {
  const each = (message: string, find: (text: string) => string | undefined, since?: number): Constraint => ({
    ...row,
    code: 'invalid-address',
    message,
    ...(since === undefined ? {} : { since }),
    refuses: (field) => {
      for (const value of rangesOf(field)) {
        const canonical = find(value);
        if (canonical === undefined) continue;
        // Where the string holds several, only a person can put it right.
        const fixes = canonical !== '' && textOf(field)?.trim() === value ? [canonicalFix(field, canonical)] : [];
        return { values: { value, canonical }, fixes };
      }
      return false;
    },
  });
  return [
    each('notRange', (value) => (readCidr(value) === undefined ? '' : undefined)),
    each(
      'rangeSpelling',
      (value) => {
        const cidr = readCidr(value);
        if (cidr === undefined) return undefined;
        const usual = cidr.address.spelling === 'usual' && cidr.prefixSpelling === 'usual';
        return usual ? undefined : cidr.address.spelling === 'mapped' ? '' : networkOf(cidr);
      },
      36,
    ),
    each(
      'hostBits',
      (value) => {
        const cidr = readCidr(value);
        if (cidr === undefined || cidr.address.spelling !== 'usual' || cidr.prefixSpelling !== 'usual')
          return undefined;
        const network = networkOf(cidr);
        return network === `${cidr.address.canonical}/${cidr.prefix}` ? undefined : network;
      },
      36,
    ),
  ];
}

/** The address at a place, where it is one. */
export function addressOf(field: View): WrittenAddress | undefined {
  const text = textOf(field);
  return text === undefined ? undefined : readAddress(text);
}

/** Whether a written, non-empty string fails a test. */
export function isText(field: View, isAllowed: (value: string) => boolean): boolean {
  const value = textOf(field);
  return value !== undefined && value !== '' && !isAllowed(value);
}

/** Whether a string that is written, be it empty, is one that is refused. */
export function isWrittenText(field: View, isRefused: (value: string) => boolean): boolean {
  const value = isAbsent(field) ? undefined : textOf(field);
  return value !== undefined && isRefused(value);
}

/** Whether nothing, or null, is written. */
export function isAbsent(field: View): boolean {
  return field.node === undefined || isNull(field);
}

function isNull(field: View): boolean {
  return field.node?.kind === 'scalar' && field.node.value === null;
}

/** Some programs read leading zeros as octal, so what was meant is a person's to say. */
function canonicalFix(field: View, canonical: string): ConstraintFix {
  const changes = [{ kind: 'put', path: field.path, value: canonical }] as const;
  return { title: 'fixAddress', values: { canonical }, safety: 'suggested', changes };
}
