import { matchSelector } from '../../kubernetes/selectors.ts';
import { hasSelector, serviceNatureOf, type Service } from '../../kubernetes/service.ts';
import { podRangeOf, type Workload, asksForNames, namingFieldOf, setsHostnames } from '../../kubernetes/workloads.ts';
import { kindOf } from '../../kubernetes/resource.ts';
import { displayNameOf, pairsText, type Placed } from '../../objects/placed.ts';
import { namingServices } from '../../relations/linked.ts';
import type { Questions } from '../../workspace/questions.ts';
import type { At } from '../../yaml/path.ts';
import { isTemplated } from '../../yaml/template.ts';
import { nameSourceOf, sourceAt } from '../record.ts';
import { reason, type Reason } from './reason.ts';
import type { ReasonId } from './reasons.ts';
import { whyNoServiceNamed } from './why-no-service-named.ts';

/**
 * Why the Pods of a workload get no names of their own below the Service that they name, their StatefulSet as its serviceName or they
 * themselves as their subdomain; for what some DNS servers have, the reason of the others. `undefined` where they get them, where
 * it is not known, and where Pods ask for none. Of several variants of the Service one that gives names is enough.
 */
export function whyUnnamed(snapshot: Questions, workload: Placed<Workload>): Reason | undefined {
  const field = namingFieldOf(workload.resource);
  if (!field?.value)
    return workload.resource.kind === 'StatefulSet' ? reason('noServiceName', valuesOf(workload)) : undefined;
  if (isTemplated(field.value)) return undefined;
  const withoutHostname = whyNoHostname(workload);
  if (withoutHostname !== undefined) return withoutHostname;
  const services = namingServices(snapshot, workload);
  if (services.length > 0) {
    const reasons = services.map((service) => whyUnnamedBelow(workload, service));
    return reasons.includes(undefined) ? undefined : reasons[0];
  }
  const reference = { name: field.value, path: field.at.path };
  const dangling = whyNoServiceNamed(snapshot, workload, reference);
  return dangling && { ...dangling, values: { ...valuesOf(workload), ...dangling.values } };
}

/** Why Pods with a subdomain have no name: nothing sets their hostname. Source: k8s.io/endpointslice util/controller_utils.go, ShouldSetHostname. */
export function whyNoHostname(workload: Placed<Workload>): Reason | undefined {
  const { resource } = workload;
  const { subdomain, hostname } = resource.template;
  if (!subdomain?.value || hostname?.value || setsHostnames(resource)) return undefined;
  return reason('subdomainWithoutHostname', valuesOf(workload), sourceAt(workload, subdomain.at));
}

/**
 * Why the Pods of a workload have no names of their own below a Service that selects them, and that they do not name; `undefined` for
 * those of a StatefulSet, and where an operator makes the Pods. Source: k8s.io/endpointslice util/controller_utils.go, ShouldSetHostname.
 */
export function whyUnnamedBehind(workload: Placed<Workload>, service: Placed<Service>): Reason | undefined {
  const { resource } = workload;
  if (resource.kind === 'StatefulSet' || resource.kind === 'CustomWorkload') return undefined;
  const { subdomain, specAt } = resource.template;
  const unnamed = resource.kind === 'Pod' ? 'podUnnamed' : 'podsUnnamed';
  const id = asksForNames(resource) ? 'notSubdomain' : unnamed;
  const values = { ...valuesOf(workload), service: displayNameOf(service), other: subdomain?.value ?? '' };
  return reason(id, values, sourceAt(workload, subdomain?.at ?? specAt));
}

/**
 * The same of one Service that is there. Whether both are in one namespace is not looked at. Source: Kubernetes API,
 * StatefulSetSpec.serviceName, PodSpec.subdomain; k8s.io/endpointslice util/controller_utils.go, ShouldSetHostname.
 */
export function whyUnnamedBelow(workload: Placed<Workload>, service: Placed<Service>): Reason | undefined {
  const { resource } = service;
  const { selector } = resource;
  const nature = serviceNatureOf(resource);
  // Most Pods have their names, so words are made where there is a reason.
  const because = (id: ReasonId, at: At, more: Reason['values'] = {}): Reason =>
    reason(id, { ...valuesOf(workload), ...more }, sourceAt(service, at));
  if (nature === 'alias') return because('belowAlias', nameSourceOf(service).at);
  if (nature === 'invalid' || nature === 'unknown') return undefined;
  if (!hasSelector(resource)) return because('withoutSelector', selector.at);
  if (matchSelector(selector, workload.name, workload.resource) === 'no')
    return because('notSelected', selector.at, { selector: pairsText(selector) });
  if (nature === 'headless' || workload.resource.kind !== 'StatefulSet') return undefined;
  return because('governingVirtualIp', resource.clusterIP?.at ?? resource.specAt);
}

/** What reasons say of the Pods of a workload: whose they are, the name of the first, the Service and labels that they have. */
function valuesOf(workload: Placed<Workload>): Reason['values'] {
  const { resource, namespace } = workload;
  const name = displayNameOf(workload);
  return {
    kind: kindOf(resource),
    workload: name,
    pod: firstPodOf(resource, name),
    namespace,
    service: namingFieldOf(resource)?.value ?? '',
    labels: pairsText(resource.template.labels),
  };
}

function firstPodOf(resource: Workload, name: string): string {
  if (resource.kind === 'StatefulSet') return podRangeOf(resource).first;
  return setsHostnames(resource) ? `${name}-0` : resource.template.hostname?.value || name || 'host';
}

/**
 * Why two objects that are linked do not belong together in a cluster: they are in different namespaces. Links let a namespace that is
 * not written match any, DNS knows one at a time. `undefined` where they are in one, or a template says in which.
 */
export function whyApart(from: Placed, to: Placed): Reason | undefined {
  const isOpen = from.namespaceOrigin === 'templated' || to.namespaceOrigin === 'templated';
  if (isOpen || from.namespace === to.namespace) return undefined;
  return reason(
    'apart',
    { kind: kindOf(to.resource), object: displayNameOf(to), other: to.namespace },
    nameSourceOf(to),
  );
}
