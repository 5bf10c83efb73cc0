import { levels, type Severity } from '../../core/settings/settings.ts';
import type { CheckReport } from '../check-report.ts';
import { count } from '../../core/util/format.ts';

/** How a report ends, in one or two sentences, a line each. */
export function summarySentence(report: CheckReport): readonly string[] {
  const { summary, unreadable } = report;
  const where = `in ${count(summary.files, 'file')} with ${count(summary.resources, 'Kubernetes object')}`;
  const total = report.diagnostics.length;
  const problems =
    summary.resources === 0 ? `No Kubernetes objects in ${count(summary.files, 'file')}.` : `No problems ${where}.`;
  const found = total === 0 ? problems : `${count(total, 'problem')} (${byLevel(summary)}) ${where}.`;
  const files = new Set(unreadable.map((one) => one.file)).size;
  return files === 0
    ? [found]
    : [found, `${count(files, 'file')} could not be read wholly, so something may be missing here.`];
}

function byLevel(summary: Readonly<Record<Severity, number>>): string {
  const plurals: Readonly<Record<Severity, string>> = {
    error: 'errors',
    warning: 'warnings',
    information: 'information',
    hint: 'hints',
  };
  return levels
    .flatMap((level) => (level === 'off' || summary[level] === 0 ? [] : [count(summary[level], level, plurals[level])]))
    .join(', ');
}
