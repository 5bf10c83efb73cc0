import { RE2JS } from 're2js';

/** What a person's pattern was read as. */
export type Pattern =
  | { readonly kind: 'pattern'; matches(text: string): boolean }
  /** Go rejects it. */
  | { readonly kind: 'wrong' }
  /** It is longer than people write, and is not tried. */
  | { readonly kind: 'tooLong' };

const longest = 10_000;

/**
 * Reads a regular expression of Go, which a whole text has to match. It is the only way from a person's pattern to a test: what
 * JavaScript has of its own takes years for some patterns, and this takes at most the time of the pattern's
 * length times the text's. Nothing is thrown. Source: Go regexp/syntax; the engine is RE2's.
 */
export function readPattern(written: string): Pattern {
  if (written.length > longest) return { kind: 'tooLong' };
  if (isLiteralPattern(written)) return { kind: 'pattern', matches: (text) => text === written };
  try {
    // Put together as kustomize does it, which counts where a pattern closes the group itself.
    const expression = RE2JS.compile(`^(?:${written})$`);
    return { kind: 'pattern', matches: (text) => expression.test(text) };
  } catch {
    return { kind: 'wrong' };
  }
}

/** Whether a pattern matches itself and nothing else. */
export function isLiteralPattern(written: string): boolean {
  return /^[\w/-]*$/.test(written);
}

/**
 * Reads a regular expression of Go that has to match somewhere in a text. What Go rejects, and what is longer than people write,
 * matches nothing. Nothing is thrown.
 */
export function readSearch(written: string): (text: string) => boolean {
  if (isLiteralPattern(written)) return (text) => text.includes(written);
  if (written.length > longest) return () => false;
  try {
    const expression = RE2JS.compile(written);
    return (text) => expression.matcher(text).find();
  } catch {
    return () => false;
  }
}
