import { hasId } from '../dns/diagnosis/reason.ts';
import { messagesAt } from '../dns/diagnosis/reasons.ts';
import { whyNoAlias } from '../dns/diagnosis/why-no-alias.ts';
import { addressBehindServiceMessages, addressRemedy } from '../edits/address-behind-service.ts';
import { defined } from '../util/collections.ts';
import { problemsOfRows } from './constraints/constraint-rule.ts';
import { defineRule } from './rule.ts';

/** Why DNS cannot answer with what the API server takes; that it takes no IPv6 address is a row of the table. */
const unreachableIds = ['aliasAddress', 'aliasNumbers', 'aliasLongLabel'] as const;

export const unreachableExternalName = defineRule({
  code: 'unreachable-external-name',
  severity: 'warning',
  needs: 'document',
  appliesTo: ['Service'],
  summary: 'externalName is an IP address or has too long a label, so DNS cannot answer with it.',
  source: 'CoreDNS plugin/kubernetes findServices; Kubernetes API, ServiceSpec.externalName',
  messages: {
    ...messagesAt('externalName', ['aliasAddress', 'aliasNumbers', 'aliasIpv6', 'aliasLongLabel']),
    ...addressBehindServiceMessages,
  },
  *check(service, context) {
    const fixes = defined([addressRemedy(context.snapshot, service)]);
    for (const problem of problemsOfRows('unreachable-external-name', service, context)) yield { ...problem, fixes };
    const reason = whyNoAlias(service);
    if (!hasId(reason, unreachableIds) || reason.place === undefined) return;
    yield { at: reason.place.at, message: reason.reasonId, values: reason.values, fixes };
  },
});
