import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hoverUntil, open, placeOf, until, uriOf } from '../support/editor.ts';

const name = 'kind: Service\nmetadata:\n  name: ';

describe('names', () => {
  it('a rename changes all files, and back again', async () => {
    const { document } = await open('deploy/db.yaml');
    const place = placeOf(document, 'db', name);
    await hoverUntil(document, place, /db\.shop\.svc\.cluster\.local/);
    const before = document.getText();
    await rename(document.uri, place, 'store');
    const client = await vscode.workspace.openTextDocument(uriOf('deploy/api.yaml'));
    assert.match(client.getText(), /http:\/\/db-0\.store\.shop\.svc\.cluster\.local:5432\/orders/);
    assert.match(document.getText(), /serviceName: store/);
    assert.match(document.getText(), /kind: StatefulSet\nmetadata:\n {2}name: db\n/);
    await rename(document.uri, place, 'db');
    assert.equal(document.getText(), before);
  });

  it('a rename that cannot be says why', async () => {
    const { document } = await open('deploy/db.yaml');
    const place = placeOf(document, 'db', name);
    await assert.rejects(async () => edit(document.uri, place, 'No_Name'), /is not a valid name here/);
  });

  it('a name in DNS is found as a symbol of the workspace', async () => {
    const symbols = await until(
      () =>
        vscode.commands.executeCommand<vscode.SymbolInformation[]>(
          'vscode.executeWorkspaceSymbolProvider',
          'db-0.db.shop',
        ),
      (found) => found.some((symbol) => symbol.name === 'db-0.db.shop'),
      'a symbol db-0.db.shop',
    );
    const [first] = symbols;
    assert.ok(first);
    assert.ok(first.location.uri.path.endsWith('/deploy/db.yaml'));
    assert.match(first.containerName, /^StatefulSet/);
  });

  it('counts stand above a Service', async () => {
    const { document } = await open('deploy/db.yaml');
    const lenses = await until(
      () => vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri),
      (found) => found.length > 0,
      'a code lens',
    );
    const titles = lenses.map(({ command }) => command?.title);
    assert.ok(titles.includes('2 Pods'), titles.join(', '));
    const references = lenses.find(({ command }) => command?.title === '2 references')?.command;
    assert.ok(references);
    await vscode.commands.executeCommand(references.command, ...((references.arguments ?? []) as unknown[]));
  });

  it('a manifest in JSON is served', async () => {
    const { document } = await open('deploy/cache.json');
    await hoverUntil(document, placeOf(document, 'cache'), /cache\.shop\.svc\.cluster\.local/);
  });
});

function edit(uri: vscode.Uri, place: vscode.Position, newName: string): Thenable<vscode.WorkspaceEdit> {
  return vscode.commands.executeCommand<vscode.WorkspaceEdit>(
    'vscode.executeDocumentRenameProvider',
    uri,
    place,
    newName,
  );
}

async function rename(uri: vscode.Uri, place: vscode.Position, newName: string): Promise<void> {
  // As it comes: changes that ask to be confirmed would wait for that.
  assert.ok(await vscode.workspace.applyEdit(await edit(uri, place, newName)));
}
