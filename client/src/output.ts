import { commands, env, l10n, type LogOutputChannel, LogLevel, version as editorVersion, window } from 'vscode';
import { reportProblemCommand } from './ids.ts';
import { system } from './platform.ts';

/** The extension's log, shown as "Headlight" in the Output panel. It keeps its last lines, which VS Code does not let extensions read. */
export interface Output extends LogOutputChannel {
  /** The last lines that its level let through, the oldest first. */
  lastLines(): readonly string[];
}

/** How many lines are kept, and how much of each, in UTF-16 units. */
const kept = { lines: 200, length: 2000 };

/** Opens the log. */
export function createOutput(): Output {
  const channel = window.createOutputChannel('Headlight', { log: true });
  const lines: string[] = [];

  const keep = (level: LogLevel, message: string): void => {
    if (channel.logLevel === LogLevel.Off || level < channel.logLevel) return;
    const text = message.length > kept.length ? `${message.slice(0, kept.length)}…` : message;
    lines.push(`${new Date().toISOString()} [${LogLevel[level].toLowerCase()}] ${text}`);
    if (lines.length > kept.lines) lines.shift();
  };
  const writer =
    (level: LogLevel, write: (message: string) => void) =>
    (message: string | Error, ...details: readonly unknown[]): void => {
      // VS Code itself would print errors without their stack, and details as JSON.
      const text = [message, ...details].map(describe).join(' ');
      keep(level, text);
      write(text);
    };

  return {
    name: channel.name,
    get logLevel() {
      return channel.logLevel;
    },
    onDidChangeLogLevel: channel.onDidChangeLogLevel,
    trace: writer(LogLevel.Trace, (text) => channel.trace(text)),
    debug: writer(LogLevel.Debug, (text) => channel.debug(text)),
    info: writer(LogLevel.Info, (text) => channel.info(text)),
    warn: writer(LogLevel.Warning, (text) => channel.warn(text)),
    error: writer(LogLevel.Error, (text) => channel.error(text)),
    append: writer(LogLevel.Info, (text) => channel.append(text)),
    appendLine: writer(LogLevel.Info, (text) => channel.appendLine(text)),
    replace: writer(LogLevel.Info, (text) => channel.replace(text)),
    clear: () => channel.clear(),
    show: (preserveFocus?: unknown) => channel.show(preserveFocus === true),
    hide: () => channel.hide(),
    dispose: () => channel.dispose(),
    lastLines: () => [...lines],
  };
}

/** Says that something went wrong, with the ways to find out why; what is offered before these is told where it is chosen. */
export async function tellTrouble(
  output: LogOutputChannel,
  message: string,
  ...offers: readonly string[]
): Promise<string | undefined> {
  const log = l10n.t('Show Output');
  const report = l10n.t('Report a Problem…');
  const choice = await window.showErrorMessage(message, ...offers, log, report);
  if (choice === log) output.show();
  if (choice === report) void commands.executeCommand(reportProblemCommand);
  return choice;
}

/** Where Headlight runs, for the first line of the log and for reports: the editor with its version, and the system. */
export function describeEditor(): string {
  const remote = env.remoteName === undefined ? '' : `, connected to ${env.remoteName}`;
  return `${env.appName} ${editorVersion} ${system}${remote}`;
}

function describe(value: unknown): string {
  return value instanceof Error
    ? (value.stack ?? value.message)
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);
}
