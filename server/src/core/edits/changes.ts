import type { Span } from '../text/span.ts';
import type { FileEdit, SnapshotFile, WorkspaceEdit } from '../files/file.ts';
import { editObject } from '../objects/edit-object.ts';
import type { Placed } from '../objects/placed.ts';
import type { YamlChange } from '../yaml/edit.ts';
import { addAll, groupBy } from '../util/collections.ts';
import { isSharedByAlias, placeOf, nodeIn } from '../objects/places.ts';
import { type At } from '../yaml/path.ts';
import { formatMessage, type Messages, type MessageValues } from '../util/format.ts';

// What a change is made of, for who says one.
export { fields, put, remove, renameKey } from '../yaml/edit.ts';
export type { YamlChange, YamlFields, YamlValue } from '../yaml/edit.ts';

/**
 * The edit that makes changes to one resource, said with paths relative to it. `note` is what is left to do afterwards.
 * `undefined` where the resource's text cannot be changed so.
 */
export function changeResource(
  placed: Placed,
  changes: readonly YamlChange[],
  note?: string,
): WorkspaceEdit | undefined {
  return combineEdits([editObject(placed, changes)], note);
}

/** A remedy with these words that makes changes to one resource. A person decides about it where they do not say that it is safe. */
export function suggest<const Words extends Pick<Remedy, 'title' | 'values'>>(
  words: Words,
  placed: Placed,
  ...changes: readonly YamlChange[]
): Words & Remedy {
  return { ...words, edit: () => changeResource(placed, changes) };
}

/** The edit that puts a text in the place of a stretch of a file. */
export function editOfFile(file: SnapshotFile, span: Span, newText: string): WorkspaceEdit {
  return { files: [{ file, edits: [{ span, newText }] }] };
}

/** Several changes as one edit, with one entry a file. `undefined` where one of them cannot be made, or there is none. */
export function combineEdits(
  changes: readonly (FileEdit | readonly FileEdit[] | undefined)[],
  note?: string,
): WorkspaceEdit | undefined {
  const made: FileEdit[] = [];
  for (const change of changes) {
    if (change === undefined) return undefined;
    addAll(made, 'file' in change ? [change] : change);
  }
  if (made.length === 0) return undefined;
  const files = [...groupBy(made, (change) => change.file)].map(([file, edits]) => ({
    file,
    edits: edits.flatMap((edit) => edit.edits),
  }));
  return note === undefined ? { files } : { files, note };
}

/**
 * The edit that puts another text in the place of a stretch of a string, and leaves the rest of the string as it is
 * written. For host names and ports, of which no style of scalar needs to escape anything. `undefined` where the stretch is
 * written otherwise than it reads (with escapes, over a line break, put together of several), or is where an alias or merge key
 * shares it.
 */
export function replaceStretch(placed: Placed, at: At, newText: string): WorkspaceEdit | undefined {
  const node = nodeIn(placed, at.path);
  if (node?.kind !== 'scalar' || at.within === undefined || placed.templated) return undefined;
  if (isSharedByAlias(placed, at.path)) return undefined;
  const { file, span } = placeOf(placed, at);
  const isAsItReads = file.text.slice(span.start, span.end) === node.text.slice(at.within.start, at.within.end);
  if (!isAsItReads || !/^[\w.*-]*$/.test(newText)) return undefined;
  return editOfFile(file, span, newText);
}

/**
 * An edit that a person decides on, and that both a rule's fix and a code action of its own can offer, under the same title, so that it is
 * not offered twice. The title is the id of a template in the message table that is beside the function that makes it.
 */
export interface Remedy {
  readonly title: string;
  readonly values?: MessageValues;
  /** `undefined` where the text is written in a way the edit cannot keep. */
  edit(): WorkspaceEdit | undefined;
}

/** The remedy's title in words of a message table. */
export function remedyTitle(remedy: Remedy, messages: Messages): string {
  const message = messages[remedy.title];
  return message === undefined ? remedy.title : formatMessage(message, remedy.values);
}

/** Sentences as one note; `undefined` where there is nothing to say. */
export function noteOf(sentences: readonly string[]): string | undefined {
  return sentences.length === 0 ? undefined : sentences.join(' ');
}
