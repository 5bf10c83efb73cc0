// The input at the top of the window with the list below it: Quick Open, the command palette, and what commands ask.
import path from 'node:path';
import type { Page } from 'playwright-core';
import { happens, until, untilThere } from './until.ts';

export interface QuickInput {
  /** Runs a command by the title that the command palette shows. */
  runCommand(title: string): Promise<void>;
  /** Chooses a file of the workspace, by its path there, in Quick Open. */
  quickOpen(file: string): Promise<void>;
  /** Chooses with Enter the row that has the focus, once it holds the text. */
  chooseFocused(text: string): Promise<void>;
}

export function createQuickInput(page: Page): QuickInput {
  const widget = page.locator('.quick-input-widget');
  const input = widget.locator('input.input').first();

  async function choose(keys: string, typed: string, label: string): Promise<void> {
    const row = widget.locator('.monaco-list-row').filter({ hasText: label }).first();
    // A page that has just been given the focus, as a web view, may swallow the keys; who takes the focus meanwhile closes the input.
    const ask = async (): Promise<void> => {
      await page.keyboard.press(keys);
      await happens(input.fill(typed, { timeout: 2000 }));
    };
    await untilThere(ask, row, `${keys} and ${JSON.stringify(typed)} do not lead to ${JSON.stringify(label)}`);
    await until(
      async () => {
        // A list that is drawn anew may lose a click.
        await happens(row.click({ timeout: 1000 }));
        // What was chosen may ask on in the same place.
        const isStill = (await input.isVisible()) && (await input.inputValue()) === typed;
        return isStill ? undefined : true;
      },
      `Choosing ${JSON.stringify(label)} does nothing`,
    );
  }

  async function chooseFocused(text: string): Promise<void> {
    const row = widget.locator('.monaco-list-row.focused').filter({ hasText: text }).first();
    await row.waitFor();
    await until(
      async () => {
        if (!(await row.isVisible())) return true;
        await page.keyboard.press('Enter');
        return happens(row.waitFor({ state: 'hidden', timeout: 5000 }));
      },
      `Enter does not choose ${JSON.stringify(text)}`,
    );
  }

  return {
    runCommand: (title) => choose('F1', `>${title}`, title),
    quickOpen: (file) => choose('ControlOrMeta+p', file, path.posix.basename(file)),
    chooseFocused,
  };
}
