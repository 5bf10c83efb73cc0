import type { WorkspaceEdit } from '../files/workspace-edit.ts';
import { editObject } from '../objects/edit-object.ts';
import type { Placed } from '../objects/placed.ts';
import type { YamlChange } from '../yaml/edit.ts';
import { combineEdits } from './combine.ts';
import type { Remedy } from './remedy.ts';

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

/** A remedy with these words that makes changes to one resource. A person decides about it. */
export function suggest<Words extends Pick<Remedy, 'title' | 'values'>>(
  words: Words,
  placed: Placed,
  ...changes: readonly YamlChange[]
): Words & Remedy {
  return { ...words, edit: () => changeResource(placed, changes) };
}
