import {
  applyEdits,
  deletionOf,
  insertionAt,
  lineEndingOf,
  replacementOf,
  settledEdits,
  spanBetween,
  type TextEdit,
} from '../text/span.ts';
import { endOfLine } from '../text/lines.ts';
import type { YamlChange, YamlFields } from './edit/change.ts';
import { blockStyleOf, syntaxOf } from './edit/layout.ts';
import { isSamePlain, plainOfNode } from './edit/plain-value.ts';
import { plainAfter, planOf, settledPlan } from './edit/plan.ts';
import { editToken, impossible } from './edit/steps.ts';
import { writeDocument } from './edit/write.ts';
import { parseDocument, type YamlDocument } from './parse.ts';
import { isJson } from './split.ts';

export {
  commentBesideKey,
  commentsAboveItem,
  commentsOfKey,
  fields,
  isCommented,
  put,
  remove,
  renameKey,
  valueOfEntry,
  valueOfNode,
  withAbove,
} from './edit/change.ts';
export type {
  AppendChange,
  PutChange,
  RemoveChange,
  RenameChange,
  SetChange,
  YamlChange,
  YamlFields,
  YamlValue,
} from './edit/change.ts';

/**
 * The text edits that make the changes, all at once, and leave every other byte as it is: comments, order, quotes,
 * indentation, line endings. Spans are relative to the document's text and do not overlap. No edits where the document
 * says already what the changes ask for.
 *
 * `undefined` where nothing can be done rightly: the document is templated or broken, or the text that had to change is
 * shared through an alias or a merge key. What is returned has been read back: the document then means exactly what it
 * meant before with the changes made, and JSON is JSON still.
 */
export function editYaml(document: YamlDocument, changes: readonly YamlChange[]): readonly TextEdit[] | undefined {
  if (document.templated || document.problems.length > 0) return undefined;
  const plan = settledPlan(planOf(changes), document.root);
  if (plan.action !== undefined) return undefined;
  const wanted = plainAfter(plan, document.root);
  if (wanted === undefined) return undefined;
  if (isSamePlain(wanted, plainOfNode(document.root))) return [];
  const root = syntaxOf(document.text);
  if (root === undefined) return undefined;
  const { text } = document;
  const context = { text, style: blockStyleOf(text, root, lineEndingOf(text)), json: false };
  const edits: TextEdit[] = [];
  for (const step of editToken(context, root, plan)) {
    if (step === impossible) return undefined;
    if (step.newText !== text.slice(step.span.start, step.span.end)) edits.push(step);
  }
  const settled = settledEdits(edits);
  const isRight = (made: readonly TextEdit[]): boolean => {
    const written = applyEdits(text, made);
    const after = parseDocument(written);
    const isMeant = after.problems.length === 0 && !after.templated && isSamePlain(plainOfNode(after.root), wanted);
    return isMeant && (!isJson(text) || isJson(written));
  };
  const ended = withoutEnd(text, settled);
  if (isRight(ended)) return ended;
  // The line ending at the end may be part of the text of a block.
  return ended !== settled && isRight(settled) ? settled : undefined;
}

/** A text without a line ending at its end gets none where its last lines are taken out, with the blank ones above, or written anew. */
function withoutEnd(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  if (text.endsWith('\n')) return edits;
  let first = edits.length;
  let start = text.length;
  while (edits[first - 1]?.newText === '' && edits[first - 1]?.span.end === start)
    start = edits[--first]?.span.start ?? 0;
  const kept = text.slice(0, start).trimEnd().length;
  const end = start === text.length ? start : kept === 0 ? 0 : endOfLine(text, kept);
  const earlier = edits.slice(0, first);
  const last = earlier.at(-1);
  const isAtEnd = last !== undefined && last.span.end >= end;
  if (isAtEnd) earlier[first - 1] = replacementOf(last.span, last.newText.replace(/\r?\n$/, ''));
  else if (first === edits.length) return edits;
  const from = isAtEnd ? last.span.end : end;
  return from === text.length ? earlier : [...earlier, deletionOf(spanBetween(from, text.length))];
}

/** A new document in block style, indented as another one is; its last line has no line ending. */
export function documentSource(value: YamlFields, like: YamlDocument, lineEnding: string): string {
  return writeDocument(value, blockStyleOf(like.text, syntaxOf(like.text), lineEnding));
}

/**
 * The edits that put the object of a JSON text into a `kind: List`, with others behind it. `undefined` where the text is none, or
 * broken.
 */
export function listEdits(
  { text, problems }: YamlDocument,
  added: readonly YamlFields[],
): readonly TextEdit[] | undefined {
  const [start, end] = [text.indexOf('{'), text.lastIndexOf('}') + 1];
  if (problems.length > 0 || start < 0 || !isJson(text)) return undefined;
  const object = text.slice(start, end);
  const lineEnding = lineEndingOf(text);
  const indent = /\n([ \t]+)/.exec(object)?.[1];
  const colon = indent === undefined && !object.includes('": ') ? ':' : ': ';
  const [first, between] =
    indent === undefined ? ['', colon === ':' ? ',' : ', '] : [lineEnding + indent, `,${lineEnding}${indent}`];
  const entries = [`"apiVersion"${colon}"v1"`, `"kind"${colon}"List"`, `"items"${colon}[`].join(between);
  const last = indent === undefined ? ']}' : `${lineEnding}${indent}]${lineEnding}}`;
  const deeper = indent === undefined ? '' : indent + indent;
  const before = `{${first}${entries}${indent === undefined ? '' : lineEnding + deeper}`;
  const ofList = before + object.replaceAll('\n', `\n${deeper}`);
  const list = parseDocument(ofList + last);
  const behind = editYaml(
    list,
    added.map((value) => ({ kind: 'append', path: ['items'], value, after: 0 })),
  );
  if (behind === undefined || behind.some(({ span }) => span.start < ofList.length)) return undefined;
  const written = applyEdits(list.text, behind).slice(ofList.length);
  const lines = deeper === '' ? [] : [...object.matchAll(/\n/g)];
  return [
    insertionAt(start, before),
    ...lines.map(({ index }) => insertionAt(start + index + 1, deeper)),
    insertionAt(end, written),
  ];
}

/** The same indented as most people do. */
export function sourceOfDocument(value: YamlFields): string {
  return writeDocument(value, blockStyleOf('', undefined, '\n'));
}
