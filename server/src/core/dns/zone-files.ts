import { spanBetween } from '../text/span.ts';
import { serviceNatureOf, type ServiceNature } from '../kubernetes/service.ts';
import { linesOf } from '../text/lines.ts';
import { largest, addAll, groupBy, uniqueBy } from '../util/collections.ts';
import { defineMessages, formatMessage, type Message, type MessageValues } from '../util/format.ts';
import { type TextLine, joinLines, type LinkedText } from './linked-text.ts';
import { sourceOf, type DnsRecord, dataText, nameSourceOf } from './record.ts';
import { type Placed, nameAtOf } from '../objects/placed.ts';
import type { SnapshotFile } from '../files/file.ts';
import { spanInFile } from '../objects/places.ts';
import { namespaceZone, relativeTo, zoneServing, isInZone, zonesOf, type Zone } from '../names/zones.ts';
import type { Questions } from '../workspace/questions.ts';
import { coreDns } from './profile.ts';
import { clusterOf } from './cluster.ts';
import { withoutFinalDot } from '../util/dns-label.ts';

/** What the comments of the text say. */
const zoneMessages = defineMessages('dns/zone-files', {
  title: 'What the cluster answers for the names of these Services.',
  unknown: 'Lines starting with ; are records whose addresses exist only once the cluster runs.',
  empty: 'No Service here has a name in DNS.',
  service: 'Service "{name}" in the namespace "{namespace}", {nature} ({place})',
  replaced: 'Left out: another Service of the same name and namespace takes its place ({place}).',
  server: 'A zone has to name a server. Here it is the one that loads this file; the cluster has its own.',
  reverse: 'The names of the addresses that are known.',
  virtualIp: 'behind a virtual IP',
  headless: 'headless',
  alias: 'an alias',
  invalid: 'of an invalid type',
  templated: 'of a type that a template decides',
  whenReady: 'while ready',
  coredns: 'CoreDNS',
});

const natures = {
  virtualIp: 'virtualIp',
  headless: 'headless',
  alias: 'alias',
  invalid: 'invalid',
  unknown: 'templated',
} as const satisfies Record<ServiceNature, keyof typeof zoneMessages>;

/** How a file is called where people read it. */
type PathOf = (file: SnapshotFile) => string;

/** A comment of one line. */
function comment(message: Message, values: MessageValues = {}): TextLine {
  return { text: `; ${formatMessage(message, values)}` };
}

/** The first lines of a zone: what it is, and what is to be known of its records. */
function headLines(records: readonly DnsRecord[]): TextLine[] {
  const lines = [comment(zoneMessages.title)];
  if (records.length === 0) lines.push(comment(zoneMessages.empty));
  if (records.some(({ unknown }) => unknown !== undefined)) lines.push(comment(zoneMessages.unknown));
  return lines;
}

/** Writes the lines about Services. */
class ZoneWriter {
  readonly #pathOf: PathOf;

  constructor(pathOf: PathOf) {
    this.#pathOf = pathOf;
  }

  /** The heading of a Service: what it is, and where. */
  heading(service: NonNullable<DnsRecord['service']>): TextLine {
    const nature = natures[serviceNatureOf(service.resource)];
    const place = this.placeOf(service);
    const values = { name: service.name ?? '', namespace: service.namespace, nature: zoneMessages[nature], place };
    const text = `; ${formatMessage(zoneMessages.service, values)}`;
    const end = text.length - 1;
    const source = nameSourceOf(service);
    return { text, link: { source, columns: spanBetween(end - place.length, end), opens: 'manifest' } };
  }

  /** Where the name of an object is: `db.yaml:4`. */
  placeOf(placed: Placed): string {
    const { file } = placed.document;
    const line = linesOf(file).positionAt(spanInFile(placed, nameAtOf(placed)).start).line + 1;
    // A line end in a path would end the comment.
    return `${this.#pathOf(file).replace(/\p{Cc}/gu, '?')}:${line}`;
  }
}

/**
 * Records as lines with aligned columns, relative to an origin with its final dot. A record whose data is not known is a
 * comment; with `asComments` all are.
 */
function recordLines(
  records: readonly DnsRecord[],
  origin: string,
  { asComments = () => false }: { readonly asComments?: (record: DnsRecord) => boolean } = {},
): readonly TextLine[] {
  const owners = records.map((record) => {
    const { name, unknown } = record;
    const relative = relativeTo(name, origin);
    return unknown !== undefined || asComments(record) ? `; ${relative}` : relative;
  });
  // Reverse names are not relative, and long enough to push all the others apart.
  const width = largest(owners.filter((owner) => !owner.endsWith('.')).map((owner) => owner.length));
  return records.map((record, index): TextLine => {
    const owner = owners[index] ?? '';
    const fields = `${owner.padEnd(width)} IN ${record.type.padEnd(5)} ${dataText(record) ?? ''}`.trimEnd();
    const text = fields + noteOf(record);
    const source = sourceOf(record);
    const columns = spanBetween(owner.startsWith('; ') ? 2 : 0, owner.length);
    return source === undefined ? { text } : { text, link: { source, columns, opens: 'manifest' } };
  });
}

function noteOf({ condition, level }: DnsRecord): string {
  const notes = [
    ...(condition === 'whenReady' ? [formatMessage(zoneMessages.whenReady)] : []),
    ...(level === 'coredns' ? [formatMessage(zoneMessages.coredns)] : []),
  ];
  return notes.length === 0 ? '' : ` ; ${notes.join(', ')}`;
}

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
 * which BIND rejects as the name of a host, and the aliases of a slice of names, beside which a zone has nothing. Source: RFC 1035 5;
 * CoreDNS plugin/backend_lookup.go, SOA; BIND check-names.
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
