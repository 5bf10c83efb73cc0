import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import type { VsCode } from '../harness/page.ts';
import { clickUntil, untilThere } from '../harness/until.ts';
import { theWindow } from '../harness/window.ts';

// In a window where nothing of Kubernetes is open, so that each step works on the example that comes with the extension.
describe('the walkthrough', () => {
  let vscode: VsCode;
  before(() => {
    vscode = theWindow();
  });

  const step = (title: string) => vscode.page.locator('.getting-started-step').filter({ hasText: title });

  /** Opens a step and presses its button, which leads to what is wanted. */
  async function take(title: string, name: string, wanted: Locator): Promise<void> {
    const button = step(title).getByRole('button', { name });
    // A click on a step that is open closes it.
    const open = async () => {
      if (!(await button.isVisible())) await step(title).click({ timeout: 5000 });
    };
    await untilThere(open, button, `The step ${title} does not open`);
    await vscode.screenshot(`step ${name}`);
    await clickUntil(button, wanted);
  }

  async function done(title: string): Promise<void> {
    await step(title).locator('.codicon.complete').waitFor();
  }

  it('is not all: the view of names says that there are no manifests, and offers an example', async () => {
    await vscode.openNames();
    const view = vscode.page.locator('.sidebar');
    await view.getByText('No Kubernetes manifests were found in this workspace.').waitFor();
    await view.getByRole('button', { name: 'Open Example' }).waitFor();
    await vscode.screenshot('no manifests');
  });

  it('nor are manifests without a Service, of which the view says why it is empty', async () => {
    const view = vscode.page.locator('.sidebar');
    const manifest = path.join(process.env['HEADLIGHT_WORKSPACE'] ?? '', 'settings.yaml');
    writeFileSync(manifest, 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n');
    await view.getByText('The manifests in this workspace define no Service').waitFor();
    await view.getByRole('button', { name: 'Open Example' }).waitFor();
    await vscode.screenshot('no Services');
    rmSync(manifest);
    await view.getByText('No Kubernetes manifests were found in this workspace.').waitFor();
  });

  it('is opened by a command, with six steps', async () => {
    await vscode.runCommandUntil('Headlight: Open Walkthrough', step('See a Service’s DNS names'));
    assert.deepEqual(await vscode.page.locator('.getting-started-step .step-title').allInnerTexts(), [
      'See a Service’s DNS names',
      'Find and fix problems',
      'Make a Service headless',
      'See all DNS records',
      'Browse the DNS names',
      'Resolve a DNS name',
    ]);
  });

  it('shows the names of a Service, beside itself', async () => {
    const hover = vscode.page.locator('.monaco-resizable-hover .monaco-hover:not(.hidden)');
    const name = hover.getByText('db-headless.default.svc.cluster.local');
    await take('See a Service’s DNS names', 'Show Names', name);
    await vscode.page.locator('.editor-group-container.active .tab.active', { hasText: 'start-here.yaml' }).waitFor();
    await done('See a Service’s DNS names');
    await vscode.screenshot('names');
  });

  it('shows a problem, why it is one, and the way to its fix', async () => {
    const hover = vscode.page.locator('.monaco-resizable-hover .monaco-hover:not(.hidden)');
    const problem = hover.getByText('There is no Service "db" for StatefulSet "db"');
    await take('Find and fix problems', 'Show a Problem', problem);
    await hover.getByRole('button', { name: 'Quick Fix' }).waitFor();
    await done('Find and fix problems');
    await vscode.screenshot('problem');
  });

  it('converts the Service that is only called headless', async () => {
    const note = vscode.page.locator('.notification-list-item-message', { hasText: 'running Service' });
    await take('Make a Service headless', 'Convert', note);
    const text = await vscode.visibleTextUntil((shown) => /cache-headless[^]*clusterIP: None/.test(shown));
    assert.doesNotMatch(text, /nodePort/);
    await done('Make a Service headless');
    await vscode.screenshot('converted');
  });

  it('shows all records', async () => {
    await take('See all DNS records', 'Show Records', vscode.page.locator('.tab.active', { hasText: 'DNS records' }));
    await vscode.visibleTextUntil((shown) => shown.includes('_redis._tcp.cache-headless'));
    await done('See all DNS records');
    await vscode.screenshot('records');
  });

  it('shows the example in the view of names', async () => {
    const selected = vscode.page.locator('.sidebar .monaco-list-row.selected', { hasText: 'db-headless' });
    await take('Browse the DNS names', 'Show the View', selected);
    await done('Browse the DNS names');
    await vscode.screenshot('browsed');
  });

  it('resolves a name of the example, be there nothing else', async () => {
    const input = vscode.page.locator('.quick-input-widget input.input').first();
    await take('Resolve a DNS name', 'Resolve a Name', input);
    assert.equal(await input.inputValue(), 'db-headless');
    await vscode.answer('A name as a program writes it');
    await vscode.page.locator('.quick-input-widget').getByText('the namespace at the cursor').waitFor();
    await vscode.screenshot('asker');
    await vscode.chooseFocused('the namespace at the cursor');
    await vscode.visibleTextUntil((shown) => /A +each Pod of StatefulSet db/.test(shown));
    await done('Resolve a DNS name');
    await vscode.screenshot('resolved');
  });

  it('says nothing else', async () => {
    const others = (await vscode.notifications()).filter((text) => !/running Service/.test(text));
    assert.deepEqual(others, []);
  });
});
