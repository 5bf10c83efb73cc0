import { fileOf, spanInFile } from '../../core/workspace/snapshot.ts';
import { uniqueBy } from '../../core/util/collections.ts';
import { RangeReader, resourceIdOf } from '../check-report.ts';
import type { RecordsReport } from '../commands/records.ts';
import { displayPath } from '../load.ts';

/** The records as JSON: a contract, see docs/schemas/records.schema.json. */
export function recordsJson({ records, workingFolder }: RecordsReport): string {
  const ranges = new RangeReader();
  const printed = records.map(({ name, type, data, condition, level, target, service, because }) => ({
    name,
    type,
    data: data ?? null,
    condition,
    level,
    for: target === undefined ? null : resourceIdOf(target),
    service: service === undefined ? null : { namespace: service.namespace, name: service.name ?? null },
    sources: uniqueBy(
      because.map(({ resource, at }) => ({
        file: displayPath(fileOf(resource, at).path, workingFolder),
        line: ranges.range(fileOf(resource, at), spanInFile(resource, at)).start.line,
      })),
      ({ file, line }) => `${line} ${file}`,
    ),
  }));
  return `${JSON.stringify({ version: 1, records: printed }, undefined, 2)}\n`;
}
