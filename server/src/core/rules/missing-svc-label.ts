import { diagnoseMention } from '../dns/diagnosis/diagnose-mention.ts';
import { unresolvedMessages } from '../dns/diagnosis/reasons.ts';
import { printHostName, readHostName, type HostName } from '../names/host-name.ts';
import { clusterZone, isInZone, withoutZone } from '../names/zones.ts';
import type { Settings } from '../settings/settings.ts';
import { kindsWithJudgedHosts, mentionsHosts } from '../hosts/judged-mentions.ts';
import { readMentionsOf } from '../hosts/mentions.ts';
import { hostFix, hostFixMessages, problemAtHost } from './hosts/host-problem.ts';
import { defineRule, relatedService } from './rule.ts';

export const missingSvcLabel = defineRule({
  code: 'missing-svc-label',
  severity: 'warning',
  needs: 'document',
  appliesTo: kindsWithJudgedHosts,
  summary: 'A fully qualified name of a Service lacks its "svc".',
  source: 'Kubernetes DNS specification 2.3; CoreDNS plugin/kubernetes/parse.go, parseRequest',
  messages: {
    ...unresolvedMessages(['lacksSvc', 'otherThanSvc']),
    ...hostFixMessages,
  },
  mayFind: mentionsHosts,
  *check(placed, { snapshot, settings }) {
    for (const read of readMentionsOf(snapshot, placed)) {
      const { host } = read.mention;
      for (const name of namesWithoutSvc(host, settings)) {
        const wanted: HostName = { ...name, svc: 'written', zone: clusterZone(settings) };
        const fixed = printHostName(wanted);
        const because = diagnoseMention(snapshot, read, name)?.because ?? [];
        const reason = because.find(
          ({ reasonId, values }) =>
            (reasonId === 'lacksSvc' || reasonId === 'otherThanSvc') && values['fixed'] === fixed,
        );
        if (reason === undefined) continue;
        yield {
          ...problemAtHost(read, reason),
          related: relatedService(reason),
          fixes: hostFix(read, name, wanted),
        };
        break;
      }
    }
  },
});

/**
 * A name in the cluster domain, read as that of a Service with its namespace, and as one with another word in the place of `svc`, such as
 * that of the zone of Pods.
 */
function namesWithoutSvc(host: string, settings: Settings): readonly HostName[] {
  const domain = clusterZone(settings);
  if (!isInZone(host, domain)) return [];
  const left = withoutZone(host, domain);
  if (isInZone(left, 'svc')) return [];
  const labels = left.split('.');
  const word = labels.at(-1) ?? '';
  const readings = (written: readonly string[], zone: string): readonly HostName[] =>
    readHostName(written.join('.'))
      .filter(({ svc, namespace }) => svc === 'absent' && namespace !== undefined)
      .map((name) => ({ ...name, zone }));
  return [...(word === 'pod' ? [] : readings(labels, domain)), ...readings(labels.slice(0, -1), `${word}.${domain}`)];
}
