import type { Argument } from './host-format.ts';
import { hostFormats } from './host-formats.ts';

/** A command that takes a host, and what tells its arguments apart. */
export interface CommandFormat {
  readonly host: Argument;
  readonly port: Argument | undefined;
  /** The options whose value is none of its positions. */
  readonly values: readonly string[];
}

/** The command of one or two words, in lower case and without its folder; `undefined` where it takes no host. */
export function commandCalled(words: string): CommandFormat | undefined {
  return commands.get(words);
}

/** What the value of an option is to a command; `other` has none, or one that is not looked at. */
export type OptionRole = 'host' | 'port' | 'value' | 'other';

/** What the value of an option is to a command, by the option's name without dashes. */
export function optionOf({ host, port, values }: CommandFormat, name: string): OptionRole {
  if (typeof host === 'object' && host.includes(name)) return 'host';
  if (typeof port === 'object' && port.includes(name)) return 'port';
  return values.includes(name) ? 'value' : 'other';
}

const commands: ReadonlyMap<string, CommandFormat> = new Map(
  hostFormats.flatMap(({ told }) =>
    'commands' in told
      ? told.commands.map((name) => [name, { host: told.host, port: told.port, values: told.values ?? [] }] as const)
      : [],
  ),
);

/** The words that commands begin with. */
export const firstWordsOfCommands: ReadonlySet<string> = new Set(
  [...commands.keys()].map((name) => name.split(' ', 1)[0] ?? name),
);

/** The last words of commands that have two: `hosts` of `getent hosts`. */
export const lastWordsOfCommands: ReadonlySet<string> = new Set(
  [...commands.keys()].flatMap((name) => name.split(' ').slice(1)),
);

/** Commands that are but a word of clients, too: `mysqladmin ping`. */
export const subCommands: ReadonlySet<string> = new Set(['ping']);
