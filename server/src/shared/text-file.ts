/** A file's text, or why its bytes are none. */
type Decoded =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unread'; readonly why: 'utf16' | 'binary' | 'notUtf8' };

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** A file's bytes as text without the byte order mark; binary and wrongly encoded files are rejected. */
export function decodeBytes(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return { kind: 'unread', why: 'utf16' };
  if (bytes.includes(0)) return { kind: 'unread', why: 'binary' };
  try {
    return { kind: 'text', text: strictUtf8.decode(bytes) };
  } catch {
    return { kind: 'unread', why: 'notUtf8' };
  }
}
