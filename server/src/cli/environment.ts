import type { Command } from 'commander';
import { defineMessages, formatMessage } from '../core/util/format.ts';
import { whyNotWritten } from '../host/write-file.ts';

const messages = defineMessages('cli/environment', {
  notWritten: 'The output is not complete. {reason}',
});

/** What the command line needs of the process it runs in. Tests of single printers give their own. */
export interface Environment {
  /** The working directory, with `/` between folders. */
  readonly workingFolder: string;
  /** How many columns the terminal has; 80 if there is no terminal. */
  readonly columns: number;
  /** Whether standard output is a terminal. */
  readonly isTerminal: boolean;
  /** Whether it is one that wants colours. */
  readonly hasColours: boolean;
  readonly input: AsyncIterable<string | Uint8Array>;
  /** Writes to standard output as it is, for `output.ts` alone; resolves once more may be written. */
  write(text: string): Promise<void>;
  /** Writes to standard error, likewise. */
  writeError(text: string): void;
}

/** How a command ends: 0 well, 1 with problems or a name that does not exist, 2 because of bad usage. */
export type ExitCode = 0 | 1 | 2;

/** Adds a command to the program; `end` is called with what ends the process. */
export type CommandDefinition = (command: Command, environment: Environment, end: (code: ExitCode) => void) => void;

/** Bad usage or a path that cannot be read. The message is one line: what is wrong, and what to do. */
export class UsageError extends Error {}

/**
 * The environment of a Node process. A reader that goes away (`| head`) ends the process without a word, an output that cannot be
 * written otherwise (a full disk) with 2 and the reason.
 */
export function environmentOf(process: NodeJS.Process): Environment {
  const { stdout, stderr, env } = process;
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit();
      const reason = formatMessage(messages.notWritten, { reason: whyNotWritten(error) });
      if (stream === stdout) stderr.write(`headlight: ${reason}\n`);
      process.exit(2);
    });
  }
  return {
    workingFolder: process.cwd().replaceAll('\\', '/'),
    columns: stdout.isTTY && stdout.columns > 0 ? stdout.columns : 80,
    isTerminal: Boolean(stdout.isTTY),
    hasColours: wantsColours(stdout, env),
    input: process.stdin,
    write: (text) =>
      stdout.write(text) ? Promise.resolve() : new Promise((resolve) => stdout.once('drain', () => resolve())),
    writeError: (text) => void stderr.write(text),
  };
}

/**
 * Whether there are colours: on a terminal that has them, and where a person asks for them, as logs of pipelines show them.
 * Sources: no-color.org; force-color.org, with the values that turn it off as Node.js reads them.
 */
function wantsColours({ isTTY }: NodeJS.WriteStream, env: NodeJS.ProcessEnv): boolean {
  if (env['NO_COLOR']) return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return Boolean(isTTY) && env['TERM'] !== 'dumb';
}

/**
 * The locale that the command line speaks: of `--locale`, else of the first of LC_ALL, LC_MESSAGES and LANG that is set.
 * Looked for before the arguments are parsed, as the help is worded in it. Source: POSIX, 8.2 Internationalization Variables.
 */
export function localeOf(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const options = args.slice(0, args.includes('--') ? args.indexOf('--') : args.length);
  const given = options.flatMap((option, index) => {
    if (option === '--locale') return options[index + 1] ?? [];
    return option.startsWith('--locale=') ? option.slice('--locale='.length) : [];
  });
  const set = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].filter((value) => value !== undefined && value !== '');
  return given.at(-1) ?? set[0];
}
