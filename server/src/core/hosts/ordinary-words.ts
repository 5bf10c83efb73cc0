/** Whether a word is one that keys which ask for a host have for a value, and that names none. */
export function isOrdinaryWord(word: string): boolean {
  return ordinaryWords.has(word);
}

const ordinaryWords: ReadonlySet<string> = new Set([
  ...['localhost', 'host', 'none', 'null', 'true', 'false', 'auto', 'default', 'http', 'https', 'all', 'any', 'self'],
  ...[
    'master',
    'primary',
    'replica',
    'leader',
    'local',
    'internal',
    'external',
    'node',
    'server',
    'client',
    'disabled',
  ],
]);
