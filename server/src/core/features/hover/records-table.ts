import { serviceNatureOf, type Service } from '../../kubernetes/service.ts';
import { serviceFqdn } from '../../dns/names.ts';
import { recordsOf } from '../../dns/records.ts';
import type { DnsRecord } from '../../dns/record.ts';
import { groupBy, uniqueBy } from '../../util/collections.ts';
import type { Placed, Snapshot } from '../../workspace/snapshot.ts';
import { code, listOf, say, type Block, type Inline, type Sentence } from './content.ts';
import { relativeName, titleOf, zoneOfNamespace } from './names.ts';

/** How many rows of each sort are shown before the rest is counted. */
const mostRows = 4;

/** The records of one name and type: one row. */
interface Row {
  /** Relative to the zone of the namespace. */
  readonly name: string;
  readonly records: readonly DnsRecord[];
}

/**
 * The records of a Service that most readers look for. SRV of every port at once, reverse names, and names that CoreDNS
 * makes of addresses behind a virtual IP are left to the records document.
 */
export function mainRecords(service: Placed<Service>, records: readonly DnsRecord[]): readonly DnsRecord[] {
  const virtualIp = serviceNatureOf(service.resource) === 'virtualIp';
  return records.filter((record) => {
    if (record.type === 'PTR') return false;
    if (record.type === 'SRV') return record.name.startsWith('_');
    return !(virtualIp && record.level === 'coredns' && record.data !== undefined);
  });
}

/** The address or alias records at the very name of a Service. */
export function ownRecords(snapshot: Snapshot, service: Placed<Service>): readonly DnsRecord[] {
  const name = `${serviceFqdn(snapshot, service) ?? ''}.`;
  return recordsOf(snapshot, service).filter((record) => record.type !== 'SRV' && record.name === name);
}

/**
 * Records as a short table: those of the Service's name, then of its ports, then of its endpoints, long lists cut with a
 * count. Nothing for no records.
 */
export function recordsTable(
  snapshot: Snapshot,
  service: Placed<Service>,
  records: readonly DnsRecord[],
): readonly Block[] {
  const zone = zoneOfNamespace(snapshot, service);
  const rows = rowsOf(records, zone);
  if (rows.length === 0) return [];
  const own = rows.filter((row) => !row.name.includes('.'));
  const ports = rows.filter((row) => row.name.startsWith('_'));
  const endpoints = rows.filter((row) => row.name.includes('.') && !row.name.startsWith('_'));
  const header = [say('table.name', { zone: code(zone) }), say('table.type'), say('table.answer'), say('table.when')];
  return [{ kind: 'table', header, rows: [own, ports, endpoints].flatMap((group) => cut(group, zone)) }];
}

function rowsOf(records: readonly DnsRecord[], zone: string): readonly Row[] {
  const groups = groupBy(records, (record) => `${record.name} ${record.type}`);
  return [...groups.values()].map((group) => ({ name: relativeName(group[0]?.name ?? '', zone), records: group }));
}

function cut(rows: readonly Row[], zone: string): readonly (readonly Inline[])[] {
  if (rows.length <= mostRows) return rows.map((row) => cells(row, zone));
  const shown = rows.slice(0, mostRows - 1).map((row) => cells(row, zone));
  return [...shown, [say('moreRows', { count: rows.length - shown.length }), '', '', '']];
}

function cells({ name, records }: Row, zone: string): readonly Inline[] {
  return [code(name), records[0]?.type ?? '', answerOf(name, records, zone), conditionOf(records)];
}

function answerOf(name: string, records: readonly DnsRecord[], zone: string): Inline {
  if (records[0]?.type === 'SRV') return srvAnswer(records, zone);
  const answers = records.map((record) =>
    record.data === undefined ? unknownAddress(name, record) : code(record.data.replace(/\.$/, '')),
  );
  return listOf(uniqueBy(answers, (answer) => JSON.stringify(answer, withoutPlaces)));
}

/** An address that only a running cluster knows, told by what has it. */
function unknownAddress(name: string, { target }: DnsRecord): Sentence {
  if (target === undefined) return say('answer.endpoint');
  if (target.resource.kind === 'Service') return say('answer.virtualIp');
  if (target.resource.kind === 'Pod') return say('answer.pod', { pod: code(target.name ?? '') });
  const [label = '', ...below] = name.split('.');
  if (target.resource.kind === 'StatefulSet' && below.length > 0) return say('answer.pod', { pod: code(label) });
  return say('answer.pods', { workload: code(titleOf(target)) });
}

function srvAnswer(records: readonly DnsRecord[], zone: string): Inline {
  const answers = records.flatMap(({ data }) => {
    const [, , port, target] = data?.split(' ') ?? [];
    return port === undefined || target === undefined ? [] : [{ port, target: relativeName(target, zone) }];
  });
  if (answers.length === 0) return say('answer.srvUnknown');
  const byPort = [...groupBy(answers, (answer) => answer.port)];
  return listOf(
    byPort.map(([port, group]) =>
      srvOfPort(
        port,
        group.map((answer) => answer.target),
      ),
    ),
  );
}

function srvOfPort(port: string, targets: readonly string[]): Sentence {
  const values = { port: code(port) };
  if (targets.length > 2) return say('answer.portOfEach', { ...values, count: targets.length });
  return say('answer.port', { ...values, target: listOf(targets.map(code)) });
}

/** Records of Pods that exist whether or not they are ready still need the Pods. */
function conditionOf(records: readonly DnsRecord[]): Sentence {
  const condition = records.every((record) => record.condition === 'whenReady')
    ? 'ready'
    : records.every((record) => record.target !== undefined && 'template' in record.target.resource)
      ? 'published'
      : 'always';
  const coredns = records.every((record) => record.level === 'coredns');
  return say(coredns ? `when.${condition}Coredns` : `when.${condition}`);
}

/** Two answers are the same when they read the same; what they link to makes no difference. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'placed' ? undefined : value;
}
