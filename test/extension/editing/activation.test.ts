import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { problemsUntil, uriOf } from '../support/editor.ts';

// The first of the suite by its name, as the others open files. Everything works without trust, since nothing of the workspace is run.
describe('a workspace that has a folder of manifests, in Restricted Mode', () => {
  it('has its problems shown although nobody opened a file', async () => {
    assert.deepEqual(vscode.workspace.textDocuments, []);
    assert.equal(vscode.workspace.isTrusted, false);
    const extension = vscode.extensions.getExtension('headlight.headlight-kubernetes');
    assert.equal(extension?.isActive, true);
    await problemsUntil(uriOf('deploy/staging/database.yaml'), ['error invalid-cluster-ip']);
    assert.equal(vscode.window.activeTextEditor, undefined);
  });
});
