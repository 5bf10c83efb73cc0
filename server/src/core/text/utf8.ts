/** The length of a text in UTF-8, in bytes. */
export function byteLength(value: string): number {
  let length = value.length;
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index);
    if (code < 0x80) continue;
    // Two units of a pair have four bytes.
    const isHalf = code >= 0xd800 && code < 0xe000;
    length += code < 0x800 || isHalf ? 1 : 2;
  }
  return length;
}

/** Whether a text has more bytes in UTF-8, of which a unit of UTF-16 takes three at most: the length of few texts has to be counted. */
export function isLongerThan(text: string, bytes: number): boolean {
  return text.length > bytes || (3 * text.length > bytes && byteLength(text) > bytes);
}
