import type { Span } from '../text/span.ts';

/**
 * The source of an expression for what is put in later: `$(VAR)`, `${VAR}`, `$VAR`, a template's action, masked or not, and the numbers
 * of several hosts (`{0...3}`). No longer than people write them.
 */
export const variable = String.raw`(?:\$\([^()\n]{0,120}\)|\$\{[^{}\n]{0,120}\}|\$[A-Za-z_]\w{0,60}|\{\{[^{}\n]{0,200}\}\}|\{\d+(?:\.{2,3}\d+|(?:,\d+){1,60})\}|\uE000+)`;

/** A variable with what is put in where it has no value. */
export interface VariableDefault {
  readonly whole: Span;
  readonly fallback: Span;
}

/** The defaults of the first variables of a word, as shells (`${X:-y}`) and Spring (`${X:y}`) have them. */
export function defaultsIn(word: string): readonly VariableDefault[] {
  const found = word.slice(0, longestWord).matchAll(/(\$\{[\w.-]+?(?::?[-=]|:(?![?+])))([^{}\n]+)\}/g);
  return [...found].map(({ 0: whole, 1: head = '', index }) => ({
    whole: { start: index, end: index + whole.length },
    fallback: { start: index + head.length, end: index + whole.length - 1 },
  }));
}

/** Longer words are none that people write. */
const longestWord = 512;
