import { spanAt, type Span, spanBetween } from '../text/span.ts';

/** A text with the conflicts that a merge left in it, and how it reads before they are solved. */
interface Conflicted {
  /** As long as the text: of each conflict our side stays, the rest is blank. */
  readonly text: string;
  /** The line that opens each conflict. */
  readonly openings: readonly Span[];
}

/**
 * The conflicts of a text: our side, the common base where it is written too, and theirs, between lines of seven markers;
 * `undefined` where there is none. One that is not closed is none. Source: git-merge, "How conflicts are presented".
 */
export function readConflicts(text: string): Conflicted | undefined {
  if (!/^<{7}(?: |\r?$)/m.test(text)) return undefined;
  const openings: Span[] = [];
  const hidden: Span[] = [];
  let opening: Span | undefined;
  let theirs: number | undefined;
  let hasTheirs = false;
  for (const { 0: line, 1: marker, index: start } of text.matchAll(/^(<{7}|\|{7}|={7}|>{7})(?: .*)?\r?$/gm)) {
    const span = spanAt(start, line.trimEnd().length);
    if (marker === '<<<<<<<') [opening, theirs, hasTheirs] = [span, undefined, false];
    else if (opening === undefined) continue;
    else if (marker !== '>>>>>>>') [theirs, hasTheirs] = [theirs ?? start, hasTheirs || marker === '======='];
    else {
      if (theirs !== undefined && hasTheirs) {
        openings.push(opening);
        hidden.push(opening, spanBetween(theirs, span.end));
      }
      opening = undefined;
    }
  }
  return openings.length === 0 ? undefined : { text: blanked(text, hidden), openings };
}

/** The text with stretches, in order, blank but for their line endings. */
function blanked(text: string, hidden: readonly Span[]): string {
  const parts: string[] = [];
  let position = 0;
  for (const { start, end } of hidden) {
    parts.push(text.slice(position, start), text.slice(start, end).replace(/[^\r\n]/g, ' '));
    position = end;
  }
  return [...parts, text.slice(position)].join('');
}
