import type { Severity } from '../../core/settings/settings.ts';
import { groupBy, largest } from '../../core/util/collections.ts';
import { displayWidth, padDisplay, wrapText } from '../../core/util/columns.ts';
import { defineMessages, formatMessage, type Messages } from '../../core/util/format.ts';
import type { CheckDiagnostic, CheckReport, LineRange } from '../check-report.ts';
import { styled, type Line, type Style, type Pieces } from '../text-layout.ts';
import { summarySentence } from './check-summary.ts';

const styles: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', information: 'blue', hint: 'dim' };

const messages = defineMessages('cli/formats/check-text', { unreadable: 'Not read, or only in part' });

const levelWords: Messages<Severity> = defineMessages('cli/formats/check-text', {
  error: 'error',
  warning: 'warning',
  information: 'information',
  hint: 'hint',
});

/** The report for a reader: by file, aligned, wrapped at the width of the terminal, and the summary last. */
export function checkText(report: CheckReport, width: number): readonly Line[] {
  const lines: Line[] = [];
  for (const [file, diagnostics] of groupBy(report.diagnostics, (diagnostic) => diagnostic.file)) {
    lines.push([styled('underline', file)]);
    for (const line of fileLines(diagnostics, Math.min(width, 120))) lines.push(line);
    lines.push('');
  }
  if (report.unreadable.length > 0) {
    lines.push([styled('underline', formatMessage(messages.unreadable))]);
    const reasonsByFile = groupBy(report.unreadable, (one) => one.file);
    const alike = groupBy(reasonsByFile, ([, reasons]) => reasons.map(({ reason }) => reason).join('\n'));
    for (const files of alike.values()) {
      const reasons = files[0]?.[1] ?? [];
      for (const [file] of files) lines.push(`  ${file}`);
      for (const { reason } of reasons) for (const line of wrapText(reason, width - 4)) lines.push(`    ${line}`);
    }
    lines.push('');
  }
  const [found = '', ...rest] = summarySentence(report);
  const { summary } = report;
  const style =
    summary.error > 0 ? 'red' : summary.warning > 0 ? 'yellow' : report.diagnostics.length === 0 ? 'green' : 'bold';
  const ending = wrapText(found, width).map((line) => [styled(style, line)]);
  return [...lines, ...ending, ...rest.flatMap((line) => wrapText(line, width))];
}

function fileLines(diagnostics: readonly CheckDiagnostic[], width: number): readonly Line[] {
  const positionWidth = widest(diagnostics.map(({ range }) => printPosition(range)));
  const severityWidth = widest(diagnostics.map(({ severity }) => formatMessage(levelWords[severity])));
  const indent = 2 + positionWidth + 2 + severityWidth + 2;
  return diagnostics.flatMap((diagnostic) => {
    const { range, severity, code, message, related } = diagnostic;
    const level = styled(styles[severity], padDisplay(formatMessage(levelWords[severity]), severityWidth));
    const [first = [], ...rest] = withCode(wrapText(message, width - indent), code, width - indent);
    return [
      [`  ${printPosition(range).padStart(positionWidth)}  `, level, '  ', ...first],
      ...rest.map((line) => [' '.repeat(indent), ...line]),
      ...related.flatMap((place) => {
        const text = `${place.file === diagnostic.file ? '' : `${place.file}:`}${printPosition(place.range)}  ${place.message}`;
        return wrapText(text, width - indent - 2).map((line, index) => [
          styled('dim', ' '.repeat(indent) + (index === 0 ? '→ ' : '  ') + line),
        ]);
      }),
    ];
  });
}

/** The code is behind the message, or below it where the line is full. */
function withCode(lines: readonly string[], code: string, width: number): readonly Pieces[] {
  const last = lines.at(-1) ?? '';
  const shown = styled('dim', code);
  return displayWidth(last) + 2 + code.length <= width
    ? [...lines.slice(0, -1).map((line) => [line]), [`${last}  `, shown]]
    : [...lines.map((line) => [line]), [shown]];
}

function widest(texts: readonly string[]): number {
  return largest(texts.map(displayWidth));
}

/** One-based, as editors show and compilers print positions. */
function printPosition(range: LineRange): string {
  return `${range.start.line + 1}:${range.start.character + 1}`;
}
