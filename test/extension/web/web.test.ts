import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkHover, checkWorkspaceRecords } from '../harness/example-checks.ts';
import { openVsCode, type VsCode } from '../harness/page.ts';

// The packaged extension where there is no Node: by a setting of suite.json it and the language server are workers of the browser, and
// the folder is not on their machine.
describe('the extension in a browser', () => {
  const file = 'mistakes/my-headless-service.yaml';
  let vscode: VsCode;
  before(async () => {
    vscode = await openVsCode();
  });
  after(() => vscode.close());

  it('finds what is wrong in all files', async () => {
    // In a browser VS Code searches the folder for what starts an extension, and gives up after 7 seconds. A manifest starts it, too.
    await vscode.openFile('start-here.yaml');
    const problems = await vscode.problemsUntil((shown) => shown.length > 10);
    const files = new Set(problems.map((problem) => problem.file));
    for (const one of [file, 'mistakes/selector-typo.yaml', 'start-here.yaml']) assert.ok(files.has(one), one);
    await vscode.screenshot('problems');
  });

  it('shows the names of a Service on hover', () => checkHover(vscode));

  it('converts a Service', async () => {
    await vscode.openFile(file);
    await vscode.quickFix('my-headless-service', 'Convert to Headless Service (delete and re-create a running one)');
    await vscode.visibleTextUntil((text) => text.includes('clusterIP: None'));
    await vscode.problemsUntil((shown) => shown.every((problem) => problem.file !== file));
    assert.match(await vscode.save(file), /clusterIP: None/);
  });

  it('hears of files that come and go', async () => {
    const added = path.join(process.env['HEADLIGHT_WORKSPACE'] ?? '', 'mistakes', 'added.yaml');
    writeFileSync(added, 'apiVersion: v1\nkind: Service\nmetadata: {name: added}\nspec: {clusterIP: none}\n');
    await vscode.problemsUntil((shown) => shown.some(({ file }) => file === 'mistakes/added.yaml'));
    rmSync(added);
    await vscode.problemsUntil((shown) => shown.every(({ file }) => file !== 'mistakes/added.yaml'));
  });

  it('shows the records of the workspace', () => checkWorkspaceRecords(vscode));

  it('says in a report where it runs', async () => {
    await vscode.runCommand('Headlight: Report a Problem');
    const text = await vscode.visibleTextUntil((shown) => shown.includes('## Versions'));
    assert.match(text, /^- Web worker$/m);
    await vscode.screenshot('report');
  });
});
