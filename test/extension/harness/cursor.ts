// The cursor of the editor in front, and what is seen of its text. Texts are found on the screen, so a place is named by the text that is there.
import type { Locator, Page } from 'playwright-core';
import { locate, readCursorMiddle, readVisibleLines, type Place } from './screen.ts';
import { happens, patienceOfOne, until } from './until.ts';

export interface Cursor {
  /** Puts the cursor before the first character of the text: the first place of it from the top of what is visible. */
  placeCursor(text: string): Promise<Place>;
}

export interface Revealer {
  /** Where a text is seen, for which it is searched where it is not. */
  reveal(text: string): Promise<Place>;
}

export function createCursor(page: Page, editor: Locator): Cursor & Revealer {
  async function placeCursor(text: string): Promise<Place> {
    // Lenses that come meanwhile move the lines: then it was another line that was clicked.
    const place = await until(
      async () => {
        const before = await reveal(text);
        await page.mouse.click(before.left + 1, before.middle);
        const isThere = await isCursorAt(before);
        const after = await page.evaluate(locate, text);
        return isThere && after?.middle === before.middle ? before : undefined;
      },
      `The cursor does not come to ${JSON.stringify(text)}`,
    );
    await page.keyboard.press('Escape');
    // A click lands between two characters by the nearest one; the left edge of the first is exact.
    await page.mouse.move(1, 1);
    return place;
  }

  /** Whether the cursor comes to a line, and the keys with it. */
  async function isCursorAt({ middle }: Place): Promise<boolean> {
    for (const end = Date.now() + 2000; Date.now() < end; await page.waitForTimeout(20)) {
      const now = await page.evaluate(readCursorMiddle);
      // A text is not quite in the middle of its line.
      if (now !== undefined && Math.abs(now - middle) < 5) return true;
    }
    return false;
  }

  /** Where a text is seen, for which it is searched where it is not. */
  function reveal(text: string): Promise<Place> {
    const find = page.locator('.find-widget.visible textarea.input').first();
    return until(
      async () => {
        const visible = await page.evaluate(locate, text);
        if (visible !== undefined) return visible;
        await editor.click({ position: { x: 300, y: 10 } });
        await page.keyboard.press('ControlOrMeta+f');
        if (!(await happens(find.fill(text, { timeout: patienceOfOne })))) return undefined;
        await page.keyboard.press('Enter');
        await page.keyboard.press('Escape');
        return untilSeen(text);
      },
      `The editor does not show ${JSON.stringify(text)}`,
      () => page.evaluate(readVisibleLines),
    );
  }

  async function untilSeen(text: string): Promise<Place | undefined> {
    for (const end = Date.now() + 2000; Date.now() < end; await page.waitForTimeout(50)) {
      const place = await page.evaluate(locate, text);
      if (place !== undefined) return place;
    }
    return undefined;
  }

  return { placeCursor, reveal };
}
