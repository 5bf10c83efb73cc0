import { networkOf, readAddress, readCidr, type WrittenAddress, type WrittenCidr } from '../../names/ip-address.ts';
import type { View } from '../field.ts';
import { specialAddressOf, type SpecialAddress } from '../formats.ts';
import { row, writing, type Row } from './row.ts';
import { formed, neededText } from './values.ts';
import { textOf } from './values-of.ts';
import { defineMessages, type Messages } from '../../util/format.ts';

const rangeNames: Messages<SpecialAddress> = defineMessages('kubernetes/table/address-rows', {
  unspecified: 'unspecified',
  loopback: 'a loopback address',
  linkLocal: 'link-local',
  linkLocalMulticast: 'link-local multicast',
});

/** What is no address at all. */
export const notAddress: Row = formed('invalid-address', 'notAddress', (value) => readAddress(value) !== undefined);

/** Addresses that mean something else on every machine. Source: kubernetes pkg/apis/core/validation/validation.go, ValidateEndpointIP. */
export const specialAddress: Row = row('invalid-address', 'special', (field) => {
  const address = addressIn(field);
  const special = address && specialAddressOf(address.bytes);
  return special !== undefined && { values: { range: rangeNames[special] } };
});

/** Spellings that programs read differently. Source: apimachinery pkg/util/validation/ip.go, IsValidIPForLegacyField. */
export const addressSpellings: readonly Row[] = (['leadingZeros', 'mapped'] as const).map((spelling) =>
  row(
    'invalid-address',
    spelling,
    (field) => {
      const address = addressIn(field);
      if (address?.spelling !== spelling || specialAddressOf(address.bytes) !== undefined) return false;
      const { canonical } = address;
      // Some programs read leading zeros as octal, so what was meant is a person's to say.
      return { values: { canonical }, fixes: [writing(field, canonical, 'fixAddress', { canonical })] };
    },
    { since: 36 },
  ),
);

/** IPv6 that is not written in its one canonical form. Source: apimachinery pkg/util/validation/ip.go, IsValidIP, GetWarningsForIP. */
export function notCanonical(message: string): Row {
  return row('invalid-address', message, (field) => {
    const address = addressIn(field);
    if (address?.family !== 'AAAA' || address.spelling !== 'usual') return false;
    const { canonical } = address;
    if (textOf(field) === canonical || specialAddressOf(address.bytes) !== undefined) return false;
    return { values: { canonical }, fixes: [writing(field, canonical, 'fixAddress', { canonical }, 'safe')] };
  });
}

/** An address of an endpoint, or an external one. */
export const endpointAddress: readonly Row[] = [
  notAddress,
  neededText('address'),
  specialAddress,
  ...addressSpellings,
  { ...notCanonical('unusual'), severity: 'warning' },
];

/** A row about address ranges; `find` gives what should be there, the empty string where nobody can say, `undefined` for a right one. */
function rangeRow(
  message: string,
  rangesOf: (field: View) => readonly string[],
  find: (cidr: WrittenCidr | undefined) => string | undefined,
): Row {
  return row('invalid-address', message, (field) => {
    for (const value of rangesOf(field)) {
      const canonical = find(readCidr(value));
      if (canonical === undefined) continue;
      // Where the string holds several, only a person can put it right.
      const isWhole = canonical !== '' && textOf(field)?.trim() === value;
      const fixes = isWhole ? [writing(field, canonical, 'fixAddress', { canonical })] : [];
      return { values: { value, canonical }, fixes };
    }
    return false;
  });
}

/**
 * A list of address ranges in one string or each alone; spaces around do not count.
 * Source: apimachinery pkg/util/validation/ip.go, IsValidCIDRForLegacyField.
 */
export function ranges(rangesOf: (field: View) => readonly string[]): readonly Row[] {
  const isUsual = ({ address, prefixSpelling }: WrittenCidr): boolean =>
    address.spelling === 'usual' && prefixSpelling === 'usual';
  const spelling = rangeRow('rangeSpelling', rangesOf, (cidr) => {
    if (cidr === undefined || isUsual(cidr)) return undefined;
    return cidr.address.spelling === 'mapped' ? '' : networkOf(cidr);
  });
  const hostBits = rangeRow('hostBits', rangesOf, (cidr) => {
    if (cidr === undefined || !isUsual(cidr)) return undefined;
    const network = networkOf(cidr);
    return network === `${cidr.address.canonical}/${cidr.prefix}` ? undefined : network;
  });
  return [
    rangeRow('notRange', rangesOf, (cidr) => (cidr === undefined ? '' : undefined)),
    { ...spelling, since: 36 },
    { ...hostBits, since: 36 },
  ];
}

/** The one range of a field. */
export function rangeIn(field: View): readonly string[] {
  const text = textOf(field)?.trim();
  return text === undefined ? [] : [text];
}

/** The address at a place, where it is one. */
export function addressIn(field: View): WrittenAddress | undefined {
  const text = textOf(field);
  return text === undefined ? undefined : readAddress(text);
}
