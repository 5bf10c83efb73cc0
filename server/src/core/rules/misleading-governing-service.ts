import { put } from '../yaml/edit.ts';
import { suggest } from '../edits/change-resource.ts';
import { headlessRemedy, toHeadlessMessages } from '../edits/headless/to-headless.ts';
import { serviceNatureOf, serviceTypeOf, type Service } from '../kubernetes/service.ts';
import type { StatefulSet } from '../kubernetes/workloads.ts';
import { mentionsOf } from '../hosts/mentions.ts';
import { defined } from '../util/collections.ts';
import { isNearby } from '../scopes/near.ts';
import { nameToWrite } from '../kustomize/name-to-write.ts';
import { displayNameOf } from '../objects/describe.ts';
import { governingServices } from '../relations/linked.ts';
import { matchSelector } from '../kubernetes/selectors.ts';
import type { Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import { defineRule, type Fix } from './rule.ts';

export const misleadingGoverningService = defineRule({
  code: 'misleading-governing-service',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['StatefulSet'],
  since: '0.1.0',
  summary: 'serviceName names a Service that is not headless.',
  source: 'Kubernetes DNS specification 2.4; CoreDNS plugin/kubernetes findServices',
  messages: {
    virtualIp:
      'Service "{service}", which governs StatefulSet "{set}", is not headless. DNS promises names such as {pod}.{service} for headless Services only: CoreDNS serves them here too, kube-dns (the default of GKE) does not, and "{service}" itself resolves to its cluster IP.',
    unasked: 'No string in this workspace uses the name of one of its Pods.',
    alias:
      'Service "{service}", which governs StatefulSet "{set}", is an alias and has no Pods. An ExternalName Service has no endpoints, so names such as {pod}.{service} do not resolve with any DNS server.',
    relatedService: 'Service "{service}" of type {type}.',
    toHeadless: toHeadlessMessages.toHeadless,
    toHeadlessLive: toHeadlessMessages.toHeadlessLive,
    fixName: 'Change serviceName to headless Service "{other}"',
    noteRecreate:
      'Kubernetes does not allow a change of serviceName on a running StatefulSet. Delete it (--cascade=orphan keeps its Pods), then apply again.',
  },
  *check(statefulSet, { snapshot }) {
    const { serviceName } = statefulSet.resource;
    const services = governingServices(snapshot, statefulSet);
    const [service] = services;
    if (serviceName === undefined || service === undefined || !services.every(isKnownAndNotHeadless)) return;
    const set = displayNameOf(statefulSet);
    const values = {
      service: serviceName.value,
      set,
      pod: `${set}-${statefulSet.resource.ordinalsStart?.value ?? 0}`,
      type: serviceTypeOf(service.resource),
    };
    const isAlias = serviceNatureOf(service.resource) === 'alias';
    // Whoever asks for no single Pod has what they need.
    const isUnasked = !isAlias && !services.some((one) => isAskedForPods(snapshot, one));
    yield {
      at: serviceName.at,
      message: isAlias ? 'alias' : 'virtualIp',
      note: isUnasked ? 'unasked' : undefined,
      ...(isUnasked ? { severity: 'information' as const } : {}),
      values,
      related: services.map((one) => ({
        resource: one,
        at: { path: ['metadata', 'name'] },
        message: 'relatedService',
        values: { ...values, type: serviceTypeOf(one.resource) },
      })),
      fixes: [
        ...nameFixes(snapshot, statefulSet, serviceName.at.path),
        ...(services.length === 1 ? defined([headlessRemedy(snapshot, service)]) : []),
      ],
    };
  },
});

/** Variants of one Service may differ; a templated or half-written one may turn out headless. */
function isKnownAndNotHeadless(service: Placed<Service>): boolean {
  const nature = serviceNatureOf(service.resource);
  return service.document.forOthers.certain && (nature === 'virtualIp' || nature === 'alias');
}

/** Whether a string names a Pod below a Service. */
function isAskedForPods(snapshot: Questions, service: Placed<Service>): boolean {
  return mentionsOf(snapshot, service).some(
    ({ name, mention }) => name.below?.kind === 'endpoint' && mention.aside === undefined,
  );
}

/** A headless Service that already selects the Pods is the one to name. */
function nameFixes(
  snapshot: Questions,
  statefulSet: Placed<StatefulSet>,
  path: readonly (string | number)[],
): readonly Fix[] {
  const headless = snapshot
    .contentsOf(statefulSet.scope)
    .maySelect(statefulSet)
    .filter(
      (service) =>
        isNearby(statefulSet, service) &&
        serviceNatureOf(service.resource) === 'headless' &&
        matchSelector(service.resource.selector, statefulSet.name, statefulSet.resource) === 'yes',
    );
  return headless.map((service) => {
    const other = nameToWrite(statefulSet, path, service);
    const words = { title: 'fixName', values: { other }, note: 'noteRecreate' };
    return suggest(words, statefulSet, put(path, other));
  });
}
