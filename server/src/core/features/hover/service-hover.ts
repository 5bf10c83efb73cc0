import type { DnsRecord } from '../../dns/record.ts';
import { recordsOf } from '../../dns/records.ts';
import { shortNamesOf, serviceFqdn } from '../../dns/names.ts';
import { tableOf } from '../../kubernetes/kinds/index.ts';
import {
  type Service,
  hasSelector,
  headlessClusterIP,
  isAcceptedHeadless,
  serviceNatureOf,
  serviceTypeOf,
  hasVirtualIp,
} from '../../kubernetes/service.ts';
import { type Placed, nameAtOf } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { linesOf } from '../../text/lines.ts';
import { behindSentences } from './behind-service.ts';
import {
  showRecordsCommand,
  code,
  paragraph,
  say,
  type CommandLink,
  type HoverContent,
  type Sentence,
  displayNamespace,
  displayText,
  aboutService,
  listOf,
  type Block,
  type Inline,
  relativeName,
  zoneOfNamespace,
} from './content.ts';
import { missingSentences, reasonSentence } from './missing.ts';
import { fileOf, spanInFile, treeOf } from '../../objects/places.ts';
import { formatMessage } from '../../util/format.ts';
import { whyNoAlias } from '../../dns/diagnosis/why-no-alias.ts';
import { traitsOf } from '../../kubernetes/kinds/effective-type.ts';
import { serviceTable } from '../../kubernetes/kinds/service.ts';
import { judgedOf, effectAt } from '../../kubernetes/table/effects.ts';
import type { Effect } from '../../kubernetes/table/fields.ts';
import { groupBy, uniqueBy } from '../../util/collections.ts';
import { answerWords, conditionWords } from '../records/record-words.ts';

/** Everything about a Service: over its name, and over references to it, which begin with a sentence of their own. */
export function serviceHover(snapshot: Snapshot, service: Placed<Service>, reference?: Sentence): HoverContent {
  const records = recordsOf(snapshot, service);
  const about = tableOf(service.resource.kind, service.resource.apiVersion)?.about;
  const meaning = about === undefined ? kindSentences(service) : [formatMessage(about)];
  const more =
    about === undefined
      ? [
          ...recordsBlock(snapshot, service, mainRecords(service, records)),
          ...paragraph(isAnswered(service) ? shortNames(service) : undefined),
          ...paragraph(...behindSentences(snapshot, service)),
          ...paragraph(...missingSentences(snapshot, service)),
        ]
      : recordsBlock(snapshot, service, records);
  const content = aboutService(snapshot, service, [reference, ...meaning], ...more);
  return { ...content, records: recordsLink(service, records) };
}

/** A link to all records of a Service, where there are any. */
export function recordsLink(service: Placed<Service>, records: readonly DnsRecord[]): CommandLink | undefined {
  const count = records.length;
  if (count === 0) return undefined;
  const nameAt = nameAtOf(service);
  const file = fileOf(service, nameAt);
  const position = linesOf(file).positionAt(spanInFile(service, nameAt).start);
  const title = count === 1 ? say('records.one') : say('records.many', { count });
  return { kind: 'command', title, command: showRecordsCommand, arguments: [file.uri, position] };
}

function shortNames(service: Placed<Service>): Sentence | undefined {
  const { sameNamespace, anyNamespace } = shortNamesOf(service);
  const [there] = anyNamespace;
  if (sameNamespace === undefined || there === undefined) return undefined;
  const here = code(sameNamespace);
  if (service.namespaceOrigin === 'templated') return say('short.namesOpen', { here });
  return say('short.names', { here, namespace: code(displayNamespace(service)), there: code(there) });
}

/** One sentence or two: what kind of Service this is to DNS. */
export function kindSentences(placed: Placed<Service>): readonly Sentence[] {
  const service = placed.resource;
  const type = serviceTypeOf(service);
  switch (serviceNatureOf(service)) {
    case 'virtualIp':
      return [say(hasSelector(service) ? 'kind.virtualIp' : 'kind.virtualIpEndpoints', { type })];
    case 'headless': {
      const kind = say(hasSelector(service) ? 'kind.headlessPods' : 'kind.headlessEndpoints');
      return isAcceptedHeadless(service)
        ? [kind]
        : [kind, say('kind.refused', { type, none: code(`clusterIP: ${headlessClusterIP}`) })];
    }
    case 'alias':
      return [aliasSentence(placed)];
    case 'unknown':
      return [say('kind.templated')];
    case 'invalid':
      return [say('kind.invalid', { type: code(displayText(type)) })];
  }
}

/** What a field in the spec of a Service does, regardless of its value, as the table of the kind says. */
export function serviceEffect(snapshot: Snapshot, service: Placed<Service>, field: string): Effect {
  const judged = judgedOf(treeOf(service), snapshot.settingsOf(service.document.file));
  return effectAt(judged, serviceTable.table, traitsOf(judged.object), ['spec', field]);
}

/** Whether the name of a Service can be answered at all; an alias to nothing or to an address cannot. */
function isAnswered(service: Placed<Service>): boolean {
  const nature = serviceNatureOf(service.resource);
  if (nature === 'alias')
    return (service.resource.externalName?.value ?? '') !== '' && whyNoAlias(service) === undefined;
  return nature !== 'invalid';
}

function aliasSentence(service: Placed<Service>): Sentence {
  const target = service.resource.externalName?.value ?? '';
  if (target === '') return say('kind.aliasEmpty');
  const why = whyNoAlias(service);
  return why === undefined ? say('kind.alias', { target: code(displayText(target)) }) : reasonSentence(why);
}

/** How many rows of each sort are shown before the rest is counted. */
const mostRows = 4;

/** Name, type, answer and condition; nothing but the first in a row that counts the rest. */
type Cells = readonly [name: Inline, type: Inline, answer: Inline, when: Inline];

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
  const virtualIp = hasVirtualIp(service.resource);
  return records.filter((record) => {
    if (record.type === 'PTR') return false;
    if (record.type === 'SRV') return record.name.startsWith('_');
    return !(virtualIp && record.level === 'coredns' && record.unknown === undefined);
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
export function recordsBlock(
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
  return [
    table(
      zone,
      [own, ports, endpoints].flatMap((group) => cut(group.map((row) => cells(row, zone)))),
    ),
  ];
}

/** A table of rows of four cells. Where the last one, the condition, is the same for all rows, it is said once in the header. */
function table(zone: string, rows: readonly Cells[]): Block {
  const [first, ...others] = uniqueBy(
    rows.map(([, , , when]) => when).filter((when) => when !== ''),
    (when) => JSON.stringify(when),
  );
  const header = [say('table.name', { zone: code(zone) }), say('table.type')];
  if (first !== undefined && others.length > 0)
    return { kind: 'table', header: [...header, say('table.answer'), say('table.when')], rows };
  const isSaid = first !== undefined && JSON.stringify(first) !== JSON.stringify(say('when.always'));
  const answer = isSaid ? say('table.answerWhen', { when: first }) : say('table.answer');
  return { kind: 'table', header: [...header, answer], rows: rows.map((row) => row.slice(0, 3)) };
}

function rowsOf(records: readonly DnsRecord[], zone: string): readonly Row[] {
  const groups = groupBy(records, (record) => `${record.name} ${record.type}`);
  return [...groups.values()].map((group) => ({ name: relativeName(group[0]?.name ?? '', zone), records: group }));
}

function cut(rows: readonly Cells[]): readonly Cells[] {
  if (rows.length <= mostRows) return rows;
  const shown = rows.slice(0, mostRows - 1);
  return [...shown, [say('moreRows', { count: rows.length - shown.length }), '', '', '']];
}

function cells({ name, records }: Row, zone: string): Cells {
  return [code(name), records[0]?.type ?? '', answerOf(records, zone), conditionWords(records)];
}

/** What records of one name and type answer with, in a few words. */
export function answerOf(records: readonly DnsRecord[], zone: string): Inline {
  if (records[0]?.type === 'SRV') return srvAnswer(records, zone);
  return listOf(distinct(records.map((record) => answerWords(record, zone))));
}

/** SRV records by their ports, long lists as a number of names. */
function srvAnswer(records: readonly DnsRecord[], zone: string): Inline {
  const byPort = groupBy(records, ({ data }) => (data.kind === 'service' ? data.port : undefined));
  return listOf(
    [...byPort].flatMap(([port, group]): readonly Inline[] => {
      const known = group.flatMap(({ data }) => (data.kind === 'service' ? (data.target ?? []) : []));
      if (port === undefined || known.length < group.length || group.length === 1)
        return distinct(group.map((record) => answerWords(record, zone)));
      if (known.length > 2) return [say('answer.portOfEach', { port: code(port), count: known.length })];
      const target = listOf(known.map((name) => code(relativeName(name, zone))));
      return [say('answer.port', { port: code(port), target })];
    }),
  );
}

function distinct(answers: readonly Inline[]): readonly Inline[] {
  return uniqueBy(answers, (answer) => JSON.stringify(answer, withoutPlaces));
}

/** Two answers are the same when they read the same; what they link to makes no difference. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'placed' ? undefined : value;
}
