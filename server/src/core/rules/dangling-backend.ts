import { put } from '../yaml/edit.ts';
import { suggest } from '../edits/change-resource.ts';
import { gatewayRouteKinds } from '../kubernetes/kinds/gateway-route.ts';
import { backendServices, isOpenBackend } from '../relations/backends.ts';
import { nameToWrite } from '../kustomize/name-to-write.ts';
import { displayNameOf } from '../objects/describe.ts';
import { existenceOf, isMissing } from '../existence/existence.ts';
import { findNearService } from '../relations/near-misses.ts';
import { defineRule, type Fix } from './rule.ts';

export const danglingBackend = defineRule({
  code: 'dangling-backend',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['Ingress', ...gatewayRouteKinds],
  since: '0.1.0',
  summary: 'A backend of an Ingress or a route of the Gateway API names a Service that does not exist.',
  source: 'Kubernetes API networking.k8s.io/v1, IngressServiceBackend; Gateway API, BackendObjectReference',
  messages: {
    near: 'There is no Service "{service}" for this {kind}; there is a Service "{near}". Requests to this backend fail, usually with status 503, until namespace "{namespace}" has a Service of that name.',
    namespace:
      'Service "{service}" is in namespace "{other}", this backend looks in "{namespace}". An Ingress reaches only Services of its own namespace, as does a route of the Gateway API unless the backend names another one. Requests fail.',
    missing:
      'This workspace has no Service "{service}" for this {kind}. Requests to this backend fail, usually with status 503, until namespace "{namespace}" has a Service of that name.',
    relatedService: 'Service "{near}" in namespace "{other}".',
    fixName: 'Change the backend to "{near}"',
  },
  *check(route, { snapshot }) {
    const { kind } = route.resource;
    for (const backend of route.resource.backends) {
      const { serviceName } = backend;
      if (isOpenBackend(backend) || backendServices(snapshot, route, backend).length > 0) continue;
      const namespace = backend.namespace?.value ?? route.namespace;
      if (!isMissing(existenceOf(snapshot, { kind: 'Service', name: serviceName.value, namespace }, route))) continue;
      const reference = { name: serviceName.value, path: serviceName.at.path };
      const found = namespace === route.namespace ? findNearService(snapshot, route, reference) : undefined;
      const near = found?.service;
      const values = {
        service: serviceName.value,
        kind,
        namespace,
        near: near === undefined ? '' : displayNameOf(near),
        other: near?.namespace ?? '',
      };
      const fixed = near === undefined ? '' : nameToWrite(route, serviceName.at.path, near);
      const fix: Fix = suggest(
        { title: 'fixName', values: { ...values, near: fixed } },
        route,
        put(serviceName.at.path, fixed),
      );
      yield {
        at: serviceName.at,
        message: found === undefined ? 'missing' : found.differs === 'name' ? 'near' : 'namespace',
        values,
        severity: found === undefined ? 'hint' : 'warning',
        related:
          near === undefined
            ? []
            : [{ resource: near, at: { path: ['metadata', 'name'] }, message: 'relatedService', values }],
        fixes: found?.differs === 'name' ? [fix] : [],
      };
    }
  },
});
