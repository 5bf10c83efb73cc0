import { sortedByText, type Diagnosis, type Step, type Variant } from '../../core/dns/diagnosis/diagnose.ts';
import { reasonText, type Reason } from '../../core/dns/diagnosis/reason.ts';
import type { Verdict } from '../../core/dns/lookup.ts';
import { type DnsRecord, dataText, unknownText, nameSourceOf } from '../../core/dns/record.ts';
import { isPublicDomain } from '../../core/names/public-domains.ts';
import { uniqueBy } from '../../core/util/collections.ts';
import { alignColumns, hangText } from '../../core/util/columns.ts';
import { defineMessages, formatMessage, type Message } from '../../core/util/format.ts';
import { styled, tabStop, type Line, type Pieces, type Style } from '../text-layout.ts';
import { placePrinter } from '../check-report.ts';

const messages = defineMessages('cli/formats/resolve-text', {
  found: 'the name exists.',
  empty: 'the name exists but has no {type} record.',
  absent: 'the name does not exist.',
  forwarded: 'resolvers outside the cluster are asked.',
  unknown: 'only a running cluster knows whether the name exists.',
  searched:
    'Without --from, the name is looked up as written. With --from NAMESPACE, it is looked up as by a Pod of that namespace.',
  forwardedCode: 'forwarded',
  unknownCode: 'not known',
  runtime: 'Known to the running cluster only:',
  tried: 'Names tried, in this order:',
  runtimeCount: '({count} known to the running cluster only)',
  error: 'error',
  variants:
    'The manifests define {count} Services "{name}" in the namespace "{namespace}", but a cluster has only one. Each of them would answer:',
});

/** How an answer is headed: a response code or a word in its place, in a colour. */
const headings: Readonly<Record<Verdict, { readonly code: string | Message; readonly style: Style }>> = {
  found: { code: 'NOERROR', style: 'green' },
  empty: { code: 'NOERROR', style: 'green' },
  absent: { code: 'NXDOMAIN', style: 'red' },
  forwarded: { code: messages.forwardedCode, style: 'yellow' },
  unknown: { code: messages.unknownCode, style: 'yellow' },
};

/** What is printed besides the answer itself. */
interface ResolveContext {
  /** What each of several Services of the same name and namespace would answer. */
  readonly variants: readonly Variant[];
  readonly workingFolder: string;
  /** How wide the terminal is; without one, a sentence is one line. */
  readonly columns: number | undefined;
}

/**
 * The answer for a reader: the response code in words, the answers, what only a running cluster knows, why there is none, the
 * names tried, and what other variants of the Service would answer.
 */
export function resolveText(diagnosis: Diagnosis, context: ResolveContext): readonly Line[] {
  const { question, verdict, steps } = diagnosis;
  const { known, unknown } = partsOf(diagnosis);
  const [type = 'A'] = question.types;
  const code = styled(headings[verdict].style, codeOf(verdict));
  const lines: Line[] = [[`${question.name} ${type}: `, code, `, ${formatMessage(messages[verdict], { type })}`]];
  const add = (more: readonly Line[]): void => more.forEach((line) => lines.push(line));
  if (known.length > 0) add(['', ...alignColumns(known)]);
  if (unknown.length > 0)
    add(['', formatMessage(messages.runtime), ...alignColumns(unknown).map((line) => `  ${line}`)]);
  const reasonLines = reasonWriter(context);
  const [step] = steps;
  if (steps.length > 1) add(['', formatMessage(messages.tried), ...stepLines(steps, reasonLines)]);
  // What the heading says is not said again.
  else if (step !== undefined && !step.because.every(({ reasonId }) => reasonId === 'forwarded'))
    add(['', ...reasonLines(step)]);
  else if (verdict === 'forwarded' && question.from === undefined && mayBeShort(question.name))
    add(['', ...hangText(formatMessage(messages.searched), context.columns ?? Infinity, '')]);
  return [...lines, ...variantLines(context)];
}

/** Whether a name may be meant to be completed by a search list, as it does not look like one of the Internet. */
function mayBeShort(name: string): boolean {
  const labels = name.split('.');
  return (
    !name.endsWith('.') &&
    labels.length < mostShortLabels &&
    !isPublicDomain(labels.length > 1 ? (labels.at(-1) ?? '') : '-')
  );
}

/** More labels than `pod.service.namespace.svc` no short name has. */
const mostShortLabels = 5;

function codeOf(verdict: Verdict): string {
  const { code } = headings[verdict];
  return typeof code === 'string' ? code : formatMessage(code);
}

/** Every name that was tried, with what it found, and why it found nothing. */
function stepLines(steps: readonly Step[], reasonLines: ReturnType<typeof reasonWriter>): readonly string[] {
  const rows = alignColumns(steps.map(({ asked, verdict }) => [asked, codeOf(verdict)]));
  return steps.flatMap((step, index) => [`  ${rows[index] ?? ''}`, ...reasonLines(step, '    ')]);
}

/** Prints the reasons of a step, each once, with the line to look at, below an indentation. */
function reasonWriter({
  workingFolder,
  columns,
}: ResolveContext): (step: Step, indentation?: string) => readonly string[] {
  const printPlace = placePrinter(workingFolder);
  const textOf = (reason: Reason): string =>
    reason.place === undefined ? reasonText(reason) : `${printPlace(reason.place)}: ${reasonText(reason)}`;
  return ({ because }, indentation = '') =>
    [...new Set(because.map(textOf))].flatMap((text) => hangText(text, columns ?? Infinity, indentation));
}

/** The answer on one line, apart by tabs: name, type and response code, then type and data of each answer. */
export function resolveLine(diagnosis: Diagnosis): Line {
  const { name, types } = diagnosis.question;
  return columns([name, types.join(' '), codeOf(diagnosis.verdict), ...dataOf(diagnosis)]);
}

/** What is printed for a line that is no question. */
export function resolveErrorLine(line: string, error: string): Line {
  return columns([line.trim(), formatMessage(messages.error), error]);
}

function columns(cells: readonly string[]): Line {
  return cells.flatMap((cell, index): Pieces => (index === 0 ? [cell] : [tabStop, cell]));
}

function dataOf(diagnosis: Diagnosis): readonly string[] {
  const { known, unknown } = partsOf(diagnosis);
  const data = known.map(([, type, text]) => `${type} ${text}`);
  return unknown.length === 0 ? data : [...data, formatMessage(messages.runtimeCount, { count: unknown.length })];
}

function variantLines({ variants, workingFolder }: ResolveContext): readonly string[] {
  const [first] = variants;
  if (first === undefined) return [];
  const printPlace = placePrinter(workingFolder);
  const { name = '', namespace } = first.service;
  const rows = variants.map(({ service, diagnosis }) => {
    const data = dataOf(diagnosis).join(', ');
    return [`  ${printPlace(nameSourceOf(service))}`, codeOf(diagnosis.verdict), data];
  });
  return ['', formatMessage(messages.variants, { count: variants.length, name, namespace }), ...alignColumns(rows)];
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
