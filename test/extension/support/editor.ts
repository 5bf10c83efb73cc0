// What the suites inside VS Code ask of it. The server answers in its own time, so everything here asks again until the
// answer is there; mocha's timeout says when that has taken too long.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** When the window was new, whose extensions are still started, for which a busy machine needs the longest. */
const start = Date.now();

/** A problem as a test writes it down: `warning misleading-headless-name`. */
export type SaidProblem = `${'error' | 'warning' | 'information' | 'hint'} ${string}`;

/** Opens a file of the workspace, by its path there, in front. */
export async function open(file: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uriOf(file)));
}

/** The address of a file of the workspace. */
export function uriOf(file: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'No folder is open.');
  return vscode.Uri.joinPath(folder.uri, file);
}

/** Where a text first is in a document, or where it is after another text. */
export function placeOf(document: vscode.TextDocument, text: string, after = ''): vscode.Position {
  const from = document.getText().indexOf(after);
  const offset = document.getText().indexOf(text, from + after.length);
  assert.ok(from >= 0 && offset >= 0, `${document.uri.path} does not hold ${JSON.stringify(text)}.`);
  return document.positionAt(offset);
}

/** Puts the cursor before a text. */
export function placeCursor(editor: vscode.TextEditor, text: string, after = ''): void {
  const place = placeOf(editor.document, text, after);
  editor.selection = new vscode.Selection(place, place);
}

/** What the hover at a place shows, once it shows what is expected: Headlight's part and all others. */
export async function hoverUntil(
  document: vscode.TextDocument,
  place: vscode.Position,
  expected: RegExp,
): Promise<string> {
  return until(
    async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        place,
      );
      return hovers.flatMap(({ contents }) => contents.map(textOf)).join('\n');
    },
    (text) => expected.test(text),
    `a hover like ${String(expected)}`,
  );
}

/** The problems of a file that Headlight shows, once they are those expected, in any order. */
export async function problemsUntil(
  uri: vscode.Uri,
  expected: readonly SaidProblem[],
): Promise<readonly vscode.Diagnostic[]> {
  const wanted = [...expected].sort().join('\n');
  const found = () => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'headlight');
  await until(
    async () => found().map(saidProblem).sort().join('\n'),
    (said) => said === wanted,
    wanted || 'no problem',
  );
  return found();
}

/** The code actions at a place, with their edits, once one of the title is among them. */
export async function actionUntil(
  document: vscode.TextDocument,
  place: vscode.Position,
  title: string,
): Promise<vscode.CodeAction> {
  const range = new vscode.Range(place, place);
  const ask = () =>
    vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      undefined,
      50,
    );
  const actions = await until(
    ask,
    (offered) => offered.some((action) => action.title === title),
    `the action "${title}"`,
    (offered) => JSON.stringify(offered.map((action) => action.title)),
  );
  const action = actions.find((offered) => offered.title === title);
  assert.ok(action);
  return action;
}

/** Does what choosing the action in the menu does. */
export async function apply({ edit, command }: vscode.CodeAction): Promise<void> {
  assert.ok(
    edit !== undefined && (await vscode.workspace.applyEdit(edit)),
    'The action has no edit that can be applied.',
  );
  if (command !== undefined)
    await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
}

/** Replaces a text of a document by another, as typing does. */
export async function replace(
  document: vscode.TextDocument,
  text: string,
  replacement: string,
  after = '',
): Promise<void> {
  const start = placeOf(document, text, after);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(start, start.translate(0, text.length)), replacement);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Takes all unsaved changes of the editor in front back and closes it. */
export async function discard(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}

/** Asks until the answer is accepted. The last one, and what was wanted, are in the message of a test that waits too long. */
export async function until<T>(
  ask: () => Thenable<T>,
  accept: (answer: T) => boolean,
  wanted: string,
  describe: (answer: T) => string = String,
): Promise<T> {
  const end = Math.max(Date.now() + 45_000, start + 90_000);
  for (;;) {
    const answer = await ask();
    if (accept(answer)) return answer;
    assert.ok(Date.now() < end, `Expected ${wanted}\nbut there was ${describe(answer) || 'nothing'}\n${whatIsOpen()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What the window shows, as far as extensions are told of it. */
function whatIsOpen(): string {
  const front = vscode.window.activeTextEditor?.document.uri.toString() ?? 'nothing';
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
  return `In front is ${front}, open are ${tabs.join(', ') || 'no tabs'}.`;
}

function textOf(content: vscode.MarkdownString | vscode.MarkedString): string {
  return typeof content === 'string' ? content : content.value;
}

function saidProblem({ severity, code }: vscode.Diagnostic): SaidProblem {
  const name = typeof code === 'object' ? code.value : code;
  const level = (['error', 'warning', 'information', 'hint'] as const)[severity];
  return `${level} ${name ?? ''}`;
}
