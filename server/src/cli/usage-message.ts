import type { Command, CommanderError } from 'commander';
import { defineMessages, formatMessage, type Message } from '../core/util/format.ts';

const messages = defineMessages('cli/usage-message', {
  noCommand: 'A command is missing.',
  unknownCommand: 'There is no command "{name}".',
  unknownOption: 'There is no option "{name}".',
  didYouMean: 'Did you mean {names}?',
  missingArgument: 'The argument "{name}" is missing.',
  missingValue: 'The option {option} needs a value.',
  invalidValue: '"{value}" is not a valid value of {option}.',
  tooManyArguments: 'There are too many arguments.',
  help: 'Run "{command} --help" for help.',
});

/** What commander says of bad usage, by its codes: the values in its message, and ours. */
const errors: Readonly<Record<string, { readonly pattern: RegExp; readonly message: Message }>> = {
  'commander.unknownCommand': { pattern: /'(?<name>.*?)'/, message: messages.unknownCommand },
  'commander.unknownOption': { pattern: /'(?<name>.*?)'/, message: messages.unknownOption },
  'commander.missingArgument': { pattern: /'(?<name>.*?)'/, message: messages.missingArgument },
  'commander.optionMissingArgument': { pattern: /'(?<option>\S+).*'/, message: messages.missingValue },
  'commander.invalidArgument': {
    pattern: /^error: option '(?<option>\S+)[^']*' argument '(?<value>.*)' is invalid\. (?<reason>.*)$/s,
    message: messages.invalidValue,
  },
  'commander.excessArguments': { pattern: /^/, message: messages.tooManyArguments },
};

/**
 * What is wrong with the arguments, and what to do, in one line and in the language that is spoken. Commander puts values into its
 * English sentences and gives them in no other way; of an error that is not known here its own sentence is left.
 */
export function usageMessage(command: Command, error: CommanderError): string {
  const path = command.parent === null ? command.name() : `${command.parent.name()} ${command.name()}`;
  const help = formatMessage(messages.help, { command: path });
  if (error.code === 'commander.help') {
    // What it is asked for help on, if anything.
    const [, name] = command.args;
    const said =
      name === undefined ? formatMessage(messages.noCommand) : formatMessage(messages.unknownCommand, { name });
    return `${said} ${help}`;
  }
  const known = errors[error.code];
  const values = known?.pattern.exec(error.message)?.groups ?? {};
  const said = known === undefined ? error.message : formatMessage(known.message, values);
  const similar = /\(Did you mean (?:one of )?(.*)\?\)$/.exec(error.message)?.[1];
  const names = (similar?.split(', ') ?? commandWith(command, values['name'])).map((name) => `"${name}"`);
  const hints = [
    values['reason'],
    names.length > 0 ? formatMessage(messages.didYouMean, { names: names.join(', ') }) : undefined,
  ];
  return [said, ...hints.filter((hint) => hint !== undefined), help].join(' ');
}

/** The command that has an option, where it was written without one: a habit of other language servers is `--stdio` alone. */
function commandWith(program: Command, option: string | undefined): readonly string[] {
  const owners = program.commands.filter(({ options }) => options.some(({ long }) => long === option));
  return owners.length === 1 ? owners.map((owner) => `${program.name()} ${owner.name()} ${option}`) : [];
}
