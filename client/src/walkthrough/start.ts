import { type TextEditor, Uri, ViewColumn, workspace } from 'vscode';
import { openProblemsCommand } from '../ids.ts';
import { tryCommand } from '../try-command.ts';
import { atRest } from './at-rest.ts';
import { exampleName, openExample, showBeside } from './example.ts';
import { showSteps } from './page.ts';
import { problemSoon } from './problems.ts';
import { revealProblem, showProblem, type StepContext } from './steps.ts';

/**
 * The first minute: a manifest with a wrong line, why it is wrong and where the fix is, and beside it the walkthrough. It is
 * the example of the workspace, where there is one, as in the repository's folder of examples.
 */
export async function startTour(context: StepContext): Promise<void> {
  showSteps(context.extension);
  // The manifest gets the focus last: the Problems panel reveals the problems of an editor that comes to the front.
  const { document } = await openFirst(context);
  // What newer versions of VS Code show on the other side would take the room of the manifest.
  await tryCommand('workbench.action.closeAuxiliaryBar');
  await tryCommand(openProblemsCommand);
  const problem = await problemSoon(document.uri);
  if (problem === undefined) return;
  await revealProblem(document.uri, problem);
  await atRest();
  await showProblem(document.uri, problem);
}

async function openFirst({ example }: StepContext): Promise<TextEditor> {
  const beside = { viewColumn: ViewColumn.Two, preserveFocus: true };
  for (const folder of workspace.workspaceFolders ?? []) {
    try {
      return await showBeside(Uri.joinPath(folder.uri, exampleName), beside);
    } catch {
      // It is not in this folder.
    }
  }
  return openExample(example, beside);
}
