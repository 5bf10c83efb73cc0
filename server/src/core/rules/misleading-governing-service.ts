import { hasId } from '../dns/diagnosis/reason.ts';
import { messagesAt } from '../dns/diagnosis/reasons.ts';
import { whyUnnamed } from '../dns/diagnosis/why-unnamed.ts';
import { headlessRemedy, toHeadlessMessages } from '../edits/headless/to-headless.ts';
import { serviceTypeOf, type Service, isHeadlessService } from '../kubernetes/service.ts';
import type { StatefulSet } from '../kubernetes/workloads.ts';
import { mentionsOf } from '../hosts/mentions.ts';
import { defined } from '../util/collections.ts';
import { nameToWrite } from '../kustomize/name-to-write.ts';
import { namingServices, selectedBy, selectingServices } from '../relations/linked.ts';
import type { Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import { defineRule, type Fix, put, relatedByName, suggest } from './rule.ts';

export const misleadingGoverningService = defineRule({
  code: 'misleading-governing-service',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['StatefulSet'],
  summary: 'serviceName names a Service that is not headless.',
  source: 'Kubernetes DNS specification 2.4; CoreDNS plugin/kubernetes findServices',
  messages: {
    ...messagesAt('serviceName', ['governingVirtualIp', 'belowAlias']),
    unasked: 'No string in this workspace uses the name of one of its Pods.',
    relatedService: 'Service "{service}" of type {type}.',
    toHeadless: toHeadlessMessages.toHeadless,
    toHeadlessLive: toHeadlessMessages.toHeadlessLive,
    fixName: 'Change serviceName to headless Service "{other}"',
    noteRecreate:
      'Kubernetes does not allow changing serviceName on a running StatefulSet. Delete it (--cascade=orphan keeps its Pods), then apply again.',
  },
  *check(statefulSet, { snapshot }) {
    const { serviceName } = statefulSet.resource;
    const services = namingServices(snapshot, statefulSet);
    const reason = services.length === 0 ? undefined : whyUnnamed(snapshot, statefulSet);
    if (serviceName === undefined || !hasId(reason, ['governingVirtualIp', 'belowAlias'])) return;
    // Whoever asks for no single Pod has what they need.
    const isUnasked = reason.reasonId !== 'belowAlias' && !services.some((one) => isAskedForPods(snapshot, one));
    yield {
      at: serviceName.at,
      message: reason.reasonId,
      note: isUnasked ? 'unasked' : undefined,
      ...(isUnasked ? { severity: 'information' as const } : {}),
      values: reason.values,
      related: services.map((one) => relatedByName(one, { ...reason.values, type: serviceTypeOf(one.resource) })),
      fixes: [
        ...nameFixes(snapshot, statefulSet, serviceName.at.path),
        ...(services.length === 1 ? defined(services.map((one) => headlessRemedy(snapshot, one))) : []),
      ],
    };
  },
});

/** Whether a string names a Pod below a Service. */
function isAskedForPods(snapshot: Questions, service: Placed<Service>): boolean {
  return mentionsOf(snapshot, service).some(
    ({ name, mention }) => name.below?.kind === 'endpoint' && mention.aside === undefined,
  );
}

/** A headless Service that already selects the Pods, and no others, is the one to name. */
function nameFixes(
  snapshot: Questions,
  statefulSet: Placed<StatefulSet>,
  path: readonly (string | number)[],
): readonly Fix[] {
  const headless = selectingServices(snapshot, statefulSet).filter(
    (one) =>
      isHeadlessService(one.resource) && selectedBy(snapshot, one).every(({ name }) => name === statefulSet.name),
  );
  return headless.map((service) => {
    const other = nameToWrite(statefulSet, path, service);
    const words = { title: 'fixName', values: { other }, note: 'noteRecreate' };
    return suggest(words, statefulSet, put(path, other));
  });
}
