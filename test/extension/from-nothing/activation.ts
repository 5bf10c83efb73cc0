import assert from 'node:assert/strict';
import type { VsCode } from '../harness/page.ts';
import { untilThere } from '../harness/until.ts';
import { theWindow } from '../harness/window.ts';

describe('a workspace without manifests', () => {
  let vscode: VsCode;
  before(() => {
    vscode = theWindow();
  });

  /** The rows of the page that lists the extensions that were started. */
  const running = (name: string) =>
    vscode.page.locator('.runtime-extensions-editor .monaco-list-row').filter({ hasText: name });
  const showRunning = (name: string) => vscode.runCommandUntil('Developer: Show Running Extensions', running(name));

  // VS Code looks for the names of `workspaceContains` before it starts what a language asks for.
  it('does not start the extension, be there files of other languages', async () => {
    await vscode.openFile('src/app/main.py');
    await vscode.openFile('package.json');
    await showRunning('JSON Language Features');
    await vscode.screenshot('not started');
    assert.equal(await running('Headlight').count(), 0);
  });

  it('starts it with the first YAML file', async () => {
    await vscode.openFile('ci.yml');
    await showRunning('Headlight');
    const reason = vscode.page.locator('.monaco-hover').getByText('because you opened a yaml file');
    const ask = async () => {
      await vscode.page.mouse.move(1, 1);
      await running('Headlight').locator('.activation-time').hover({ timeout: 5000 });
    };
    await untilThere(ask, reason, 'Another reason is given');
    await vscode.runCommand('View: Close All Editors');
  });
});
