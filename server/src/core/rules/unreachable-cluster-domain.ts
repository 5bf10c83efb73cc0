import { nameFix, hostFixMessages } from './hosts/host-problem.ts';
import { diagnoseMention } from '../dns/diagnosis/diagnose-mention.ts';
import { reasonMessages } from '../dns/diagnosis/reasons.ts';
import { clusterZone, isOwnZone } from '../names/zones.ts';
import { printHostName } from '../names/host-name.ts';
import { defaultSettings } from '../settings/settings.ts';
import { isMisspelling } from '../util/similar-names.ts';
import { kindsWithJudgedHosts, lookupOf, mentionsHosts } from '../hosts/judged-mentions.ts';
import { placeOfMention, readMentionsOf } from '../hosts/mentions.ts';
import { defineRule, relatedService } from './rule.ts';

export const unreachableClusterDomain = defineRule({
  code: 'unreachable-cluster-domain',
  severity: 'warning',
  needs: 'document',
  appliesTo: kindsWithJudgedHosts,
  summary: 'The name of a Service ends in a different cluster domain than the configured one.',
  source: 'Kubernetes DNS specification 2.1',
  messages: {
    otherDomain: [
      reasonMessages.otherDomain,
      'So "{host}" is not a name of Service "{service}"; the setting "headlight.clusterDomain" says which domain the cluster has.',
    ],
    fixShort: 'Change to "{fixed}", which works in every cluster',
    ...hostFixMessages,
  },
  mayFind: mentionsHosts,
  *check(placed, { snapshot, settings }) {
    const domain = clusterZone(settings);
    for (const read of readMentionsOf(snapshot, placed)) {
      const name = read.readings.find(({ svc, zone }) => svc === 'written' && zone !== undefined);
      if (name?.zone === undefined || isOwnZone(name.zone, settings)) continue;
      const reason = diagnoseMention(snapshot, read, name)?.because.find(({ reasonId }) => reasonId === 'otherDomain');
      if (reason === undefined) continue;
      const { host } = read.mention;
      const at = placeOfMention(read);
      const values = { ...reason.values, host, service: name.service };
      const short = printHostName({ ...name, zone: undefined, absolute: false });
      const full = printHostName({ ...name, zone: domain, absolute: false });
      // Nobody set a domain, so it may as well be the setting that is missing.
      const isGuess = domain === clusterZone(defaultSettings) && !isMiswritten(name.zone, domain);
      yield {
        at,
        message: reason.reasonId,
        values,
        related: relatedService(reason),
        ...(isGuess ? { severity: 'hint' as const } : {}),
        fixes: [
          ...(lookupOf(read) === 'pod' && !read.mention.absolute
            ? [{ ...nameFix(short, placed, at), title: 'fixShort' }]
            : []),
          nameFix(full, placed, at),
        ],
      };
    }
  },
});

/** Whether a domain is another one with a slip: a letter, a label that is left out, or the whole domain once more. */
function isMiswritten(zone: string, domain: string): boolean {
  return isMisspelling(zone, domain) || domain.split('.').includes(zone) || zone.endsWith(`.${domain}`);
}
