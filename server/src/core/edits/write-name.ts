import { readFacts } from '../files/facts.ts';
import { lastDocumentBegun, type FileEdit, type SnapshotFile, type SnapshotDocument } from '../files/file.ts';
import { applyEdits, type TextEdit, emptySpanAt, type Span, shiftSpan, replacementOf } from '../text/span.ts';
import { linesOf } from '../text/lines.ts';
import { scalarSource } from '../yaml/edit/write.ts';
import { nodeAt, placeAtOffset } from '../yaml/path.ts';
import { parseDocument } from '../yaml/parse.ts';
import { splitDocuments } from '../yaml/split.ts';
import { groupBy } from '../util/collections.ts';
import type { FilePlace } from '../objects/origins.ts';
import { childrenOf, type YamlNode, type YamlScalar } from '../yaml/node.ts';

/** A place where a name is written. */
export interface NamePlace {
  readonly place: FilePlace;
  /** What is there once the name is another one, by what is there now; `undefined` where that cannot be told. */
  readonly spell: Spelling;
  /** Whether another text may be there and be replaced by the name, as kustomizations do. */
  readonly mayComeFromElsewhere?: boolean;
  /** Whether the text holds the name encoded, as `data` of a Secret does. */
  readonly isEncoded?: boolean;
}

/** The new text for one that is written, given the new name. */
export type Spelling = (written: string, newName: string) => string | undefined;

/** A place that cannot be changed so. */
interface Unwritable {
  readonly file: SnapshotFile;
  /** Counted from 1. */
  readonly line: number;
}

/**
 * The edits that put a new name wherever the old one is written. A place is written once, however many objects have it. Gives
 * the first place where the name is written otherwise than it reads, or the text would not read as before.
 */
export function writeName(places: readonly NamePlace[], newName: string): readonly FileEdit[] | Unwritable {
  const files = groupBy(places, ({ place }) => place.file);
  const edits: FileEdit[] = [];
  for (const [file, inFile] of files) {
    const changes = new Map<number, TextEdit>();
    const aliases = new Map<number, Spelling>();
    for (const { place, spell, mayComeFromElsewhere } of inFile) {
      const { span } = place;
      const written = file.text.slice(span.start, span.end);
      if (written.startsWith('*')) {
        aliases.set(span.start, spell);
        continue;
      }
      const newText = spell(written, newName);
      if (newText === undefined && mayComeFromElsewhere === true) continue;
      const known = changes.get(span.start);
      const edit = newText === undefined ? undefined : quoted(file, span, newText);
      if (edit === undefined || (known !== undefined && known.newText !== edit.newText)) {
        return { file, line: lineOf(file, span) };
      }
      changes.set(span.start, edit);
    }
    const direct = [...changes.values()].filter(
      ({ span, newText }) => file.text.slice(span.start, span.end) !== newText,
    );
    const made = [...direct, ...inAliases(file, direct, aliases, newName)];
    if (made.length === 0) continue;
    const after = applyEdits(file.text, made);
    if (!readsAsBefore(file, after)) {
      return { file, line: lineOf(file, made[0]?.span ?? emptySpanAt(0)) };
    }
    edits.push({ file, edits: made.sort((one, other) => one.span.start - other.span.start) });
  }
  return edits;
}

/** The edits at aliases, those that are places of the name and those that are not. */
function inAliases(
  file: SnapshotFile,
  edits: readonly TextEdit[],
  aliases: ReadonlyMap<number, Spelling>,
  newName: string,
): readonly TextEdit[] {
  const pieces = splitDocuments(applyEdits(file.text, edits));
  if (pieces.length !== file.documents.length) return [];
  return file.documents.flatMap((document, index) => {
    const { text } = document.facts;
    const after = pieces[index]?.text ?? '';
    if (!text.includes('*') || (text === after && aliases.size === 0)) return [];
    return aliasEdits(document, parseDocument(after).root, (offset, said) => {
      const spell = aliases.get(offset);
      return spell === undefined ? said : spell(said, newName);
    });
  });
}

/** A plain scalar that YAML would take for another value gets quotes. */
function quoted(file: SnapshotFile, span: Span, newText: string): TextEdit | undefined {
  // Base64 may end in signs with which nothing else is written plain.
  if (scalarSource(newText.replace(/=+$/, '')) === newText.replace(/=+$/, '')) return { span, newText };
  const before = file.text[span.start - 1] ?? '';
  const behind = file.text[span.end] ?? '';
  if (isWholePlain(file, span) || (/[\s:[{,]/.test(before) && /^[\s,\]}]?$/.test(behind)))
    return replacementOf(span, scalarSource(newText));
  return { span, newText };
}

function isWholePlain(file: SnapshotFile, span: Span): boolean {
  const document = lastDocumentBegun(file, span.start);
  if (document === undefined) return false;
  const { root } = document.facts.yaml;
  const found = placeAtOffset(root, span.start - document.start);
  const node = found && nodeAt(root, found.path);
  if (node?.kind !== 'scalar' || node.style !== 'plain') return false;
  return node.span.start + document.start === span.start && node.span.end + document.start === span.end;
}

/** Whether a file holds as many objects and no more mistakes of YAML than before. */
function readsAsBefore(file: SnapshotFile, after: string): boolean {
  const pieces = splitDocuments(after);
  if (pieces.length !== file.documents.length) return false;
  return file.documents.every(({ facts }, index) => {
    const text = pieces[index]?.text ?? '';
    if (text === facts.text) return true;
    const read = readFacts(text);
    return (
      read.resources.length === facts.resources.length && read.syntaxProblems.length <= facts.syntaxProblems.length
    );
  });
}

function lineOf(file: SnapshotFile, span: Span): number {
  return linesOf(file).positionAt(span.start).line + 1;
}

/**
 * What has to be written in the place of aliases, so that a new name is where it is meant and nowhere else: an alias says what its
 * anchor says, and only one of the two may be a place of the name.
 *
 * `after` is the tree of the document with the new name at all places but aliases; `wanted` gives what an alias is to say, by its offset in
 * the file and what it says now, or `undefined` for one that says whatever its anchor does.
 */
function aliasEdits(
  document: SnapshotDocument,
  after: YamlNode | undefined,
  wanted: (offset: number, text: string) => string | undefined,
): readonly TextEdit[] {
  const edits = new Map<number, TextEdit>();
  for (const [alias, now] of aliasesIn(document.facts.yaml.root, after)) {
    const span = shiftSpan(alias.span, document.start);
    const text = wanted(span.start, alias.text);
    if (text !== undefined && text !== now.text) edits.set(span.start, replacementOf(span, scalarSource(text)));
  }
  return [...edits.values()];
}

/**
 * The aliases of scalars in a tree, each with what is in its place in a tree that differs in scalars alone. What an alias of more holds is
 * at its anchor.
 */
function aliasesIn(
  before: YamlNode | undefined,
  after: YamlNode | undefined,
): readonly (readonly [YamlScalar, YamlScalar])[] {
  if (before === undefined || after === undefined) return [];
  if (before.kind === 'scalar') return before.aliased && after.kind === 'scalar' ? [[before, after]] : [];
  if (before.aliased === true) return [];
  const others = childrenOf(after);
  return childrenOf(before).flatMap((child, index) => aliasesIn(child, others[index]));
}
