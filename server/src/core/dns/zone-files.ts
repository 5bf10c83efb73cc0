import { isInZone, namespaceZone, zonesOf, type Zone } from '../names/zones.ts';
import { addAll, groupBy, uniqueBy } from '../util/collections.ts';
import type { Questions } from '../workspace/questions.ts';
import { clusterOf } from './cluster.ts';
import { withoutFinalDot } from './names.ts';
import { coreDns } from './profile.ts';
import type { DnsRecord } from './record.ts';
import { dataText } from './record-text.ts';
import { joinLines, type TextLine } from './linked-text.ts';
import { comment, headLines, recordLines, zoneMessages, ZoneWriter, type PathOf } from './zone-lines.ts';

/** A zone that a name server can load. */
export interface ZoneFile {
  /** The zone's name, without a final dot: the cluster domain, `in-addr.arpa` or `ip6.arpa`. */
  readonly zone: string;
  readonly text: string;
  /** How many records it serves, those every zone has left out. */
  readonly count: number;
}

/**
 * Records as zone files: the cluster's own zone first, then the reverse zones, which are there also when they are empty, as
 * CoreDNS answers for all three. Each has an SOA record and an NS record; that name server has the loopback address.
 *
 * Left as comments is what a zone cannot hold: a record whose data is not known, those of a Service whose place another of
 * its name and namespace takes (as `resolve` decides), what concerns a label that begins with a dash, as `::1` gives,
 * which BIND rejects as the name of a host, and the aliases of a slice of names, beside which a zone has nothing. Source: RFC 1035 5; CoreDNS plugin/backend_lookup.go, SOA; BIND check-names.
 */
export function zoneFiles(records: readonly DnsRecord[], snapshot: Questions, pathOf: PathOf): readonly ZoneFile[] {
  const forward = records.filter(({ type }) => type !== 'PTR');
  const pointers = records.filter(
    (record) => record.type === 'PTR' && replacementOf(snapshot, record.service) === undefined,
  );
  const writer = new ZoneWriter(pathOf);
  // What several clusters share is a zone only where anything is shared.
  const isThere = (zone: Zone): boolean =>
    zone.kind === 'reverse' || !zone.isShared || forward.some(({ name }) => isInZone(withoutFinalDot(name), zone.name));
  return zonesOf(snapshot.settings)
    .filter(isThere)
    .map(({ kind, name }) =>
      kind === 'reverse' ? reverseZone(pointers, name) : forwardZone(forward, name, snapshot, writer),
    );
}

function forwardZone(all: readonly DnsRecord[], zone: string, snapshot: Questions, writer: ZoneWriter): ZoneFile {
  const records = all.filter(({ name }) => isInZone(withoutFinalDot(name), zone));
  const lines = headLines(records);
  addAll(lines, apexLines(zone));
  lines.push({ text: `dns-version ${coreDns.schema.timeToLive} IN TXT "${coreDns.schema.version}"` });
  let count = 0;
  for (const [service, own] of groupBy(records, (record) => record.service)) {
    if (service === undefined) continue;
    const origin = `${namespaceZone(service.namespace, zone)}.`;
    const replacement = replacementOf(snapshot, service);
    const isLeftOut = (record: DnsRecord): boolean =>
      replacement !== undefined || isNoHostName(record) || isOneOfSeveral(record);
    count += own.filter((record) => record.unknown === undefined && !isLeftOut(record)).length;
    lines.push({ text: '' }, writer.heading(service));
    if (replacement !== undefined) {
      lines.push(comment(zoneMessages.replaced, { place: writer.placeOf(replacement) }));
    }
    lines.push({ text: `$ORIGIN ${origin}` });
    addAll(lines, recordLines(own, origin, { asComments: isLeftOut }));
  }
  return { zone, text: joinLines(lines).text, count };
}

/** Whether an alias is that of an endpoint, of which there may be several at a name. Source: RFC 1034 3.6.2. */
function isOneOfSeveral({ type, target }: DnsRecord): boolean {
  return type === 'CNAME' && target?.resource.kind === 'EndpointSlice';
}

function reverseZone(pointers: readonly DnsRecord[], zone: string): ZoneFile {
  const own = pointers.filter(({ name }) => isInZone(withoutFinalDot(name), zone));
  const records = uniqueBy(own, (record) => `${record.name} ${dataText(record) ?? ''}`);
  const pointerLines = recordLines(records, `${zone}.`, { asComments: isNoHostName });
  const lines = [comment(zoneMessages.reverse), ...apexLines(zone), { text: '' }, ...pointerLines];
  return { zone, text: joinLines(lines).text, count: records.filter((record) => !isNoHostName(record)).length };
}

/** The numbers are CoreDNS', but for the serial: the same records make the same file. */
function apexLines(zone: string): readonly TextLine[] {
  return [
    { text: `$TTL ${coreDns.timeToLive}` },
    { text: `$ORIGIN ${zone}.` },
    comment(zoneMessages.server),
    { text: `@ IN SOA ns.dns hostmaster 1 7200 1800 86400 ${coreDns.timeToLive}` },
    { text: '@ IN NS ns.dns' },
    { text: 'ns.dns IN A 127.0.0.1' },
  ];
}

/** The Service that answers in the place of one, of several of one name and namespace. */
function replacementOf(snapshot: Questions, service: DnsRecord['service']): DnsRecord['service'] {
  if (service?.name === undefined) return undefined;
  const answering = clusterOf(snapshot).service(service.name, service.namespace, {
    kind: service.resource.kind,
  })?.service;
  return answering === service ? undefined : answering;
}

/** Names of hosts are the owners of addresses, and what SRV and PTR records lead to. */
function isNoHostName(record: DnsRecord): boolean {
  const { name, type, data } = record;
  if (type === 'CNAME' || data.kind === 'text') return false;
  const host = data.kind === 'address' ? name : (data.target ?? '');
  return /^-|-\.|\.-/.test(host);
}
