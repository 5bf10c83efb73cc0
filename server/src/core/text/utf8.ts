/** The length of a text in UTF-8, in bytes. */
export function byteLength(value: string): number {
  let length = 0;
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

/** Whether a text has more bytes in UTF-8, of which a unit of UTF-16 takes three at most: the length of few texts has to be counted. */
export function isLongerThan(text: string, bytes: number): boolean {
  return text.length > bytes || (3 * text.length > bytes && byteLength(text) > bytes);
}
