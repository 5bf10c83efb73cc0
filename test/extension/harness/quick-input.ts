// The input at the top of the window with the list below it: Quick Open, the command palette, and what commands ask.
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { happens, patienceOfOne, until, untilGone, untilThere } from './until.ts';

export interface QuickInput {
  /** Runs a command by the title that the command palette shows. */
  runCommand(title: string): Promise<void>;
  /** Runs a command by its title, and once more where what it leads to does not come: who takes the focus closes what it asks. */
  runCommandUntil(title: string, wanted: Locator): Promise<void>;
  /** The titles that the command palette offers for one; it is closed again. */
  commandsLike(title: string): Promise<readonly string[]>;
  /** Chooses with Enter the row that has the focus, once it holds the text. */
  chooseFocused(text: string): Promise<void>;
  /** Answers with Enter, once a text is there that says what is asked: by what is typed, or what is in the input without that. Fails where it does not come soon. */
  answer(question: string, typed?: string): Promise<void>;
}

/** What the functions for a window offer each other. */
interface FileOpener {
  /** Chooses a file of the workspace, by its path there, in Quick Open; nothing where that was closed meanwhile. */
  quickOpen(file: string): Promise<true | undefined>;
}

export function createQuickInput(page: Page): QuickInput & FileOpener {
  const widget = page.locator('.quick-input-widget');
  const input = widget.locator('input.input').first();
  const rows = widget.locator('.monaco-list-row');
  const labelled = (label: string) =>
    rows.filter({ has: page.locator('.label-name').getByText(label, { exact: true }) });

  const holds = async (typed: string) => (await input.isVisible()) && (await input.inputValue()) === typed;

  /** Asks for a list and chooses a row; nothing where it was closed before that: a page that takes the focus closes it, and swallows keys. */
  async function choose(keys: string, typed: string, label: string): Promise<true | undefined> {
    const row = labelled(label).first();
    await page.keyboard.press(keys);
    await happens(input.fill(typed, { timeout: 2000 }));
    if (!(await happens(row.waitFor({ timeout: patienceOfOne })))) {
      // A list of files is that of the time before until it is closed: it is not searched for what has come meanwhile.
      await page.keyboard.press('Escape');
      return undefined;
    }
    await untilSteady();
    let isClicked: true | undefined;
    // A list that is drawn anew may lose a click. What was chosen may ask on in the same place.
    while (await holds(typed)) isClicked = (await happens(row.click({ timeout: 2000 }))) ?? isClicked;
    return isClicked;
  }

  /** While a list is still searched, a click hits what has come to its place: what was opened last is at the top for a moment. */
  async function untilSteady(): Promise<void> {
    let before = '';
    for (let look = 0; look < 20; look++) {
      const now = (await rows.allInnerTexts()).join('\n');
      if (now === before) return;
      before = now;
      await page.waitForTimeout(200);
    }
  }

  function runCommand(title: string): Promise<true> {
    return until(() => choose('F1', `>${title}`, title), `The command palette does not run ${JSON.stringify(title)}`);
  }

  async function commandsLike(title: string): Promise<readonly string[]> {
    const ask = async (): Promise<void> => {
      await page.keyboard.press('F1');
      await input.fill(`>${title}`, { timeout: 2000 });
    };
    // Something matches always, if not this; similar commands of others are behind.
    await untilThere(ask, rows, 'The command palette has no rows');
    const titles = await rows.locator('.label-name').allInnerTexts();
    await untilGone(() => page.keyboard.press('Escape'), input);
    return titles;
  }

  async function chooseFocused(text: string): Promise<void> {
    const row = widget.locator('.monaco-list-row.focused').filter({ hasText: text }).first();
    await row.waitFor();
    await untilGone(() => page.keyboard.press('Enter'), row);
  }

  async function answer(question: string, typed?: string): Promise<void> {
    await widget.getByText(question).first().waitFor({ timeout: patienceOfOne });
    if (typed !== undefined) await input.fill(typed);
    const given = await input.inputValue();
    await until(
      async () => {
        if (!(await holds(given))) return true;
        await page.keyboard.press('Enter');
        for (const end = Date.now() + patienceOfOne; Date.now() < end; await page.waitForTimeout(50))
          if (!(await holds(given))) return true;
        return undefined;
      },
      `Enter does not answer ${JSON.stringify(question)} with ${JSON.stringify(given)}`,
    );
  }

  return {
    runCommand: async (title) => void (await runCommand(title)),
    runCommandUntil: (title, wanted) =>
      untilThere(
        () => choose('F1', `>${title}`, title),
        wanted,
        `${JSON.stringify(title)} does not lead to ${String(wanted)}`,
      ),
    quickOpen: (file) => choose('ControlOrMeta+p', file, path.posix.basename(file)),
    commandsLike,
    chooseFocused,
    answer,
  };
}
