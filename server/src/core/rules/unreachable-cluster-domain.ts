import { replaceStretch } from '../edits/replace-stretch.ts';
import { clusterZone } from '../names/zones.ts';
import { printHostName } from '../names/host-name.ts';
import { defaultSettings } from '../settings/settings.ts';
import { isMisspelling } from '../relations/near-misses.ts';
import { writtenName } from '../objects/describe.ts';
import { isLiteral, judgedKinds, lookupOf } from '../hosts/judged-mentions.ts';
import { placeOfMention, readMentionsOf, servicesNamed } from '../hosts/mentions.ts';
import { defineRule } from './rule.ts';

export const unreachableClusterDomain = defineRule({
  code: 'unreachable-cluster-domain',
  severity: 'warning',
  needs: 'document',
  appliesTo: judgedKinds,
  since: '0.1.0',
  summary: 'A name of a Service ends in another cluster domain than the configured one.',
  source: 'Kubernetes DNS specification 2.1',
  messages: {
    other:
      'The cluster domain is "{domain}", not "{zone}". So "{host}" is no name of Service "{service}"; the setting "headlight.clusterDomain" says which domain the cluster has.',
    relatedService: 'Service "{service}" in namespace "{namespace}".',
    fixShort: 'Change to "{fixed}", which works in every cluster',
    fixDomain: 'Change to "{fixed}"',
  },
  *check(placed, { snapshot, settings }) {
    const domain = clusterZone(settings);
    for (const read of readMentionsOf(snapshot, placed)) {
      const lookup = lookupOf(read);
      if (lookup === undefined) continue;
      const name = read.readings.find(({ zone }) => zone !== undefined && zone !== domain && !isOfAllClusters(zone));
      if (name?.zone === undefined || !isLiteral(name)) continue;
      const [service] = servicesNamed(snapshot, read, name);
      if (service === undefined) continue;
      const { host } = read.mention;
      const at = placeOfMention(read);
      const values = {
        host,
        zone: name.zone,
        domain,
        service: writtenName(service),
        namespace: service.namespace,
      };
      const short = printHostName({ ...name, zone: undefined, absolute: false });
      const full = printHostName({ ...name, zone: domain, absolute: false });
      // Nobody set a domain, so it may as well be the setting that is missing.
      const isGuess = domain === clusterZone(defaultSettings) && !isMisspelling(name.zone, domain);
      yield {
        at,
        message: 'other',
        values,
        ...(isGuess ? { severity: 'hint' as const } : {}),
        related: [{ resource: service, at: { path: ['metadata', 'name'] }, message: 'relatedService', values }],
        fixes: [
          ...(lookup === 'pod' && !read.mention.absolute ? [fix('fixShort', short)] : []),
          fix('fixDomain', full),
        ],
      };
      function fix(title: string, fixed: string) {
        return {
          title,
          values: { fixed },
          safety: 'suggested' as const,
          edit: () => replaceStretch(placed, at, fixed),
        };
      }
    }
  },
});

/** The domain of Services that several clusters share. Source: Kubernetes enhancement 1645, Multi-Cluster Services API. */
function isOfAllClusters(zone: string): boolean {
  return zone === 'clusterset.local';
}
