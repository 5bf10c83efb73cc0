import assert from 'node:assert/strict';
import type { VsCode } from '../harness/page.ts';
import { theWindow } from '../harness/window.ts';

// VS Code's own words stay English without its language pack; ours are those that package.nls.ko.json, the client and the server have.
describe('in a VS Code in Korean', () => {
  let vscode: VsCode;

  before(() => {
    vscode = theWindow();
  });

  const quickInput = () => vscode.page.locator('.quick-input-widget');

  it('the Service at the cursor is selected when the window is opened again', async () => {
    await vscode.openNames();
    await vscode.openFile('shop/web.yaml');
    await vscode.runCommand('File: Save All Files');
    await vscode.openAgain('ko');
    await vscode.page.locator('.sidebar .monaco-list-row.selected').filter({ hasText: 'web.shop.svc' }).waitFor();
  });

  it('problems say what is wrong', async () => {
    await vscode.openFile('start-here.yaml');
    await vscode.problemsUntil((problems) => problems.some(({ message }) => message.includes('서비스 "db"')));
    await vscode.screenshot('problems');
  });

  it('a hover says what a name answers', async () => {
    const hover = await vscode.hoverAt('db-headless');
    assert.match(hover, /헤드리스 서비스/);
    await vscode.screenshot('hover');
    await vscode.closeHover();
  });

  it('fixes say what they do', async () => {
    const titles = await vscode.actionsAt('serviceName');
    assert.ok(titles.includes('serviceName을 "db-headless"로 변경'), titles.join());
  });

  it('the command palette and the menu of the editor have the commands', async () => {
    await vscode.runCommandUntil('Headlight: DNS 레코드 표시', quickInput().getByText('이 파일'));
    await vscode.screenshot('records of what');
    await vscode.chooseFocused('');
    await vscode.visibleTextUntil((text) => text.startsWith('DNS 레코드: '));
    await vscode.screenshot('records');
    await vscode.openFile('start-here.yaml');
    const line = vscode.page.locator('.editor-group-container.active .view-line').first();
    const expected = ['DNS 레코드 표시', '서비스 그림 표시', 'DNS 이름 조회…', 'FQDN 복사'];
    await vscode.openContextMenuUntil(line, (entries) => expected.every((entry) => entries.includes(entry)));
    await vscode.screenshot('menu');
    await vscode.closeContextMenu();
  });

  it('the view of names counts and calls things so', async () => {
    await vscode.openNames();
    const rows = vscode.page.locator('.sidebar .monaco-list-row');
    await rows.and(vscode.page.locator('[aria-label^="네임스페이스 default, 서비스 16개, 오류 5개"]')).waitFor();
    await rows.and(vscode.page.locator('[aria-label^="서비스 redis, 헤드리스"]')).waitFor();
    await vscode.screenshot('view');
  });

  it('who resolves a name is asked so, and answered', async () => {
    await vscode.placeCursor('db-headless');
    await vscode.runCommandUntil('Headlight: DNS 이름 조회…', quickInput().getByText('프로그램이 쓰는 이름'));
    await vscode.answer('프로그램이 쓰는 이름');
    await quickInput().getByText('커서 위치의 네임스페이스').waitFor();
    await vscode.screenshot('who asks');
    await vscode.chooseFocused('커서 위치의 네임스페이스');
    await vscode.visibleTextUntil((text) => text.startsWith('DNS 응답: '));
    await vscode.screenshot('answer');
  });

  it('the picture says what it shows, and nothing on its buttons is cut off', async () => {
    await vscode.openFile('start-here.yaml');
    await vscode.placeCursor('replicas: 3');
    await vscode.runCommand('Headlight: 서비스 그림 표시');
    const page = await vscode.webview('.viewport .node');
    assert.equal(await page.locator('h1').innerText(), '네임스페이스 default의 StatefulSet db');
    const cut = await page
      .locator('button, h1, .counts span')
      .evaluateAll((elements) =>
        elements.flatMap((one) =>
          one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0 ? [one.textContent] : [],
        ),
      );
    assert.deepEqual(cut, []);
    await vscode.screenshot('picture');
  });

  it('the walkthrough has its steps', async () => {
    const steps = vscode.page.locator('.getting-started-step .step-title');
    await vscode.runCommandUntil('Headlight: 둘러보기 열기', steps);
    assert.deepEqual((await steps.allInnerTexts()).slice(0, 3), [
      '서비스의 DNS 이름 보기',
      '문제를 찾고 고치기',
      '서비스를 헤드리스로 만들기',
    ]);
    await vscode.screenshot('walkthrough');
  });
});
