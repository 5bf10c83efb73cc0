/**
 * What no reader sees, or what moves and hides other text where it is shown: control characters, line and paragraph separators, marks
 * and overrides of the writing direction (Unicode, UAX #9), the byte order mark.
 */
const hidden = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * A text on one line in which nothing is hidden: `\n`, `\x1b`, `\u202e` in the place of such characters. All else stays, so a text that
 * went through it once is left as it is.
 */
export function visible(text: string): string {
  return text.replace(hidden, (character) => short[character] ?? codeOf(character));
}

/** A text of JSON in which nothing is hidden, and which says the same. JSON itself demands that for some of these only. */
export function visibleJson(json: string): string {
  return json.replace(hidden, (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function codeOf(character: string): string {
  const code = character.charCodeAt(0).toString(16);
  return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`;
}
