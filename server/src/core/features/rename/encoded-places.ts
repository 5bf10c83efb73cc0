import { labelsIn, type MentionLabels } from '../../hosts/mention-labels.ts';
import type { ServiceMention } from '../../hosts/mentions.ts';
import { mentionsIn } from '../../names/mention.ts';
import { applyEdits, type TextEdit } from '../../text/edits.ts';
import type { Span } from '../../text/span.ts';
import { decodeBase64, encodeBase64 } from '../../util/base64.ts';
import { groupBy } from '../../util/collections.ts';
import type { NamePlace, Spelling } from '../../edits/write-name.ts';
import { namePlace } from './text-place.ts';

/** The stretch of a decoded text that holds the name, by the labels of a host in it; `undefined` where that host has none. */
type StretchOf = (labels: MentionLabels, text: string, mention: ServiceMention) => Span | undefined;

/**
 * Where host names have a name in what Secrets hold encoded: each value is decoded, changed and encoded again. Of other mentions there
 * is nothing.
 */
export function encodedPlaces(
  mentions: readonly ServiceMention[],
  spell: Spelling,
  stretchOf: StretchOf,
): readonly NamePlace[] {
  const encoded = mentions.filter(
    ({ from, mention: { at } }) => from.resource.kind === 'Secret' && at.path[0] === 'data' && at.within === undefined,
  );
  const values = groupBy(encoded, ({ from, mention }) => `${mention.at.path.join('/')} ${from.document.file.uri}`);
  return [...values.values()].flatMap((inValue) => {
    const [first] = inValue;
    if (first === undefined) return [];
    const { at, called } = first.mention;
    const place = namePlace(first.from, at, (written, newName) => {
      const text = decodeBase64(written);
      if (text === undefined) return undefined;
      const edits = new Map<number, TextEdit>();
      for (const { host, at } of mentionsIn(text, [], called)) {
        const mention = inValue.find((one) => one.mention.host === host);
        const labels = mention && at.within && labelsIn(text, at.within, mention.name);
        const span = labels && stretchOf(labels, text, mention);
        const newText = span && spell(text.slice(span.start, span.end), newName);
        if (span !== undefined && newText !== undefined) edits.set(span.start, { span, newText });
      }
      return encodeBase64(applyEdits(text, [...edits.values()]));
    });
    return { ...place, isEncoded: true };
  });
}
