import { replaceStretch } from '../edits/replace-stretch.ts';
import { printHostName, readHostName, type HostName } from '../names/host-name.ts';
import { clusterZone, isInZone, withoutZone } from '../names/zones.ts';
import { writtenName } from '../objects/describe.ts';
import { isLiteral, judgedKinds, lookupOf } from '../hosts/judged-mentions.ts';
import { placeOfMention, readMentionsOf, servicesNamed } from '../hosts/mentions.ts';
import { defineRule } from './rule.ts';

export const missingSvcLabel = defineRule({
  code: 'missing-svc-label',
  severity: 'warning',
  needs: 'document',
  appliesTo: judgedKinds,
  since: '0.1.0',
  summary: 'A fully qualified name of a Service lacks its "svc".',
  source: 'Kubernetes DNS specification 2.3; CoreDNS plugin/kubernetes/parse.go, parseRequest',
  messages: {
    missing:
      'The name "{host}" lacks "svc" behind the namespace. The names of Services end in ".svc.{domain}", so it does not resolve.',
    relatedService: 'Service "{service}" in namespace "{namespace}".',
    fixName: 'Change to "{fixed}"',
  },
  *check(placed, { snapshot, settings }) {
    const domain = clusterZone(settings);
    for (const read of readMentionsOf(snapshot, placed)) {
      const { host } = read.mention;
      if (!isInZone(host, domain) || lookupOf(read) === undefined) continue;
      for (const name of readHostName(withoutZone(host, domain))) {
        if (!lacksSvc(name)) continue;
        const [service] = servicesNamed(snapshot, read, name);
        if (service === undefined) continue;
        const at = placeOfMention(read);
        const fixed = printHostName({ ...name, svc: 'written', zone: domain });
        const values = { host, domain, service: writtenName(service), namespace: service.namespace };
        yield {
          at,
          message: 'missing',
          values,
          related: [{ resource: service, at: { path: ['metadata', 'name'] }, message: 'relatedService', values }],
          fixes: [
            {
              title: 'fixName',
              values: { fixed },
              safety: 'suggested',
              edit: () => replaceStretch(placed, at, fixed),
            },
          ],
        };
        break;
      }
    }
  },
});

/** `pod` names the zone of Pods, and stands where a namespace would. */
function lacksSvc(name: HostName): boolean {
  const { namespace, svc } = name;
  return svc === 'absent' && namespace !== undefined && namespace !== 'svc' && namespace !== 'pod' && isLiteral(name);
}
