import { Command, CommanderError } from 'commander';
import { version } from '../../../package.json';
import { defineMessages, formatMessage } from '../core/util/format.ts';
import { tellFolders } from '../core/util/paths.ts';
import { checkCommand } from './commands/check.ts';
import { dumpCommand } from './commands/dump.ts';
import { fixCommand } from './commands/fix.ts';
import { graphCommand } from './commands/graph.ts';
import { lspCommand } from './commands/lsp.ts';
import { recordsCommand } from './commands/records.ts';
import { resolveCommand } from './commands/resolve.ts';
import { UsageError, type CommandDefinition, type Environment, type ExitCode } from './environment.ts';
import { helpLayout, helpWidth } from './help.ts';
import { withCommonOptions } from './options.ts';
import { print, printError } from './output.ts';
import { usageMessage } from './usage-message.ts';

const commands: readonly (readonly [name: string, define: CommandDefinition])[] = [
  ['check', checkCommand],
  ['fix', fixCommand],
  ['records', recordsCommand],
  ['resolve', resolveCommand],
  ['graph', graphCommand],
  ['dump', dumpCommand],
  ['lsp', lspCommand],
];

const messages = defineMessages('cli/program', {
  description: 'Shows the DNS names that your Kubernetes Services will have, and finds mistakes in their manifests.',
  helpCommand: 'Shows the help of a command',
  version: 'print the version',
  help: 'print this help',
  failed: 'This is a bug in Headlight. Report it together with the following lines.',
  locale: 'the language of the output, en or ko (default: from LC_ALL, LC_MESSAGES or LANG)',
});

/** Runs the command line with the arguments behind `headlight`, and tells the exit code. */
export async function runCommandLine(args: readonly string[], environment: Environment): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const program = prepare(new Command('headlight'), environment)
    .description(formatMessage(messages.description))
    .usage('<command> [options]')
    .helpCommand('help [command]', formatMessage(messages.helpCommand));
  for (const [name, define] of commands) {
    const command = new Command(name);
    define(command, environment, (code) => (exitCode = code));
    program.addCommand(prepare(withCommonOptions(command), environment));
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    if (!(error instanceof UsageError)) throw error;
    printError(`headlight: ${error.message}`, environment);
    return 2;
  } finally {
    tellFolders();
  }
  return exitCode;
}

/** Says that Headlight itself failed, and where. */
export function reportFailure(error: unknown, environment: Environment): void {
  printError(`headlight: ${formatMessage(messages.failed)}`, environment);
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  for (const line of trace.split('\n')) printError(line, environment);
}

function prepare(command: Command, environment: Environment): Command {
  return command
    .version(version, '--version', formatMessage(messages.version))
    .helpOption('-h, --help', formatMessage(messages.help))
    .option('--locale <locale>', formatMessage(messages.locale))
    .configureHelp(helpLayout)
    .configureOutput({
      writeOut: (text) => void print(text.replace(/\n$/, '').split('\n'), environment),
      // Usage errors are said in one line, by the caller.
      writeErr: () => undefined,
      getOutHelpWidth: () => helpWidth(environment),
      getOutHasColors: () => false,
    })
    .exitOverride((error) => {
      throw error.exitCode === 0 ? error : new UsageError(usageMessage(command, error));
    });
}
