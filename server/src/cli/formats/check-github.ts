import type { Severity } from '../../core/settings/settings.ts';
import type { CheckReport } from '../check-report.ts';
import { defineMessages, formatMessage } from '../../core/util/format.ts';
import { visible } from '../../core/util/visible.ts';
import { summarySentence } from './check-summary.ts';

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

const messages = defineMessages('cli/formats/check-github', { notRead: 'not read' });

/**
 * The report as workflow commands, which GitHub shows beside the lines of a pull request, and the summary. Source: GitHub
 * documentation, "Workflow commands for GitHub Actions".
 */
export function checkGithub(report: CheckReport): readonly string[] {
  const lines = report.diagnostics.map(({ file, range, severity, code, message, related }) => {
    const place = {
      file,
      line: range.start.line + 1,
      col: range.start.character + 1,
      endLine: range.end.line + 1,
      endColumn: range.end.character + 1,
    };
    const seen = related.map((other) => `${other.file}:${other.range.start.line + 1}: ${other.message}`);
    return workflowCommand(commands[severity], { ...place, title: code }, [message, ...seen].map(visible).join('\n'));
  });
  const unread = report.unreadable.map(({ file, reason }) =>
    workflowCommand('warning', { file, title: formatMessage(messages.notRead) }, reason),
  );
  return [...lines, ...unread, ...summarySentence(report)];
}

function workflowCommand(
  command: string,
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const listed = Object.entries(properties).map(
    ([name, value]) => `${name}=${escapeData(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`,
  );
  return `::${command} ${listed.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
