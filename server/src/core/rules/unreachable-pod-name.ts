import { diagnoseMention } from '../dns/diagnosis/diagnose-mention.ts';
import { reasonMessages, unresolvedMessages, type Reason } from '../dns/diagnosis/reasons.ts';
import { headlessRemedy, toHeadlessMessages } from '../edits/headless/to-headless.ts';
import { serviceNatureOf, serviceTypeOf, type Service } from '../kubernetes/service.ts';
import { hasOrdinal, type StatefulSet } from '../kubernetes/workloads.ts';
import { printHostName, type HostName } from '../names/host-name.ts';
import { defined } from '../util/collections.ts';
import { displayNameOf } from '../objects/describe.ts';
import { existenceOf, isMissing } from '../existence/existence.ts';
import {
  isHostAlias,
  kindsWithJudgedHosts,
  linkedMentionsOf,
  lookupOf,
  mayBeImage,
  mentionsHosts,
  unlinkedMentionsOf,
} from '../hosts/judged-mentions.ts';
import { governingServices } from '../relations/linked.ts';
import { hostText, placeOfMention, standsAsHost, type ReadMention, type ServiceMention } from '../hosts/mentions.ts';
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
    relatedService: 'Service "{service}" of type {type}.',
    relatedSet: 'StatefulSet "{set}".',
    toHeadless: toHeadlessMessages.toHeadless,
    toHeadlessLive: toHeadlessMessages.toHeadlessLive,
    ...hostFixMessages,
  },
  mayFind: mentionsHosts,
  *check(placed, { snapshot }) {
    for (const read of unlinkedMentionsOf(snapshot, placed)) {
      const problem = aloneProblem(snapshot, read);
      if (problem !== undefined) yield problem;
    }
    for (const mention of linkedMentionsOf(snapshot, placed)) {
      const [service] = mention.services;
      if (service === undefined || mention.name.below?.kind !== 'endpoint') continue;
      if (mention.services.some(({ document }) => !document.forOthers.certain)) continue;
      for (const reason of diagnoseMention(snapshot, mention)?.because ?? []) {
        const more = moreOf(snapshot, mention, service, reason);
        if (more === undefined) continue;
        if (!isMissing(existenceOf(snapshot, { kind: 'another', of: ['Service', 'StatefulSet'] }, service))) return;
        const values = { ...reason.values, host: hostText(mention) };
        yield { at: placeOfMention(mention), message: reason.reasonId, values, ...more };
        break;
      }
    }
  },
});

/** The name of a Pod of a StatefulSet, without the Service that it is below. Source: Kubernetes DNS specification 2.4. */
function aloneProblem(snapshot: Questions, read: ReadMention): Problem | undefined {
  const { from, mention, readings } = read;
  const own = readings.filter(({ below }) => below === undefined);
  const name = own.find(({ namespace }) => namespace !== undefined) ?? own[0];
  const [, setName = '', ordinal] = /^(.+)-(0|[1-9]\d{0,8})$/.exec(name?.service ?? '') ?? [];
  if (name === undefined || ordinal === undefined || lookupOf(read) !== 'pod' || !standsAsHost(mention))
    return undefined;
  const { namespace = from.namespace } = name;
  const [set] = snapshot.contentsOf(from.scope).named('StatefulSet', setName).nearest(from, namespace);
  const [governing] = set === undefined ? [] : governingServices(snapshot, set);
  if (set === undefined || governing === undefined || !hasOrdinal(set.resource, Number(ordinal))) return undefined;
  if (set.namespace !== namespace || isHostAlias(read) || mayBeImage(read)) return undefined;
  if (existenceOf(snapshot, { kind: 'Service', name: name.service, namespace }, from).kind !== 'absent')
    return undefined;
  const wanted: HostName = {
    ...name,
    below: { kind: 'endpoint', label: name.service },
    service: displayNameOf(governing),
  };
  const fixed = printHostName(wanted);
  const values = { set: displayNameOf(set) };
  return {
    at: placeOfMention(read),
    message: 'alone',
    values: { pod: name.service, governing: displayNameOf(governing), host: hostText(read), fixed },
    related: [relatedByName(set, values, 'relatedSet')],
    fixes: hostFix(read, name, wanted),
  };
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
