import { type DnsRecord, dataText } from '../../core/dns/record.ts';
import { uniqueBy } from '../../core/util/collections.ts';
import { lineRangeOf, resourceIdOf } from '../check-report.ts';
import type { RecordsReport } from '../commands/records.ts';
import { displayPath } from '../load.ts';
import { fileOf, spanInFile } from '../../core/objects/places.ts';

/** The records as JSON: a contract, see docs/schemas/records.schema.json. */
export function recordsJson({ records, workingFolder }: RecordsReport): string {
  const printed = records.map((record) => ({
    name: record.name,
    type: record.type,
    data: dataText(record) ?? null,
    condition: record.condition,
    level: record.level,
    for: record.target === undefined ? null : resourceIdOf(record.target),
    service: serviceIdOf(record),
    sources: uniqueBy(
      record.because.map(({ resource, at }) => ({
        file: displayPath(fileOf(resource, at).path, workingFolder),
        line: lineRangeOf(fileOf(resource, at), spanInFile(resource, at)).start.line,
      })),
      ({ file, line }) => `${line} ${file}`,
    ),
  }));
  return `${JSON.stringify({ version: 1, records: printed }, undefined, 2)}\n`;
}

function serviceIdOf({ service }: DnsRecord): { readonly namespace: string; readonly name: string | null } | null {
  return service === undefined ? null : { namespace: service.namespace, name: service.name ?? null };
}
