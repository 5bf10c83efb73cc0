import { spanAt, type Span, spanBetween } from '../text/span.ts';
import { askOfKey } from './formats/key-formats.ts';

/** What a shell puts in for a command or a sum: `$(hostname -s)`, `$((N - 1))`. No longer than people write it. */
const substitution = String.raw`\$\((?:[^()\n]|\([^()\n]{0,60}\)){0,120}\)`;

/**
 * The source of an expression for what is put in later: `$(VAR)`, `$((N - 1))`, `${VAR}`, `$VAR`, a template's action, masked or not, the
 * numbers of several hosts (`{0...3}`, `[0-3]`), and the place of a number in a pattern (`%d`). No longer than people write them.
 */
const otherVariable = String.raw`\$\{[^{}\n]{0,120}\}|\$[A-Za-z_]\w{0,60}|\{\{[^{}\n]{0,200}\}\}|\{\d+(?:\.{2,3}\d+|(?:,\d+){1,60})\}|\[\d{1,4}-\d{1,4}\]|%[dsiu](?![A-Za-z0-9])|\uE000+`;
export const variable = `(?:${substitution}|${otherVariable})`;

/** The same where a word begins: a command that no name goes on behind is no part of one, but may ask for hosts itself. */
export const leadingVariable = String.raw`(?:\$\([^()\s]{0,120}\)|${substitution}(?=[\w.-])|${otherVariable})`;

const variables = new RegExp(variable, 'g');

/** Stands for what is not known in an expanded word. */
export const unknownPart = '\uE000';

/** A label of a host that is the namespace of the object it is in: what the kubelet puts in for `metadata.namespace`. */
export const ownNamespace = '@';

/** What variables stand for, where it is known. */
export interface Values {
  /** The values of a variable by its name, at an offset of the text; several where a loop gives it one after the other. */
  readonly of: (name: string, offset: number) => readonly string[] | undefined;
  /** Whether a variable is the name of the Pod that it is read in. */
  readonly isOwnPod: (name: string) => boolean;
  /** Whether a variable is set by who reads it, be its value known or not. */
  readonly declares: (name: string) => boolean;
  /** The same for the variable at an index of a container's list, which is made of those before it; absent outside of containers. */
  readonly before?: (index: number) => Values;
}

/** A word as it reads once variables with a known value have it. */
interface Expanded {
  readonly text: string;
  /** Whether it begins with the name of the Pod that it is in. */
  readonly isOwn: boolean;
  /** Whether it is nothing but one variable whose value is read where it is. */
  readonly isReadElsewhere: boolean;
}

/** The words that a word with variables stands for; what is not known is `unknownPart`. Of a range of numbers the first and the last. */
export function expand(word: string, start: number, values: Values): readonly Expanded[] {
  const found = [...word.matchAll(variables)];
  const isWhole = found.length === 1 && found[0]?.[0].length === word.length;
  const isReadElsewhere = isWhole && isReadAlone(word, start, values);
  let texts: readonly string[] = [''];
  let end = 0;
  for (const match of found) {
    const literal = word.slice(end, match.index);
    const known = valuesOf(match[0], start + match.index, values);
    const several = known === undefined || (known.length > 1 && texts.length > 1) ? [unknownPart] : known;
    texts = several.flatMap((value) => texts.map((text) => `${text}${literal}${value}`));
    end = match.index + match[0].length;
  }
  const [first] = found;
  const isOwn = first?.index === 0 && values.isOwnPod(nameOf(first[0]) ?? '') && word[first[0].length] === '.';
  return texts.map((text) => ({ text: `${text}${word.slice(end)}`, isOwn, isReadElsewhere }));
}

/** Whether the value of a variable tells by itself that it is a host: it has dots, or the variable is called so. */
function isReadAlone(written: string, offset: number, values: Values): boolean {
  const name = nameOf(written);
  if (name === undefined || askOfKey(name)?.role === 'host') return true;
  return values.of(name, offset)?.every((value) => /^[a-z][-a-z0-9]*$/i.test(value)) !== true;
}

function valuesOf(written: string, offset: number, values: Values): readonly string[] | undefined {
  const range = /^[{[](\d+)(?:\.{2,3}|-)(\d+)[}\]]$/.exec(written);
  if (range !== null) return numbersBetween(Number(range[1]), Number(range[2]));
  if (/^\{\d+(?:,\d+)+\}$/.test(written)) return written.slice(1, -1).split(',').slice(0, mostValues);
  if (namespaceOfPod.test(written)) return [ownNamespace];
  const name = nameOf(written);
  return name === undefined ? undefined : values.of(name, offset);
}

/** The file of a Pod's account that holds its namespace, as scripts read it. Source: kubernetes plugin/pkg/admission/serviceaccount. */
const namespaceOfPod = /^\$\((?:cat\s+|<\s*)(?:\/var)?\/run\/secrets\/kubernetes\.io\/serviceaccount\/namespace\s*\)$/;

/** The name of a variable; `undefined` for what is more than one, such as `${HOST%%.*}` or a command. */
function nameOf(written: string): string | undefined {
  return /^\$(?:\(([\w.-]+)\)|\{([\w.-]+)\}|(\w+))$/
    .exec(written)
    ?.slice(1)
    .find((name) => name !== undefined);
}

/** The ends of a range of numbers. */
export function numbersBetween(first: number, last: number): readonly string[] | undefined {
  if (last < first) return undefined;
  return first === last ? [String(first)] : [String(first), String(last)];
}

/** Loops over more values are read as if they were not known. */
export const mostValues = 32;

/** A variable with what is put in where it has no value. */
interface VariableDefault {
  readonly whole: Span;
  readonly fallback: Span;
}

/** The defaults of the first variables of a word, as shells (`${X:-y}`) and Spring (`${X:y}`) have them. */
export function defaultsIn(word: string): readonly VariableDefault[] {
  const found = word.slice(0, longestWord).matchAll(/(\$\{[\w.-]+?(?::?[-=]|:(?![?+])))([^{}\n]+)\}/g);
  return [...found].map(({ 0: whole, 1: head = '', index }) => ({
    whole: spanAt(index, whole.length),
    fallback: spanBetween(index + head.length, index + whole.length - 1),
  }));
}

/** Longer words are none that people write. */
const longestWord = 512;

/**
 * Whether a word with variables may come to a text, by what is before the first and behind the last; one without any that are known may
 * come to each.
 */
export function mayComeTo(word: string, text: string): boolean {
  const literals = word.split(variables);
  const [head = '', tail = ''] = literals.length > 1 ? [literals[0], literals.at(-1)] : [];
  return text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail);
}

/** The labels of a word as they are written; dots inside of variables part none. */
export function labelsOfWord(word: string): readonly string[] {
  const held: string[] = [];
  const bare = word.replace(variables, (written) => {
    held.push(written);
    return unknownPart;
  });
  return bare.split('.').map((label) => label.replaceAll(unknownPart, () => held.shift() ?? ''));
}
