import { longestLabel } from '../dns/names.ts';
import { addressBehindServiceMessages, addressRemedy, aliasedAddress } from '../edits/address-behind-service.ts';
import { serviceTypeOf } from '../kubernetes/service.ts';
import { defined } from '../util/collections.ts';
import { displayNameOf } from '../objects/describe.ts';
import { isTemplated } from '../yaml/template.ts';
import { defineRule } from './rule.ts';

export const unreachableExternalName = defineRule({
  code: 'unreachable-external-name',
  severity: 'warning',
  needs: 'document',
  appliesTo: ['Service'],
  summary: 'externalName is an IP address or has too long a label, so DNS cannot answer with it.',
  source: 'CoreDNS plugin/kubernetes findServices; Kubernetes API, ServiceSpec.externalName',
  messages: {
    address:
      'externalName "{address}" is an IP address, so Service "{service}" does not resolve. An ExternalName Service is a CNAME record, and CoreDNS answers nothing for one with an address. Use a headless Service without a selector, with the address in an EndpointSlice.',
    rejected:
      'externalName "{address}" is an IPv6 address, but the API server needs a DNS name. Use a headless Service without a selector, with the address in an EndpointSlice.',
    label:
      'externalName has a label of {count} characters, so Service "{service}" does not resolve. A label of a DNS name has at most {number}; the API server only checks the length of the whole name.',
    ...addressBehindServiceMessages,
  },
  *check(service) {
    const { externalName } = service.resource;
    if (externalName === undefined || serviceTypeOf(service.resource) !== 'ExternalName') return;
    const address = aliasedAddress(service);
    if (address !== undefined) {
      const values = { service: displayNameOf(service), address };
      const fixes = defined([addressRemedy(service)]);
      if (address.includes(':')) yield { at: externalName.at, message: 'rejected', values, severity: 'error', fixes };
      else yield { at: externalName.at, message: 'address', values, fixes };
      return;
    }
    const long = externalName.value.split('.').find((label) => label.length > longestLabel);
    if (long === undefined || isTemplated(long)) return;
    const values = { service: displayNameOf(service), count: long.length, number: longestLabel };
    yield { at: externalName.at, message: 'label', values };
  },
});
