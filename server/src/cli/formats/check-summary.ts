import { levels, type Severity } from '../../core/settings/settings.ts';
import { defineMessages, formatMessage, type Messages } from '../../core/util/format.ts';
import type { CheckReport } from '../check-report.ts';

const messages = defineMessages('cli/formats/check-summary', {
  nothing: 'No Kubernetes objects in {files} {file/files}.',
  noProblems: 'No problems in {files} {file/files} with {objects} {Kubernetes object/Kubernetes objects}.',
  problems:
    '{count} {problem/problems} ({levels}) in {files} {file/files} with {objects} {Kubernetes object/Kubernetes objects}.',
  unreadable: '{count} {file/files} could not be read in full, so problems may be missing here.',
});

/** How many problems of a level there are. */
const counts: Messages<Severity> = defineMessages('cli/formats/check-summary', {
  error: '{count} {error/errors}',
  warning: '{count} {warning/warnings}',
  information: '{count} information',
  hint: '{count} {hint/hints}',
});

/** How a report ends, in one or two sentences, a line each. */
export function summarySentence(report: CheckReport): readonly string[] {
  const { summary, unreadable } = report;
  const total = report.diagnostics.length;
  const message = total > 0 ? messages.problems : summary.resources > 0 ? messages.noProblems : messages.nothing;
  const found = formatMessage(message, {
    count: total,
    levels: byLevel(summary),
    files: summary.files,
    objects: summary.resources,
  });
  const files = new Set(unreadable.map((one) => one.file)).size;
  return files === 0 ? [found] : [found, formatMessage(messages.unreadable, { count: files })];
}

function byLevel(summary: Readonly<Record<Severity, number>>): string {
  return levels
    .flatMap((level) =>
      level === 'off' || summary[level] === 0 ? [] : [formatMessage(counts[level], { count: summary[level] })],
    )
    .join(', ');
}
