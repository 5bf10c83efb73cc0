import { networkOf, readAddress, readCidr, type WrittenAddress, type WrittenCidr } from '../../names/ip-address.ts';
import type { View } from '../field.ts';
import { specialAddressOf, type SpecialAddress } from '../formats.ts';
import {
  endpointAddressFault,
  isUnusualIPv6,
  plainAddressFault,
  sliceAddressFault,
  type AddressFault,
} from '../rejected-addresses.ts';
import { canonicalIPv6Since, usualSpellingSince } from '../versions.ts';
import { row, where, writing, type Judged, type Row, type RowFix, onlySince } from './row.ts';
import { neededText, textAt, textOf } from './values.ts';
import { defineMessages, type Messages } from '../../util/format.ts';

const rangeNames: Messages<SpecialAddress> = defineMessages('kubernetes/table/address-rows', {
  unspecified: 'unspecified',
  loopback: 'a loopback address',
  linkLocal: 'link-local',
  linkLocalMulticast: 'link-local multicast',
});

/** What is no address at all. */
const notAddress: Row = row('invalid-address', 'notAddress', () => true);

/** Addresses that mean something else on every machine. */
const special: Row = row('invalid-address', 'special', (field) => {
  const address = addressIn(field);
  const range = address && specialAddressOf(address.bytes);
  return range !== undefined && { values: { range: rangeNames[range] } };
});

/** Spellings that programs read differently. Some read leading zeros as octal, so what was meant is a person's to say. */
export const addressSpellings: readonly Row[] = ['leadingZeros', 'mapped'].map((message) =>
  onlySince(usualSpellingSince, spelled(message, 'suggested')),
);

/** The rows whose message is the fault that is found in an address, by one function for rows, hovers and DNS. */
export function rowsByFault(
  faultOf: (value: string, judged: Judged) => AddressFault | undefined,
  rows: readonly Row[],
): readonly Row[] {
  return rows.flatMap((one) =>
    where((judged, field) => {
      const value = textOf(field);
      return value !== undefined && faultOf(value, judged) === one.message;
    }, one),
  );
}

/** An address that has to be there, and may be any, for the resolver of a Pod. */
export const resolverAddress: readonly Row[] = [
  neededText('address'),
  ...where(
    ({ minor }, field) => {
      const value = textOf(field) ?? '';
      return value !== '' && plainAddressFault(value, minor) === 'notAddress';
    },
    row('invalid-address', 'notForResolver', () => true),
  ),
  ...rowsByFault((value, { minor }) => (value === '' ? undefined : plainAddressFault(value, minor)), addressSpellings),
];

/** An address of an endpoint, or an external one. */
export const endpointAddress: readonly Row[] = [
  neededText('address'),
  ...rowsByFault(
    (value, { minor }) => (value === '' ? undefined : endpointAddressFault(value, minor)),
    [notAddress, special, ...addressSpellings],
  ),
  ...where(
    (_, field) => {
      const address = addressIn(field);
      if (address === undefined || specialAddressOf(address.bytes) !== undefined) return false;
      return isUnusualIPv6(textOf(field) ?? '', address);
    },
    { ...spelled('unusual', 'safe'), severity: 'warning' },
  ),
];

/** An address of a slice. */
export const sliceAddress: readonly Row[] = rowsByFault(
  (value, { object: slice, minor }) => sliceAddressFault(value, textAt(slice, 'addressType') ?? '', minor),
  [
    row('invalid-address', 'notFamily', (_, { object: slice }) => ({
      values: { family: textAt(slice, 'addressType') ?? '' },
    })),
    row('invalid-host-name', 'fqdn', () => true),
    special,
    ...addressSpellings,
    onlySince(canonicalIPv6Since, spelled('notCanonical', 'safe')),
  ],
);

/** An address in another spelling than its usual one, and the fix that writes that one. */
function spelled(message: string, safety: RowFix['safety']): Row {
  return row('invalid-address', message, (field) => {
    const canonical = addressIn(field)?.canonical;
    if (canonical === undefined) return false;
    return { values: { canonical }, fixes: [writing(field, canonical, 'fixAddress', { canonical }, safety)] };
  });
}

/** A row about address ranges; `find` gives what should be there, the empty string where it is not known, `undefined` for a right one. */
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
    onlySince(36, spelling),
    onlySince(36, hostBits),
  ];
}

/** The one range of a field. */
export function rangeIn(field: View): readonly string[] {
  const text = textOf(field)?.trim();
  return text === undefined ? [] : [text];
}

/** The address at a place, where it is one. */
function addressIn(field: View): WrittenAddress | undefined {
  const text = textOf(field);
  return text === undefined ? undefined : readAddress(text);
}
