import { parseIp } from '../dns/addresses.ts';
import { putAddressBehindService } from '../edits/address-behind-service.ts';
import { serviceTypeOf } from '../kubernetes/service.ts';
import { writtenName } from '../workspace/describe.ts';
import { defineRule, type Fix } from './rule.ts';

export const unreachableExternalName = defineRule({
  code: 'unreachable-external-name',
  severity: 'warning',
  needs: 'document',
  appliesTo: ['Service'],
  since: '0.1.0',
  summary: 'externalName is an IP address, which DNS cannot answer with.',
  source: 'CoreDNS plugin/kubernetes findServices; Kubernetes API, ServiceSpec.externalName',
  messages: {
    address:
      'externalName "{address}" is an IP address, so Service "{service}" resolves to nothing. An ExternalName Service is a CNAME record, and CoreDNS answers nothing for one that holds an address. A headless Service without a selector, with the address in an EndpointSlice, does what is meant.',
    refused:
      'The API server refuses externalName "{address}": it has to be a DNS name, not an IPv6 address. A headless Service without a selector, with the address in an EndpointSlice, does what is meant.',
    fixSlice: 'Make Service "{service}" headless, with {address} in an EndpointSlice',
  },
  *check(service) {
    const { externalName } = service.resource;
    if (externalName === undefined || serviceTypeOf(service.resource) !== 'ExternalName') return;
    const address = externalName.value.replace(/\.$/, '').replace(/^\[(.*)\]$/, '$1');
    const values = { service: writtenName(service), address };
    const isIPv6 = address.includes(':') && parseIp(address) !== undefined;
    const fix: Fix = {
      title: 'fixSlice',
      values,
      safety: 'suggested',
      edit: () => putAddressBehindService(service, address),
    };
    const fixes = [fix];
    if (isIPv6) yield { at: externalName.at, message: 'refused', values, severity: 'error', fixes };
    else if (looksLikeIPv4(address)) yield { at: externalName.at, message: 'address', values, fixes };
  },
});

/** Four numbers, whatever their size: CoreDNS and the API server look no closer. */
function looksLikeIPv4(address: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(address);
}
