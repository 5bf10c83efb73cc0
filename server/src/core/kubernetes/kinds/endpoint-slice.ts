import { put } from '../../yaml/edit.ts';
import { readAddress } from '../../names/ip-address.ts';
import {
  countOf,
  fieldOf,
  flag,
  inDiscovery,
  inline,
  itemsOf,
  kind,
  list,
  map,
  metadataOf,
  object,
  type ObjectTable,
  oneOf,
  onlySince,
  portLabel,
  protocol,
  qualifiedName,
  refersTo,
  repeated,
  row,
  type Row,
  type RowFix,
  sliceAddress,
  text,
  textOf,
  tooMany,
  unread,
  type View,
  whole,
  withRowsSince,
  writtenHostLabel,
  writtenSubdomainName,
} from '../table/vocabulary.ts';
import { serviceNameLabel } from '../endpoints.ts';
import { ipFamilyNames, ipFamilyOf, type IPFamily } from '../service.ts';
import { isDns1123Subdomain, isFullyQualifiedDomainName, isLabelValue } from '../formats.ts';
import { objectReference } from './endpoints.ts';

/** How many of a thing a slice may have. Source: kubernetes pkg/apis/discovery/validation/validation.go. */
const most = { endpoints: 1000, addresses: 100, ports: 20000, hints: 8 } as const;

/**
 * An EndpointSlice. Its number of a port is any, or none: all ports.
 * Source: Kubernetes API discovery/v1, EndpointSlice.
 */
export const endpointSliceTable = kind(
  'EndpointSlice',
  'discovery.k8s.io/v1',
  {
    metadata: metadataOf('subdomain', inDiscovery('ValidateEndpointSliceName'), {
      labels: { [serviceNameLabel]: text(refersTo('Service', 'backs')) },
    }),
    addressType: text(
      oneOf([...ipFamilyNames, 'FQDN']),
      row(
        'missing-field',
        'addressType',
        (type, { object: slice }) => textOf(type) === '' && { fixes: typeFixes(type, slice) },
      ),
      inDiscovery('validateAddressType'),
    ),
    endpoints: list(
      object(
        {
          addresses: list(text(sliceAddress), tooMany('items', most.addresses)),
          conditions: inline(object({ ready: flag(), serving: unread(flag()), terminating: unread(flag()) })),
          hostname: text(writtenHostLabel),
          nodeName: unread(text(writtenSubdomainName)),
          zone: unread(text()),
          deprecatedTopology: unread(map()),
          hints: unread(
            object({
              forZones: hints(isLabelValue),
              forNodes: onlySince(33, withRowsSince(hints(isDns1123Subdomain), 34)),
            }),
          ),
          targetRef: unread(objectReference),
        },
        row(
          'missing-field',
          'endpointAddresses',
          (endpoint) =>
            countOf(fieldOf(endpoint, 'addresses')) === 0 && { at: { path: [...endpoint.path, 'addresses'] } },
        ),
        inDiscovery('validateEndpoints'),
      ),
      tooMany('items', most.endpoints),
      inDiscovery('validateEndpoints'),
    ),
    ports: list(
      object({
        name: text(portLabel),
        port: whole(),
        protocol: text(protocol('written')),
        appProtocol: unread(text(qualifiedName)),
      }),
      tooMany('items', most.ports),
      repeatedNames('name', (name) => name !== ''),
      // An absent name is the empty one, which only one port can have.
      repeatedNames('unnamed', (name) => name === ''),
      inDiscovery('validatePorts'),
    ),
  },
  {
    hasNoStatus: true,
    also: (_, { metadata }) => ({
      /** The one thing that ties a slice to its Service. */
      serviceName: metadata.labels.pairs.get(serviceNameLabel),
    }),
  },
);

function repeatedNames(message: string, isMeant: (name: string) => boolean): Row {
  return row('duplicate-port', message, (field) => {
    const items = itemsOf(field);
    const names = items.length > most.ports ? [] : repeated(items, 'name', (port) => textOf(fieldOf(port, 'name')));
    return names.filter(({ values }) => typeof values?.['value'] === 'string' && isMeant(values['value']));
  });
}

function hints(isAllowed: (name: string) => boolean): ReturnType<typeof list<ObjectTable>> {
  return list(
    object({ name: text(hintName(isAllowed)) }),
    tooMany('hints', most.hints),
    row(
      'invalid-value',
      'repeatedHint',
      (field) =>
        itemsOf(field).length <= most.hints &&
        repeated(itemsOf(field), 'name', (hint) => textOf(fieldOf(hint, 'name'))),
    ),
    inDiscovery('validateHints'),
  );
}

function hintName(isAllowed: (name: string) => boolean): Row {
  const isRejected = (name: string | undefined): boolean => name !== undefined && !isAllowed(name);
  return row('invalid-label', 'hint', (field) => isRejected(textOf(field)), { absent: true });
}

/** The type that all addresses of a slice have, where they have one. */
function typeFixes(type: View, slice: View): readonly RowFix[] {
  const addresses = itemsOf(fieldOf(slice, 'endpoints')).flatMap((one) => itemsOf(fieldOf(one, 'addresses')));
  const types = new Set(addresses.map((address) => typeOf(textOf(address) ?? '')));
  const [only] = types;
  if (only === undefined || types.size > 1) return [];
  const changes = [put(type.path, only, { after: 'metadata' })] as const;
  return [{ title: 'fixAddressType', values: { value: only }, changes }];
}

function typeOf(address: string): IPFamily | 'FQDN' | undefined {
  const family = readAddress(address)?.family;
  if (family !== undefined) return ipFamilyOf(family);
  return isFullyQualifiedDomainName(address) ? 'FQDN' : undefined;
}
