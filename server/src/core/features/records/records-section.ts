import { isPartlyThere, missingAround } from '../../dns/diagnosis/expected.ts';
import type { MissingRecord } from '../../dns/diagnosis/reason.ts';
import { serviceFqdn } from '../../dns/names.ts';
import { sourceOf, type DnsRecord, type RecordSource } from '../../dns/record.ts';
import { recordsOf } from '../../dns/records.ts';
import type { Service } from '../../kubernetes/service.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { Inline } from '../hover/content.ts';
import { zoneOfNamespace } from '../hover/display-names.ts';
import { answerWords } from './record-words.ts';

/** The records of one Service, in the order in which people look for them. */
export interface RecordsSection {
  readonly service: Placed<Service>;
  /** That of its namespace, to which names are relative: `prod.svc.cluster.local`. */
  readonly zone: string;
  readonly rows: readonly RecordRow[];
  /** How many rows were left out at the end. */
  readonly more: number;
  /** Why there is no record at all, as far as anybody can tell. */
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
