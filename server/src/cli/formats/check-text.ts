import type { Severity } from '../../core/settings/settings.ts';
import { groupBy } from '../../core/util/collections.ts';
import type { CheckDiagnostic, CheckReport, LineRange } from '../check-report.ts';
import { wrap, type Paint, type Style } from '../layout.ts';
import { summarySentence } from './check-summary.ts';

const styles: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', information: 'blue', hint: 'dim' };

/** The report for a reader: by file, aligned, wrapped at the width of the terminal, and the summary last. */
export function checkText(report: CheckReport, width: number, paint: Paint): string {
  const lines: string[] = [];
  for (const [file, diagnostics] of groupBy(report.diagnostics, (diagnostic) => diagnostic.file)) {
    lines.push(paint('underline', file), ...fileLines(diagnostics, Math.min(width, 120), paint), '');
  }
  if (report.unreadable.length > 0) {
    lines.push(paint('underline', 'Not read, or only in part'));
    const reasonsByFile = groupBy(report.unreadable, (one) => one.file);
    const alike = groupBy(reasonsByFile, ([, reasons]) => reasons.map(({ reason }) => reason).join('\n'));
    for (const files of alike.values()) {
      const reasons = files[0]?.[1] ?? [];
      lines.push(
        ...files.map(([file]) => `  ${file}`),
        ...reasons.flatMap(({ reason }) => wrap(reason, width - 4).map((line) => `    ${line}`)),
      );
    }
    lines.push('');
  }
  const [found = '', ...rest] = summarySentence(report);
  const { summary } = report;
  const style =
    summary.error > 0 ? 'red' : summary.warning > 0 ? 'yellow' : report.diagnostics.length === 0 ? 'green' : 'bold';
  const ending = [
    ...wrap(found, width).map((line) => paint(style, line)),
    ...rest.flatMap((line) => wrap(line, width)),
  ];
  return [...lines, ...ending].map((line) => `${line}\n`).join('');
}

function fileLines(diagnostics: readonly CheckDiagnostic[], width: number, paint: Paint): readonly string[] {
  const positionWidth = Math.max(...diagnostics.map(({ range }) => printPosition(range).length));
  const severityWidth = Math.max(...diagnostics.map(({ severity }) => severity.length));
  const indent = 2 + positionWidth + 2 + severityWidth + 2;
  return diagnostics.flatMap((diagnostic) => {
    const { range, severity, code, message, related } = diagnostic;
    const head = `  ${printPosition(range).padStart(positionWidth)}  ${paint(styles[severity], severity.padEnd(severityWidth))}  `;
    const [first = '', ...rest] = withCode(wrap(message, width - indent), code, width - indent, paint);
    return [
      head + first,
      ...rest.map((line) => ' '.repeat(indent) + line),
      ...related.flatMap((place) => {
        const text = `${place.file === diagnostic.file ? '' : `${place.file}:`}${printPosition(place.range)}  ${place.message}`;
        return wrap(text, width - indent - 2).map((line, index) =>
          paint('dim', ' '.repeat(indent) + (index === 0 ? '→ ' : '  ') + line),
        );
      }),
    ];
  });
}

/** The code stands behind the message, or below it where the line is full. */
function withCode(lines: readonly string[], code: string, width: number, paint: Paint): readonly string[] {
  const last = lines.at(-1) ?? '';
  const painted = paint('dim', code);
  return last.length + 2 + code.length <= width ? [...lines.slice(0, -1), `${last}  ${painted}`] : [...lines, painted];
}

/** One-based, as editors show and compilers print positions. */
function printPosition(range: LineRange): string {
  return `${range.start.line + 1}:${range.start.character + 1}`;
}
