import { fieldOf, itemsOf, type View } from '../../kubernetes/field.ts';
import {
  isDns1123Label,
  isDns1123Subdomain,
  isFullyQualifiedDomainName,
  isLabelValue,
} from '../../kubernetes/formats.ts';
import { readAddress, type WrittenAddress } from '../../names/addresses.ts';
import type { Constraint, ConstraintFix, Judged } from './constraint.ts';
import { metadataRows } from './metadata.ts';
import { repeated } from './repeated.ts';
import {
  isWrittenText,
  oneOf,
  portLabelRow,
  protocolRow,
  qualifiedNameRow,
  specialAddressRows,
  spellingRows,
} from './values.ts';
import { countOf, textOf, viewAt, viewsAt } from './written.ts';

const validation = 'kubernetes pkg/apis/discovery/validation/validation.go';
const addresses = { at: 'endpoints[].addresses[]', source: `${validation}, validateEndpoints` };
const ports = `${validation}, validatePorts`;
const hints = `${validation}, validateHints`;

/** How many of a thing a slice may have. Source: kubernetes pkg/apis/discovery/validation/validation.go. */
const most = { endpoints: 1000, addresses: 100, ports: 20000, hints: 8 } as const;

/** What the API server refuses about EndpointSlices. */
export const endpointSliceRows: readonly Constraint[] = [
  ...metadataRows('subdomain', `${validation}, ValidateEndpointSliceName`),
  {
    code: 'missing-field',
    message: 'addressType',
    at: 'addressType',
    source: `${validation}, validateAddressType`,
    refuses: (type, { object }) => textOf(type) === '' && { fixes: typeFixes(type, object) },
  },
  oneOf({ at: 'addressType', source: `${validation}, validateAddressType` }, ['IPv4', 'IPv6', 'FQDN']),
  tooMany('endpoints', most.endpoints, `${validation}, validateEndpoints`),
  {
    code: 'missing-field',
    message: 'endpointAddresses',
    at: 'endpoints[]',
    source: `${validation}, validateEndpoints`,
    refuses: (endpoint) =>
      countOf(fieldOf(endpoint, 'addresses')) === 0 && { at: { path: [...endpoint.path, 'addresses'] } },
  },
  tooMany('endpoints[].addresses', most.addresses, `${validation}, validateEndpoints`),
  {
    ...addresses,
    code: 'invalid-address',
    message: 'notFamily',
    refuses: (field, judged) => {
      const family = familyOf(judged);
      const text = textOf(field);
      if (family === undefined || text === undefined) return false;
      return readAddress(text)?.family !== recordOf(family) && { values: { family } };
    },
  },
  {
    ...addresses,
    code: 'invalid-host-name',
    message: 'fqdn',
    refuses: (field, judged) => {
      const text = textOf(field);
      return addressTypeOf(judged) === 'FQDN' && text !== undefined && !isFullyQualifiedDomainName(text);
    },
  },
  ...[...specialAddressRows(addresses), ...spellingRows(addresses)].map(ofFamily),
  {
    code: 'invalid-host-name',
    message: 'label',
    at: 'endpoints[].hostname',
    source: `${validation}, validateEndpoints`,
    refuses: (hostname) => isWrittenText(hostname, (value) => !isDns1123Label(value)),
  },
  {
    code: 'invalid-name',
    message: 'subdomain',
    at: 'endpoints[].nodeName',
    source: `${validation}, validateEndpoints`,
    refuses: (nodeName) => isWrittenText(nodeName, (value) => !isDns1123Subdomain(value)),
  },
  ...hintRows('endpoints[].hints.forZones'),
  ...hintRows('endpoints[].hints.forNodes', 33),
  tooMany('ports', most.ports, ports),
  portLabelRow({ at: 'ports[].name', source: ports }),
  {
    code: 'duplicate-port',
    message: 'name',
    at: 'ports',
    source: ports,
    refuses: (list) => repeatedNames(list).filter(({ values }) => values?.['value'] !== ''),
  },
  {
    // An absent name is the empty one, which only one port can have.
    code: 'duplicate-port',
    message: 'unnamed',
    at: 'ports',
    source: ports,
    refuses: (list) => repeatedNames(list).filter(({ values }) => values?.['value'] === ''),
  },
  protocolRow({ at: 'ports[].protocol', source: ports }, 'refused'),
  qualifiedNameRow({ at: 'ports[].appProtocol', source: ports }),
];

function repeatedNames(list: View): ReturnType<typeof repeated> {
  const items = itemsOf(list);
  return items.length > most.ports ? [] : repeated(items, 'name', (port) => textOf(fieldOf(port, 'name')));
}

function hintRows(at: string, since?: number): readonly Constraint[] {
  const version = since === undefined ? {} : ({ since, note: 'noteSince' } as const);
  return [
    { ...tooMany(at, most.hints, hints), ...version, message: 'hints' },
    {
      code: 'invalid-value',
      message: 'repeatedHint',
      at,
      source: hints,
      ...version,
      refuses: (list) =>
        itemsOf(list).length <= most.hints && repeated(itemsOf(list), 'name', (hint) => textOf(fieldOf(hint, 'name'))),
    },
    {
      code: 'invalid-label',
      message: 'hint',
      at: `${at}[].name`,
      source: hints,
      ...version,
      refuses: (name) => {
        const value = textOf(name);
        return (
          value !== undefined &&
          (at.endsWith('forNodes') ? value !== '' && !isDns1123Subdomain(value) : !isLabelValue(value))
        );
      },
    },
  ];
}

function tooMany(at: string, limit: number, source: string): Constraint {
  return {
    code: 'too-many-items',
    message: 'items',
    at,
    source,
    refuses: (list) => {
      const count = itemsOf(list).length;
      return count > limit && { values: { count, most: limit } };
    },
  };
}

/** Only addresses of the slice's own family, as those of the other are refused already. */
function ofFamily(row: Constraint): Constraint {
  return {
    ...row,
    refuses: (field, judged) => {
      const family = familyOf(judged);
      const address: WrittenAddress | undefined = readAddress(textOf(field) ?? '');
      if (family === undefined || address?.family !== recordOf(family)) return false;
      return row.refuses(field, judged);
    },
  };
}

/** The type that all addresses of a slice have, where they have one. */
function typeFixes(type: View, object: View): readonly ConstraintFix[] {
  const types = new Set(viewsAt(object, 'endpoints[].addresses[]').map((address) => typeOf(textOf(address) ?? '')));
  const [only] = types;
  if (only === undefined || types.size > 1) return [];
  const changes = [{ kind: 'put', path: type.path, value: only, after: 'metadata' }] as const;
  return [{ title: 'fixAddressType', values: { value: only }, safety: 'suggested', changes }];
}

function typeOf(address: string): 'IPv4' | 'IPv6' | 'FQDN' | undefined {
  const family = readAddress(address)?.family;
  if (family !== undefined) return family === 'A' ? 'IPv4' : 'IPv6';
  return isFullyQualifiedDomainName(address) ? 'FQDN' : undefined;
}

function addressTypeOf({ object }: Judged): string | undefined {
  return textOf(viewAt(object, 'addressType'));
}

function familyOf(judged: Judged): 'IPv4' | 'IPv6' | undefined {
  const type = addressTypeOf(judged);
  return type === 'IPv4' || type === 'IPv6' ? type : undefined;
}

function recordOf(family: 'IPv4' | 'IPv6'): 'A' | 'AAAA' {
  return family === 'IPv4' ? 'A' : 'AAAA';
}
