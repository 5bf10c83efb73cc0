import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hoverUntil, open, placeOf, until } from '../support/editor.ts';

/** The text of the Output panel, once it is as expected. */
function outputUntil(accept: (text: string) => boolean, wanted: string): Promise<string> {
  const ask = async () =>
    vscode.workspace.textDocuments
      .filter(({ uri, languageId }) => uri.scheme === 'output' && languageId === 'log')
      .map((document) => document.getText())
      .join('\n');
  return until(ask, accept, wanted);
}

describe('Show Output', () => {
  before(async () => {
    const { document } = await open('shop/web.yaml');
    await hoverUntil(document, placeOf(document, 'web', 'name: '), /web\.shop/);
    await vscode.commands.executeCommand('headlight.showOutput');
  });

  it('says what was started, read and found', async () => {
    const text = await outputUntil((shown) => /Checked \d+ files/.test(shown), 'what checking found');
    for (const line of [
      /\[info\] Headlight \d+\.\d+\.\d+ starts in \S.* 1\.\d+\.\d+ on \w+ \w+/,
      /\[info\] Headlight's language server \d+\.\d+\.\d+ runs on Node\.js \d+\.\d+\.\d+ /,
      /\[info\] Workspace folder: "examples" \(\/\S+\)\./,
      /\[info\] Settings: .*All others have their defaults\.|\[info\] All settings have their defaults\./,
      /\[info\] Read \d+ files in [\d.]+ m?s: \d+ documents, \d+ manifests\./,
      /\[info\] Checked \d+ files in [\d.]+ m?s: \d+ errors, \d+ warnings, /,
    ])
      assert.match(text, line);
    assert.doesNotMatch(text, /\[(error|warning)\]/);
  });

  it('says that the server was restarted, ended by itself, and is there again', async () => {
    const servers = (text: string) => [...text.matchAll(/language server \S+ runs on .* as process (\d+)/g)];
    const before = servers(await outputUntil((text) => servers(text).length > 0, 'a server')).length;
    await vscode.commands.executeCommand('headlight.restartServer');
    const restarted = await outputUntil((text) => servers(text).length === before + 1, 'another server');
    assert.match(restarted, /\[info\] Restarting the language server\.\n/);
    process.kill(Number(servers(restarted).at(-1)?.[1]), 'SIGKILL');
    const crashed = await outputUntil((text) => servers(text).length === before + 2, 'a third server');
    assert.match(crashed, /\[warning\] The language server has stopped unexpectedly/);
    assert.match(crashed, /\[info\] Starting the language server again\.\n/);
    assert.match(crashed, /\[error\] Server process exited with signal SIGKILL\.\n/);
  });
});
