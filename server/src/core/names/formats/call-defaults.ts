/**
 * What is between the name of a variable that a program reads and the text that it takes where the variable is not set, as the languages
 * have it that people put into ConfigMaps: `getenv("DB_HOST", "db")`, `os.environ.get("DB_HOST") or "db"`, `process.env.DB_HOST || 'db'`.
 * `undefined` where the word from `start` to `end` is no such name. Of the text around only a little is looked at.
 */
export function gapOfDefault(text: string, start: number, end: number): RegExp | undefined {
  if (/^(?:process|import\.meta|Deno|Bun)\.env\./.test(text.slice(start, start + 20))) return behindProperty;
  const quote = text[end];
  if ((quote !== '"' && quote !== "'") || text[start - 1] !== quote) return undefined;
  return readsVariable.test(text.slice(Math.max(0, start - longestCall), start - 1)) ? behindCall : undefined;
}

/** Calls that read a variable by its name. */
const readsVariable =
  /\b(?:getenv|env|config|lookupEnv|getOrDefault|GetEnvironmentVariable|(?:environ|env|ENV)\.(?:get|fetch))\($/i;
const longestCall = 32;

/** The next argument; or another operand behind the call. */
const behindCall = /^["'](?:,|\)[ \t]*(?:\|\||\?\?|\?:))[ \t]*["']$/;
const behindProperty = /^[ \t]*(?:\|\||\?\?)[ \t]*["'`]$/;

/** Whether a word behind the name of a variable only says that a default follows: `default="db"`, `or "db"`. `gap` is what is between. */
export function introducesDefault(gap: string, word: string): boolean {
  return /^["'][,)][ \t]*$/.test(gap) && (word === 'default' || word === 'or');
}

/** What follows such a word. */
export const behindIntroduction = /^[ \t]*=?[ \t]*["']$/;
