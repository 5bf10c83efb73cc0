import { serviceNatureOf, type ServiceNature } from '../kubernetes/service.ts';
import { LineIndex } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import { groupBy } from '../util/collections.ts';
import { formatMessage } from '../util/format.ts';
import { spanInFile, type Placed, type Snapshot, type SnapshotFile } from '../workspace/snapshot.ts';
import type { At } from '../yaml/path.ts';
import type { DnsRecord } from './record.ts';

/** Records as a document for people, in a form that name servers read too. */
export interface ZoneText {
  readonly text: string;
  /** From lines of the text to the manifests, in order of lines. */
  readonly links: readonly ZoneLink[];
}

/** Where a line of the document comes from. */
export interface ZoneLink {
  /** Zero-based. */
  readonly line: number;
  readonly file: SnapshotFile;
  /** Offsets in the file's text. */
  readonly span: Span;
}

/** What the comments of the document say. */
export const zoneMessages = {
  title: 'What the cluster will answer for the names of these Services.',
  unknown: 'A line that begins with a semicolon is a record, too: its data is known to the running cluster only.',
  empty: 'There is no Service here that has a name in DNS.',
  service: 'Service "{name}" in the namespace "{namespace}", {nature} ({path}:{line})',
  virtualIp: 'behind a virtual IP',
  headless: 'headless',
  alias: 'an alias',
  invalid: 'of an unknown type',
  whenReady: 'while ready',
  coredns: 'CoreDNS',
} as const;

/** The seconds that records live. Source: kubernetes cmd/kubeadm/app/phases/addons/dns/manifests.go, CoreDNSConfigMap. */
const timeToLive = 30;

/**
 * Records in zone form (RFC 1035, section 5): by Service under a heading, owners relative to its namespace. A record whose data
 * is not known is a comment; so are the condition `while ready`, and `CoreDNS` for what no specification promises.
 */
export function zoneText(records: readonly DnsRecord[], snapshot: Snapshot): ZoneText {
  const lines: ZoneLine[] = [plain(`; ${zoneMessages.title}`)];
  if (records.length === 0) lines.push(plain(`; ${zoneMessages.empty}`));
  if (records.some(({ data }) => data === undefined)) lines.push(plain(`; ${zoneMessages.unknown}`));
  lines.push(plain(`$TTL ${timeToLive}`));
  for (const [service, own] of groupBy(records, (record) => record.service)) {
    const origin = service && `${service.namespace}.svc.${snapshot.settings.clusterDomain}.`;
    lines.push(plain(''));
    if (service !== undefined) lines.push(headingOf(service));
    if (origin !== undefined) lines.push(plain(`$ORIGIN ${origin}`));
    lines.push(...recordLines(own, origin ?? '.'));
  }
  const links = lines.flatMap(({ from }, line): readonly ZoneLink[] =>
    from === undefined ? [] : [{ line, file: from.resource.document.file, span: spanInFile(from.resource, from.at) }],
  );
  return { text: lines.map(({ text }) => `${text}\n`).join(''), links };
}

interface ZoneLine {
  readonly text: string;
  readonly from: { readonly resource: Placed; readonly at: At } | undefined;
}

function plain(text: string): ZoneLine {
  return { text, from: undefined };
}

function headingOf(service: NonNullable<DnsRecord['service']>): ZoneLine {
  const at = service.resource.metadata.name?.at ?? { path: ['metadata'] };
  const { file } = service.document;
  const nature: ServiceNature = serviceNatureOf(service.resource);
  const line = new LineIndex(file.text).positionAt(spanInFile(service, at).start).line + 1;
  const values = {
    name: service.name ?? '',
    namespace: service.namespace,
    nature: zoneMessages[nature],
    path: file.path,
    line,
  };
  return { text: `; ${formatMessage(zoneMessages.service, values)}`, from: { resource: service, at } };
}

function recordLines(records: readonly DnsRecord[], origin: string): readonly ZoneLine[] {
  const owners = records.map((record) => ownerOf(record, origin));
  // Reverse names are not relative, and long enough to push all the others apart.
  const width = Math.max(0, ...owners.filter((owner) => !owner.endsWith('.')).map((owner) => owner.length));
  return records.map((record, index) => {
    const notes = [
      ...(record.condition === 'whenReady' ? [zoneMessages.whenReady] : []),
      ...(record.level === 'coredns' ? [zoneMessages.coredns] : []),
    ];
    const comment = notes.length === 0 ? '' : ` ; ${notes.join(', ')}`;
    const fields = `${(owners[index] ?? '').padEnd(width)} IN ${record.type.padEnd(5)}`;
    return { text: `${fields} ${record.data ?? ''}`.trimEnd() + comment, from: record.because[1] ?? record.because[0] };
  });
}

/** The name relative to the origin, behind a semicolon where the record has no data. */
function ownerOf({ name, data }: DnsRecord, origin: string): string {
  const relative = name.endsWith(`.${origin}`) ? name.slice(0, -origin.length - 1) : name;
  return data === undefined ? `; ${relative}` : relative;
}
