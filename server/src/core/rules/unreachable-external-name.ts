import { hasId, messagesAt } from '../dns/diagnosis/reasons.ts';
import { whyNoAlias } from '../dns/diagnosis/why-no-alias.ts';
import { addressBehindServiceMessages, addressRemedy } from '../edits/address-behind-service.ts';
import { defined } from '../util/collections.ts';
import { defineRule } from './rule.ts';

/** What the API server rejects otherwise, other rules tell. */
const unreachableIds = ['aliasAddress', 'aliasNumbers', 'aliasIpv6', 'aliasLongLabel'] as const;

export const unreachableExternalName = defineRule({
  code: 'unreachable-external-name',
  severity: 'warning',
  needs: 'document',
  appliesTo: ['Service'],
  summary: 'externalName is an IP address or has too long a label, so DNS cannot answer with it.',
  source: 'CoreDNS plugin/kubernetes findServices; Kubernetes API, ServiceSpec.externalName',
  messages: {
    ...messagesAt('externalName', unreachableIds),
    ...addressBehindServiceMessages,
  },
  *check(service) {
    const reason = whyNoAlias(service);
    if (!hasId(reason, unreachableIds) || reason.place === undefined) return;
    yield {
      at: reason.place.at,
      message: reason.reasonId,
      values: reason.values,
      severity: reason.reasonId === 'aliasIpv6' ? 'error' : 'warning',
      fixes: defined([addressRemedy(service)]),
    };
  },
});
