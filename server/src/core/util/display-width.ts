/** Hangul, kana, ideographs and their like take the width of two letters. Source: Unicode, UAX #11. */
const fullWidth =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** How many columns of a terminal a text takes, with nothing hidden in it. */
export function displayWidth(text: string): number {
  if (/^[\u0020-\u10ff]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += isFullWidth(character) ? 2 : 1;
  return width;
}

/** Whether a character is as wide as two letters. */
export function isFullWidth(character: string): boolean {
  return fullWidth.test(character);
}

/** A text with blanks behind it until it takes as many columns; a wider one stays. */
export function padDisplay(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}
