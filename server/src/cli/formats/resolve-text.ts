import { sortedByText, type Diagnosis, type Step, type Variant } from '../../core/dns/diagnosis/diagnose.ts';
import { reasonText, type Reason } from '../../core/dns/diagnosis/reasons.ts';
import type { Verdict } from '../../core/dns/lookup.ts';
import type { DnsRecord } from '../../core/dns/record.ts';
import { dataText, unknownText } from '../../core/dns/record-text.ts';
import { uniqueBy } from '../../core/util/collections.ts';
import { alignColumns } from '../../core/util/columns.ts';
import { count } from '../../core/util/format.ts';
import { placeOf } from '../../core/objects/places.ts';
import { RangeReader } from '../check-report.ts';
import { styled, tabStop, type Line, type Pieces, type Style } from '../text-layout.ts';
import { displayPath } from '../load.ts';

/** How an answer is headed: a response code or a word in its place, in a colour, and what it means. */
const headings: Readonly<Record<Verdict, { readonly code: string; readonly style: Style; readonly meaning: string }>> =
  {
    found: { code: 'NOERROR', style: 'green', meaning: 'the name exists' },
    empty: { code: 'NOERROR', style: 'green', meaning: 'the name exists' },
    absent: { code: 'NXDOMAIN', style: 'red', meaning: 'the name does not exist' },
    forwarded: { code: 'forwarded', style: 'yellow', meaning: 'resolvers outside of the cluster are asked' },
    unknown: { code: 'not known', style: 'yellow', meaning: 'whether the name exists, only a running cluster knows' },
  };

/** What is printed beside the answer itself. */
export interface ResolveContext {
  /** What each of several Services of the same name and namespace would answer. */
  readonly variants: readonly Variant[];
  readonly workingFolder: string;
}

/**
 * The answer for a reader: the response code in words, the answers, what only a running cluster knows, why there is none, the
 * names tried, and what other variants of the Service would answer.
 */
export function resolveText(diagnosis: Diagnosis, context: ResolveContext): readonly Line[] {
  const { question, verdict, steps } = diagnosis;
  const { known, unknown } = partsOf(diagnosis);
  const { code, style, meaning } = headings[verdict];
  const [type = 'A'] = question.types;
  const without = verdict === 'empty' ? ` but has no ${type} record` : '';
  const lines: Line[] = [[`${question.name} ${type}: `, styled(style, code), `, ${meaning}${without}.`]];
  const add = (more: readonly Line[]): void => more.forEach((line) => lines.push(line));
  if (known.length > 0) add(['', ...alignColumns(known)]);
  if (unknown.length > 0)
    add(['', 'Known to the running cluster only:', ...alignColumns(unknown).map((line) => `  ${line}`)]);
  const reasonLines = reasonWriter(context);
  const [step] = steps;
  if (steps.length > 1) add(['', 'Names tried, in this order:', ...stepLines(steps, reasonLines)]);
  else if (step?.inHosts === true)
    add(['', 'The hosts file of the Pod has the name, by its hostAliases. DNS is not asked.']);
  // What the heading says is not said again.
  else if (step !== undefined && !step.because.every(({ reasonId }) => reasonId === 'forwarded'))
    add(['', ...reasonLines(step)]);
  return [...lines, ...variantLines(context)];
}

/** Every name that was tried, with what it found, and why it found nothing. */
function stepLines(steps: readonly Step[], reasonLines: (step: Step) => readonly string[]): readonly string[] {
  const rows = alignColumns(steps.map(({ asked, verdict }) => [asked, headings[verdict].code]));
  return steps.flatMap((step, index) => [`  ${rows[index] ?? ''}`, ...reasonLines(step).map((line) => `    ${line}`)]);
}

/** Prints the reasons of a step, each once, with the line to look at. */
function reasonWriter({ workingFolder }: ResolveContext): (step: Step) => readonly string[] {
  const ranges = new RangeReader();
  const textOf = (reason: Reason): string => {
    if (reason.place === undefined) return reasonText(reason);
    const { file, span } = placeOf(reason.place.resource, reason.place.at);
    const { line } = ranges.range(file, span).start;
    return `${displayPath(file.path, workingFolder)}:${line + 1}: ${reasonText(reason)}`;
  };
  return ({ because }) => [...new Set(because.map(textOf))];
}

/** The answer on one line, apart by tabs: name, type and response code, then type and data of each answer. */
export function resolveLine(diagnosis: Diagnosis): Line {
  const { name, types } = diagnosis.question;
  return columns([name, types.join(' '), headings[diagnosis.verdict].code, ...dataOf(diagnosis)]);
}

/** What is printed for a line that is no question. */
export function resolveErrorLine(line: string, error: string): Line {
  return columns([line.trim(), 'error', error]);
}

function columns(cells: readonly string[]): Line {
  return cells.flatMap((cell, index): Pieces => (index === 0 ? [cell] : [tabStop, cell]));
}

function dataOf(diagnosis: Diagnosis): readonly string[] {
  const { known, unknown } = partsOf(diagnosis);
  const data = known.map(([, type, text]) => `${type} ${text}`);
  return unknown.length === 0 ? data : [...data, `(${unknown.length} known to the running cluster only)`];
}

function variantLines({ variants, workingFolder }: ResolveContext): readonly string[] {
  const [first] = variants;
  if (first === undefined) return [];
  const ranges = new RangeReader();
  const { name = '', namespace } = first.service;
  const rows = variants.map(({ service, diagnosis }) => {
    const { file, span } = placeOf(service, service.resource.metadata.name?.at ?? { path: ['metadata'] });
    const { line } = ranges.range(file, span).start;
    const data = dataOf(diagnosis).join(', ');
    return [`  ${displayPath(file.path, workingFolder)}:${line + 1}`, headings[diagnosis.verdict].code, data];
  });
  const amount = count(variants.length, 'Service');
  return [
    '',
    `The manifests hold ${amount} "${name}" in the namespace "${namespace}", and a cluster has one. Each would answer:`,
    ...alignColumns(rows),
  ];
}

/** The answers as rows: name, type and data, or why the data is not known. */
function partsOf({ records }: Diagnosis): { readonly known: readonly Row[]; readonly unknown: readonly Row[] } {
  const row = (record: DnsRecord, text: string): Row => [record.name, record.type, text];
  return {
    known: sortedByText(records).flatMap((record) => {
      const data = dataText(record);
      return data === undefined ? [] : [row(record, data)];
    }),
    unknown: uniqueBy(
      records.flatMap((record) => (record.unknown === undefined ? [] : [row(record, unknownText(record.unknown))])),
      (cells) => cells.join(' '),
    ),
  };
}

type Row = readonly [name: string, type: string, text: string];
