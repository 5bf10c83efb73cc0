import { Disposable, type Position, type TreeView, type Uri, window } from 'vscode';
import { isServedDocument } from '../../manifests.ts';
import { createPause } from '../../pause.ts';
import type { TreeElement } from './items.ts';

/** Selects in the view what the cursor is in. */
interface Follower extends Disposable {
  set(following: 'on' | 'off'): void;
  /** There is something to be found now. */
  again(): void;
}

/** How long the cursor has to rest, in milliseconds. */
const pause = 300;

/**
 * Follows the editor in front while the view is seen.
 * @param find the Service that a place is about
 */
export function followEditor(
  view: TreeView<TreeElement>,
  find: (uri: Uri, position: Position) => Promise<TreeElement | undefined>,
): Follower {
  let following: 'on' | 'off' = 'off';
  const rest = createPause(pause);
  let turn = 0;

  const follow = async () => {
    const own = ++turn;
    const editor = window.activeTextEditor;
    if (following === 'off' || !view.visible || editor === undefined || !isServedDocument(editor.document)) return;
    const element = await find(editor.document.uri, editor.selection.active);
    if (element === undefined || own !== turn || !view.visible) return;
    // What was clicked is below it, and stays selected when its line is shown.
    if (view.selection.some((selected) => isWithin(selected, element))) return;
    await view.reveal(element, { select: true, focus: false });
  };
  const followSoon = () => rest.run(follow);
  const registered = Disposable.from(
    view.onDidChangeVisibility(followSoon),
    window.onDidChangeActiveTextEditor(followSoon),
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === window.activeTextEditor) followSoon();
    }),
  );
  return {
    set(next) {
      following = next;
      followSoon();
    },
    again: followSoon,
    dispose: () => {
      rest.dispose();
      registered.dispose();
    },
  };
}

function isWithin(element: TreeElement, ancestor: TreeElement): boolean {
  return element === ancestor || (element.parent !== undefined && isWithin(element.parent, ancestor));
}
