import { byPath } from '../../util/collections.ts';
import type { LinkedText } from '../../dns/linked-text.ts';
import { zoneText } from '../../dns/zone-files.ts';
import type { Service } from '../../kubernetes/service.ts';
import { isServed, type Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { formatMessage } from '../../util/format.ts';
import { messages } from '../messages.ts';
import { serviceAt } from '../name-at.ts';
import { placesIn, resourceIn } from '../at-cursor.ts';
import { objectsOf } from '../kustomization-entry.ts';
import { tableText } from './table-text.ts';
import { fileNameOf } from '../../util/paths.ts';
import { isPartlyThere, missingAround } from '../../dns/diagnosis/missing-records.ts';
import type { MissingRecord } from '../../dns/diagnosis/reason.ts';
import { serviceFqdn } from '../../dns/names.ts';
import { sourceOf, type DnsRecord, type RecordSource } from '../../dns/record.ts';
import { recordsOf } from '../../dns/records.ts';
import { type Inline, zoneOfNamespace } from '../hover/content.ts';
import { answerWords } from './record-words.ts';

/** What to show the records of. */
export type RecordsTarget =
  | { readonly kind: 'workspace' }
  | { readonly kind: 'file'; readonly uri: string }
  /** Several files, as those below a folder, and what they are called together. */
  | { readonly kind: 'files'; readonly uris: readonly string[]; readonly title: string }
  /** The Service at a place, or the one that the object there refers to. */
  | { readonly kind: 'service'; readonly uri: string; readonly offset: number };

/** How to show them: as a table for people, or as name servers read them. */
export type RecordsForm = 'table' | 'zone';

/** Records as a read-only document. */
export interface RecordsDocument extends LinkedText {
  /** What it is about: `db.prod`, a file's name, or the workspace. */
  readonly title: string;
}

/**
 * The records of the workspace, of the Services that files declare or refer to, or of the Service at a place. At a place
 * without a Service, those of its file.
 */
export function recordsDocument(
  snapshot: Snapshot,
  target: RecordsTarget,
  form: RecordsForm = 'table',
): RecordsDocument {
  switch (target.kind) {
    case 'workspace':
      return documentOf(snapshot, formatMessage(messages.workspace), servicesOfWorkspace(snapshot), form);
    case 'file':
      return fileDocument(snapshot, target.uri, form);
    case 'files':
      return documentOf(snapshot, target.title, inOrder(servicesOf(snapshot, target.uris)), form);
    case 'service': {
      const services = servicesAtOffset(snapshot, target.uri, target.offset);
      const [first] = services;
      if (first?.name === undefined) return fileDocument(snapshot, target.uri, form);
      return documentOf(snapshot, `${first.name}.${first.namespace}`, services, form);
    }
  }
}

function fileDocument(snapshot: Snapshot, uri: string, form: RecordsForm): RecordsDocument {
  const path = snapshot.files.get(uri)?.path ?? uri;
  return documentOf(snapshot, fileNameOf(path), servicesOf(snapshot, [uri]), form);
}

/** All Services of the workspace, by the paths of their files. */
export function servicesOfWorkspace(snapshot: Snapshot): readonly Placed<Service>[] {
  return inOrder(snapshot.everything.served);
}

/** The Services that files declare or patch, those that their objects refer to, and those that a kustomization builds. */
export function servicesOf(snapshot: Snapshot, uris: readonly string[]): readonly Placed<Service>[] {
  const services = uris.flatMap((uri) =>
    [...snapshot.inFile(uri), ...patchedIn(snapshot, uri)].flatMap((placed): readonly Placed<Service>[] => {
      if (isServed(placed)) return [placed];
      if (placed.resource.kind === 'Kustomization')
        return objectsOf(snapshot, placed.document.file, placed).filter(isServed);
      return snapshot.links.from(placed).flatMap((link) => link.to.filter(isServed));
    }),
  );
  return [...new Set(services)];
}

/** What patches in a file change. */
function patchedIn(snapshot: Snapshot, uri: string): readonly Placed[] {
  const file = snapshot.files.get(uri);
  return file === undefined ? [] : snapshot.writtenIn(file);
}

function documentOf(
  snapshot: Snapshot,
  title: string,
  services: readonly Placed<Service>[],
  form: RecordsForm,
): RecordsDocument {
  if (form === 'table') return { title, ...tableText(snapshot, title, services) };
  const records = services.flatMap((service) => recordsOf(snapshot, service));
  return { title, ...zoneText(records, snapshot) };
}

/** What is open in the editor comes first in a workspace, which is no order for people. */
function inOrder(services: readonly Placed<Service>[]): readonly Placed<Service>[] {
  return [...services].sort((one, other) => byPath(one.document.file, other.document.file));
}

/** The Service that the object at a place is, names, or belongs to, as each kustomization builds it, the first one first. */
export function servicesAtOffset(snapshot: Snapshot, uri: string, offset: number): readonly Placed<Service>[] {
  const places = placesIn(snapshot, uri, offset);
  const around = places.length > 0 ? undefined : resourceIn(snapshot, uri, offset);
  const whole = around === undefined ? [] : snapshot.variantsOf(around).map((placed) => ({ placed, path: [] }));
  const services = [...places, ...whole].flatMap(({ placed, path }) => serviceAt(snapshot, placed, path) ?? []);
  return [...new Set(services)];
}

/** The records of one Service, in the order in which people look for them. */
export interface RecordsSection {
  readonly service: Placed<Service>;
  /** That of its namespace, to which names are relative: `prod.svc.cluster.local`. */
  readonly zone: string;
  readonly rows: readonly RecordRow[];
  /** How many rows were left out at the end. */
  readonly more: number;
  /** Why there is no record at all, as far as is known. */
  readonly reasons: readonly MissingRecord[];
  /** The other names that people look for in vain, or that some DNS servers have. */
  readonly missing: readonly MissingRecord[];
}

/** A record as people read it. */
export interface RecordRow {
  readonly record: DnsRecord;
  readonly answer: Inline;
  /** The place to look at. */
  readonly from: RecordSource | undefined;
}

/**
 * The records of a Service as a table of at most so many rows: what the DNS specification promises first, then what CoreDNS
 * adds; addresses before ports before reverse names in both.
 */
export function recordsSection(snapshot: Snapshot, service: Placed<Service>, mostRows = Infinity): RecordsSection {
  const zone = zoneOfNamespace(snapshot, service);
  const records = recordsOf(snapshot, service);
  const ownName = `${serviceFqdn(snapshot, service) ?? ''}.`;
  const missing = missingAround(snapshot, service);
  const reasons =
    records.length > 0 ? [] : missing.filter(({ name, reasonId }) => name === ownName && !isPartlyThere(reasonId));
  const shown = [...records].sort((one, other) => rankOf(one) - rankOf(other)).slice(0, mostRows);
  return {
    service,
    zone,
    rows: shown.map((record) => ({
      record,
      answer: answerWords(record, zone),
      from: sourceOf(record),
    })),
    more: records.length - shown.length,
    reasons,
    missing: missing.filter((one) => !reasons.includes(one) && (records.length > 0 || !isPartlyThere(one.reasonId))),
  };
}

function rankOf({ type, level }: DnsRecord): number {
  const kind = type === 'PTR' ? 2 : type === 'SRV' ? 1 : 0;
  return level === 'spec' ? kind : kind + 3;
}
