import type { WorkspaceEdit } from '../files/workspace-edit.ts';
import { editObject } from '../objects/edit-object.ts';
import type { Placed } from '../objects/placed.ts';
import type { YamlChange } from '../yaml/edit.ts';
import { combineEdits } from './combine.ts';

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
