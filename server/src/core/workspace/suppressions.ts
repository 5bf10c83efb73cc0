import { LineIndex } from '../text/lines.ts';

/** A comment that turns rules off: `# headlight-disable-line`, `-next-line` or `-file`, and the codes it names. */
export interface Suppression {
  /** The zero-based line it works on; `file` for all. */
  readonly line: number | 'file';
  /** The codes it turns off; none means every rule. */
  readonly codes: readonly string[];
}

const comment = /(?:^|\s)#\s*headlight-disable-(line|next-line|file)\b([^\r\n]*)/g;

/** The suppression comments of a file. Codes stand behind the word, apart by commas or white space; text behind ` -- ` is a reason. */
export function findSuppressions(text: string): readonly Suppression[] {
  if (!text.includes('headlight-disable-')) return [];
  const lines = new LineIndex(text);
  return [...text.matchAll(comment)].map((match) => {
    const where = match[1];
    const line = lines.positionAt(match.index + match[0].indexOf('#')).line;
    const codes = (match[2] ?? '').split(/\s--\s/, 1)[0]?.match(/[a-z0-9]+(?:-[a-z0-9]+)*/g) ?? [];
    return { line: where === 'file' ? 'file' : where === 'line' ? line : line + 1, codes };
  });
}

/** Whether a problem of this code, beginning on this zero-based line, is turned off. */
export function isSuppressed(suppressions: readonly Suppression[], code: string, line: number): boolean {
  return suppressions.some(
    (one) => (one.line === 'file' || one.line === line) && (one.codes.length === 0 || one.codes.includes(code)),
  );
}
