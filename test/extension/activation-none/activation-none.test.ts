import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { open, until } from '../support/editor.ts';

describe('a workspace without manifests', () => {
  const extension = () => vscode.extensions.getExtension('headlight.headlight-kubernetes');

  // VS Code looks for the names of `workspaceContains` before it runs tests.
  it('does not start the extension, be there files of other languages', async () => {
    assert.equal(extension()?.isActive, false);
    await open('src/app/main.py');
    await open('package.json');
    assert.equal(extension()?.isActive, false);
  });

  it('starts it with the first YAML file', async () => {
    await open('ci.yml');
    await until(
      async () => extension()?.isActive,
      (isActive) => isActive === true,
      'the extension to start',
    );
  });
});
