import type { Command, Help, Option } from 'commander';
import { saidOf } from '../core/util/collections.ts';
import { displayWidth, wrapText } from '../core/util/columns.ts';
import { defineMessages, formatMessage, type Message } from '../core/util/format.ts';
import type { Environment } from './environment.ts';

const messages = defineMessages('cli/help', {
  usage: 'Usage:',
  arguments: 'Arguments:',
  options: 'Options:',
  commands: 'Commands:',
  examples: 'Examples:',
  choices: 'choices: {choices}',
  default: 'default: {value}',
});

/** The headings of a help, by what commander calls them. */
const headings: Readonly<Record<string, Message>> = {
  'Usage:': messages.usage,
  'Arguments:': messages.arguments,
  'Options:': messages.options,
  'Commands:': messages.commands,
};

/** How commander lays out a help, in the language that is spoken. */
export const helpLayout: Partial<Help> = {
  subcommandTerm: (subcommand) => subcommand.name(),
  optionDescription,
  styleTitle,
  displayWidth,
};

/** How wide a help is. */
export function helpWidth({ columns }: Environment): number {
  return Math.min(columns, 100);
}

/** Says what a command is for, with paragraphs and examples below its help. */
export function describe(
  command: Command,
  environment: Environment,
  { summary, description }: Readonly<Record<'summary' | 'description', Message>>,
  {
    paragraphs = [],
    examples = [],
  }: { readonly paragraphs?: readonly Message[]; readonly examples?: readonly string[] },
): Command {
  const blocks = paragraphs.map((paragraph) => wrapText(formatMessage(paragraph), helpWidth(environment)).join('\n'));
  const shown =
    examples.length === 0
      ? []
      : [[formatMessage(messages.examples), ...examples.map((line) => `  ${line}`)].join('\n')];
  return command
    .summary(formatMessage(summary))
    .description(formatMessage(description))
    .addHelpText('after', `\n${[...blocks, ...shown].join('\n\n')}`);
}

function styleTitle(heading: string): string {
  const message = saidOf(headings, heading);
  return message === undefined ? heading : formatMessage(message);
}

/** What an option is for, its choices and its default. */
function optionDescription({ description, argChoices, defaultValue, defaultValueDescription }: Option): string {
  const value: string | undefined =
    defaultValueDescription ?? (typeof defaultValue === 'string' ? JSON.stringify(defaultValue) : undefined);
  const choices = argChoices?.map((choice) => JSON.stringify(choice)).join(', ');
  const details = [
    ...(choices === undefined ? [] : [formatMessage(messages.choices, { choices })]),
    ...(value === undefined ? [] : [formatMessage(messages.default, { value })]),
  ];
  return details.length === 0 ? description : `${description} (${details.join(', ')})`;
}
