// What holds of the examples wherever the extension runs: on a machine and in a browser.
import assert from 'node:assert/strict';
import type { VsCode } from './page.ts';
import { clickUntil } from './until.ts';

/** Holds what is shown over the name of a Service, once its file has been read, against the names that it has. */
export async function checkHover(vscode: VsCode): Promise<void> {
  await vscode.openFile('shop/redis.yaml');
  await vscode.problemsUntil((shown) => shown.length > 0);
  const text = await vscode.hoverAt('redis');
  assert.match(text, /redis\.shop\.svc\.cluster\.local/);
  assert.match(text, /redis-2\.redis/);
  await vscode.screenshot('hover');
  await vscode.closeHover();
}

/** Asks for the records of the workspace from the command palette, and holds them against the form of the table. */
export async function checkWorkspaceRecords(vscode: VsCode): Promise<void> {
  await vscode.openFile('shop/payments.yaml');
  await vscode.placeCursor('payments');
  const choice = vscode.page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Workspace' });
  await vscode.runCommandUntil('Headlight: Show DNS Records', choice);
  await clickUntil(choice, vscode.page.locator('.tab.active', { hasText: 'DNS records' }));
  const text = await vscode.visibleTextUntil((shown) => shown.startsWith('DNS records'));
  assert.match(text, /Name +Type +Answer +From +When\n +\S+ +A /);
  await vscode.screenshot('records');
}
