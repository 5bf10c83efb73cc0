import type { Span } from '../text/span.ts';
import { hangText } from '../util/columns.ts';
import type { RecordSource } from './record.ts';

/** Text for people, with the way back to the manifests. */
export interface LinkedText {
  readonly text: string;
  /** In order of lines, at most one a line. */
  readonly links: readonly TextLink[];
}

/** A stretch of a line that leads somewhere. Where that is in a file is worked out for those who follow it. */
interface TextLink {
  /** Zero-based. */
  readonly line: number;
  /** Offsets in the line. */
  readonly columns: Span;
  readonly source: RecordSource;
  /** Whether it points to the manifest itself, or to all records of the Service there. */
  readonly opens: 'manifest' | 'records';
}

/** A line that is being written. */
export interface TextLine {
  readonly text: string;
  /** A stretch of the text leads there. */
  readonly link?: Omit<TextLink, 'line'>;
}

/** Puts lines together. */
export function joinLines(lines: readonly TextLine[]): LinkedText {
  const links = lines.flatMap(({ link }, line) => (link === undefined ? [] : [{ line, ...link }]));
  return { text: lines.map(({ text }) => `${text}\n`).join(''), links };
}

/** What an editor shows of a line on a small screen. */
const sentenceWidth = 90;

/** A sentence, whose words go on in lines below, further in, where it is too long. A link is in the first line, or the sentence stays one. */
export function sentenceLines(line: TextLine): readonly TextLine[] {
  const { text, link } = line;
  const sentence = text.trimStart();
  const indentation = text.slice(0, text.length - sentence.length);
  const [first = '', ...rest] = hangText(sentence, sentenceWidth, indentation);
  if (!text.startsWith(first) || (link !== undefined && link.columns.end > first.length)) return [line];
  return [{ ...line, text: first }, ...rest.map((more) => ({ text: more }))];
}
