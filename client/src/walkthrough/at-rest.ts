import { languages, window } from 'vscode';
import { tryCommand } from '../try-command.ts';

/** How long nothing may move, in milliseconds. */
const pause = 500;

/** A window that takes longer to answer is busy with something that is still to be seen. In milliseconds. */
const atOnce = 100;

/** How long to wait in all, in milliseconds. */
const patience = 10_000;

/**
 * Resolves once the window is at rest: it answers at once, and neither text nor problems have moved for a moment; at the
 * latest after some seconds. A hover that is shown earlier, as while VS Code starts, lacks the message of a line that is not
 * marked yet, and VS Code hides it when something above the line comes late and scrolls the text.
 */
export async function atRest(): Promise<void> {
  const end = Date.now() + patience;
  let isMoving = true;
  const move = () => (isMoving = true);
  const listening = [window.onDidChangeTextEditorVisibleRanges(move), languages.onDidChangeDiagnostics(move)];
  while (isMoving && Date.now() < end) {
    isMoving = false;
    const asked = Date.now();
    // Any command that the window answers, after all it was told before.
    await tryCommand('editor.action.hideHover');
    if (Date.now() - asked > atOnce) isMoving = true;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  for (const one of listening) one.dispose();
}
