import { clusterOf } from '../../dns/cluster.ts';
import { missingRecords } from '../../dns/explain.ts';
import { joinLines, type LinkedText, type TextLine } from '../../dns/linked-text.ts';
import { lookUp, type Lookup } from '../../dns/lookup.ts';
import { missingMessages } from '../../dns/missing.ts';
import { checkName, nameProblemMessages, withoutFinalDot } from '../../dns/names.ts';
import { recordTypes, sourceOf, type DnsRecord, type RecordType } from '../../dns/record.ts';
import { eachOnce } from '../../dns/resolve.ts';
import { searchNames } from '../../dns/search.ts';
import type { Service } from '../../kubernetes/service.ts';
import { serviceAsked } from '../../names/service-name.ts';
import { zonesOf } from '../../names/zones.ts';
import { defined, uniqueBy } from '../../util/collections.ts';
import { alignColumns, alignRow, columnWidths, startOfCell, visibleRow } from '../../util/columns.ts';
import { formatMessage } from '../../util/format.ts';
import { visible } from '../../util/visible.ts';
import type { Placed, Snapshot } from '../../workspace/snapshot.ts';
import { plainText } from '../hover/render.ts';
import { messages } from '../messages.ts';
import { PlaceWriter } from './places.ts';
import { headingLine } from './table-text.ts';
import { answerWords, conditionWords } from './words.ts';

/** What a name answers, as a read-only document with the way back to the manifests. */
export interface AnswerDocument extends LinkedText {
  /** The name, as it was asked for. */
  readonly title: string;
  /** One sentence where the name is none that could be asked for; then the text says no more. */
  readonly error: string | undefined;
}

/** A name, and who asks: a Pod of a namespace, whose search list is tried, or nobody in particular. */
export interface AskedName {
  readonly name: string;
  readonly from?: string;
}

/** Asks for all types of records at once. With `from` the answers are those of the first name of the search list that has an address. */
export function answerDocument(snapshot: Snapshot, { name, from }: AskedName): AnswerDocument {
  const problem = checkName(name);
  if (problem !== undefined) {
    const error = formatMessage(nameProblemMessages[problem], { name });
    return { title: name, error, ...joinLines([{ text: error }]) };
  }
  const absolute = name.endsWith('.') ? name : `${name}.`;
  const names = from === undefined ? [absolute] : searchNames(name, from, snapshot.settings);
  const all = names.map((candidate) => tryName(snapshot, candidate));
  const answering = all.find(hasAddress) ?? all.find(hasAnswer) ?? all.find(({ exists }) => exists);
  const lastTried = all.findIndex(hasAddress);
  const tried = lastTried < 0 ? all : all.slice(0, lastTried + 1);
  const title = messages[from === undefined ? 'answers.absolute' : 'answers.fromPod'];
  const places = new PlaceWriter(snapshot, 'line');
  const lines: readonly TextLine[] = [
    { text: formatMessage(title, { name, namespace: from ?? '' }) },
    ...(from === undefined ? [] : triedLines(tried)),
    ...(answering === undefined ? absentLines(snapshot, tried) : answerLines(snapshot, answering, places)),
  ];
  return { title: name, error: undefined, ...joinLines(lines) };
}

/** One absolute name and its answers of all types. */
interface Tried {
  readonly name: string;
  readonly exists: boolean;
  readonly lookups: readonly (readonly [RecordType, Lookup])[];
}

function tryName(snapshot: Snapshot, name: string): Tried {
  const lookups = recordTypes.map((type) => [type, lookUp(snapshot, name, type)] as const);
  return { name, exists: lookups.some(([, { rcode }]) => rcode === 'NOERROR'), lookups };
}

function hasAnswer({ lookups }: Tried): boolean {
  return lookups.some(([, { answers }]) => answers.length > 0);
}

function hasAddress({ lookups }: Tried): boolean {
  const addresses = lookups.filter(([type]) => type === 'A' || type === 'AAAA' || type === 'CNAME');
  return addresses.some(([, { answers }]) => answers.length > 0);
}

function triedLines(tried: readonly Tried[]): readonly TextLine[] {
  const rows = tried.map((one) => {
    const outcome = hasAddress(one) ? 'answers' : one.exists ? 'noAddress' : 'noName';
    return [withoutFinalDot(one.name), messages[`answers.${outcome}`]];
  });
  return [
    { text: '' },
    { text: messages['answers.tried'] },
    ...alignColumns(rows).map((row): TextLine => ({ text: `  ${row}` })),
  ];
}

/** The answers, and the Services that the name belongs to. */
function answerLines(snapshot: Snapshot, { name, lookups }: Tried, places: PlaceWriter): readonly TextLine[] {
  const answers = eachOnce(lookups.flatMap(([, lookup]) => lookup.answers));
  const own = servicesOf(snapshot, name);
  const services = uniqueBy([...own, ...defined(answers.map(({ service }) => service))], (service) => service);
  return [
    { text: '' },
    ...(answers.length === 0 ? [{ text: messages['answers.empty'] }] : recordLines(answers, places)),
    ...(services.length === 0 ? [] : [{ text: '' }]),
    ...(own.length > 1 ? [{ text: messages['answers.variants'] }] : []),
    ...services.map((service) => headingLine(snapshot, service, places)),
  ];
}

const columns = ['anyName', 'type', 'answer', 'from', 'when'] as const;

function recordLines(records: readonly DnsRecord[], places: PlaceWriter): readonly TextLine[] {
  const header = columns.map((column) => messages[`table.${column}`]);
  const rows = records.map((record) => ({ record, cells: cellsOf(record, places) }));
  const widths = columnWidths([header, ...rows.map(({ cells }) => cells)]);
  return [
    { text: `  ${alignRow(header, widths)}` },
    ...rows.map(({ record, cells }): TextLine => {
      const text = `  ${alignRow(cells, widths)}`;
      const source = sourceOf(record);
      const start = 2 + startOfCell(cells, widths, 3);
      const place = { start, end: start + (cells[3] ?? '').length };
      return source === undefined ? { text } : { text, link: { source, columns: place, opens: 'manifest' } };
    }),
  ];
}

function cellsOf(record: DnsRecord, places: PlaceWriter): readonly string[] {
  const source = sourceOf(record);
  return visibleRow([
    withoutFinalDot(record.name),
    record.type,
    plainText(answerWords(record, '')),
    source === undefined ? '' : places.place(source),
    plainText(conditionWords([record])),
  ]);
}

/** Why the name does not exist, where the manifests tell. */
function absentLines(snapshot: Snapshot, tried: readonly Tried[]): readonly TextLine[] {
  const names = new Set(tried.map(({ name }) => name.toLowerCase()));
  const namespaces = new Set(defined(tried.map(({ name }) => requestOf(snapshot, name)?.namespace)));
  const expecting = [...snapshot.ofKind('Service'), ...snapshot.ofKind('StatefulSet')].filter(({ namespace }) =>
    namespaces.has(namespace),
  );
  const missing = expecting.flatMap((placed) => missingRecords(snapshot, placed)).filter(({ name }) => names.has(name));
  const reasons = missing.map(({ reasonId, values, at, resource }): TextLine => {
    const text = `  ${visible(formatMessage(missingMessages[reasonId], values))}`;
    return { text, link: { source: { resource, at }, columns: { start: 2, end: text.length }, opens: 'manifest' } };
  });
  return [{ text: '' }, { text: messages['answers.absent'] }, ...uniqueBy(reasons, ({ text }) => text)];
}

/** The Services that a name leads to, all variants of them. */
function servicesOf(snapshot: Snapshot, name: string): readonly Placed<Service>[] {
  const request = requestOf(snapshot, name);
  if (request === undefined) return [];
  return clusterOf(snapshot)
    .variants(request.service, request.namespace)
    .map(({ service }) => service);
}

function requestOf(snapshot: Snapshot, name: string) {
  return serviceAsked(withoutFinalDot(name).toLowerCase(), zonesOf(snapshot.settings));
}
