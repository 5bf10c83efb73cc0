// What is shown over the text: with the mouse, and with the keyboard alone.
import type { Page } from 'playwright-core';
import type { Revealer } from './cursor.ts';
import { until, untilGone } from './until.ts';

export interface Hovers {
  /** Moves the mouse onto the text and gives what the hover shows. */
  hoverAt(text: string): Promise<string>;
  /** Shows the hover at the cursor with the keyboard alone and gives what it shows. */
  hoverByKeyboard(): Promise<string>;
  /** Takes the mouse away and closes the hover. */
  closeHover(): Promise<void>;
}

export function createHovers(page: Page, cursor: Revealer): Hovers {
  const press = (keys: string) => page.keyboard.press(keys);
  const hover = page.locator('.monaco-resizable-hover .monaco-hover:not(.hidden)').first();

  function hoverAt(text: string): Promise<string> {
    return hoverAfter(async () => {
      // Lenses that come meanwhile move the lines.
      const place = await cursor.reveal(text);
      await page.mouse.move(place.left + place.width / 2, place.middle - 2);
      await page.mouse.move(place.left + place.width / 2 + 1, place.middle, { steps: 3 });
    });
  }

  function hoverByKeyboard(): Promise<string> {
    return hoverAfter(async () => {
      await press('ControlOrMeta+k');
      await press('ControlOrMeta+i');
    });
  }

  /** While the language server starts there is no hover, and none comes by itself later: as a person would, it tries again. */
  function hoverAfter(cause: () => Promise<void>): Promise<string> {
    return until(async () => {
      await closeHover();
      await cause();
      return hoverText();
    }, 'No hover is shown');
  }

  /** The hover's text once it no longer changes; nothing where none has come after three seconds. */
  async function hoverText(): Promise<string | undefined> {
    let before = '';
    for (const end = Date.now() + 3000; Date.now() < end; await page.waitForTimeout(200)) {
      const now = (await hover.isVisible()) ? (await textOf()).replaceAll('\u00a0', ' ') : '';
      if (now !== '' && now === before && !now.startsWith('Loading')) return now;
      before = now;
    }
    return undefined;
  }

  /** Nothing where it goes away at that moment. */
  function textOf(): Promise<string> {
    return hover.innerText({ timeout: 1000 }).catch(() => '');
  }

  async function closeHover(): Promise<void> {
    await page.mouse.move(1, 1);
    await untilGone(() => press('Escape'), hover);
  }

  return { hoverAt, hoverByKeyboard, closeHover };
}
