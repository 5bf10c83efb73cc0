import { replaceStretch } from '../edits/replace-stretch.ts';
import { clusterZone } from '../names/zones.ts';
import { printHostName, type HostName } from '../names/host-name.ts';
import { isPublicDomain } from '../names/public-domains.ts';
import { writtenName } from '../objects/describe.ts';
import { existenceOf } from '../existence/existence.ts';
import { isClose, isNearby } from '../scopes/near.ts';
import { isLiteral, judgedKinds, lookupOf, mayBeImage, unlinkedMentionsOf } from '../hosts/judged-mentions.ts';
import { placeOfMention, serviceMentionsIn, type ReadMention } from '../hosts/mentions.ts';
import type { Placed } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { uniqueBy } from '../util/collections.ts';
import { defineRule, type Problem } from './rule.ts';
import { namespaceFits } from '../scopes/group.ts';

export const unreachableShortName = defineRule({
  code: 'unreachable-short-name',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: judgedKinds,
  since: '0.1.0',
  summary: 'A short name of a Service is used from another namespace, or where nothing completes it.',
  source:
    'Kubernetes documentation, DNS for Services and Pods; kubernetes pkg/kubelet/network/dns/dns.go; CoreDNS plugin/etcd/msg NewCNAME',
  messages: {
    namespace:
      'Service "{service}" is in namespace "{other}", not in "{namespace}". Without a namespace "{host}" is looked up in that of the Pod alone, so it does not resolve.',
    alias:
      'externalName "{host}" is asked as it stands, so it does not resolve. A CNAME record has no search list; the whole name of Service "{service}" is "{fixed}".',
    relatedService: 'Service "{service}" in namespace "{other}".',
    fixName: 'Change to "{fixed}"',
  },
  *check(placed, { snapshot }) {
    if (placed.resource.kind === 'Service') yield* aliasProblems(snapshot, placed);
    if (placed.namespaceOrigin !== 'written') return;
    for (const read of unlinkedMentionsOf(snapshot, placed)) {
      const name = shortNameOf(read);
      if (name === undefined || lookupOf(read) !== 'pod' || mayBeImage(read)) continue;
      const services = snapshot
        .contentsOf(placed.scope)
        .named('Service', name.service)
        .all.filter((service) => isNearby(placed, service) && !namespaceFits(placed, service));
      const elsewhere = uniqueBy(services, ({ namespace }) => namespace);
      const [service] = elsewhere;
      if (service === undefined || isHostAlias(read)) continue;
      if (existenceOf(snapshot, { kind: 'Service', name: name.service }, placed).kind !== 'absent') continue;
      const at = placeOfMention(read);
      const values = {
        service: writtenName(service),
        host: read.mention.host,
        namespace: placed.namespace,
        other: service.namespace,
      };
      yield {
        at,
        message: 'namespace',
        values,
        ...(elsewhere.some((one) => isClose(placed, one)) ? {} : { severity: 'hint' as const }),
        related: elsewhere.map((one) => ({
          resource: one,
          at: { path: ['metadata', 'namespace'] },
          message: 'relatedService',
          values: { ...values, other: one.namespace },
        })),
        fixes: elsewhere.map((one) => {
          const fixed = printHostName({ ...name, namespace: one.namespace, absolute: false });
          return {
            title: 'fixName',
            values: { fixed },
            safety: 'suggested',
            edit: () => replaceStretch(placed, at, fixed),
          };
        }),
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
    const values = { host: mention.mention.host, service: writtenName(service), fixed, other: namespace };
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

/** Pods can be told the address of a name of their own making. Source: Kubernetes API, PodSpec.hostAliases. */
function isHostAlias({ from, mention }: ReadMention): boolean {
  const { resource } = from;
  return (
    'template' in resource &&
    resource.template.hostAliases.some(({ hostnames }) => hostnames.some(({ value }) => value === mention.host))
  );
}
