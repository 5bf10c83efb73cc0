import {
  hasSelector,
  serviceNatureOf,
  writtenFamiliesOf,
  type Service,
  ipFamilyOf,
  recordsOfIPFamily,
} from '../kubernetes/service.ts';
import type { Family } from '../names/ip-address.ts';
import { displayNameOf, type Placed } from '../objects/placed.ts';
import { backedServices } from '../relations/linked.ts';
import { defineRule } from './rule.ts';
import { onlyOne } from '../util/collections.ts';

export const unreachableAddressType = defineRule({
  code: 'unreachable-address-type',
  severity: 'warning',
  needs: 'document',
  appliesTo: ['EndpointSlice'],
  summary: 'The addressType of an EndpointSlice is one that its Service does not use.',
  source: 'Kubernetes API discovery/v1, EndpointSlice.addressType; Kubernetes API, ServiceSpec.ipFamilies',
  messages: {
    fqdn: 'kube-proxy ignores EndpointSlices of type FQDN. Kubernetes deprecated the type in 1.33 and never gave it a meaning; to point to a name, use an ExternalName Service.',
    family:
      'Service "{service}" has {other} addresses, but this EndpointSlice has {type} addresses. Traffic to a Service goes only to endpoints of its own IP families, so nothing uses this slice.',
    open: 'Service "{service}" sets no ipFamilies, and most clusters use IPv4. This EndpointSlice has {type} addresses: in an IPv4 cluster nothing uses it unless ipFamilies of the Service says IPv6.',
    relatedFamilies: 'The address families of Service "{service}".',
  },
  *check(slice, { snapshot }) {
    const { addressType } = slice.resource;
    if (addressType === undefined) return;
    if (addressType.value === 'FQDN') {
      yield { at: addressType.at, message: 'fqdn', severity: 'information' };
      return;
    }
    const family = recordsOfIPFamily(addressType.value);
    const service = onlyOne(backedServices(snapshot, slice));
    const known = service && writtenFamilies(service);
    if (family === undefined || service === undefined || known?.includes(family)) return;
    if (known === undefined) {
      if (family !== 'AAAA' || mayHaveBoth(service.resource)) return;
      const values = { service: displayNameOf(service), type: addressType.value };
      yield { at: addressType.at, message: 'open', severity: 'hint', values, restsOn: [service] };
      return;
    }
    const values = {
      service: displayNameOf(service),
      type: addressType.value,
      other: known.map(ipFamilyOf).join(' and '),
    };
    yield {
      at: addressType.at,
      message: 'family',
      values,
      related: [{ resource: service, at: placeOfFamilies(service.resource), message: 'relatedFamilies', values }],
    };
  },
});

/**
 * The families that a Service says it has; `undefined` where the cluster decides: where none are written, and where a policy
 * may add a second. A headless Service without a selector gets both.
 * Source: kubernetes pkg/registry/core/service/storage/alloc.go, initIPFamilyFields.
 */
function writtenFamilies({ resource }: Placed<Service>): readonly Family[] | undefined {
  if (mayHaveBoth(resource)) return undefined;
  const families = writtenFamiliesOf(resource);
  return families.length === 0 ? undefined : families;
}

function mayHaveBoth(service: Service): boolean {
  const policy = service.ipFamilyPolicy?.value;
  const nature = serviceNatureOf(service);
  if (nature !== 'virtualIp' && nature !== 'headless') return true;
  const isOpen = nature === 'headless' && !hasSelector(service) && !policy;
  return policy === 'PreferDualStack' || policy === 'RequireDualStack' || isOpen;
}

function placeOfFamilies(service: Service): { readonly path: readonly string[] } {
  return { path: ['spec', service.ipFamilies.length > 0 ? 'ipFamilies' : 'clusterIP'] };
}
