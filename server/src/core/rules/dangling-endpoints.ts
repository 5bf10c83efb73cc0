import { messagesAt } from '../dns/diagnosis/reasons.ts';
import { danglingIds, noServiceNamed, serviceMeant } from '../dns/diagnosis/why-no-service-named.ts';
import { nameSourceOf } from '../dns/record.ts';
import { renameEndpointsEdit, renameEndpointsMessages, waitingService } from '../edits/rename-endpoints.ts';
import { leaderAnnotation, type Endpoints } from '../kubernetes/endpoints.ts';
import type { Service } from '../kubernetes/service.ts';
import { displayNameOf, type Placed } from '../objects/placed.ts';
import { existenceOf, isNowhere } from '../existence/existence.ts';
import { isNearby } from '../scopes/near.ts';
import { backedServices, referrers } from '../relations/linked.ts';
import type { Questions } from '../workspace/questions.ts';
import { defineRule, type Fix, put, relatedService, suggest } from './rule.ts';

export const danglingEndpoints = defineRule({
  code: 'dangling-endpoints',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['Endpoints'],
  summary: 'Endpoints belong to no Service: none has the same name and namespace.',
  source:
    'Kubernetes API, Endpoints; kubernetes pkg/controller/endpoint/endpoints_controller.go, checkLeftoverEndpoints',
  messages: {
    ...messagesAt('Endpoints', danglingIds),
    unclaimed:
      'No Service is called "{service}", but Service "{near}" has no selector and no Endpoints. Endpoints belong to the Service with the same name and namespace; when the controller starts, Kubernetes deletes those without one.',
    dotted:
      'No Service can be called "{service}", so nothing uses these Endpoints. Endpoints belong to the Service with the same name and namespace, and the name of a Service cannot have dots.',
    renameEndpoints: renameEndpointsMessages.renameEndpoints,
    fixNamespace: 'Move the Endpoints to namespace "{other}"',
  },
  *check(endpoints, { snapshot }) {
    const { resource, name } = endpoints;
    const services = backedServices(snapshot, endpoints);
    if (name === undefined || services.some((service) => !isTaken(snapshot, service, endpoints))) return;
    if (resource.metadata.annotations.pairs.has(leaderAnnotation)) return;
    // What elects a leader by an object that somebody made before, as minikube's provisioner does.
    if (name.includes('.') && resource.subsets.length === 0) return;
    // One that is there belongs to others.
    const existence = existenceOf(snapshot, { kind: 'Service', name, from: endpoints });
    if (existence.kind !== 'here' && !isNowhere(existence)) return;
    const reason = noServiceNamed(snapshot, endpoints, { name, path: ['metadata', 'name'] });
    const meant = serviceMeant(reason);
    const service = meant ?? waitingService(snapshot, endpoints);
    const differs = reason.reasonId === 'serviceInOther' ? 'namespace' : 'name';
    const isUnclaimed = meant === undefined && service !== undefined;
    yield {
      at: { path: ['metadata', differs] },
      message: isUnclaimed ? 'unclaimed' : meant === undefined && name.includes('.') ? 'dotted' : reason.reasonId,
      values: isUnclaimed ? { ...reason.values, near: displayNameOf(service) } : reason.values,
      severity: meant === undefined ? 'hint' : 'warning',
      related: relatedService(isUnclaimed ? { ...reason, place: nameSourceOf(service) } : reason),
      fixes: service === undefined ? [] : [fixFor(endpoints, service, differs)],
    };
  },
});

/**
 * Whether a Service that would only fit because its namespace is unwritten has Endpoints of its own beside it: two
 * examples of one thing in a repository do not belong together.
 */
function isTaken(snapshot: Questions, service: Placed<Service>, endpoints: Placed): boolean {
  if (service.namespace === endpoints.namespace || isNearby(endpoints, service)) return false;
  return referrers(snapshot, service, 'backs').some(
    (other) => other !== endpoints && other.namespace === service.namespace && isNearby(service, other),
  );
}

function fixFor(endpoints: Placed<Endpoints>, service: Placed<Service>, differs: 'name' | 'namespace'): Fix {
  const values = { service: displayNameOf(service), other: service.namespace };
  if (differs === 'name') {
    const edit: Fix['edit'] = () => renameEndpointsEdit(endpoints, service);
    return { title: 'renameEndpoints', values, edit };
  }
  return suggest({ title: 'fixNamespace', values }, endpoints, put(['metadata', 'namespace'], service.namespace));
}
