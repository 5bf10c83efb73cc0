import type { DnsRecord } from '../../core/dns/record.ts';
import { dataText, unknownText } from '../../core/dns/record-text.ts';
import type { Resolution, Variant } from '../../core/dns/resolve.ts';
import { uniqueBy } from '../../core/util/collections.ts';
import { alignColumns } from '../../core/util/columns.ts';
import { RangeReader } from '../check-report.ts';
import { count } from '../../core/util/format.ts';
import { styled, tab, type Line, type Pieces } from '../layout.ts';
import { displayPath } from '../load.ts';
import { spanInFile } from '../../core/workspace/objects/written.ts';

const meanings: Readonly<Record<Resolution['rcode'], string>> = {
  NOERROR: 'the name exists',
  NXDOMAIN: 'the name does not exist',
};

/** What is printed beside the answer itself. */
export interface ResolveContext {
  /** What each of several Services of the same name and namespace would answer. */
  readonly variants: readonly Variant[];
  readonly workingFolder: string;
}

/**
 * The answer for a reader: the response code in words, the answers, what only a running cluster knows, the names tried, and
 * what other variants of the Service would answer.
 */
export function resolveText(resolution: Resolution, context: ResolveContext): readonly Line[] {
  const { question, rcode, tried } = resolution;
  const { known, unknown } = partsOf(resolution);
  const code = styled(rcode === 'NOERROR' ? 'green' : 'red', rcode);
  const lines: Line[] = [[`${question.name} ${question.type}: `, code, `, ${meaningOf(resolution)}.`]];
  const add = (more: readonly Line[]): void => more.forEach((line) => lines.push(line));
  if (known.length > 0) add(['', ...alignColumns(known)]);
  if (unknown.length > 0)
    add(['', 'Known to the running cluster only:', ...alignColumns(unknown).map((line) => `  ${line}`)]);
  if (tried.length > 1) add(['', 'Names tried, in this order:', ...tried.map((name) => `  ${name}`)]);
  return [...lines, ...variantLines(context)];
}

/** The answer on one line, apart by tabs: name, type and response code, then type and data of each answer. */
export function resolveLine(resolution: Resolution): Line {
  const { name, type } = resolution.question;
  return columns([name, type, resolution.rcode, ...dataOf(resolution)]);
}

/** What is printed for a line that is no question. */
export function resolveErrorLine(line: string, error: string): Line {
  return columns([line.trim(), 'error', error]);
}

function columns(cells: readonly string[]): Line {
  return cells.flatMap((cell, index): Pieces => (index === 0 ? [cell] : [tab, cell]));
}

function dataOf(resolution: Resolution): readonly string[] {
  const { known, unknown } = partsOf(resolution);
  const data = known.map(([, type, text]) => `${type} ${text}`);
  return unknown.length === 0 ? data : [...data, `(${unknown.length} known to the running cluster only)`];
}

function variantLines({ variants, workingFolder }: ResolveContext): readonly string[] {
  const [first] = variants;
  if (first === undefined) return [];
  const ranges = new RangeReader();
  const { name = '', namespace } = first.service;
  const rows = variants.map(({ service, resolution }) => {
    const { file } = service.document;
    const at = service.resource.metadata.name?.at ?? { path: ['metadata'] };
    const { line } = ranges.range(file, spanInFile(service, at)).start;
    const data = dataOf(resolution).join(', ');
    return [`  ${displayPath(file.path, workingFolder)}:${line + 1}`, resolution.rcode, data];
  });
  const amount = count(variants.length, 'Service');
  return [
    '',
    `The manifests hold ${amount} "${name}" in the namespace "${namespace}", and a cluster has one. Each would answer:`,
    ...alignColumns(rows),
  ];
}

function meaningOf({ rcode, question, answers }: Resolution): string {
  if (rcode === 'NXDOMAIN' || answers.length > 0) return meanings[rcode];
  return `${meanings[rcode]} but has no ${question.type} record`;
}

/** The answers as rows: name, type and data, or why the data is not known. */
function partsOf({ answers }: Resolution): { readonly known: readonly Row[]; readonly unknown: readonly Row[] } {
  const row = (record: DnsRecord, text: string): Row => [record.name, record.type, text];
  return {
    known: answers.flatMap((record) => {
      const data = dataText(record);
      return data === undefined ? [] : [row(record, data)];
    }),
    unknown: uniqueBy(
      answers.flatMap((record) => (record.unknown === undefined ? [] : [row(record, unknownText(record.unknown))])),
      (cells) => cells.join(' '),
    ),
  };
}

type Row = readonly [name: string, type: string, text: string];
