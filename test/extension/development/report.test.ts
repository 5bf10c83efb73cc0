import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hoverUntil, open, placeOf } from '../support/editor.ts';

const settings = () => vscode.workspace.getConfiguration('headlight');

describe('Report a Problem', () => {
  after(async () => {
    await settings().update('kubernetesVersion', undefined, vscode.ConfigurationTarget.Workspace);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('writes what is known into a text of the person’s, and no manifest', async () => {
    const { document } = await open('shop/web.yaml');
    await hoverUntil(document, placeOf(document, 'web', 'name: '), /web\.shop/);
    await settings().update('kubernetesVersion', '1.31', vscode.ConfigurationTarget.Workspace);
    await vscode.commands.executeCommand('headlight.reportProblem');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.equal(editor.document.uri.scheme, 'untitled');
    assert.equal(editor.document.languageId, 'markdown');
    const text = editor.document.getText();
    for (const line of [
      /^> Nothing has been sent\. .* review it for names /m,
      /^- Headlight \d+\.\d+\.\d+$/m,
      /^- \S.* 1\.\d+\.\d+ on \w+ \w+.*, in en$/m,
      /^- Node\.js \d+\.\d+\.\d+$/m,
      /^- The language server is running; files with manifests: \d+, Services: \d+, .*; errors: \d+, /m,
      /^- Workspace folders: 1 \(\S+\), trusted$/m,
      /^"headlight\.clusterDomain": "cluster\.local" \/\/ default$/m,
      /^"headlight\.kubernetesVersion": "1\.31"$/m,
      /^"headlight\.rules": \{\} \/\/ default$/m,
      /^\S+Z \[info\] Read \d+ files in /m,
    ])
      assert.match(text, line);
    assert.doesNotMatch(text, /kind: Service|apiVersion/);
    // The cursor waits where a person is to write.
    assert.equal(editor.document.lineAt(editor.selection.active.line).text.startsWith('What did you do'), true);
  });
});
