import type { DnsRecord } from '../../core/dns/record.ts';
import { dataText } from '../../core/dns/record-text.ts';
import { serviceNatureOf, type Service } from '../../core/kubernetes/service.ts';
import { groupBy } from '../../core/util/collections.ts';
import type { Placed } from '../../core/workspace/snapshot.ts';
import { RangeReader } from '../check-report.ts';
import type { RecordsReport } from '../commands/records.ts';
import { alignColumns, styled, type Line } from '../layout.ts';
import { displayPath } from '../load.ts';
import { spanInFile } from '../../core/workspace/objects/written.ts';

const natures = {
  virtualIp: 'virtual IP',
  headless: 'headless',
  alias: 'alias',
  invalid: 'no valid type',
  unknown: 'left open by a template',
} as const;

/** The records as a table for each Service, and a line for a Service that has none. */
export function recordsTable({ services, records, workingFolder, asked }: RecordsReport): readonly Line[] {
  if (services.length === 0) return [`The manifests hold no ${asked}.`];
  const ranges = new RangeReader();
  const byService = groupBy(records, (record) => record.service);
  return services.flatMap((service, index): readonly Line[] => {
    const owned = byService.get(service) ?? [];
    const between = index === 0 ? [] : [''];
    const title = [styled('bold', titleOf(service, ranges, workingFolder))];
    if (owned.length === 0) return [...between, title, '  No records.'];
    const [header = '', ...rows] = alignColumns([['NAME', 'TYPE', 'ANSWER', 'WHEN', 'LEVEL'], ...owned.map(row)]);
    return [...between, title, [styled('dim', `  ${header}`)], ...rows.map((line) => `  ${line}`)];
  });
}

function row(record: DnsRecord): readonly string[] {
  const { name, type, condition, level } = record;
  const when = condition === 'always' ? 'always' : 'when ready';
  return [name, type, dataText(record) ?? 'known only to the cluster', when, level === 'spec' ? 'spec' : 'CoreDNS'];
}

function titleOf(service: Placed<Service>, ranges: RangeReader, workingFolder: string): string {
  const { resource, document, name, namespace } = service;
  const { line } = ranges.range(document.file, spanInFile(service, { path: ['metadata', 'name'] })).start;
  const where = `${displayPath(document.file.path, workingFolder)}:${line + 1}`;
  if (name === undefined) return `A Service whose name is not written out, ${where}`;
  return `${name}.${namespace}, ${natures[serviceNatureOf(resource)]}, ${where}`;
}
