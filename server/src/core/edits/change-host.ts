import { spanAt } from '../text/span.ts';
import type { WorkspaceEdit } from '../files/file.ts';
import { placeOfMention, type ReadMention } from '../hosts/mentions.ts';
import { printHostName, type HostName } from '../names/host-name.ts';
import { labelsOfWord } from '../names/variables.ts';
import { replaceStretch } from './changes.ts';

/** A change of a host name in a string that touches none but the labels that differ. */
export interface HostChange {
  /** The whole host after the change. */
  readonly text: string;
  edit(): WorkspaceEdit | undefined;
}

/**
 * The change that makes a host another name, given as what it is read as and what it is to be. Variables stay as they are written;
 * `undefined` where one of them would have to go, or the string is encoded.
 */
export function changeHost(read: ReadMention, name: HostName, wanted: HostName): HostChange | undefined {
  const { mention, from } = read;
  const before = labelsOf(name);
  const after = labelsOf(wanted);
  const written = labelsOfWord(mention.written ?? mention.host);
  const { within } = mention.at;
  if (within === undefined || written.length !== before.length) return undefined;
  const most = Math.min(before.length, after.length);
  let same = 0;
  while (same < most && before[same] === after[same]) same++;
  let sameEnd = 0;
  while (sameEnd < most - same && before.at(-1 - sameEnd) === after.at(-1 - sameEnd)) sameEnd++;
  // A part that is only inserted or removed is combined with the label next to it.
  if (same + sameEnd === most && same > 0 && isLiteral(written[same - 1])) same--;
  else if (same + sameEnd === most && sameEnd > 0) sameEnd--;
  const gone = written.slice(same, written.length - sameEnd);
  const put = after.slice(same, after.length - sameEnd);
  if (put.length === 0 || ![...gone, ...put].every(isLiteral)) return undefined;
  const head = written
    .slice(0, same)
    .map((label) => `${label}.`)
    .join('');
  const tail = written
    .slice(written.length - sameEnd)
    .map((label) => `.${label}`)
    .join('');
  const start = within.start + head.length;
  const at = { path: mention.at.path, within: spanAt(start, gone.join('.').length) };
  return { text: `${head}${put.join('.')}${tail}`, edit: () => replaceStretch(from, at, put.join('.')) };
}

/** The change that takes the final dot off a host. */
export function withoutDot(read: ReadMention): HostChange | undefined {
  const { path, within } = placeOfMention(read);
  if (within === undefined) return undefined;
  const at = { path, within: spanAt(within.end, 1) };
  return { text: read.mention.written ?? read.mention.host, edit: () => replaceStretch(read.from, at, '') };
}

function labelsOf(name: HostName): readonly string[] {
  return printHostName({ ...name, absolute: false }).split('.');
}

function isLiteral(label: string | undefined): boolean {
  return label !== undefined && /^[\w-]+$/.test(label);
}
