import { spanAt, spanBetween } from '../../text/span.ts';
import { joinLines, sentenceLines, type LinkedText, type TextLine } from '../../dns/linked-text.ts';
import { isPartlyThere } from '../../dns/diagnosis/missing-records.ts';
import { reasonText } from '../../dns/diagnosis/reason.ts';
import { nameSourceOf, type RecordSource } from '../../dns/record.ts';
import type { Service } from '../../kubernetes/service.ts';
import { alignRow, columnWidths, startOfCell, visibleRow } from '../../util/columns.ts';
import { formatMessage, type MessageValues } from '../../util/format.ts';
import { visible } from '../../util/visible.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isNameOpen, relativeName, serviceDisplayName } from '../hover/content.ts';
import { plainText } from '../hover/render.ts';
import { messages, type MessageId } from '../messages.ts';
import { natureWords, PlaceWriter } from './place-writer.ts';
import { timeWords } from './record-words.ts';
import { recordsSection, type RecordRow, type RecordsSection } from './records-document.ts';

/** How much a document holds. Nobody reads more, and an editor that holds it should stay quick. */
export interface DocumentBounds {
  /** Beyond so many Services the places of records are left out, and those of Services are told without lines: finding lines takes parsing. */
  readonly servicesInDetail: number;
  readonly services: number;
  /** Shared by the Services; each has a few in any case. */
  readonly rows: number;
}

const usualBounds: DocumentBounds = { servicesInDetail: 200, services: 10_000, rows: 20_000 };

/** What a Service has in any case. */
const fewestRows = 4;

/** A longer name, answer or place moves the rest of its own row, and of no other. */
const columnLimits = [48, undefined, 48, 40];

/**
 * The records of Services as a table for people, under a heading for each Service that points to its manifest, names relative
 * to the zone of its namespace. `subject` says what the document is about.
 */
export function tableText(
  snapshot: Snapshot,
  subject: string,
  services: readonly Placed<Service>[],
  bounds: DocumentBounds = usualBounds,
): LinkedText {
  const shown = services.slice(0, bounds.services);
  const places = new PlaceWriter(snapshot, shown.length > bounds.servicesInDetail ? 'file' : 'line');
  const mostRows = Math.max(fewestRows, Math.floor(bounds.rows / Math.max(1, shown.length)));
  const tables = shown.map((service) => tableOf(recordsSection(snapshot, service, mostRows), places));
  const widths = columnWidths(
    tables.flatMap(({ header, rows }) => (rows.length === 0 ? [] : [header, ...rows])),
    columnLimits,
  );
  const hidden = services.length - shown.length;
  return joinLines([
    { text: formatMessage(messages['records.title'], { subject }) },
    ...legendLines(tables),
    ...tables.flatMap((table) => [{ text: '' }, ...tableLines(snapshot, table, widths, places)]),
    ...(hidden === 0
      ? []
      : [
          { text: '' },
          { text: formatMessage(messages['records.moreServices'], { count: hidden, all: services.length }) },
        ]),
  ]);
}

/** The heading of a Service: its whole name, what it is to DNS, and the way to its manifest. */
export function headingLine(snapshot: Snapshot, service: Placed<Service>, places: PlaceWriter): TextLine {
  const name = serviceDisplayName(snapshot, service)?.text ?? formatMessage(messages['records.unnamed']);
  const source = nameSourceOf(service);
  const place = visible(places.place(source));
  const text = visible(`${name}, ${natureWords(service)}, ${place}`);
  return {
    text,
    link: { source, columns: spanBetween(text.length - place.length, text.length), opens: 'manifest' },
  };
}

type Cells = readonly [name: string, type: string, answer: string, from: string, when: string];

interface Table {
  readonly section: RecordsSection;
  readonly header: Cells;
  readonly rows: readonly Cells[];
}

function tableOf(section: RecordsSection, places: PlaceWriter): Table {
  const word = (id: MessageId): string => formatMessage(messages[id]);
  const from = places.detail === 'line' ? word('table.from') : '';
  return {
    section,
    header: [word('table.anyName'), word('table.type'), word('table.answer'), from, word('table.when')],
    rows: section.rows.map((row) => cellsOf(section, row, places)),
  };
}

function cellsOf({ zone, service }: RecordsSection, { record, answer, from }: RecordRow, places: PlaceWriter): Cells {
  const place = from === undefined || places.detail === 'file' ? '' : places.placeFrom(service, from);
  return visibleRow([
    relativeName(record.name, zone),
    record.type,
    plainText(answer),
    place,
    plainText(timeWords(record)),
  ]);
}

/** What holds for all tables. */
function legendLines(tables: readonly Table[]): readonly TextLine[] {
  if (tables.length === 0) return [{ text: '' }, { text: formatMessage(messages['records.none']) }];
  const filled = tables.filter(({ rows }) => rows.length > 0);
  const [zone, ...otherZones] = new Set(filled.map(({ section }) => section.zone));
  const zones = otherZones.length === 0 ? 'records.zone' : 'records.zones';
  const isOpen = filled.some(({ section }) => section.rows.some(({ record }) => record.unknown !== undefined));
  return [
    ...(zone === undefined ? [] : [{ text: formatMessage(messages[zones], { zone }) }]),
    ...(isOpen ? [{ text: formatMessage(messages['records.unknown']) }] : []),
  ];
}

function tableLines(
  snapshot: Snapshot,
  { section, header, rows }: Table,
  widths: readonly number[],
  places: PlaceWriter,
): readonly TextLine[] {
  const heading = headingLine(snapshot, section.service, places);
  if (rows.length === 0) return [heading, ...reasonLines(snapshot, section, places), ...missingLines(section, places)];
  const firstOfCoredns = section.rows.findIndex(({ record }) => record.level === 'coredns');
  return [
    heading,
    { text: `  ${alignRow(header, widths)}` },
    ...rows.flatMap((cells, index): readonly TextLine[] => {
      const line = rowLine(section.rows[index]?.from, cells, rows[index - 1], widths);
      return index === firstOfCoredns ? [{ text: `  ${formatMessage(messages['records.coredns'])}` }, line] : [line];
    }),
    ...(section.more === 0 ? [] : [moreLine(section)]),
    ...missingLines(section, places),
  ];
}

/** Of records of one name and type the first row says these. */
function rowLine(
  source: RecordSource | undefined,
  cells: Cells,
  before: Cells | undefined,
  widths: readonly number[],
): TextLine {
  const [name, type, answer, place, when] = cells;
  const isSame = before !== undefined && before[0] === name && before[1] === type;
  const shown: Cells = isSame ? ['', '', answer, place, when] : cells;
  const text = `  ${alignRow(shown, widths)}`;
  if (source === undefined || place === '') return { text };
  const start = 2 + startOfCell(shown, widths, 3);
  return { text, link: { source, columns: spanAt(start, place.length), opens: 'manifest' } };
}

function reasonLines(
  snapshot: Snapshot,
  { reasons, service }: RecordsSection,
  places: PlaceWriter,
): readonly TextLine[] {
  if (reasons.length === 0) {
    const id = isNameOpen(snapshot, service) ? 'name.templated' : 'records.noRecord';
    return [{ text: `  ${formatMessage(messages[id])}` }];
  }
  return reasons.flatMap((reason): readonly TextLine[] => {
    const words = visible(reasonText(reason));
    return places.detail === 'file'
      ? sentenceLines({ text: `  ${formatMessage(messages['records.noRecord'])} ${words}` })
      : placedLines(
          'records.noRecordBecause',
          { reason: words },
          reason.place,
          places.placeFrom(service, reason.place),
        );
  });
}

/** The names that people look for besides those that exist. */
function missingLines({ missing, service, zone }: RecordsSection, places: PlaceWriter): readonly TextLine[] {
  if (places.detail === 'file') return [];
  return missing.flatMap((reason): readonly TextLine[] => {
    const values = { name: visible(relativeName(reason.name, zone)), reason: visible(reasonText(reason)) };
    const id = isPartlyThere(reason.reasonId) ? 'records.note' : 'records.missing';
    return placedLines(id, values, reason.place, places.placeFrom(service, reason.place));
  });
}

function placedLines(id: MessageId, values: MessageValues, source: RecordSource, written: string): readonly TextLine[] {
  const place = visible(written);
  const text = `  ${formatMessage(messages[id], { ...values, place })}`;
  const start = text.indexOf(place);
  return sentenceLines({ text, link: { source, columns: spanAt(start, place.length), opens: 'manifest' } });
}

function moreLine({ service, more }: RecordsSection): TextLine {
  const text = `  ${formatMessage(messages['records.more'], { count: more })}`;
  const source = nameSourceOf(service);
  return { text, link: { source, columns: spanBetween(2, text.length), opens: 'records' } };
}
