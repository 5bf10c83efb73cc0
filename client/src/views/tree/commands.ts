import { Position, Uri, window, workspace } from 'vscode';
import type { RecordsPlace } from '../../../../server/src/shared/protocol.ts';
import {
  clearTreeFilterCommand,
  filterTreeCommand,
  followEditorCommand,
  openNodeCommand,
  showInTreeCommand,
  stopFollowingCommand,
} from '../../ids.ts';
import { tellNothingChosen } from '../../explorer.ts';
import type { Server } from '../../server.ts';
import { elementGiven, serviceOf } from './items.ts';
import type { NamesTree } from './tree.ts';
import { rangeOf } from '../position.ts';

/** A command and what it does with what a menu hands to it. */
type CommandEntry = readonly [command: string, run: (given: unknown) => unknown];

/** The commands that the view alone has. */
export function treeCommands(tree: NamesTree, server: Server): readonly CommandEntry[] {
  return [
    [openNodeCommand, (given) => openNode(tree, given)],
    [filterTreeCommand, () => tree.askForFilter()],
    [clearTreeFilterCommand, () => tree.clearFilter()],
    [followEditorCommand, () => tree.setFollowing('on')],
    [stopFollowingCommand, () => tree.setFollowing('off')],
    [showInTreeCommand, (given) => showInTree(tree, server, given)],
  ];
}

/** Where the Service of a node is written that a context menu hands over; `undefined` for all other arguments. */
export async function servicePlaceGiven(tree: NamesTree, given: unknown): Promise<RecordsPlace | undefined> {
  const element = elementGiven(given);
  return element && tree.placeOf(serviceOf(element));
}

/** The namespace that a context menu hands over; `undefined` for all other arguments. */
export function namespaceGiven(given: unknown): string | undefined {
  const node = elementGiven(given)?.node;
  return node?.kind === 'namespace' ? node.label : undefined;
}

/** Opens a manifest with the cursor at a place, which is what commands at the cursor then are about. */
export async function openPlace({ uri, range }: RecordsPlace): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument(Uri.parse(uri)), { selection: rangeOf(range) });
}

async function openNode(tree: NamesTree, given: unknown): Promise<void> {
  const element = elementGiven(given);
  const place = element && (await tree.placeOf(element));
  if (place !== undefined) await openPlace(place);
}

/** Shows the Service at the cursor, or the first one of a manifest that is not in front. */
async function showInTree(tree: NamesTree, server: Server, given: unknown): Promise<void> {
  const editor = window.activeTextEditor;
  const uri = given instanceof Uri ? given : editor?.document.uri;
  if (uri === undefined) {
    tellNothingChosen();
    return;
  }
  const isInFront = editor?.document.uri.toString() === uri.toString();
  if (isInFront) await tree.reveal(uri, editor.selection.active);
  else await tree.reveal(uri, (await server.services(uri))[0]?.name.start ?? new Position(0, 0));
}
