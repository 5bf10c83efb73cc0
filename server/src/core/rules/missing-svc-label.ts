import { diagnoseMention } from '../dns/diagnosis/diagnose-mention.ts';
import { unresolvedMessages } from '../dns/diagnosis/reasons.ts';
import { printHostName, readHostName, type HostName } from '../names/host-name.ts';
import { clusterZone, isInZone, withoutZone } from '../names/zones.ts';
import type { Settings } from '../settings/settings.ts';
import { kindsWithJudgedHosts, mentionsHosts } from '../hosts/judged-mentions.ts';
import { hostText, placeOfMention, readMentionsOf } from '../hosts/mentions.ts';
import { hostFix, hostFixMessages } from './hosts/fix.ts';
import { defineRule, relatedService } from './rule.ts';

export const missingSvcLabel = defineRule({
  code: 'missing-svc-label',
  severity: 'warning',
  needs: 'document',
  appliesTo: kindsWithJudgedHosts,
  summary: 'A fully qualified name of a Service lacks its "svc".',
  source: 'Kubernetes DNS specification 2.3; CoreDNS plugin/kubernetes/parse.go, parseRequest',
  messages: {
    ...unresolvedMessages(['lacksSvc']),
    ...hostFixMessages,
  },
  mayFind: mentionsHosts,
  *check(placed, { snapshot, settings }) {
    for (const read of readMentionsOf(snapshot, placed)) {
      const { host } = read.mention;
      const name = nameWithoutSvc(host, settings);
      if (name === undefined) continue;
      const reason = diagnoseMention(snapshot, read, name)?.because.find(({ reasonId }) => reasonId === 'lacksSvc');
      if (reason === undefined) continue;
      const wanted: HostName = { ...name, svc: 'written', zone: clusterZone(settings) };
      yield {
        at: placeOfMention(read),
        message: reason.reasonId,
        values: { ...reason.values, fixed: printHostName(wanted), host: hostText(read) },
        related: relatedService(reason),
        fixes: hostFix(read, name, wanted),
      };
    }
  },
});

/** A name in the cluster domain, read as that of a Service with its namespace; `pod` names the zone of Pods, and is where a namespace would. */
function nameWithoutSvc(host: string, settings: Settings): HostName | undefined {
  const domain = clusterZone(settings);
  if (!isInZone(host, domain)) return undefined;
  return readHostName(withoutZone(host, domain))
    .filter(({ svc, namespace }) => svc === 'absent' && namespace !== undefined && !['svc', 'pod'].includes(namespace))
    .map((name) => ({ ...name, zone: domain }))[0];
}
