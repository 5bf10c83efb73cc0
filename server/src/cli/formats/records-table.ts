import { reasonText } from '../../core/dns/diagnosis/reason.ts';
import {
  conditionWords,
  natureWords,
  plainText,
  recordsSection,
  type RecordRow,
  type RecordsSection,
} from '../../core/features/facade.ts';
import { nameSourceOf, type RecordSource, dataText } from '../../core/dns/record.ts';
import { largest } from '../../core/util/collections.ts';
import { alignRow, columnWidths, visibleRow, wrapText } from '../../core/util/columns.ts';
import { defineMessages, formatMessage } from '../../core/util/format.ts';
import type { RecordsReport } from '../commands/records.ts';
import { styled, type Line } from '../text-layout.ts';
import { placePrinter } from '../check-report.ts';

const messages = defineMessages('cli/formats/records-table', {
  name: 'NAME',
  type: 'TYPE',
  answer: 'ANSWER',
  when: 'WHEN',
  from: 'FROM',
  runtime: 'known only to the cluster ({what})',
  none: 'No records.',
  see: 'See {place}: {reason}',
  unnamed: 'A Service whose name is set by a template, {place}',
});

/**
 * The records as a table for each Service, and a line for a Service that has none. Where the terminal is too narrow for one
 * of the tables, each name is on a line of its own, and what it answers below it.
 */
export function recordsTable(report: RecordsReport): readonly Line[] {
  const { snapshot, services, columns, nothing } = report;
  if (services.length === 0) return [nothing];
  const places = placePrinter(report.workingFolder);
  const tables = services.map((service): Table => {
    const section = recordsSection(snapshot, service);
    const rows = section.rows.map((row) => cellsOf(row, places));
    return { section, rows, widths: columnWidths([header(), ...rows]) };
  });
  const widest = largest(
    tables.map(({ rows, widths }) => (rows.length === 0 ? 0 : widths.reduce((sum, width) => sum + width + 2, 0))),
  );
  const isNarrow = columns !== undefined && widest > columns;
  return tables.flatMap((table, index): readonly Line[] => {
    const title: Line = [styled('bold', titleOf(table.section, places))];
    const lines =
      table.rows.length === 0
        ? reasonLines(table.section, columns)
        : isNarrow
          ? narrowLines(table, columns)
          : wideLines(table);
    const missing = missingLines(table.section, places, columns);
    return [...(index === 0 ? [] : ['']), title, ...lines, ...missing];
  });
}

interface Table {
  readonly section: RecordsSection;
  readonly rows: readonly Cells[];
  readonly widths: readonly number[];
}

type Cells = readonly [name: string, type: string, answer: string, when: string, from: string];

function header(): Cells {
  const { name, type, answer, when, from } = messages;
  return [formatMessage(name), formatMessage(type), formatMessage(answer), formatMessage(when), formatMessage(from)];
}

/** Tells places as the command line does. */
type Places = (source: RecordSource) => string;

function wideLines({ rows, widths }: Table): readonly Line[] {
  return [[styled('dim', `  ${alignRow(header(), widths)}`)], ...rows.map((cells) => `  ${alignRow(cells, widths)}`)];
}

/** What a row says next to its answer is shown below the last row that says the same. */
function narrowLines({ rows }: Table, columns: number): readonly Line[] {
  return rows.flatMap(([name, type, answer, when, from], index): readonly Line[] => {
    const indented = (text: string): readonly string[] =>
      wrapText(text, columns - 10).map((line) => `${' '.repeat(10)}${line}`);
    const note = `${when}, ${from}`;
    const next = rows[index + 1];
    const isRepeated = next?.[0] === name && next[1] === type && `${next[3]}, ${next[4]}` === note;
    const [first = '', ...rest] = indented(answer);
    const lines = [`    ${type.padEnd(5)} ${first.trimStart()}`, ...rest];
    const notes = isRepeated ? [] : indented(note).map((line) => [styled('dim', line)]);
    return [...(rows[index - 1]?.[0] === name ? [] : [`  ${name}`]), ...lines, ...notes];
  });
}

function cellsOf({ record, answer, from }: RecordRow, places: Places): Cells {
  const data = dataText(record) ?? formatMessage(messages.runtime, { what: plainText(answer) });
  const place = from === undefined ? '' : places(from);
  return visibleRow([record.name, record.type, data, plainText(conditionWords([record])), place]);
}

function reasonLines({ reasons }: RecordsSection, columns: number | undefined): readonly string[] {
  const words = reasons.map(reasonText);
  return wrapText([formatMessage(messages.none), ...words].join(' '), (columns ?? 100) - 2).map((line) => `  ${line}`);
}

/** Why people look in vain for more names than there are; these themselves are left out, as what is listed exists. */
function missingLines({ missing }: RecordsSection, places: Places, columns: number | undefined): readonly string[] {
  return missing.flatMap((reason) =>
    wrapText(
      formatMessage(messages.see, { place: places(reason.place), reason: reasonText(reason) }),
      (columns ?? 100) - 2,
    ).map((line) => `  ${line}`),
  );
}

function titleOf({ service }: RecordsSection, places: Places): string {
  const where = places(nameSourceOf(service));
  if (service.name === undefined) return formatMessage(messages.unnamed, { place: where });
  return `${service.name}.${service.namespace}, ${natureWords(service)}, ${where}`;
}
