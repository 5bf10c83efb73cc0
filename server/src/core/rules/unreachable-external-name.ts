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
  since: '0.1.0',
  summary: 'externalName is an IP address or has a label too long, which DNS cannot answer with.',
  source: 'CoreDNS plugin/kubernetes findServices; Kubernetes API, ServiceSpec.externalName',
  messages: {
    address:
      'externalName "{address}" is an IP address, so Service "{service}" resolves to nothing. An ExternalName Service is a CNAME record, and CoreDNS answers nothing for one that holds an address. A headless Service without a selector, with the address in an EndpointSlice, does what is meant.',
    rejected:
      'The API server refuses externalName "{address}": it has to be a DNS name, not an IPv6 address. A headless Service without a selector, with the address in an EndpointSlice, does what is meant.',
    label:
      'externalName has a label of {count} characters, so Service "{service}" resolves to nothing. A label of a DNS name has {number} characters at most; the API server looks at the length of the whole name only.',
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
