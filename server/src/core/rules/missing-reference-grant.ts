import { isMissing } from '../existence/existence.ts';
import { gatewayRouteKinds } from '../kubernetes/kinds/gateway-route.ts';
import { nodeIn } from '../objects/places.ts';
import { isCertain, type Placed } from '../objects/placed.ts';
import { backendServices } from '../relations/backends.ts';
import { itemsIn, textUnder } from '../yaml/node.ts';
import { isTemplated } from '../yaml/template.ts';
import { defineRule, relatedByName } from './rule.ts';

export const missingReferenceGrant = defineRule({
  code: 'missing-reference-grant',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: gatewayRouteKinds,
  summary: 'A Gateway API route leads to a Service in another namespace, which no ReferenceGrant permits.',
  source: 'Gateway API v1, BackendObjectReference.namespace, ReferenceGrant',
  messages: {
    missing:
      'No ReferenceGrant in "{namespace}" permits this {kind} to lead to Service "{service}". Gateways do not follow it, and connections to this backend fail. Create one there that permits {kind} from namespace "{own}".',
    mirror:
      'No ReferenceGrant in "{namespace}" permits this {kind} to lead to Service "{service}". So nothing is mirrored to it. Create one there that permits {kind} from namespace "{own}".',
    relatedService: 'Service "{service}".',
  },
  *check(route, { snapshot }) {
    if (route.namespaceOrigin !== 'written') return;
    for (const backend of route.resource.backends) {
      const { namespace, serviceName } = backend;
      if (namespace === undefined || namespace.value === route.namespace || isTemplated(namespace.value)) continue;
      const [service] = backendServices(snapshot, route, backend);
      if (service === undefined || !isCertain(service)) continue;
      if (!isMissing(snapshot, { kind: 'more', of: 'services', from: service })) continue;
      const wanted = { kind: route.resource.kind, from: route.namespace, service: serviceName.value };
      const grants = snapshot.everything.ofWrittenKind('ReferenceGrant').filter((one) => isThere(one, namespace.value));
      if (grants.some((grant) => !isCertain(grant) || permits(grant, wanted))) continue;
      const values = { ...wanted, namespace: namespace.value, own: route.namespace };
      yield {
        at: namespace.at,
        message: namespace.at.path.includes('requestMirror') ? 'mirror' : 'missing',
        values,
        related: [relatedByName(service, values)],
      };
    }
  },
});

function isThere({ namespace, namespaceOrigin }: Placed, wanted: string): boolean {
  return namespace === wanted || namespaceOrigin !== 'written';
}

/** Whether a grant lets routes of a kind and namespace lead to a Service. Source: Gateway API v1, ReferenceGrantSpec. */
function permits(
  grant: Placed,
  { kind, from, service }: { readonly kind: string; readonly from: string; readonly service: string },
): boolean {
  const isFrom = itemsIn(nodeIn(grant, ['spec', 'from'])).some(
    (one) => textUnder(one, 'kind') === kind && textUnder(one, 'namespace') === from,
  );
  return (
    isFrom &&
    itemsIn(nodeIn(grant, ['spec', 'to'])).some(
      (one) => textUnder(one, 'kind') === 'Service' && (textUnder(one, 'name') ?? service) === service,
    )
  );
}
