import type { Service } from '../../kubernetes/service.ts';
import type { DnsRecord } from '../../dns/record.ts';
import { groupBy, uniqueBy } from '../../util/collections.ts';
import type { Placed, Snapshot } from '../../workspace/snapshot.ts';
import { code, listOf, say, type Block, type Inline, type Sentence } from './content.ts';
import { titleOf, zoneOfNamespace } from './names.ts';

/** How many rows of each sort are shown before the rest is counted. */
const mostRows = 4;

/** The records of one name and type: one row. */
interface Row {
  /** Relative to the zone of the namespace. */
  readonly name: string;
  readonly records: readonly DnsRecord[];
}

/**
 * Records as a short table: those of the Service's name, then of its ports, then of its endpoints, long lists cut with a
 * count. What CoreDNS alone answers at names that have better answers is left to the records document. Nothing for no
 * records.
 */
export function recordsTable(
  snapshot: Snapshot,
  service: Placed<Service>,
  records: readonly DnsRecord[],
): readonly Block[] {
  const zone = zoneOfNamespace(snapshot, service);
  const rows = rowsOf(records.filter(isShown), zone);
  if (rows.length === 0) return [];
  const own = rows.filter((row) => !row.name.includes('.'));
  const ports = rows.filter((row) => row.name.startsWith('_'));
  const endpoints = rows.filter((row) => row.name.includes('.') && !row.name.startsWith('_'));
  const header = [say('table.name', { zone: code(zone) }), say('table.type'), say('table.answer'), say('table.when')];
  return [{ kind: 'table', header, rows: [own, ports, endpoints].flatMap((group) => cut(group, zone)) }];
}

/** SRV of every port at once and reverse names are of use to tools, and would crowd the table. */
function isShown(record: DnsRecord): boolean {
  if (record.type === 'PTR') return false;
  return record.type !== 'SRV' || record.name.startsWith('_');
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

function conditionOf(records: readonly DnsRecord[]): Sentence {
  const always = records.some((record) => record.condition === 'always');
  const coredns = records.every((record) => record.level === 'coredns');
  if (coredns) return say(always ? 'when.alwaysCoredns' : 'when.readyCoredns');
  return say(always ? 'when.always' : 'when.ready');
}

function relativeName(name: string, zone: string): string {
  const bare = name.replace(/\.$/, '');
  return bare.endsWith(`.${zone}`) ? bare.slice(0, -zone.length - 1) : bare;
}

/** Two answers are the same when they read the same; what they link to makes no difference. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'placed' ? undefined : value;
}
