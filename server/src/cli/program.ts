import { Command, CommanderError } from 'commander';
import { version } from '../../../package.json';
import { checkCommand } from './commands/check.ts';
import { dumpCommand } from './commands/dump.ts';
import { fixCommand } from './commands/fix.ts';
import { graphCommand } from './commands/graph.ts';
import { lspCommand } from './commands/lsp.ts';
import { recordsCommand } from './commands/records.ts';
import { resolveCommand } from './commands/resolve.ts';
import { UsageError, type Environment, type ExitCode } from './environment.ts';
import { withCommonOptions } from './options.ts';
import { print, printError } from './output.ts';

/** Adds a command to the program. `run` is called with what ends the process. */
export type CommandDefinition = (command: Command, environment: Environment, end: (code: ExitCode) => void) => void;

const commands: readonly (readonly [name: string, define: CommandDefinition])[] = [
  ['check', checkCommand],
  ['fix', fixCommand],
  ['records', recordsCommand],
  ['resolve', resolveCommand],
  ['graph', graphCommand],
  ['dump', dumpCommand],
  ['lsp', lspCommand],
];

/** Runs the command line with the arguments behind `headlight`, and tells the exit code. */
export async function runCommandLine(args: readonly string[], environment: Environment): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const program = prepare(new Command('headlight'), environment)
    .description('Shows the DNS names your Kubernetes Services will get, and finds what does not line up.')
    .usage('<command> [options]')
    .helpCommand('help [command]', 'the same as --help');
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
  }
  return exitCode;
}

function prepare(command: Command, environment: Environment): Command {
  return command
    .version(version, '--version', 'the version of Headlight')
    .helpOption('-h, --help', 'this help')
    .option('--locale <locale>', 'the language to speak, en or ko (default: that of LC_ALL, LC_MESSAGES or LANG)')
    .configureHelp({ subcommandTerm: (subcommand) => subcommand.name() })
    .configureOutput({
      writeOut: (text) => void print(text.replace(/\n$/, '').split('\n'), environment),
      // Usage errors are said in one line, by the caller.
      writeErr: () => undefined,
      getOutHelpWidth: () => Math.min(environment.columns, 100),
      getOutHasColors: () => false,
    })
    .exitOverride((error) => {
      throw error.exitCode === 0 ? error : new UsageError(usageMessage(command, error));
    });
}

/** Commander's message as one line, and what to do. */
function usageMessage(command: Command, error: CommanderError): string {
  const path = command.parent === null ? command.name() : `${command.parent.name()} ${command.name()}`;
  if (error.code === 'commander.help') return `A command is missing. Run "${path} --help" to see them.`;
  const said = error.message
    .replace(/^error: /, '')
    .replaceAll("'", '"')
    .replace(/\s*\n\(Did you mean (.*)\?\)/, '. Did you mean "$1"?')
    .replace(/\s+/g, ' ')
    .replace(/([^.?])$/, '$1.');
  const sentence = said.charAt(0).toUpperCase() + said.slice(1);
  return `${sentence} Run "${path} --help" to see what fits.`;
}
