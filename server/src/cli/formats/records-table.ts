import type { DnsRecord } from '../../core/dns/record.ts';
import { serviceNatureOf } from '../../core/kubernetes/service.ts';
import { groupBy } from '../../core/util/collections.ts';
import { spanInFile, type Placed } from '../../core/workspace/snapshot.ts';
import { RangeReader } from '../check-report.ts';
import type { RecordsReport } from '../commands/records.ts';
import { alignColumns, type Paint } from '../layout.ts';
import { displayPath } from '../load.ts';

const natures = { virtualIp: 'virtual IP', headless: 'headless', alias: 'alias', invalid: 'no valid type' } as const;

/** The records as a table a Service. */
export function recordsTable({ records, workingFolder, asked, snapshot }: RecordsReport, paint: Paint): string {
  if (records.length === 0)
    return `${snapshot.resources.length === 0 ? 'There are no Kubernetes objects here.' : `The manifests make no DNS records of ${asked}.`}\n`;
  const ranges = new RangeReader();
  const groups = [...groupBy(records, (record) => record.service)].map(([service, owned]) => {
    const [header = '', ...rows] = alignColumns([['NAME', 'TYPE', 'ANSWER', 'WHEN', 'LEVEL'], ...owned.map(row)]);
    const title = service === undefined ? 'Of no Service' : titleOf(service, ranges, workingFolder);
    return [paint('bold', title), paint('dim', `  ${header}`), ...rows.map((line) => `  ${line}`)];
  });
  return `${groups.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function row({ name, type, data, condition, level }: DnsRecord): readonly string[] {
  const when = condition === 'always' ? 'always' : 'when ready';
  return [name, type, data ?? 'known to the cluster', when, level === 'spec' ? 'spec' : 'CoreDNS'];
}

function titleOf(service: Placed, ranges: RangeReader, workingFolder: string): string {
  const { resource, document, name, namespace } = service;
  const { line } = ranges.range(document.file, spanInFile(service, { path: ['metadata', 'name'] })).start;
  const nature = resource.kind === 'Service' ? `, ${natures[serviceNatureOf(resource)]}` : '';
  return `${name ?? ''}.${namespace}${nature}, ${displayPath(document.file.path, workingFolder)}:${line + 1}`;
}
