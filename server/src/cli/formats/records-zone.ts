import { zoneText } from '../../core/dns/zone.ts';
import type { RecordsReport } from '../commands/records.ts';

/** The records as a zone file (RFC 1035, section 5), which name servers read. */
export function recordsZone({ records, snapshot }: RecordsReport): string {
  const { text } = zoneText(records, snapshot);
  return text.endsWith('\n') ? text : `${text}\n`;
}
