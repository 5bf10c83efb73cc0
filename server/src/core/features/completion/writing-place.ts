import { type Span, spanBetween } from '../../text/span.ts';
import { isHalfWritten, isJsonFile, type SnapshotDocument } from '../../files/file.ts';
import { placeResource, type Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isSamePath, type Path } from '../../yaml/path.ts';
import { documentIn, placeIn, resourceIn, type PlaceAtCursor } from '../at-cursor.ts';
import { patchPlaceAt } from './patch-place.ts';
import { isPathField } from './path-names.ts';
import type { Notation } from './written-name.ts';
import { startOfLine } from '../../text/lines.ts';

/** Where a value is being written. */
export interface WritingPlace {
  readonly placed: Placed;
  /** The field, relative to the resource. */
  readonly path: Path;
  /** What is of the word before the cursor. */
  readonly word: string;
  /** What is on the line before the word. */
  readonly before: string;
  /** The character behind the word; none at the end of the text. */
  readonly behind: string;
  /** All of the word, as offsets in the file's text. */
  readonly span: Span;
  readonly notation: Notation;
  /** What has to be put before a value: a blank where nothing is behind the colon of a key or the dash of an item. */
  readonly gap: '' | ' ';
  /** Whether a patch says it, of an object that is there already. */
  readonly isOfPatch?: boolean | undefined;
}

/** What is on the line before the cursor. */
interface LineBefore {
  readonly lineStart: number;
  readonly line: string;
}

/** The lines above one, the nearest first, as far up as a key is looked for. */
function* linesAbove(text: string, lineStart: number): Generator<LineBefore, void, undefined> {
  for (let end = lineStart - 1, steps = 0; end > 0 && steps < farthestLine; steps++) {
    const start = startOfLine(text, end);
    yield { lineStart: start, line: text.slice(start, end) };
    end = start - 1;
  }
}

/** Nobody writes longer lines by hand, and searching one may take time quadratic in its length. */
const longestLine = 4000;

/** The document at an offset, and what is on the line before it; `undefined` if there is none, or the line is longer than people write. */
function lineBefore(
  snapshot: Snapshot,
  uri: string,
  offset: number,
): (LineBefore & { readonly document: SnapshotDocument }) | undefined {
  const document = documentIn(snapshot, uri, offset);
  const text = document?.file.text ?? '';
  const lineStart = startOfLine(text, offset);
  if (document === undefined || offset - lineStart > longestLine) return undefined;
  return { document, lineStart, line: text.slice(lineStart, offset) };
}

/** Whether a name may be meant by what is written of it, in letters of any case. */
export function beginsWith(name: string, word: string): boolean {
  // Of thousands of names nearly all differ in the first letter, and no text is made to find out.
  for (let index = 0; index < word.length; index++) {
    const [one, other] = [name[index], word[index]];
    if (one !== other && one?.toLowerCase() !== other?.toLowerCase()) return false;
  }
  return true;
}

/**
 * The value an offset is in, even if it is still empty (`serviceName: ` and nothing behind it); `undefined` in keys, comments and
 * outside of objects.
 */
export function writingPlaceAt(snapshot: Snapshot, uri: string, offset: number): WritingPlace | undefined {
  const before = lineBefore(snapshot, uri, offset);
  if (before === undefined) return undefined;
  const { document, line } = before;
  const { text } = document.file;
  const value = valueAt(snapshot, uri, offset);
  if (value !== undefined && isBehindQuotes(text, value.span, offset)) return undefined;
  // A patch in a kustomization is a string of that, too.
  const isWhole = value !== undefined && value.placed.resource.kind !== 'Kustomization';
  const found = isWhole ? value : (emptyValueAt(snapshot, uri, before) ?? emptyItemAt(snapshot, uri, before) ?? value);
  if (found === undefined) return undefined;
  const signs = isLabelKey(found.path) ? wordsOfKeys : isPathField(found.placed, found.path) ? wordsOfPaths : words;
  const word = signs.before.exec(line)?.[0] ?? '';
  const rest = signs.behind.exec(text.slice(offset, offset + 256))?.[0] ?? '';
  const ahead = line.slice(0, line.length - word.length);
  // The name of an anchor or alias belongs to nothing else.
  if (/(?:^|[\s[{,])[&*]$/.test(ahead)) return undefined;
  const span = spanBetween(offset - word.length, offset + rest.length);
  const notation = isJsonFile(document.file) ? 'json' : 'yaml';
  const isBehindSign = found.isBehindSign === true;
  if (isBehindSign && !/^[ \t]*(?:[\r\n#,}\]]|$)/.test(text.slice(offset, offset + 256))) return undefined;
  const gap = isBehindSign && notation === 'yaml' ? ' ' : '';
  return {
    ...found,
    placed: asWritten(found.placed),
    word,
    before: ahead,
    behind: text[span.end] ?? '',
    span,
    notation,
    gap,
  };
}

const words = { before: /[\w.-]*$/, behind: /^[\w.-]*/ };

/** A slash is part of the key of a label, and before a host it is part of something else. */
const wordsOfKeys = { before: /[\w./-]*$/, behind: /^[\w./-]*/ };

/** A step of a path may have blanks in it, which no other name has. */
const wordsOfPaths = {
  before: /(?<=[/=:]|[:-][ \t]+(?:[&!]\S*[ \t]+)*["']?|[[{,][ \t]*["']?)[^\s"'[\]{},:=/&!*#][^"'[\]{},:=/]*$|$/,
  behind: /^[^\s"'[\]{},:=/]*(?:[ \t]+[^\s"'[\]{},:=/#]+)*/,
};

function isLabelKey(path: Path): boolean {
  return path.at(-1) === 'key' && path.at(-3) === 'matchExpressions';
}

/** The object as its text has it while it is half written, where it counts for others as it was before. */
function asWritten(placed: Placed): Placed {
  const { document, resource, scope, namespace, built } = placed;
  if (built !== undefined || !isHalfWritten(document)) return placed;
  const own = document.facts.resources.find(({ root }) => isSamePath(root, resource.root));
  return own === undefined ? placed : placeResource(own, document, scope, namespace);
}

/** An object while it is written, and what it was when its document could last be read, as an open quote takes in what follows. */
export function withFormer(snapshot: Snapshot, placed: Placed): readonly Placed[] {
  const { document, resource } = placed;
  if (!isHalfWritten(document)) return [placed];
  const { file, start, forOthers } = document;
  const former = snapshot.inDocument(document).filter((one) => isSamePath(one.resource.root, resource.root));
  return [
    placed,
    ...former.map((one) =>
      placeResource(one.resource, { file, start, facts: forOthers, forOthers }, one.scope, one.namespace),
    ),
  ];
}

interface Value extends Pick<WritingPlace, 'placed' | 'path' | 'isOfPatch'> {
  /** Whether the colon of its key, or the dash of an item, is directly before the cursor. */
  readonly isBehindSign?: boolean;
}

/** What is at an offset; in a patch also what it changes and says nothing of yet. */
function placeHere(
  snapshot: Snapshot,
  uri: string,
  offset: number,
): (PlaceAtCursor & Pick<Value, 'isOfPatch'>) | undefined {
  const place = placeIn(snapshot, uri, offset);
  if (place !== undefined && place.placed.resource.kind !== 'Kustomization') return place;
  return patchPlaceAt(snapshot, uri, offset) ?? place;
}

/** Whether an offset is directly behind the closing quote of a value, where nothing can be written. */
function isBehindQuotes(text: string, { start, end }: Span, offset: number): boolean {
  return end === offset && end - start > 1 && text[start] === text[end - 1] && /["']/.test(text[start] ?? '');
}

function valueAt(snapshot: Snapshot, uri: string, offset: number): (Value & PlaceAtCursor) | undefined {
  const place = placeHere(snapshot, uri, offset);
  return place?.part === 'value' ? place : undefined;
}

/**
 * The field whose key is before the cursor, on the same line, with nothing but an anchor, a tag, a quote, a host before a colon, or the
 * start of a word between.
 */
function emptyValueAt(snapshot: Snapshot, uri: string, { lineStart, line }: LineBefore): Value | undefined {
  const found =
    /(?:^|[\s{,])(["']?)([\w./-]+)\1:([ \t]+(?:[&!][^\s,[\]{}]*[ \t]+)*["']?(?:[^\s"'{}[\],]+:)?[\w.-]*)?$/.exec(line);
  if (found?.[2] === undefined) return undefined;
  const isBehindSign = found[3] === undefined;
  const keyOffset = lineStart + line.indexOf(found[2], found.index);
  const place = placeHere(snapshot, uri, keyOffset);
  // In braces, a colon without a blank is part of the key.
  if (place?.part === 'key')
    return { placed: place.placed, path: withoutColon(place.path), isBehindSign, isOfPatch: place.isOfPatch };
  const placed = isBehindSign ? undefined : resourceIn(snapshot, uri, keyOffset);
  return placed === undefined || place === undefined ? undefined : { placed, path: place.path };
}

function withoutColon(path: Path): Path {
  const last = path.at(-1);
  return typeof last === 'string' && last.endsWith(':') ? [...path.slice(0, -1), last.slice(0, -1)] : path;
}

/** The next item of a list: behind a bracket or comma on the line, or a dash below the key. */
function emptyItemAt(snapshot: Snapshot, uri: string, { lineStart, line }: LineBefore): Value | undefined {
  const isBehindDash = /^[ ]*-$/.test(line);
  const keyOffset =
    isBehindDash || /^[ ]*-[ ]+(?:[&!]\S*[ \t]+)*["']?[\w.-]*(?:[ ][\w.-]*)*$/.test(line)
      ? keyOfItems(snapshot.files.get(uri)?.text ?? '', lineStart, line.indexOf('-'))
      : keyOfBracket(line, lineStart);
  const place = keyOffset === undefined ? undefined : placeHere(snapshot, uri, keyOffset);
  if (place?.part !== 'key') return undefined;
  const path = [...place.path, 0];
  // Only the name of a file or folder goes on behind a blank.
  if (/-[ ]+["']?[\w.-]+[ ]/.test(line) && !isPathField(place.placed, path)) return undefined;
  return { placed: place.placed, path, isBehindSign: isBehindDash };
}

/** The key of the list of which an item begins on a line with so much indent. */
function keyOfItems(text: string, lineStart: number, indent: number): number | undefined {
  const isItem = (line: string): boolean =>
    /^-(?:\s|$)/.test(line.slice(indent, indent + 2)) && line.trimStart().startsWith('-');
  for (const { lineStart: start, line } of linesAbove(text, lineStart)) {
    // Items are as far in as their key, or further.
    if (!isItem(line))
      return line.search(/[^ -]/) > indent
        ? undefined
        : keyEnding(/^[ -]*(["']?)([\w./-]+)\1:[ \t]*\r?$/.exec(line), start);
  }
  return undefined;
}

/** So far up a key is looked for: maps of labels and lists of values are short. */
const farthestLine = 60;

function keyOfBracket(line: string, lineStart: number): number | undefined {
  return keyEnding(/(["']?)([\w./-]+)\1:[ ]*\[[^\][{}]*$/.exec(line), lineStart);
}

/** Where a key is on a line that was found to have it: what is called `2` of what was found. */
function keyEnding(found: RegExpExecArray | null, lineStart: number): number | undefined {
  const [whole = '', , key] = found ?? [];
  return found === null || key === undefined ? undefined : lineStart + found.index + whole.indexOf(key);
}

/** Where the key of an entry is being written. */
export interface KeyPlace extends Pick<WritingPlace, 'placed' | 'word' | 'span' | 'notation'> {
  /** The map, relative to the resource. */
  readonly path: Path;
  /** The quote before the word. */
  readonly quote: string;
  /** The word with what is behind the cursor of it. */
  readonly written: string;
}

/**
 * The map whose next key is written at an offset: the one of the nearest line above that is further out and ends in a colon, or
 * of the brace that is open on the line. `undefined` where a value is written.
 */
export function keyPlaceAt(snapshot: Snapshot, uri: string, offset: number): KeyPlace | undefined {
  const before = lineBefore(snapshot, uri, offset);
  if (before === undefined) return undefined;
  const { document, lineStart, line } = before;
  const { text } = document.file;
  const [, quote = '', word = ''] = /(["']?)([\w./-]*)$/.exec(line) ?? [];
  const keyOffset = /^[ ]*["']?[\w./-]*$/.test(line)
    ? keyAbove(text, lineStart, line.length - line.trimStart().length, document.start)
    : keyOfBrace(line, lineStart);
  if (keyOffset === undefined) return undefined;
  const place = placeHere(snapshot, uri, keyOffset);
  const placed = place?.placed ?? resourceIn(snapshot, uri, keyOffset);
  if (placed === undefined || place?.part !== 'key') return undefined;
  // A whole entry takes the place of the one that is there, with its quotes and its value.
  const [there = '', rest = ''] =
    (quote === '' ? entryBehind : quotedBehind).exec(text.slice(offset, offset + 256)) ?? [];
  const span = spanBetween(offset - word.length - quote.length, offset + there.length);
  const notation = isJsonFile(document.file) ? 'json' : 'yaml';
  return { placed, path: place.path, word, written: word + rest, quote, span, notation };
}

/** The rest of the key of an entry that is a label, and its value. */
const entryBehind = /^([\w./-]*)(?:[ \t]*:[ \t]*(?:"[^"\n]*"|'[^'\n]*'|[^\s,{}[\]#'"]*))?/;

/** The same behind a quote. */
const quotedBehind = /^([\w./-]*)["']?(?:[ \t]*:[ \t]*(?:"[^"\n]*"|'[^'\n]*'|[^\s,{}[\]#'"]*))?/;

function keyAbove(text: string, lineStart: number, indent: number, first: number): number | undefined {
  for (const { lineStart: start, line } of linesAbove(text, lineStart)) {
    if (start + line.length <= first) return undefined;
    const own = line.length - line.trimStart().length;
    if (line.trim() !== '' && !line.trimStart().startsWith('#') && own < indent)
      return keyEnding(/^[ -]*(["']?)([\w./-]+)\1:[ \t]*(?:\{[ \t]*)?(?:#.*)?\r?$/.exec(line), start);
  }
  return undefined;
}

function keyOfBrace(line: string, lineStart: number): number | undefined {
  return keyEnding(/(["']?)([\w./-]+)\1:[ ]*\{(?:[^{}]*,)?[ ]*["']?[\w./-]*$/.exec(line), lineStart);
}
