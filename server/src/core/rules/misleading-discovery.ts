import { outcomeOf } from '../dns/diagnosis/diagnose-mention.ts';
import { kindsWithJudgedHosts, linkedMentionsOf, mentionsHosts } from '../hosts/judged-mentions.ts';
import { hostText, placeOfMention, type ServiceMention } from '../hosts/mentions.ts';
import { asksForAll, portsAskedFor } from '../names/discovery.ts';
import { type Service, hasVirtualIp, isHeadlessService } from '../kubernetes/service.ts';
import { displayNameOf, type Placed } from '../objects/placed.ts';
import { isClose } from '../scopes/near.ts';
import { selectedBy, selectingServices } from '../relations/linked.ts';
import type { Questions } from '../workspace/questions.ts';
import { hostFix, hostFixMessages } from './hosts/host-problem.ts';
import { defineRule, relatedByName } from './rule.ts';

export const misleadingDiscovery = defineRule({
  code: 'misleading-discovery',
  severity: 'warning',
  needs: 'document',
  appliesTo: kindsWithJudgedHosts,
  summary: 'A string asks DNS for all Pods behind a Service that has a cluster IP, and gets only that.',
  source: 'Kubernetes DNS specification 2.3, 2.4; gRPC Name Resolution; Thanos documentation, DNS Service Discovery',
  mayFind: mentionsHosts,
  messages: {
    one: 'Service "{service}" is not headless: DNS answers "{host}" with one address. A client that looks for every Pod gets only the cluster IP. A headless Service answers with the addresses of the Pods.',
    relatedService: 'Service "{service}".',
    ...hostFixMessages,
  },
  *check(placed, { snapshot }) {
    for (const mention of linkedMentionsOf(snapshot, placed)) {
      const { below } = mention.name;
      if (below?.kind === 'endpoint') continue;
      const [service] = mention.services;
      if (!asksForAll(mention.mention) && !asksForPort(mention)) continue;
      if (service === undefined || mention.services.some((one) => !hasVirtualIp(one.resource))) continue;
      // A short name may mean a Service that is none of these where they are far away.
      if (mention.name.namespace === undefined && !isClose(placed, service)) continue;
      // Why there is no such name at all, others say.
      if (outcomeOf(snapshot, mention)?.verdict !== 'found') continue;
      const values = { service: displayNameOf(service), host: hostText(mention) };
      const [headless, ...others] = headlessBeside(snapshot, service, mention);
      const wanted = { ...mention.name, service: headless?.name ?? '' };
      yield {
        at: placeOfMention(mention),
        message: 'one',
        values,
        restsOn: mention.services,
        related: [relatedByName(service, values)],
        fixes: headless === undefined || others.length > 0 ? [] : hostFix(mention, mention.name, wanted),
      };
    }
  },
});

/** Whether a client asks for the SRV record of a port that the Services have: another mistake is one that they have not. */
function asksForPort({ mention, name, services }: ServiceMention): boolean {
  const wanted = name.below === undefined ? portsAskedFor(mention) : [];
  if (wanted.length === 0) return false;
  return services.every(({ resource }) => resource.ports.some((port) => wanted.includes(port.name?.value ?? '')));
}

/** The headless Services in front of the same Pods, with the port that is asked for. */
function headlessBeside(
  snapshot: Questions,
  service: Placed<Service>,
  { name: { below } }: ServiceMention,
): readonly Placed<Service>[] {
  const pods = selectedBy(snapshot, service);
  const beside = pods.flatMap((workload) => selectingServices(snapshot, workload));
  return [...new Set(beside)].filter(
    (one) =>
      one.namespace === service.namespace &&
      isHeadlessService(one.resource) &&
      (below?.kind !== 'port' || one.resource.ports.some(({ name }) => below.name === `_${name?.value ?? ''}`)),
  );
}
