import { spanAt } from '../../text/span.ts';
import { clusterOf } from '../../dns/cluster.ts';
import { diagnose, type Diagnosis, type Step } from '../../dns/diagnosis/diagnose.ts';
import { reasonText, type Reason } from '../../dns/diagnosis/reason.ts';
import { nameInAddress } from '../../dns/names.ts';
import { joinLines, sentenceLines, type LinkedText, type TextLine } from '../../dns/linked-text.ts';
import { recordTypes, sourceOf, type DnsRecord } from '../../dns/record.ts';
import { resolverNamed } from '../../dns/resolver.ts';
import type { Service } from '../../kubernetes/service.ts';
import { serviceAsked } from '../../names/service-name.ts';
import { zonesOf } from '../../names/zones.ts';
import { defined, uniqueBy } from '../../util/collections.ts';
import { alignColumns, alignRow, columnWidths, startOfCell, visibleRow } from '../../util/columns.ts';
import { formatMessage } from '../../util/format.ts';
import { visible } from '../../util/visible.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { plainText } from '../hover/render.ts';
import { messages } from '../messages.ts';
import { PlaceWriter } from './place-writer.ts';
import { headingLine } from './table-text.ts';
import { answerWords, conditionWords } from './record-words.ts';
import { withoutFinalDot } from '../../util/dns-label.ts';

/** What a name answers, as a read-only document with the way back to the manifests. */
export interface AnswerDocument extends LinkedText {
  /** The name, as it was asked for; of a URL its host. */
  readonly title: string;
  /** One sentence if the name cannot be asked for; then the text says no more. */
  readonly error: string | undefined;
}

/** A name, and who asks: nobody in particular, or who `resolverNamed` knows by `from`, with its search list. */
export interface AskedName {
  readonly name: string;
  readonly from?: string;
}

/** Asks for all types of records at once. With `from` the answers are those of the first name of the search list that has an address. */
export function answerDocument(snapshot: Snapshot, { name: given, from }: AskedName): AnswerDocument {
  const name = nameInAddress(given);
  const resolver = from === undefined ? undefined : resolverNamed(snapshot, from);
  if (from !== undefined && resolver === undefined) {
    const error = formatMessage(messages['answers.noPod'], { pod: from });
    return { title: name, error, ...joinLines([{ text: error }]) };
  }
  const diagnosis = diagnose(snapshot, { name, types: recordTypes, from: resolver });
  const { error, records, steps } = diagnosis;
  if (error !== undefined) return { title: name, error, ...joinLines([{ text: error }]) };
  const places = new PlaceWriter(snapshot, 'line');
  const lines: readonly TextLine[] = [
    { text: formatMessage(messages[titleFor(from)], { name, from: from ?? '' }) },
    ...(resolver === undefined ? [] : triedLines(steps, places)),
    { text: '' },
    ...(records.length > 0 ? recordLines(records, places) : emptyLines(diagnosis, places)),
    ...serviceLines(snapshot, diagnosis, places),
  ];
  return { title: name, error: undefined, ...joinLines(lines) };
}

function titleFor(from: string | undefined): 'answers.absolute' | 'answers.fromNamespace' | 'answers.fromPod' {
  if (from === undefined) return 'answers.absolute';
  return from.includes('/') ? 'answers.fromPod' : 'answers.fromNamespace';
}

/** Every name that was tried, with what it found, and why it found nothing. */
function triedLines(steps: readonly Step[], places: PlaceWriter): readonly TextLine[] {
  if (steps.some(({ inHosts }) => inHosts))
    return steps.flatMap(({ because }) => because.flatMap((reason) => reasonLines(reason, places, '')));
  const rows = alignColumns(
    steps.map(({ asked, verdict }) => [withoutFinalDot(asked), formatMessage(messages[`answers.${verdict}`])]),
  );
  return [
    { text: '' },
    { text: formatMessage(messages['answers.tried']) },
    ...steps.flatMap(({ because }, index) => [
      { text: `  ${rows[index] ?? ''}` },
      ...uniqueBy(because, reasonText).flatMap((reason) => reasonLines(reason, places, '    ')),
    ]),
  ];
}

/** What is said if there is no record: that the name exists anyway, or why it does not. */
function emptyLines({ question, verdict, steps }: Diagnosis, places: PlaceWriter): readonly TextLine[] {
  const reasons = uniqueBy(
    steps.flatMap(({ because }) => because),
    reasonText,
  );
  return [
    { text: formatMessage(messages[`answers.${verdict}Alone`]) },
    ...(question.from === undefined ? reasons.flatMap((reason) => reasonLines(reason, places)) : []),
  ];
}

function reasonLines(reason: Reason, places: PlaceWriter, indentation = '  '): readonly TextLine[] {
  const words = visible(reasonText(reason));
  const source = reason.place;
  if (source === undefined) return sentenceLines({ text: `${indentation}${words}` });
  const place = visible(places.place(source));
  return sentenceLines({
    text: `${indentation}${place}: ${words}`,
    link: { source, columns: spanAt(indentation.length, place.length), opens: 'manifest' },
  });
}

/** The Services that the names belong to, all variants of that of the last one. */
function serviceLines(snapshot: Snapshot, { records, steps }: Diagnosis, places: PlaceWriter): readonly TextLine[] {
  const own = records.length === 0 ? [] : servicesOf(snapshot, steps.at(-1)?.asked ?? '');
  const services = uniqueBy([...own, ...defined(records.map(({ service }) => service))], (service) => service);
  return [
    ...(services.length === 0 ? [] : [{ text: '' }]),
    ...(own.length > 1 ? [{ text: formatMessage(messages['answers.variants']) }] : []),
    ...services.map((service) => headingLine(snapshot, service, places)),
  ];
}

const columns = ['anyName', 'type', 'answer', 'from', 'when'] as const;

function recordLines(records: readonly DnsRecord[], places: PlaceWriter): readonly TextLine[] {
  const header = columns.map((column) => formatMessage(messages[`table.${column}`]));
  const rows = records.map((record) => ({ record, cells: cellsOf(record, places) }));
  const widths = columnWidths([header, ...rows.map(({ cells }) => cells)]);
  return [
    { text: `  ${alignRow(header, widths)}` },
    ...rows.map(({ record, cells }): TextLine => {
      const text = `  ${alignRow(cells, widths)}`;
      const source = sourceOf(record);
      const start = 2 + startOfCell(cells, widths, 3);
      const place = spanAt(start, (cells[3] ?? '').length);
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

/** The Services that a name refers to, all variants of them. */
function servicesOf(snapshot: Snapshot, name: string): readonly Placed<Service>[] {
  const request = serviceAsked(withoutFinalDot(name).toLowerCase(), zonesOf(snapshot.settings));
  if (request === undefined) return [];
  return clusterOf(snapshot)
    .variants(request.service, request.namespace)
    .map(({ service }) => service);
}
