import { gatewayRouteKinds } from '../kubernetes/kinds/gateway-route.ts';
import { kindOf } from '../kubernetes/resource.ts';
import { isAliasService } from '../kubernetes/service.ts';
import { backendServices } from '../relations/backends.ts';
import type { Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import { defineRule } from './rule.ts';

export const unreachableRouteAlias = defineRule({
  code: 'unreachable-route-alias',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: gatewayRouteKinds,
  summary: 'A Gateway API route leads to an ExternalName Service.',
  source: 'Gateway API, BackendObjectReference; CVE-2021-25740',
  messages: {
    alias:
      'Service "{service}" is an ExternalName Service, which many gateways do not follow. The Gateway API advises against it (CVE-2021-25740). If yours does not, requests to this backend fail. Use a Service with endpoints.',
    relatedService: 'Service "{service}" is an alias for "{target}".',
  },
  *check(route, { snapshot }) {
    if (classesOf(snapshot, route).some((name) => followingClasses.has(name))) return;
    for (const backend of route.resource.backends) {
      const services = backendServices(snapshot, route, backend);
      const isAlias = services.every(({ resource }) => isAliasService(resource));
      if (services.length === 0 || !isAlias) continue;
      const values = { service: backend.serviceName.value };
      yield {
        at: backend.serviceName.at,
        message: 'alias',
        values,
        related: services.map((service) => ({
          resource: service,
          at: service.resource.type?.at ?? service.resource.specAt,
          message: 'relatedService',
          values: { ...values, target: service.resource.externalName?.value ?? '' },
        })),
      };
    }
  },
});

/** The usual classes of implementations that follow aliases. Source: NGINX Gateway Fabric, ExternalName Services. */
const followingClasses: ReadonlySet<string> = new Set(['nginx']);

/** The classes of the Gateways of a route that are here. */
function classesOf(snapshot: Questions, route: Placed): readonly string[] {
  const gateways = snapshot.links
    .from(route)
    .flatMap(({ to }) => to.filter((one) => kindOf(one.resource) === 'Gateway'));
  return gateways
    .flatMap(({ resource }) => resource.references)
    .flatMap(({ kinds, name }) => (kinds.includes('GatewayClass') ? [name.value] : []));
}
