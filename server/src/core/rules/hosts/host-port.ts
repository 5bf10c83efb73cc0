import { replaceStretch } from '../../edits/changes.ts';
import { placeOfMention, type ReadMention } from '../../hosts/mentions.ts';
import { defaultPortOf } from '../../names/transports.ts';
import { placeOf } from '../../objects/places.ts';
import { emptySpanAt } from '../../text/span.ts';
import type { Fix } from '../rule.ts';

/**
 * The port that a URL without one leads to. `undefined` for other schemes than those of the web, and without a path behind the host, where
 * a program may put a port of its own.
 */
export function impliedPortOf(read: ReadMention): number | undefined {
  const { evidence, scheme, port } = read.mention;
  const implied = evidence === 'url' && port === undefined ? defaultPortOf(scheme) : undefined;
  const at = placeOfMention(read);
  if (implied === undefined || at.within === undefined) return undefined;
  const { file, span } = placeOf(read.from, at);
  return /^\/\w/.test(file.text.slice(span.end, span.end + 2)) ? implied : undefined;
}

/** The fix that changes the port of a host, or writes one behind it. */
export function portFix(read: ReadMention, fixed: number): Fix {
  const { from, mention } = read;
  const values = { fixed };
  if (mention.port !== undefined) {
    const at = placeOfMention(read, 'port');
    return { title: 'fixPort', values, edit: () => replaceStretch(from, at, String(fixed)) };
  }
  return {
    title: 'fixWritePort',
    values,
    edit() {
      const { file, span } = placeOf(from, placeOfMention(read));
      return { files: [{ file, edits: [{ span: emptySpanAt(span.end), newText: `:${fixed}` }] }] };
    },
  };
}
