import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { problemsUntil, uriOf } from '../support/editor.ts';

// The first of the suite by its name, as the others open files.
describe('a workspace that has a folder of manifests', () => {
  it('has its problems shown although nobody opened a file', async () => {
    assert.deepEqual(vscode.workspace.textDocuments, []);
    const extension = vscode.extensions.getExtension('headlight.headlight-kubernetes');
    assert.equal(extension?.isActive, true);
    await problemsUntil(uriOf('deploy/staging/database.yaml'), ['error invalid-cluster-ip']);
    assert.equal(vscode.window.activeTextEditor, undefined);
  });
});
