import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hoverUntil, open, placeOf } from '../support/editor.ts';

describe('the extension', () => {
  it('is started by a YAML file and does not hold up VS Code', async () => {
    const extension = vscode.extensions.getExtension('headlight.headlight-kubernetes');
    assert.ok(extension);
    const { document } = await open('shop/web.yaml');
    await hoverUntil(document, placeOf(document, 'web', 'name: '), /web\.shop/);
    assert.ok(extension.isActive);
  });

  it('has its commands, and no others under foreign names', async () => {
    const commands = await vscode.commands.getCommands(true);
    // A note that was shown has a command of its own, with a number; VS Code itself has some for our view.
    const own = commands.filter((command) => /^headlight\.(?!showNote\.\d|names\.)/.test(command)).sort();
    assert.deepEqual(own, [
      'headlight.check',
      'headlight.convertToHeadless',
      'headlight.copyName',
      'headlight.exportPicture',
      'headlight.indexAgain',
      'headlight.openExample',
      'headlight.openRulePage',
      'headlight.openWalkthrough',
      'headlight.reportProblem',
      'headlight.resolveName',
      'headlight.restartServer',
      'headlight.showAsTable',
      'headlight.showAsZone',
      'headlight.showInTree',
      'headlight.showLens',
      'headlight.showNote',
      'headlight.showOutput',
      'headlight.showPicture',
      'headlight.showRecords',
      'headlight.showResourceRecords',
      'headlight.tree.clearFilter',
      'headlight.tree.filter',
      'headlight.tree.follow',
      'headlight.tree.open',
      'headlight.tree.stopFollowing',
      'headlight.walkthrough.browse',
      'headlight.walkthrough.convert',
      'headlight.walkthrough.findProblem',
      'headlight.walkthrough.resolveName',
      'headlight.walkthrough.showNames',
      'headlight.walkthrough.showRecords',
    ]);
  });
});
