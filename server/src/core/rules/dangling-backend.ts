import type { Reason } from '../dns/diagnosis/reason.ts';
import { messagesAt } from '../dns/diagnosis/reasons.ts';
import {
  isWritable,
  serviceMeant,
  unfollowedIds,
  whyDeleted,
  whyNoServiceNamed,
} from '../dns/diagnosis/why-no-service-named.ts';
import { mayBeOfChart } from '../existence/installers.ts';
import { gatewayRouteKinds } from '../kubernetes/kinds/gateway-route.ts';
import type { Placed } from '../objects/placed.ts';
import { backendServices, isOpenBackend } from '../relations/backends.ts';
import { nameToWrite } from '../kustomize/name-to-write.ts';
import { defineRule, put, relatedService, suggest } from './rule.ts';

export const danglingBackend = defineRule({
  code: 'dangling-backend',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['Ingress', ...gatewayRouteKinds],
  summary: 'A backend of an Ingress or Gateway API route names a Service that does not exist.',
  source: 'Kubernetes API networking.k8s.io/v1, IngressServiceBackend; Gateway API, BackendObjectReference',
  messages: {
    ...messagesAt('backend', [...unfollowedIds, 'deleted']),
    fixName: 'Change the backend to "{near}"',
  },
  *check(route, { snapshot }) {
    const { kind } = route.resource;
    for (const backend of route.resource.backends) {
      const { serviceName } = backend;
      if (isOpenBackend(backend) || backendServices(snapshot, route, backend).length > 0) continue;
      const { path } = serviceName.at;
      const field = { name: serviceName.value, path, namespace: backend.namespace?.value ?? route.namespace };
      const absent = whyNoServiceNamed(snapshot, route, field);
      if (absent === undefined) continue;
      const deleted = whyDeleted(route, { service: field.name, namespace: field.namespace });
      const reason = deleted ?? absent;
      const service = serviceMeant(reason);
      if (service === undefined && deleted === undefined && mayBeOfChart(snapshot, route, field.name, field.namespace))
        continue;
      const near = service === undefined ? '' : nameToWrite(route, path, service);
      yield {
        at: serviceName.at,
        message: reason.reasonId,
        values: { ...reason.values, kind },
        severity: (service ?? deleted) === undefined || mayFollow(route, reason) ? 'hint' : 'warning',
        related: relatedService(reason),
        fixes: isWritable(snapshot, reason)
          ? [suggest({ title: 'fixName', values: { near } }, route, put(path, near))]
          : [],
      };
    }
  },
});

/**
 * Whether some versions of kustomize let the reference follow the new name. Source: kustomize
 * api/internal/konfig/builtinpluginconsts/namereference.go, of its main branch.
 */
function mayFollow({ resource }: Placed, { reasonId }: Reason): boolean {
  return reasonId === 'renamed' && resource.kind === 'HTTPRoute';
}
