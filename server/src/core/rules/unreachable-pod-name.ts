import { diagnoseMention } from '../dns/diagnosis/diagnose-mention.ts';
import { isDoubtful } from '../dns/diagnosis/doubt.ts';
import { reasonMessages, unresolvedMessages, type Reason } from '../dns/diagnosis/reasons.ts';
import { headlessRemedy, toHeadlessMessages } from '../edits/headless/to-headless.ts';
import { serviceNatureOf, serviceTypeOf, type Service } from '../kubernetes/service.ts';
import { kindOf } from '../kubernetes/resource.ts';
import { workloadKinds, type StatefulSet } from '../kubernetes/workloads.ts';
import { printHostName, type HostName } from '../names/host-name.ts';
import { defined } from '../util/collections.ts';
import { displayNameOf } from '../objects/describe.ts';
import { existenceOf } from '../existence/existence.ts';
import {
  isHostAlias,
  kindsWithJudgedHosts,
  linkedMentionsOf,
  lookupOf,
  mayBeImage,
  mentionsHosts,
  unlinkedMentionsOf,
} from '../hosts/judged-mentions.ts';
import { governingServices, selectingServices } from '../relations/linked.ts';
import { isMisspelling } from '../relations/near-misses.ts';
import { hostText, placeOfMention, standsAsHost, type ReadMention, type ServiceMention } from '../hosts/mentions.ts';
import { isOrdinaryWord } from '../hosts/ordinary-words.ts';
import { setWithPod } from '../hosts/pod-names.ts';
import type { Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import { hostFix, hostFixMessages } from './hosts/fix.ts';
import { defineRule, relatedByName, type Problem } from './rule.ts';

export const unreachablePodName = defineRule({
  code: 'unreachable-pod-name',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: kindsWithJudgedHosts,
  summary: 'A string names a Pod below a Service that gives its Pods no names.',
  source:
    'Kubernetes DNS specification 2.4, 2.5; CoreDNS plugin/kubernetes findServices; k8s.io/endpointslice util/controller_utils.go, ShouldSetHostname',
  messages: {
    governingVirtualIp: [
      reasonMessages.governingVirtualIp,
      'So kube-dns (the default of GKE) does not answer "{host}".',
    ],
    ...unresolvedMessages(['belowAlias', 'notGoverning', 'noServiceName']),
    alone:
      'In DNS, Pod "{pod}" has a name only below Service "{governing}". "{host}" alone does not resolve; use "{fixed}".',
    belowSet:
      'There is no Service "{service}": in DNS, Pod "{pod}" has a name below Service "{governing}". "{host}" does not resolve; use "{fixed}".',
    workload:
      '{kind} "{name}" has no name in DNS; its Pods are behind Service "{service}". "{host}" does not resolve; use "{fixed}".',
    relatedService: 'Service "{service}" of type {type}.',
    relatedWorkload: '{kind} "{name}".',
    relatedSet: 'StatefulSet "{set}".',
    toHeadless: toHeadlessMessages.toHeadless,
    toHeadlessLive: toHeadlessMessages.toHeadlessLive,
    ...hostFixMessages,
  },
  mayFind: mentionsHosts,
  *check(placed, { snapshot }) {
    for (const read of unlinkedMentionsOf(snapshot, placed)) {
      const problem =
        aloneProblem(snapshot, read) ?? belowSetProblem(snapshot, read) ?? workloadProblem(snapshot, read);
      if (problem !== undefined) yield problem;
    }
    for (const mention of linkedMentionsOf(snapshot, placed)) {
      const [service] = mention.services;
      if (service === undefined || mention.name.below?.kind !== 'endpoint') continue;
      const diagnosis = diagnoseMention(snapshot, mention);
      if (diagnosis === undefined || diagnosis.verdict === 'unknown') continue;
      for (const reason of diagnosis.because) {
        const more = moreOf(snapshot, mention, service, reason);
        if (more === undefined) continue;
        if (isDoubtful(snapshot, reason)) break;
        const values = { ...reason.values, host: hostText(mention) };
        yield { at: placeOfMention(mention), message: reason.reasonId, values, ...more };
        break;
      }
    }
  },
});

/** The name of a Pod of a StatefulSet, without the Service that it is below. Source: Kubernetes DNS specification 2.4. */
function aloneProblem(snapshot: Questions, read: ReadMention): Problem | undefined {
  const name = nameOfItself(read);
  if (name === undefined || !isAskedByPod(read)) return undefined;
  const set = setWithPod(snapshot, read.from, name.service, name.namespace ?? read.from.namespace);
  if (set === undefined || !isWithoutService(snapshot, read, name)) return undefined;
  const [governing] = governingServices(snapshot, set);
  return governing && ofSet(read, name, { set, governing, pod: name.service, message: 'alone' });
}

/** The name of a Pod below what its StatefulSet is called, which is no Service: `web-0.web`. */
function belowSetProblem(snapshot: Questions, read: ReadMention): Problem | undefined {
  for (const name of read.readings) {
    if (name.below?.kind !== 'endpoint' || (!isAskedByPod(read) && name.svc === 'absent')) continue;
    const pod = name.below.label;
    const set = setWithPod(snapshot, read.from, pod, name.namespace ?? read.from.namespace);
    if (set === undefined || set.name !== name.service || lookupOf(read) !== 'pod') continue;
    const [governing] = governingServices(snapshot, set);
    // A name that is nearly right is told of as such.
    if (governing === undefined || isMisspelling(name.service, governing.name ?? '')) return undefined;
    if (!isWithoutService(snapshot, read, name)) return undefined;
    return ofSet(read, name, { set, governing, pod, message: 'belowSet' });
  }
  return undefined;
}

interface PodOfSet {
  readonly set: Placed<StatefulSet>;
  readonly governing: Placed<Service>;
  readonly pod: string;
  readonly message: 'alone' | 'belowSet';
}

function ofSet(read: ReadMention, name: HostName, { set, governing, pod, message }: PodOfSet): Problem {
  const service = displayNameOf(governing);
  const wanted: HostName = { ...name, below: { kind: 'endpoint', label: pod }, service };
  const values = { pod, service: name.service, governing: service, host: hostText(read), fixed: printHostName(wanted) };
  return {
    at: placeOfMention(read),
    message,
    values,
    related: [relatedByName(set, { set: displayNameOf(set) }, 'relatedSet')],
    fixes: hostFix(read, name, wanted),
  };
}

/** The name of a workload, where a Service that is called otherwise is in front of its Pods. */
function workloadProblem(snapshot: Questions, read: ReadMention): Problem | undefined {
  const { from } = read;
  const name = nameOfItself(read);
  if (name === undefined || !isAskedByPod(read) || isOrdinaryWord(name.service)) return undefined;
  const namespace = name.namespace ?? from.namespace;
  const contents = snapshot.contentsOf(from.scope);
  const [workload, ...others] = workloadKinds.flatMap((kind) =>
    contents.named(kind, name.service).nearest(from, namespace),
  );
  if (workload === undefined || others.length > 0 || workload.namespace !== namespace || workload === from)
    return undefined;
  const [service, ...rivals] = selectingServices(snapshot, workload).filter((one) => one.namespace === namespace);
  if (service === undefined || rivals.length > 0 || isMisspelling(name.service, service.name ?? '')) return undefined;
  if (!isWithoutService(snapshot, read, name)) return undefined;
  const wanted: HostName = { ...name, service: displayNameOf(service) };
  const own = { kind: kindOf(workload.resource), name: displayNameOf(workload) };
  return {
    at: placeOfMention(read),
    message: 'workload',
    values: { ...own, service: displayNameOf(service), host: hostText(read), fixed: printHostName(wanted) },
    related: [relatedByName(workload, own, 'relatedWorkload')],
    fixes: hostFix(read, name, wanted),
  };
}

/** The reading of a name that has nothing below its Service, with its namespace where it has one. */
function nameOfItself({ readings }: ReadMention): HostName | undefined {
  const own = readings.filter(({ below }) => below === undefined);
  return own.find(({ namespace }) => namespace !== undefined) ?? own[0];
}

/** Whether a Pod looks a name up, which stands where nothing but a host does. */
function isAskedByPod(read: ReadMention): boolean {
  return lookupOf(read) === 'pod' && standsAsHost(read.mention) && !isHostAlias(read) && !mayBeImage(read);
}

/** Whether there is no Service that a name is of, here or elsewhere. */
function isWithoutService(snapshot: Questions, { from }: ReadMention, { service, namespace }: HostName): boolean {
  const wanted = { kind: 'Service', name: service, namespace: namespace ?? from.namespace } as const;
  return existenceOf(snapshot, wanted, from).kind === 'absent';
}

/** What is said and done beside a reason; nothing where it is none that this rule tells. */
function moreOf(
  snapshot: Questions,
  mention: ServiceMention,
  service: Placed<Service>,
  { reasonId, place }: Reason,
): Pick<Problem, 'related' | 'fixes'> | undefined {
  switch (reasonId) {
    case 'governingVirtualIp':
      return {
        related: [relatedService(service)],
        fixes: mention.services.length === 1 ? defined([headlessRemedy(snapshot, service)]) : [],
      };
    case 'belowAlias':
      return { related: [relatedService(service)] };
    case 'noServiceName':
    case 'notGoverning':
      return place?.resource.resource.kind === 'StatefulSet'
        ? ofOtherService(snapshot, mention, place.resource as Placed<StatefulSet>)
        : undefined;
    default:
      return undefined;
  }
}

/** The Pod has its name below the Service that its set names; a Service that gives none is another rule's to tell. */
function ofOtherService(
  snapshot: Questions,
  mention: ServiceMention,
  set: Placed<StatefulSet>,
): Pick<Problem, 'related' | 'fixes'> | undefined {
  const { serviceName } = set.resource;
  const values = { set: displayNameOf(set) };
  const related = [
    { resource: set, at: serviceName?.at ?? { path: ['metadata', 'name'] }, message: 'relatedSet', values },
  ];
  if (!serviceName?.value) return { related };
  const [governing] = governingServices(snapshot, set);
  if (governing === undefined || serviceNatureOf(governing.resource) !== 'headless') return undefined;
  return { related, fixes: hostFix(mention, mention.name, { ...mention.name, service: displayNameOf(governing) }) };
}

function relatedService(resource: Placed<Service>) {
  const values = { service: displayNameOf(resource), type: serviceTypeOf(resource.resource) };
  return relatedByName(resource, values);
}
