import { getOrMake, isSeveral } from './collections.ts';
import { spokenLanguage, wordBehind } from './language.ts';

/** What may be in the named places of a message; a message itself has none. */
export type MessageValues = Readonly<Record<string, string | number | Message>>;

/** A sentence, title or word of Headlight: the key of its translations, and what it is in English. */
interface Sentence {
  /** The name of its table and its name there: `dns/reasons/noService`, `rules/dangling-selector/value`. */
  readonly key: string;
  readonly english: string;
}

/** What is said with one set of values: a sentence, or several one after another. */
export type Message = Sentence | readonly Sentence[];

/** A message as its table writes it: English, sentences of other tables, or both. */
export type WrittenMessage = string | Message | readonly (string | Message)[];

/** Messages by their names. */
export type Messages<Name extends string = string> = Readonly<Record<Name, Message>>;

const declared = new Map<string, string>();

/**
 * Declares a table of messages. Its name is that of the file with its translations, `l10n/ko/NAME.json`. Places for values are
 * `{name}`; `{file/files}` is one of two words, by what is before it (`wordBehind`).
 */
export function defineMessages<Name extends string>(
  table: string,
  texts: Readonly<Record<Name, WrittenMessage>>,
): Messages<Name> {
  const entries = Object.entries<WrittenMessage>(texts).map(([name, written]) => {
    const message = (text: string | Message): Message =>
      typeof text === 'string' ? defineMessage(`${table}/${name}`, text) : text;
    return [name, isSeveral(written) ? written.flatMap(message) : message(written)] as const;
  });
  return Object.fromEntries(entries) as Record<Name, Message>;
}

/** Declares one message, its key being that of its table and its name there. Two of one key would share a translation. */
export function defineMessage(key: string, english: string): Sentence {
  const known = declared.get(key);
  if (known !== undefined && known !== english) throw new Error(`Two messages have the key "${key}".`);
  declared.set(key, english);
  return { key, english };
}

/** What was declared by the modules that are loaded, English by key: what translations are held against. */
export function declaredTexts(): ReadonlyMap<string, string> {
  return declared;
}

/** A message in the language that is spoken, its places open. */
export function templateOf(message: Message): string {
  const { texts } = spokenLanguage();
  const inLanguage = ({ key, english }: Sentence): string => texts[key] ?? english;
  return isSeveral(message) ? message.map(inLanguage).join(' ') : inLanguage(message);
}

/** A message in English, its places open. */
export function englishOf(message: Message): string {
  return sentencesOf(message)
    .map(({ english }) => english)
    .join(' ');
}

/** A message for people, in the language that is spoken. A place without a value stays as it is written, which a test of the tables would show. */
export function formatMessage(message: Message, values: MessageValues = {}): string {
  return fillTemplate(templateOf(message), values);
}

/** Fills the places of a template, from left to right. */
export function fillTemplate(template: string, values: MessageValues): string {
  let text = '';
  for (const piece of piecesOf(template)) {
    if (typeof piece === 'string') text += piece;
    else if ('words' in piece) text += wordBehind(text, piece.words);
    else text += valueText(values[piece.name] ?? `{${piece.name}}`);
  }
  return text;
}

/** What a template is made of: text, places for values, and words that what is before them chooses. */
type Piece = string | { readonly name: string } | { readonly words: readonly [string, string] };

/** The pieces of templates that were filled, by template alone; tables of messages have a bounded number. */
const knownPieces = new Map<string, readonly Piece[]>();

function piecesOf(template: string): readonly Piece[] {
  return getOrMake(knownPieces, template, () => {
    const pieces: Piece[] = [];
    let done = 0;
    for (const { index, 0: place, groups } of template.matchAll(places)) {
      const { name, first, second } = groups ?? {};
      pieces.push(template.slice(done, index), name === undefined ? { words: [first ?? '', second ?? ''] } : { name });
      done = index + place.length;
    }
    return [...pieces, template.slice(done)].filter((piece) => piece !== '');
  });
}

function valueText(value: MessageValues[string]): string {
  return typeof value === 'object' ? templateOf(value) : String(value);
}

const places = /\{(?:(?<name>\w+)|(?<first>[^{}/]*)\/(?<second>[^{}/]*))\}/g;

/** The places of a template that take values, in order. */
export function placeholdersOf(template: string): readonly string[] {
  return piecesOf(template).flatMap((piece) => (typeof piece !== 'string' && 'name' in piece ? [piece.name] : []));
}

function sentencesOf(message: Message): readonly Sentence[] {
  return isSeveral(message) ? message : [message];
}

const listMessages = defineMessages('lists', {
  and: '{items} and {last}',
  more: '{items} and {count} more',
});

/** "a", "a and b", "a, b and c": pieces for the middle of a sentence. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  if (items.length < 2) return last;
  return formatMessage(listMessages.and, { items: items.slice(0, -1).join(', '), last });
}

/** How many of a list are named: hundreds are not read, and hundreds of messages may each have the list. */
const mostTold = 20;

/** Names for the middle of a sentence, each in double quotes; of more than `most` the first ones, and how many more there are. */
export function quotedList(names: readonly string[], most = mostTold): string {
  const quoted = (name: string): string => `"${name}"`;
  return names.length <= most ? listed(names.map(quoted)) : enumerated(names, quoted, most);
}

/** "a, b, c", and how many more there are than `most`: things that a message counts up. */
export function enumerated<T>(items: readonly T[], textOf: (item: T) => string, most = mostTold): string {
  const told = items.slice(0, most).map(textOf).join(', ');
  return items.length <= most ? told : formatMessage(listMessages.more, { items: told, count: items.length - most });
}
