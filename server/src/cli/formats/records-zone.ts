import { zoneFiles, type ZoneFile } from '../../core/dns/zone-files.ts';
import type { RecordsReport } from '../commands/records.ts';
import { displayPath } from '../load.ts';
import { defineMessages, formatMessage } from '../../core/util/format.ts';

const messages = defineMessages('cli/formats/records-zone', {
  pointers: '{count} {PTR record/PTR records} in the zone "{zone}"',
  output: '--output DIR writes every zone to a file of its own.',
});

/** The cluster's own zone (RFC 1035, section 5), as a name server loads it, and a word on the reverse zones beside it. */
export function recordsZone(report: RecordsReport): readonly string[] {
  const [forward, ...reverse] = recordsZoneFiles(report);
  const pointers = reverse.filter((zone) => zone.count > 0);
  const beside = pointers.map(({ zone, count }) => `; ${formatMessage(messages.pointers, { zone, count })}`);
  const hint = beside.length === 0 ? [] : ['', ...beside, `; ${formatMessage(messages.output)}`];
  return [...(forward?.text.replace(/\n$/, '').split('\n') ?? []), ...hint];
}

/** All zones: the cluster's own, and those of the addresses. */
export function recordsZoneFiles({ records, snapshot, workingFolder }: RecordsReport): readonly ZoneFile[] {
  return zoneFiles(records, snapshot, ({ path }) => displayPath(path, workingFolder));
}
