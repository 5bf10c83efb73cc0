import { lookUp } from '../dns/lookup.ts';
import { fqdnOf } from '../dns/names.ts';
import { headlessRemedy, toHeadlessMessages } from '../edits/headless/to-headless.ts';
import { replaceStretch } from '../edits/replace-stretch.ts';
import { serviceNatureOf, serviceTypeOf, type Service } from '../kubernetes/service.ts';
import { hasOrdinal, type StatefulSet } from '../kubernetes/workloads.ts';
import { printHostName } from '../names/host-name.ts';
import { defined } from '../util/collections.ts';
import { writtenName } from '../objects/describe.ts';
import { existenceOf, isMissing } from '../existence/existence.ts';
import { isLiteral, judgedKinds, linkedMentionsOf } from '../hosts/judged-mentions.ts';
import { governingServices } from '../relations/linked.ts';
import { placeOfMention, type ServiceMention } from '../hosts/mentions.ts';
import { governs, podNameOf, setsOfPod, type PodName } from '../hosts/pod-names.ts';
import type { Placed } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { defineRule, type Problem } from './rule.ts';

export const unreachablePodName = defineRule({
  code: 'unreachable-pod-name',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: judgedKinds,
  since: '0.1.0',
  summary: 'A string names a Pod below a Service that gives its Pods no names.',
  source:
    'Kubernetes DNS specification 2.4, 2.5; CoreDNS plugin/kubernetes findServices; k8s.io/endpointslice util/controller_utils.go, ShouldSetHostname',
  messages: {
    virtualIp:
      'Only CoreDNS answers "{host}", as Service "{service}" is not headless. The DNS specification promises names of Pods for headless Services; kube-dns (the default of GKE) does not answer this one.',
    alias:
      'Service "{service}" is an alias, and nothing is below an alias. The name "{host}" does not resolve, whatever the DNS server.',
    notGoverning:
      'Pod "{pod}" has its name below Service "{governing}", not below "{service}". Service "{service}" is not the one that StatefulSet "{set}" names as serviceName, so "{host}" does not resolve.',
    noServiceName:
      'StatefulSet "{set}" has no serviceName, so its Pods have no names of their own. The name "{host}" does not resolve.',
    relatedService: 'Service "{service}" of type {type}.',
    relatedSet: 'StatefulSet "{set}".',
    toHeadless: toHeadlessMessages.toHeadless,
    toHeadlessLive: toHeadlessMessages.toHeadlessLive,
    fixName: 'Change to "{fixed}"',
  },
  *check(placed, { snapshot }) {
    for (const mention of linkedMentionsOf(snapshot, placed)) {
      const [service] = mention.services;
      if (service === undefined || mention.name.below?.kind !== 'endpoint' || !isLiteral(mention.name)) continue;
      if (mention.services.some(({ document }) => !document.facts.certain)) continue;
      if (!isMissing(existenceOf(snapshot, { kind: 'another', of: ['Service', 'StatefulSet'] }, service))) return;
      const pod = podNameOf(mention);
      const problem =
        serviceNatureOf(service.resource) === 'alias'
          ? aliasProblem(mention, service)
          : pod === undefined
            ? undefined
            : podProblem(snapshot, mention, pod, service);
      if (problem !== undefined) yield problem;
    }
  },
});

function aliasProblem(mention: ServiceMention, service: Placed<Service>): Problem | undefined {
  if (!mention.services.every((one) => serviceNatureOf(one.resource) === 'alias')) return undefined;
  return { ...problemAt(mention, service), message: 'alias' };
}

function podProblem(
  snapshot: Snapshot,
  mention: ServiceMention,
  pod: PodName,
  service: Placed<Service>,
): Problem | undefined {
  const sets = setsOfPod(snapshot, mention, pod).filter((set) => set.document.facts.certain);
  const governed = sets.find((set) => mention.services.some((one) => governs(snapshot, set, one)));
  if (governed !== undefined) return governedProblem(snapshot, mention, service, governed, pod);
  const set = sets.find((one) => one.namespace === service.namespace);
  if (set === undefined || isServed(snapshot, mention)) return undefined;
  const name = set.resource.serviceName?.value ?? '';
  const related = [
    { resource: set, at: set.resource.serviceName?.at ?? { path: ['metadata', 'name'] }, message: 'relatedSet' },
  ].map((place) => ({ ...place, values: { set: writtenName(set) } }));
  const base = problemAt(mention, service);
  const values = { ...base.values, pod: pod.label, set: writtenName(set), governing: name };
  if (name === '') return { ...base, message: 'noServiceName', values, related };
  const [governing] = governingServices(snapshot, set);
  if (governing === undefined || serviceNatureOf(governing.resource) !== 'headless') return undefined;
  const fixed = printHostName({ ...mention.name, service: writtenName(governing), absolute: false });
  return {
    ...base,
    message: 'notGoverning',
    values,
    related,
    fixes: [
      {
        title: 'fixName',
        values: { fixed },
        safety: 'suggested',
        edit: () => replaceStretch(mention.from, base.at, fixed),
      },
    ],
  };
}

/** The name of a Pod that there is, below the Service of its set: all is well where that one is headless. */
function governedProblem(
  snapshot: Snapshot,
  mention: ServiceMention,
  service: Placed<Service>,
  set: Placed<StatefulSet>,
  pod: PodName,
): Problem | undefined {
  const isVirtual = mention.services.every((one) => serviceNatureOf(one.resource) === 'virtualIp');
  if (!isVirtual || !hasOrdinal(set.resource, pod.ordinal)) return undefined;
  return {
    ...problemAt(mention, service),
    message: 'virtualIp',
    fixes: mention.services.length === 1 ? defined([headlessRemedy(snapshot, service)]) : [],
  };
}

function problemAt(mention: ServiceMention, service: Placed<Service>) {
  const values = {
    service: writtenName(service),
    host: mention.mention.host,
    type: serviceTypeOf(service.resource),
  };
  return {
    at: placeOfMention(mention),
    values,
    related: [{ resource: service, at: { path: ['metadata', 'name'] }, message: 'relatedService', values }],
  };
}

/** A slice, Endpoints or a Pod of its own can have the name. */
function isServed(snapshot: Snapshot, { services, name }: ServiceMention): boolean {
  const label = name.below?.kind === 'endpoint' ? name.below.label : '';
  return services.some((service) => {
    const full = `${fqdnOf(snapshot, service.name ?? '', service.namespace, { endpoint: label })}.`;
    return lookUp(snapshot, full, 'A').verdict !== 'absent';
  });
}
