import { zoneFiles, type ZoneFile } from '../../core/dns/zone-files.ts';
import type { RecordsReport } from '../commands/records.ts';
import { displayPath } from '../load.ts';
import { count } from '../../core/util/format.ts';

/** The cluster's own zone (RFC 1035, section 5), as a name server loads it, and a word on the reverse zones beside it. */
export function recordsZone(report: RecordsReport): readonly string[] {
  const [forward, ...reverse] = recordsZoneFiles(report);
  const pointers = reverse.filter((zone) => zone.count > 0);
  const beside = pointers.map((zone) => `; ${count(zone.count, 'PTR record')} in the zone "${zone.zone}"`);
  const hint = beside.length === 0 ? [] : ['', ...beside, '; --output DIR writes every zone to a file of its own.'];
  return [...(forward?.text.replace(/\n$/, '').split('\n') ?? []), ...hint];
}

/** All zones: the cluster's own, and those of the addresses. */
export function recordsZoneFiles({ records, snapshot, workingFolder }: RecordsReport): readonly ZoneFile[] {
  return zoneFiles(records, snapshot, ({ path }) => displayPath(path, workingFolder));
}
