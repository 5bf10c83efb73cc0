const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Longer values are no settings that people write: certificates, archives. */
const longest = 16_384;

/** The text that a string of Base64 stands for, line breaks allowed; `undefined` for what is none, is no UTF-8, or is very long. */
export function decodeBase64(encoded: string): string | undefined {
  if (encoded.length > longest || !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(encoded)) return undefined;
  let bits = 0;
  let held = 0;
  let escaped = '';
  for (const sign of encoded) {
    const value = alphabet.indexOf(sign);
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xfff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    escaped += `%${((bits >> held) & 0xff).toString(16).padStart(2, '0')}`;
  }
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}
