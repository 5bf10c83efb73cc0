const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Longer values are no settings that people write: certificates, archives. */
const longest = 16_384;

/** The text that a string of Base64 stands for, line breaks allowed; `undefined` for what is none, is no UTF-8, or is very long. */
export function decodeBase64(encoded: string): string | undefined {
  if (encoded.length > longest || !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(encoded)) return undefined;
  try {
    return decodeURIComponent(escapesOf(encoded));
  } catch {
    return undefined;
  }
}

/** The bytes that signs of Base64 stand for, each as `%` and two digits; what is none of its signs is passed over. Source: RFC 4648, 4. */
export function escapesOf(signs: string): string {
  let bits = 0;
  let held = 0;
  let escaped = '';
  for (const sign of signs) {
    const value = alphabet.indexOf(sign);
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xfff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    escaped += `%${((bits >> held) & 0xff).toString(16).padStart(2, '0')}`;
  }
  return escaped;
}

/** A text in Base64, as UTF-8. */
export function encodeBase64(text: string): string {
  const bytes = encodeURIComponent(text).replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  let encoded = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [first, second, third] = [0, 1, 2].map((step) => bytes.charCodeAt(index + step));
    const bits = ((first ?? 0) << 16) | ((second || 0) << 8) | (third || 0);
    const signs = [18, 12, 6, 0].map((shift) => alphabet[(bits >> shift) & 0x3f] ?? '');
    const length = Math.min(bytes.length - index, 3) + 1;
    encoded += signs.slice(0, length).join('').padEnd(4, '=');
  }
  return encoded;
}
