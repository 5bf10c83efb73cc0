import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hoverUntil, open, placeOf, problemsUntil, uriOf } from '../support/editor.ts';

describe('in Restricted Mode', () => {
  it('everything works, since nothing of the workspace is run', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const { document } = await open('mistakes/my-headless-service.yaml');
    await hoverUntil(document, placeOf(document, 'my-headless'), /my-headless-service\.default\.svc\.cluster\.local/);
    assert.equal(vscode.extensions.getExtension('headlight.headlight-kubernetes')?.isActive, true);
    await problemsUntil(uriOf('mistakes/my-headless-service.yaml'), ['information misleading-headless-name']);
  });
});
