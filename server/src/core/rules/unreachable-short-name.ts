import { diagnoseMention } from '../dns/diagnosis/mention.ts';
import { reasonMessages } from '../dns/diagnosis/reasons.ts';
import { replaceStretch } from '../edits/replace-stretch.ts';
import { clusterZone } from '../names/zones.ts';
import { printHostName, type HostName } from '../names/host-name.ts';
import { isPublicDomain } from '../names/public-domains.ts';
import { displayNameOf } from '../objects/describe.ts';
import { existenceOf } from '../existence/existence.ts';
import { isClose, isNearby } from '../scopes/near.ts';
import { isLiteral, kindsWithJudgedHosts, lookupOf, mayBeImage, unlinkedMentionsOf } from '../hosts/judged-mentions.ts';
import { placeOfMention, serviceMentionsIn, type ReadMention } from '../hosts/mentions.ts';
import type { Placed } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { defineRule, relatedService, relatedServiceMessage, type Problem } from './rule.ts';

export const unreachableShortName = defineRule({
  code: 'unreachable-short-name',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: kindsWithJudgedHosts,
  since: '0.1.0',
  summary: 'A short name of a Service is used from another namespace, or where nothing completes it.',
  source:
    'Kubernetes documentation, DNS for Services and Pods; kubernetes pkg/kubelet/network/dns/dns.go; CoreDNS plugin/etcd/msg NewCNAME',
  messages: {
    serviceInOther: `${reasonMessages.serviceInOther} Without a namespace "{host}" is looked up in that of the Pod alone, so it does not resolve.`,
    alias:
      'externalName "{host}" is asked as it stands, so it does not resolve. A CNAME record has no search list; the whole name of Service "{service}" is "{fixed}".',
    relatedService: relatedServiceMessage,
    fixName: 'Change to "{fixed}"',
  },
  *check(placed, { snapshot }) {
    if (placed.resource.kind === 'Service') yield* aliasProblems(snapshot, placed);
    if (placed.namespaceOrigin !== 'written') return;
    for (const read of unlinkedMentionsOf(snapshot, placed)) {
      const name = shortNameOf(read);
      if (name === undefined || lookupOf(read) !== 'pod' || mayBeImage(read)) continue;
      const reason = diagnoseMention(snapshot, read, name)?.because.find((one) => one.reasonId === 'serviceInOther');
      const service = reason?.place?.resource;
      if (reason === undefined || service === undefined || !isNearby(placed, service)) continue;
      if (existenceOf(snapshot, { kind: 'Service', name: name.service }, placed).kind !== 'absent') continue;
      const at = placeOfMention(read);
      const fixed = printHostName({ ...name, namespace: service.namespace, absolute: false });
      yield {
        at,
        message: reason.reasonId,
        values: { ...reason.values, host: read.mention.host },
        ...(isClose(placed, service) ? {} : { severity: 'hint' as const }),
        related: relatedService({ ...reason, place: { resource: service, at: { path: ['metadata', 'namespace'] } } }),
        fixes: [
          { title: 'fixName', values: { fixed }, safety: 'suggested', edit: () => replaceStretch(placed, at, fixed) },
        ],
      };
    }
  },
});

/** Short names of Services of the workspace in externalName. Source: CoreDNS plugin/backend_lookup.go, A. */
function* aliasProblems(snapshot: Snapshot, placed: Placed): Generator<Problem> {
  for (const mention of serviceMentionsIn(snapshot, placed)) {
    const { name, services } = mention;
    const [service] = services;
    if (service === undefined || name.zone !== undefined || lookupOf(mention) !== 'asWritten') continue;
    // What has no namespace, or one that is a domain as well, may be a name of another zone.
    if (name.svc === 'absent' && (name.namespace === undefined || isPublicDomain(name.namespace))) continue;
    const zone = clusterZone(snapshot.settings);
    const { namespace } = service;
    const fixed = printHostName({ ...name, namespace, svc: 'written', zone, absolute: false });
    const values = { host: mention.mention.host, service: displayNameOf(service), fixed, namespace };
    const at = placeOfMention(mention);
    yield {
      at,
      message: 'alias',
      values,
      related: [{ resource: service, at: { path: ['metadata', 'name'] }, message: 'relatedService', values }],
      fixes: [
        { title: 'fixName', values: { fixed }, safety: 'suggested', edit: () => replaceStretch(placed, at, fixed) },
      ],
    };
  }
}

/** The reading of a name that says no namespace, where it stands as a host beyond doubt. */
function shortNameOf({ mention, readings }: ReadMention): HostName | undefined {
  if (mention.standing !== 'url' && mention.standing !== 'port') return undefined;
  return readings.find((name) => {
    const isPod = name.below?.kind === 'endpoint' && /-\d+$/.test(name.below.label);
    return name.namespace === undefined && isLiteral(name) && (name.below === undefined || isPod);
  });
}
