import { sourceAt } from '../dns/record.ts';
import { diagnoseMention, outcomeOf } from '../dns/diagnosis/diagnose-mention.ts';
import { hasId } from '../dns/diagnosis/reason.ts';
import { reasonMessages } from '../dns/diagnosis/reasons.ts';
import { withoutDot } from '../edits/change-host.ts';
import { clusterZone } from '../names/zones.ts';
import { printHostName, type HostName } from '../names/host-name.ts';
import { isPublicDomain } from '../names/public-domains.ts';
import { displayNameOf, type Placed } from '../objects/placed.ts';
import { existenceOf } from '../existence/existence.ts';
import { isClose, isNearby } from '../scopes/near.ts';
import {
  isLiteral,
  kindsWithJudgedHosts,
  lookupOf,
  mayBeImage,
  mentionsHosts,
  unlinkedMentionsOf,
} from '../hosts/judged-mentions.ts';
import {
  isHostAlias,
  hostText,
  placeOfMention,
  serviceMentionsIn,
  isWrittenAsHost,
  type ReadMention,
  type ServiceMention,
} from '../hosts/mentions.ts';
import { isPodLabel } from '../hosts/pod-names.ts';
import type { Questions } from '../workspace/questions.ts';
import { fixOf, hostFix, hostFixMessages, problemAtHost } from './hosts/host-problem.ts';
import { defineRule, relatedService, relatedByName, type Problem } from './rule.ts';

export const unreachableShortName = defineRule({
  code: 'unreachable-short-name',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: kindsWithJudgedHosts,
  summary: 'The short name of a Service is used in another namespace, or where no search list completes it.',
  source:
    'Kubernetes documentation, DNS for Services and Pods; kubernetes pkg/kubelet/network/dns/dns.go; CoreDNS plugin/etcd/msg NewCNAME',
  messages: {
    serviceInOther: [
      reasonMessages.serviceInOther,
      'Without a namespace, "{host}" is looked up only in the namespace of the Pod, so it does not resolve.',
    ],
    aliasNotSearched: [
      reasonMessages.aliasNotSearched,
      'The full name of Service "{service}" is "{fixed}"; "{name}" does not resolve.',
    ],
    finalDot: [
      reasonMessages.finalDot,
      'The full name of Service "{service}" is "{fixed}"; "{name}" does not resolve.',
    ],
    resolverNotSearched: [
      reasonMessages.resolverNotSearched,
      'The full name of Service "{service}" is "{fixed}"; "{name}" does not resolve.',
    ],
    ...hostFixMessages,
  },
  mayFind: mentionsHosts,
  *check(placed, { snapshot }) {
    yield* wholeNameProblems(snapshot, placed);
    if (placed.namespaceOrigin !== 'written') return;
    for (const read of unlinkedMentionsOf(snapshot, placed)) {
      const name = shortNameOf(read);
      if (name === undefined || lookupOf(read) !== 'pod' || mayBeImage(read)) continue;
      const reason = diagnoseMention(snapshot, read, name)?.because.find((one) => one.reasonId === 'serviceInOther');
      const service = reason?.place?.resource;
      if (reason === undefined || service === undefined || !isNearby(placed, service)) continue;
      if (existenceOf(snapshot, { kind: 'Service', name: name.service, from: placed }).kind !== 'absent') continue;
      yield {
        ...problemAtHost(read, reason),
        ...(isClose(placed, service) ? {} : { severity: 'hint' as const }),
        related: relatedService({ ...reason, place: sourceAt(service, { path: ['metadata', 'namespace'] }) }),
        fixes: hostFix(read, name, { ...name, namespace: service.namespace }),
      };
    }
  },
});

/**
 * Short names where no search list completes them: in externalName, in variables of nginx, and with a final dot. Source: CoreDNS
 * plugin/backend_lookup.go, A; resolv.conf(5); nginx, resolver.
 */
function* wholeNameProblems(snapshot: Questions, placed: Placed): Generator<Problem> {
  const isAlias = placed.resource.kind === 'Service';
  for (const mention of serviceMentionsIn(snapshot, placed)) {
    const { name, services } = mention;
    const [service] = services;
    if (service === undefined || name.zone !== undefined || lookupOf(mention) !== 'asWritten') continue;
    if (isAlias ? mayBeOfOtherZone(mention) : mention.mention.evidence === 'text' || isHostAlias(mention)) continue;
    const reasons = outcomeOf(snapshot, mention)?.because ?? [];
    const reason = reasons.find((one) => hasId(one, ['finalDot', 'aliasNotSearched', 'resolverNotSearched']));
    if (reason === undefined) continue;
    const { namespace } = service;
    const zone = clusterZone(snapshot.settings);
    const wanted: HostName = { ...name, namespace, svc: 'written', zone, absolute: false };
    const fixed = printHostName(wanted);
    const text = hostText(mention);
    const isDotted = mention.mention.absolute;
    const values = {
      name: isDotted && !isAlias ? `${text}.` : text,
      service: displayNameOf(service),
      fixed,
      namespace,
    };
    yield {
      at: placeOfMention(mention),
      message: reason.reasonId,
      values,
      related: [relatedByName(service, values)],
      fixes: [...hostFix(mention, name, wanted), ...(isDotted && !isAlias ? fixOf(withoutDot(mention)) : [])],
    };
  }
}

/** Whether an alias may lead to a name of another zone: one that ends in a domain of the Internet and has no `svc`. */
function mayBeOfOtherZone({ name }: ServiceMention): boolean {
  if (name.svc === 'written') return false;
  return name.namespace === undefined ? name.below !== undefined : isPublicDomain(name.namespace);
}

/** The reading of a name that says no namespace, where it is as a host beyond doubt. */
function shortNameOf({ mention, readings }: ReadMention): HostName | undefined {
  if (!isWrittenAsHost(mention)) return undefined;
  return readings.find((name) => {
    const isPod = name.below?.kind === 'endpoint' && isPodLabel(name.below.label);
    return name.namespace === undefined && isLiteral(name) && (name.below === undefined || isPod);
  });
}
