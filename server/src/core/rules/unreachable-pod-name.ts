import { diagnoseMention, outcomeOf } from '../dns/diagnosis/diagnose-mention.ts';
import { isDoubtful } from '../dns/diagnosis/doubt.ts';
import { hasId, type Reason } from '../dns/diagnosis/reason.ts';
import { reasonMessages, unresolvedMessages } from '../dns/diagnosis/reasons.ts';
import { whyPodsMeant } from '../dns/diagnosis/why-pods-meant.ts';
import { changeHost } from '../edits/change-host.ts';
import { headlessRemedy, toHeadlessMessages } from '../edits/headless/to-headless.ts';
import { serviceTypeOf, type Service, isHeadlessService } from '../kubernetes/service.ts';
import { kindOf } from '../kubernetes/resource.ts';
import { declaredPortsOf, type StatefulSet, type Workload } from '../kubernetes/workloads.ts';
import { anyLabel, printHostName, type HostName, asBelow } from '../names/host-name.ts';
import { isPublicDomain } from '../names/public-domains.ts';
import { readInPodsZone } from '../names/service-name.ts';
import { clusterZone, podsZone } from '../names/zones.ts';
import { defined } from '../util/collections.ts';
import { displayNameOf, type Placed, nameAtOf, isStatefulSet } from '../objects/placed.ts';
import { bareName } from '../util/similar-names.ts';
import { existenceOf, namespaceExistence } from '../existence/existence.ts';
import {
  kindsWithJudgedHosts,
  linkedMentionsOf,
  lookupOf,
  mayBeImage,
  mentionsHosts,
  unlinkedMentionsOf,
} from '../hosts/judged-mentions.ts';
import { governingServices } from '../relations/linked.ts';
import {
  isHostAlias,
  hostText,
  placeOfMention,
  isWrittenAsHost,
  type ReadMention,
  type ServiceMention,
} from '../hosts/mentions.ts';
import { isOrdinaryWord } from '../hosts/ordinary-words.ts';
import type { Questions } from '../workspace/questions.ts';
import { fixOf, hostFix, hostFixMessages } from './hosts/host-problem.ts';
import { defineRule, type Fix, type Problem, put, relatedByName, suggest } from './rule.ts';

export const unreachablePodName = defineRule({
  code: 'unreachable-pod-name',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: kindsWithJudgedHosts,
  summary: 'A string names a Pod below a Service that gives its Pods no names.',
  source:
    'Kubernetes DNS specification 2.4, 2.5; CoreDNS plugin/kubernetes findServices; k8s.io/endpointslice util/controller_utils.go, ShouldSetHostname',
  messages: {
    governingVirtualIp: [reasonMessages.governingVirtualIp, 'So kube-dns (the GKE default) does not answer "{host}".'],
    ...unresolvedMessages(['belowAlias', 'notGoverning', 'noServiceName']),
    alone: [reasonMessages.podOnlyBelow, '"{host}" alone does not resolve; use "{fixed}".'],
    belowSet: [
      reasonMessages.podOnlyBelow,
      'There is no Service "{service}", so "{host}" does not resolve; use "{fixed}".',
    ],
    inPodZone: [
      reasonMessages.podOnlyBelow,
      'Names in "{zone}" are made from IP addresses, so "{host}" does not resolve; use "{fixed}".',
    ],
    behindNone: [reasonMessages.behindNone, '"{host}" does not resolve until there is a Service "{service}".'],
    behindService: [reasonMessages.behindService, '"{host}" does not resolve; use "{fixed}".'],
    fixServiceName: 'Set serviceName of StatefulSet "{set}" to "{service}"',
    relatedService: 'Service "{service}" of type {type}.',
    relatedWorkload: '{kind} "{workload}".',
    toHeadless: toHeadlessMessages.toHeadless,
    toHeadlessLive: toHeadlessMessages.toHeadlessLive,
    ...hostFixMessages,
  },
  mayFind: mentionsHosts,
  *check(placed, { snapshot }) {
    for (const read of unlinkedMentionsOf(snapshot, placed)) {
      const problem = podsProblem(snapshot, read);
      if (problem !== undefined) yield problem;
    }
    for (const mention of linkedMentionsOf(snapshot, placed)) {
      const [service] = mention.services;
      if (service === undefined || mention.name.below?.kind !== 'endpoint') continue;
      const outcome = outcomeOf(snapshot, mention);
      if (outcome === undefined || outcome.verdict === 'unknown') continue;
      for (const reason of outcome.because) {
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

/** The name of a Pod or workload where that of a Service belongs: `web-0`, `web-0.web` without a Service `web`, or `web` behind another. */
function podsProblem(snapshot: Questions, read: ReadMention): Problem | undefined {
  const zone = clusterZone(snapshot.settings);
  for (const name of [...namesOfPods(read), ...namesInPodZone(read, zone)]) {
    const { service, namespace = read.from.namespace, below } = name;
    const isOfAsker = below?.kind === 'endpoint' && below.label === anyLabel && isOfOwnPods(read, service);
    const label = asBelow(below).endpoint;
    const endpoint = isOfAsker ? `${read.from.name ?? ''}-0` : label;
    const found = whyPodsMeant(snapshot, { service, namespace, endpoint }, read.from);
    if (found === undefined || !isWithoutService(snapshot, read, name)) continue;
    const { reason, workload } = found;
    if (endpoint !== '' && found.service !== undefined && !isOfAsker) {
      if (mayBeNamespace(snapshot, name, workload, found.service)) continue;
    }
    // A search domain of its own may complete the name: `db-0` below `db.prod.svc.cluster.local`.
    const diagnosis = diagnoseMention(snapshot, read, name);
    if (diagnosis?.verdict === 'found') continue;
    const isPod = reason.reasonId === 'podOnlyBelow';
    if (!isPod && workload === read.from) continue;
    const own = { kind: kindOf(workload.resource), workload: displayNameOf(workload) };
    const at = placeOfMention(read);
    const related = [relatedByName(workload, own, 'relatedWorkload')];
    if (found.service === undefined) {
      // A Service that is called alike is another rule's to tell.
      if (!hasId(diagnosis?.because[0], ['noService']) || isDoubtful(snapshot, reason)) continue;
      if (!isConnectedTo(read, workload)) continue;
      return { at, message: reason.reasonId, values: { service, ...reason.values, host: hostText(read) }, related };
    }
    const governing = displayNameOf(found.service);
    const ofPod = { kind: 'endpoint', label: isOfAsker ? anyLabel : String(reason.values['pod']) } as const;
    const isInPodZone = name.zone === podsZone(zone);
    const whole = isInPodZone ? ({ svc: 'written', zone } as const) : {};
    const wanted: HostName = { ...name, ...(isPod ? { below: ofPod } : {}), service: governing, ...whole };
    const change = changeHost(read, name, wanted);
    return {
      at,
      message: !isPod ? reason.reasonId : isInPodZone ? 'inPodZone' : endpoint === '' ? 'alone' : 'belowSet',
      values: {
        service,
        zone: podsZone(zone),
        ...reason.values,
        host: hostText(read),
        fixed: change?.text ?? printHostName(wanted),
      },
      related,
      fixes: fixOf(change),
    };
  }
  return undefined;
}

/**
 * Whether somebody connects to Pods by a name, rather than calls something as they are called: it has a port or is in a URL, or they
 * declare ports.
 */
function isConnectedTo({ mention: { evidence } }: ReadMention, { resource: { template } }: Placed<Workload>): boolean {
  return evidence === 'url' || evidence === 'port' || declaredPortsOf(template).length > 0;
}

/** The reading of a name of Pods in their zone. */
function namesInPodZone(read: ReadMention, zone: string): readonly HostName[] {
  const { host, absolute } = read.mention;
  const meant = lookupOf(read) === 'pod' ? readInPodsZone(host, zone) : undefined;
  return meant === undefined ? [] : [{ ...meant, below: undefined, svc: 'absent', zone: podsZone(zone), absolute }];
}

/** Whether a host begins with the name of the Pod of a StatefulSet that it is in, and goes on with what may be a Service. */
function isOfOwnPods({ from, mention: { isOwn, evidence } }: ReadMention, service: string): boolean {
  const isHost = evidence === 'url' || evidence === 'port' || evidence === 'asked';
  return isOwn && isHost && isStatefulSet(from) && service !== anyLabel && !isPublicDomain(service);
}

/**
 * Whether `db-0.shop` may as well be a Service of a namespace: nothing is called like what is behind the Pod, as `db-internal` is if there is no
 * such namespace, and no namespace follows.
 */
function mayBeNamespace(
  snapshot: Questions,
  { service, namespace }: HostName,
  set: Placed,
  governing: Placed<Service>,
): boolean {
  if (namespace !== undefined) return false;
  const isNamespace = namespaceExistence(snapshot, service) !== 'absent';
  return ![set, governing].some(({ name = '' }) => {
    return bareName(service) === bareName(name) || (!isNamespace && service.startsWith(`${name}-`));
  });
}

/** The readings of a name that Pods look up, or that says by its `svc` that it is looked up: with nothing below its Service first. */
function namesOfPods(read: ReadMention): readonly HostName[] {
  if (lookupOf(read) !== 'pod') return [];
  const isAsked = isAskedByPod(read);
  const own = isAsked ? nameOfItself(read) : undefined;
  const below = read.readings.filter((name) => name.below?.kind === 'endpoint' && (isAsked || name.svc !== 'absent'));
  return [...(own === undefined || isOrdinaryWord(own.service) ? [] : [own]), ...below];
}

/** The reading of a name that has nothing below its Service, with its namespace where it has one. */
function nameOfItself({ readings }: ReadMention): HostName | undefined {
  const own = readings.filter(({ below }) => below === undefined);
  return own.find(({ namespace }) => namespace !== undefined) ?? own[0];
}

/** Whether a Pod looks a name up, which is written where nothing but a host is. */
function isAskedByPod(read: ReadMention): boolean {
  if (lookupOf(read) !== 'pod' || !isWrittenAsHost(read.mention) || isHostAlias(read) || mayBeImage(read)) return false;
  return !isOfEnsemble(read);
}

/**
 * Whether a program puts the domain of its own Pod behind a name, as behind those of an ensemble without ports. Source:
 * kubernetes/contrib, statefulsets/zookeeper, zkGenConfig.sh.
 */
function isOfEnsemble({ mention: { host, port, called } }: ReadMention): boolean {
  return port === undefined && !host.includes('.') && /ensemble$/i.test(called ?? '');
}

/** Whether there is no Service that a name is of, here or elsewhere. */
function isWithoutService(snapshot: Questions, { from }: ReadMention, { service, namespace }: HostName): boolean {
  return existenceOf(snapshot, { kind: 'Service', name: service, namespace, from }).kind === 'absent';
}

/** What is said and done besides a reason; nothing where it is none that this rule tells. */
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
      return place && isStatefulSet(place.resource) ? ofOtherService(snapshot, mention, place.resource) : undefined;
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
  const values = { kind: 'StatefulSet', workload: displayNameOf(set) };
  const related = [{ resource: set, at: serviceName?.at ?? nameAtOf(set), message: 'relatedWorkload', values }];
  if (!serviceName?.value) return { related, fixes: governingFix(mention, set) };
  const [governing] = governingServices(snapshot, set);
  if (governing === undefined || !isHeadlessService(governing.resource)) return undefined;
  return { related, fixes: hostFix(mention, mention.name, { ...mention.name, service: displayNameOf(governing) }) };
}

/** The fix that has the one headless Service of a name govern the set whose Pods are meant. */
function governingFix({ services, name }: ServiceMention, set: Placed<StatefulSet>): readonly Fix[] {
  const [service, second] = services;
  if (service === undefined || second !== undefined || !isHeadlessService(service.resource)) return [];
  const values = { set: displayNameOf(set), service: name.service };
  return [suggest({ title: 'fixServiceName', values }, set, put(['spec', 'serviceName'], displayNameOf(service)))];
}

function relatedService(resource: Placed<Service>) {
  const values = { service: displayNameOf(resource), type: serviceTypeOf(resource.resource) };
  return relatedByName(resource, values);
}
