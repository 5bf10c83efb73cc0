/** What may be in the named places of a message. */
export type MessageValues = Readonly<Record<string, string | number>>;

/**
 * Fills the named places `{name}` of a message template. A place without a value stays as it is written, which a test
 * of the message tables would show.
 */
export function formatMessage(template: string, values: MessageValues): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    return value === undefined ? place : String(value);
  });
}

/** "a", "a and b", "a, b and c": names for the middle of a sentence, each in double quotes. */
export function quotedList(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  const last = quoted.at(-1) ?? '';
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(', ')} and ${last}`;
}

/** "1 file", "2 files"; the plural is the word and an s unless it is given. */
export function count(amount: number, word: string, plural = `${word}s`): string {
  return `${amount} ${amount === 1 ? word : plural}`;
}
