import { fromVariable, inVariable } from '../../names/service-variables.ts';
import { affixesOf } from '../../objects/affixes.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Spelling, NamePlace } from '../../edits/write-name.ts';
import { spanAt, type Span, applyEdits, type TextEdit } from '../../text/span.ts';
import { placeOf, nodeIn } from '../../objects/places.ts';
import { type At } from '../../yaml/path.ts';
import { labelsIn, type MentionLabels } from '../../hosts/mention-labels.ts';
import type { NamingMention } from '../../hosts/mentions.ts';
import { mentionsIn } from '../../names/mention.ts';
import { decodeBase64, encodeBase64 } from '../../util/base64.ts';
import { groupBy } from '../../util/collections.ts';

/**
 * How the name of an object is spelled: as in its own text, or with what the kustomizations on the way have put around it.
 * Letters of host names may be of either case.
 */
export function spellingOf(object: Placed): Spelling {
  const own = (object.writtenName ?? object.name ?? '').toLowerCase();
  const { prefix, suffix } = affixesOf(object);
  return (written, newName) => {
    const text = written.toLowerCase();
    if (text === own) return newName;
    const at = text.indexOf(own);
    if (own === '' || at < 0) return undefined;
    const [before, behind] = [written.slice(0, at), written.slice(at + own.length)];
    // Each kustomization puts its own part outside of those below it.
    return prefix.endsWith(before) && suffix.startsWith(behind) ? before + newName + behind : undefined;
  };
}

/** The same in the name of a variable that the kubelet sets. */
export function asVariable(spell: Spelling): Spelling {
  return (written, newName) => {
    const name = spell(fromVariable(written), newName);
    return name === undefined ? undefined : inVariable(name);
  };
}

/** A text that is the name and nothing else. */
export function exactly(name: string): Spelling {
  return (written, newName) => (written.toLowerCase() === name.toLowerCase() ? newName : undefined);
}

/** A place of an object that holds a name: a string without its quotes, or a stretch of one. */
export function namePlace(from: Placed, at: At, spell: Spelling): NamePlace {
  const node = at.within === undefined ? nodeIn(from, at.path) : undefined;
  const isWhole = node?.kind === 'scalar';
  const place = placeOf(from, isWhole ? { path: at.path, within: spanAt(0, node.text.length) } : at);
  return { place, spell, mayComeFromElsewhere: from.built !== undefined };
}

/** The stretch of a decoded text that holds the name, by the labels of a host in it; `undefined` where that host has none. */
type StretchOf = (labels: MentionLabels, text: string, mention: NamingMention) => Span | undefined;

/**
 * Where host names have a name in what Secrets hold encoded: each value is decoded, changed and encoded again. Of other mentions there
 * is nothing.
 */
export function encodedPlaces(
  mentions: readonly NamingMention[],
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
        const labels =
          mention && at.within && labelsIn(text.slice(at.within.start, at.within.end), at.within, mention.name);
        const span = labels && stretchOf(labels, text, mention);
        const newText = span && spell(text.slice(span.start, span.end), newName);
        if (span !== undefined && newText !== undefined) edits.set(span.start, { span, newText });
      }
      return encodeBase64(applyEdits(text, [...edits.values()]));
    });
    return { ...place, isEncoded: true };
  });
}
