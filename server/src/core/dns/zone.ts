import { namespaceZone, zoneServing } from '../names/zones.ts';
import { addAll, groupBy } from '../util/collections.ts';
import type { Questions } from '../workspace/questions.ts';
import type { DnsRecord } from './record.ts';
import { joinLines, type LinkedText } from './linked-text.ts';
import { coreDns } from './profile.ts';
import { headLines, recordLines, ZoneWriter } from './zone-lines.ts';

/**
 * Records as a document for people: by Service under a heading, owners relative to its namespace, PTR records beside the
 * addresses. A record whose data is not known is a comment; so are the condition `while ready`, and `CoreDNS` for what no
 * specification promises. Of several variants of a Service each is shown. Files for name servers are made by `zoneFiles`.
 */
export function zoneText(records: readonly DnsRecord[], snapshot: Questions): LinkedText {
  const writer = new ZoneWriter(({ path }) => path);
  const lines = headLines(records);
  lines.push({ text: `$TTL ${coreDns.timeToLive}` });
  for (const [service, own] of groupBy(records, (record) => record.service)) {
    const origin =
      service && `${namespaceZone(service.namespace, zoneServing(service.resource.kind, snapshot.settings))}.`;
    lines.push({ text: '' });
    if (service !== undefined) lines.push(writer.heading(service));
    if (origin !== undefined) lines.push({ text: `$ORIGIN ${origin}` });
    addAll(lines, recordLines(own, origin ?? '.'));
  }
  return joinLines(lines);
}
