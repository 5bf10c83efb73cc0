import type { EndpointSlice } from '../kubernetes/endpoints.ts';
import { nodeIn } from '../objects/places.ts';
import { type Placed, displayNameOf, isDump, isOfKind } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import { hasId } from '../dns/diagnosis/reason.ts';
import { messagesAt } from '../dns/diagnosis/reasons.ts';
import { whyUnread } from '../dns/diagnosis/why-unread.ts';
import { hasVirtualIp } from '../kubernetes/service.ts';
import { backedServices, selectedBy } from '../relations/linked.ts';
import { defineRule, fields, type Problem, relatedByName, remove, suggest, type YamlChange } from './rule.ts';
import { onlyOne } from '../util/collections.ts';

export const ineffectiveEndpoints = defineRule({
  code: 'ineffective-endpoints',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['Endpoints', 'EndpointSlice'],
  summary: 'Addresses in Endpoints or a slice that are overwritten, or not the first of their endpoint.',
  source: 'kubernetes pkg/controller/endpoint/endpoints_controller.go, syncService',
  messages: {
    ...messagesAt('Endpoints', ['endpointsIgnored']),
    second:
      'kube-proxy reads only the first address of an endpoint, so no connection goes to {address}. Service "{service}" has a cluster IP; give each address an endpoint of its own.',
    relatedService: 'Service "{service}".',
    fixSplit: 'Give {address} an endpoint of its own',
    relatedSelector: 'The selector of Service "{service}".',
    fixSelector: 'Remove the selector of Service "{service}"',
  },
  *check(endpoints, { snapshot }) {
    if (isOfKind(endpoints, 'EndpointSlice')) {
      yield* secondAddresses(snapshot, endpoints);
      return;
    }
    const { name } = endpoints.resource.metadata;
    const services = backedServices(snapshot, endpoints);
    const [service] = services;
    if (name === undefined || service === undefined || isDump(endpoints)) return;
    const reasons = services.map((one) => whyUnread(endpoints, one));
    const [reason] = reasons;
    if (!hasId(reason, ['endpointsIgnored']) || !reasons.every((one) => hasId(one, ['endpointsIgnored']))) return;
    const { values } = reason;
    // Where Pods are known it is the Endpoints that are too many.
    const isMeant = services.length === 1 && selectedBy(snapshot, service).length === 0;
    yield {
      at: name.at,
      message: reason.reasonId,
      values,
      related: services.map((one) => ({
        resource: one,
        at: one.resource.selector.at,
        message: 'relatedSelector',
        values: { service: displayNameOf(one) },
      })),
      fixes: isMeant
        ? [suggest({ title: 'fixSelector', values }, service, remove(service.resource.selector.at.path))]
        : [],
    };
  },
});

/**
 * The addresses of a slice that kube-proxy passes over; to a headless Service it does not matter, as DNS serves them all.
 * Source: kubernetes pkg/proxy/endpointslicecache.go, addEndpoints.
 */
function* secondAddresses(snapshot: Questions, slice: Placed<EndpointSlice>): Iterable<Problem> {
  const service = onlyOne(backedServices(snapshot, slice));
  if (service === undefined || isDump(slice)) return;
  if (!hasVirtualIp(service.resource)) return;
  for (const { addresses } of slice.resource.endpoints) {
    for (const { value, at } of addresses.slice(1)) {
      const values = { service: displayNameOf(service), address: value };
      const endpoint = at.path.slice(0, -2);
      const node = nodeIn(slice, endpoint);
      const isBare = node?.kind === 'map' && node.entries.length === 1;
      const index = endpoint.at(-1);
      const split: YamlChange = {
        kind: 'append',
        path: endpoint.slice(0, -1),
        value: fields({ addresses: [value] }),
        ...(typeof index === 'number' ? { after: index } : {}),
      };
      yield {
        at,
        message: 'second',
        values,
        related: [relatedByName(service, values)],
        fixes: isBare ? [suggest({ title: 'fixSplit', values }, slice, remove(at.path), split)] : [],
      };
    }
  }
}
