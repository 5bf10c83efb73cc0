import type { Span } from '../../text/span.ts';
import {
  commandCalled,
  lastWordsOfCommands,
  optionOf,
  subCommands,
  type CommandFormat,
  type OptionRole,
} from './commands.ts';
import { hostFormats } from './host-formats.ts';
import { behindIntroduction, gapOfDefault, introducesDefault } from './call-defaults.ts';
import { askOfKey, type Ask } from './key-formats.ts';

/** A word that a key or command asks for. */
export interface AskedWord {
  readonly role: Ask['role'];
  /** The same for a host and a port that one command has. */
  readonly by: WordAsker;
  /** How many characters of the word come before: `h` of `mysql -hdb`. */
  readonly skip: number;
}

/** What asks for a word: a key of a text, or a command. */
export interface WordAsker {
  /** `undefined` for a command, which says both itself. */
  readonly stem: string | undefined;
  /** Where it is. */
  readonly start: number;
  /** That what it asks for is only taken where a variable is not set. */
  readonly isDefault?: true;
}

/**
 * Tells of the words of a text, one after the other, what asks for them: the key they are the value of, or the command they are an
 * argument of. Each word is looked at once, with the signs between it and the one before. A class for what it saw last.
 */
export class Asking {
  readonly #text: string;
  /** What the next word is asked for by. */
  #pending: Pending | undefined;
  #command: RunningCommand | undefined;
  /** Where the last word is. */
  #start = 0;
  #end = 0;

  /** `called` is the key that the whole text is the value of. */
  constructor(text: string, called: Ask | undefined) {
    this.#text = text;
    if (called !== undefined) {
      this.#pending = { role: called.role, by: { stem: called.stem, start: 0 }, gap: wholeValue, isValue: false };
    }
  }

  /** What asks for a word; `undefined` where nothing does. Words have to come in their order. */
  next(word: Span): AskedWord | undefined {
    const asked = this.#askedByWhatIsBefore(word);
    if (asked === undefined) this.#look(word);
    this.#start = word.start;
    this.#end = word.end;
    return asked;
  }

  #askedByWhatIsBefore(word: Span): AskedWord | undefined {
    const text = this.#text;
    const { start } = word;
    if (
      endsOfPrefixes.includes(text[start - 1] ?? '\n') &&
      prefixes.some((one) => text.startsWith(one, start - one.length))
    ) {
      const by = { stem: undefined, start };
      this.#pending = { role: 'port', by, gap: /^\/$/, isValue: false };
      return { role: 'host', by, skip: 0 };
    }
    if (this.#pending === undefined && this.#command === undefined) return undefined;
    const gap = start - this.#end > longestGap ? undefined : text.slice(this.#end, start);
    return this.#askedByKey(gap, word) ?? this.#askedByCommand(gap, word);
  }

  #askedByKey(gap: string | undefined, { start, end }: Span): AskedWord | undefined {
    const pending = this.#pending;
    if (pending === undefined) return undefined;
    this.#pending = undefined;
    if (gap === undefined) return undefined;
    const { role, by } = pending;
    const isValueNext =
      !pending.isValue && betweenGap.test(gap) && /^(?:value|name)$/i.test(this.#text.slice(start, end));
    if (isValueNext) {
      this.#pending = { ...pending, gap: behindValue };
      return undefined;
    }
    if (by.isDefault === true && introducesDefault(gap, this.#text.slice(start, end))) {
      this.#pending = { ...pending, gap: behindIntroduction };
      return undefined;
    }
    const isNext = pending.isValue
      ? listGap.test(gap)
      : pending.gap.test(gap) || (role === 'port' && pending.gap === called && gap === '(');
    if (isNext && introduces(this.#text, start, end)) {
      this.#pending = { ...pending, gap: /^[:/@]$/, isValue: false };
      return undefined;
    }
    const isInTag = pending.gap === inTag || pending.gap === inNamedTag;
    if (isNext && isInTag && !endsTag.test(this.#text.slice(end, end + longestTag))) return undefined;
    // The next argument of a call is the port: `add_node('db', 5432)`.
    if (isNext && pending.isValue && pending.gap === called && /^\d{1,5}$/.test(this.#text.slice(start, end)))
      return { role: 'port', by, skip: 0 };
    if (isNext && !isKey(this.#text, end)) {
      if (role === 'host') this.#pending = { ...pending, isValue: true };
      return { role, by, skip: 0 };
    }
    // A port behind a host belongs to it, and lists go on.
    if (pending.isValue && gap === ':') this.#pending = pending;
    return undefined;
  }

  #askedByCommand(gap: string | undefined, { start, end }: Span): AskedWord | undefined {
    const command = this.#command;
    if (command === undefined) return undefined;
    if (gap === undefined || endOfCommand.test(gap.replaceAll('\\\n', ' '))) {
      this.#command = undefined;
      return undefined;
    }
    const text = this.#text;
    const { by, format } = command;
    if (text[start - 1] === '-') {
      const name = text.slice(start, Math.min(end, start + longestWord));
      command.option = optionOf(format, name);
      const glued = text[start - 2] !== '-' && name.length > 1 ? optionOf(format, name[0] ?? '') : undefined;
      if (command.option !== 'other' || (glued !== 'host' && glued !== 'port')) return undefined;
      return { role: glued, by, skip: 1 };
    }
    const option = command.option;
    command.option = undefined;
    // The user before a host: `ssh root@db`.
    if (option === 'value' || text[end] === '@') return undefined;
    // `dig SRV db` asks for a type of records.
    if (recordTypes.test(text.slice(start, Math.min(end, start + longestWord)))) return undefined;
    if (option === 'host' || option === 'port') return optionGap.test(gap) ? { role: option, by, skip: 0 } : undefined;
    if (gap !== '@' && !argumentGap.test(gap)) return undefined;
    const isNumber = /^\d+$/.test(text.slice(start, Math.min(end, start + longestWord)));
    const position = command.position + 1;
    // A URL says itself where its host is.
    if (text.startsWith('://', end)) {
      command.position = position;
      return undefined;
    }
    const role = position === format.host ? 'host' : position === format.port ? 'port' : undefined;
    // The number behind an option is its value.
    if (role === 'host' && isNumber) return undefined;
    command.position = position;
    return role === undefined ? undefined : { role, by, skip: 0 };
  }

  /** Looks whether a word itself asks for the next one. */
  #look({ start, end }: Span): void {
    if (this.#pending !== undefined || end - start > longestWord) return;
    const text = this.#text;
    // Most words end with what no key and no command has behind it.
    if (!signsBehind.includes(text[end] ?? '\n')) return;
    const word = text.slice(start, end);
    if (word.startsWith('$') && isCompared(text, start)) return;
    const ask = askOfKey(word) ?? this.#askOfPair(word);
    const ofDefault = ask?.role === 'host' ? gapOfDefault(text, start, end) : undefined;
    const gap = ask === undefined ? undefined : (ofDefault ?? gapBehind(text, start, end));
    if (ask !== undefined && gap !== undefined && !isNoKey(text, start)) {
      const by: WordAsker = { stem: ask.stem, start, ...(ofDefault === undefined ? {} : { isDefault: true }) };
      this.#pending = { role: ask.role, by, gap, isValue: false };
      return;
    }
    const format = text[end] === ' ' || text[end] === '\t' ? this.#commandOf(word.toLowerCase(), start) : undefined;
    if (format !== undefined) {
      this.#command = { format, by: { stem: undefined, start }, position: 0, option: undefined };
    }
  }

  /** What a key asks for together with the word before it: `names` in `dns_sd_configs`, `Data Source`. Its port is beside it. */
  #askOfPair(word: string): Ask | undefined {
    if (!/^(?:names|source)$/i.test(word) || this.#end - this.#start > longestWord) return undefined;
    const ask = askOfKey(`${this.#text.slice(this.#start, this.#end)} ${word}`);
    return ask && { ...ask, stem: '' };
  }

  /** The command that a word is, or the last part of: `ping`, `getent hosts`. */
  #commandOf(word: string, start: number): CommandFormat | undefined {
    if (this.#command !== undefined && subCommands.has(word)) return undefined;
    const format = commandCalled(word) ?? this.#commandOfPair(word);
    return format === undefined || isToBeInstalled(this.#text, start) ? undefined : format;
  }

  #commandOfPair(word: string): CommandFormat | undefined {
    if (!lastWordsOfCommands.has(word) || this.#end - this.#start > longestWord) return undefined;
    return commandCalled(`${this.#text.slice(this.#start, this.#end).toLowerCase()} ${word}`);
  }
}

/** Whether a variable is one that a shell compares, `[ "$(hostname)" = "db-0" ]`, and none that is set, as in PHP: `$host = "db"`. */
function isCompared(text: string, start: number): boolean {
  return /^\$[({]/.test(text.slice(start, start + 2)) || /["'[][ \t]?$/.test(text.slice(Math.max(0, start - 2), start));
}

/** Whether a word is the name of a header that is sent, `curl -H "Host: db"`, or what Tailscale has before its own Services: `svc:db`. */
function isNoKey(text: string, start: number): boolean {
  return (
    /^svc:\w/.test(text.slice(start, start + 5)) ||
    /(?:-H|--header)[ =]["']?$/.test(text.slice(Math.max(0, start - 12), start))
  );
}

/** Whether a word is a package that a line installs, and runs nothing: `apk add curl redis`. */
function isToBeInstalled(text: string, start: number): boolean {
  return /\b(?:add|install|which|command)[ \t][^;|&\n]*$/.test(text.slice(Math.max(0, start - 200), start));
}

/** Whether a word is rather a key of its own: what is behind it gives it a value. */
function isKey(text: string, end: number): boolean {
  return /^(?:["'][ \t]{0,8}[:=]|[ \t]{0,8}(?:=|:(?![\d/$]))| ['"])/.test(text.slice(end, end + 12));
}

/**
 * Whether a word only introduces a host: the protocol of ADO.NET, a replica set of MongoDB, the name of a node of Erlang, or a user.
 */
function introduces(text: string, start: number, end: number): boolean {
  if (text[end] === ':') return /^(?:tcp|np|lpc)$/i.test(text.slice(start, Math.min(end, start + 4)));
  if (text[end] === '@') return /^[\w$]/.test(text.slice(end + 1, end + 2));
  return text[end] === '/' && /^\/[\w.-]{1,253}:\d/.test(text.slice(end, end + 256));
}

interface Pending {
  readonly role: Ask['role'];
  readonly by: WordAsker;
  /** What has to be between the key and its value. */
  readonly gap: RegExp;
  /** Whether a value was seen, so that further ones may follow. */
  readonly isValue: boolean;
}

interface RunningCommand {
  readonly format: CommandFormat;
  readonly by: WordAsker;
  /** How many arguments were seen that are no options. */
  position: number;
  /** What the option that was seen last asks for. */
  option: OptionRole | undefined;
}

const longestWord = 128;
const longestGap = 48;

/** Whether the whole text is the value. */
const wholeValue = /^[ \t\n]*["'[]?$/;
/** Between a key and its value: `host=x`, `host: x`, `"host": ["x"]`, `host = "x"`, `hosts:\n  - x`, `['host'] = 'x'`. */
const assigned = /^(?:["']\]?)?[ \t]{0,16}(?::=|=>|[:=])[ \t]{0,16}(?:\n[ \t]*- +)?[[{(]?[ \t]*["']?$/;
/** Behind a flag or the directive of a line: white space, or the next item of a list. */
const spaced = /^(?:[ \t]{1,32}|["'],[ \t\n]*(?:- +)?)["']?$/;
const inTag = /^>[ \t\n]*$/;
/** In a tag whose attribute is the key: `<str name="host">db</str>`. */
const inNamedTag = /^["']>[ \t\n]*$/;
/** What follows the value of a tag. */
const endsTag = /^(?:[,;:][^<>\n]*)?[ \t\n]*<\//;
const longestTag = 400;
/** The argument of a call: `sh.addShard("db")`. */
const called = /^\({1,2}["']$/;
const recordTypes = /^(?:A|AAAA|ANY|CNAME|MX|NS|PTR|SOA|SRV|TXT)$/;
/** Between the values of a list. */
const listGap = /^\.?["']?[ \t]*(?:[,;][ \t\n]*|\n[ \t]*- +)["']?$/;
/** Between a key and the word `value` that introduces its value: `<name>host</name><value>`, `"name": "host", "value":`. */
const betweenGap = /^["'<>/, \t\n;]*$/;
const behindValue = /^["'<>/=:, \t\n]*(?:\n[ \t]*)?["'>]?$/;
const endOfCommand = /[;|&<>()\n`]/;
const optionGap = /^[ \t]*=?["' \t]*$/;
const argumentGap = /^["']?(?:[ \t]|\\\n)+["']?$|^["'],[ \t]*["']$/;

/** What is right behind a key or a command. */
const signsBehind = ` \t=:"'<>(`;

/** What may be between a word and its value, if it is a key by what is around it. */
function gapBehind(text: string, start: number, end: number): RegExp | undefined {
  const behind = text[end];
  if (behind === '>') return inTag;
  if (behind === '(') return called;
  if (behind === '=' || behind === ':') return assigned;
  const isFlag = text[start - 1] === '-';
  if (behind === '"' || behind === "'") return text[end + 1] === '>' ? inNamedTag : isFlag ? spaced : assigned;
  if (behind !== ' ' && behind !== '\t') return behind === '<' ? betweenGap : undefined;
  if (/[=:]/.test(text[end + 1] ?? '') || /^[ \t]{1,16}[=:]/.test(text.slice(end, end + 18))) return assigned;
  const isQuotedNext = /^ ["'][\w.${%-]{1,253}["'][,);\s]/.test(text.slice(end, end + 259));
  return isFlag || isQuotedNext || isAloneOnLine(text, start, end) ? spaced : undefined;
}

/** Whether a line is nothing but a word and its value, as directives of Fluent Bit are. */
function isAloneOnLine(text: string, start: number, end: number): boolean {
  if (!/(?:^|\n)[ \t]{0,32}$/.test(text.slice(Math.max(0, start - 34), start))) return false;
  return /^[ \t]{1,32}[^\s]{1,255}[ \t]{0,8}(?:\n|$)/.test(text.slice(end, end + 300));
}

const prefixes: readonly string[] = hostFormats.flatMap(({ told }) => ('prefixes' in told ? told.prefixes : []));

const endsOfPrefixes = prefixes.map((prefix) => prefix.at(-1)).join('');
