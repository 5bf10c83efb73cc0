import assert from 'node:assert/strict';
import { openVsCode, type VsCode } from '../harness/page.ts';

describe('in a VS Code in Korean', () => {
  let vscode: VsCode;

  before(async () => {
    vscode = await openVsCode({ language: 'ko' });
  });
  after(() => vscode.close());

  it('problems say what is wrong', async () => {
    await vscode.openFile('start-here.yaml');
    await vscode.problemsUntil((problems) => problems.some(({ message }) => message.includes('서비스 "db"')));
    await vscode.screenshot('problems');
  });

  it('a hover says what a name answers', async () => {
    const hover = await vscode.hoverAt('db-headless');
    assert.match(hover, /헤드리스 서비스/);
    await vscode.screenshot('hover');
  });
});
