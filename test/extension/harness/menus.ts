// The menus of a window: of fixes and other actions in the editor, by keyboard and lightbulb, and those of the right mouse button.
import type { Locator, Page } from 'playwright-core';
import type { Place } from './screen.ts';
import { happens, until, untilThere } from './until.ts';

export interface Menus {
  /** The titles of the fixes and other actions offered at the text, which are left alone. */
  actionsAt(text: string): Promise<readonly string[]>;
  /** Opens the menu of fixes and other actions at the text and leaves it open. */
  openActions(text: string): Promise<void>;
  /** Opens the menu of fixes and other actions at the cursor, once it offers one, and leaves it open. */
  openActionsAtCursor(title: string): Promise<void>;
  /** Chooses with Enter the action that has the focus in the open menu. */
  chooseFocusedAction(): Promise<void>;
  /** Chooses an action at the text, by its whole title, from the keyboard's menu. */
  quickFix(text: string, title: string): Promise<void>;
  /** Chooses an action by its whole title from the menu of the lightbulb beside the line that holds the text. */
  lightbulb(text: string, title: string): Promise<void>;
  /** Opens the menu that a place has and gives its entries. */
  openContextMenu(place: Locator): Promise<readonly string[]>;
  /** Opens the menu that a place has and chooses an entry of it. */
  chooseInContextMenu(place: Locator, entry: string): Promise<void>;
  closeContextMenu(): Promise<void>;
}

/** What menus need of the editor in front. */
interface Editor {
  readonly editor: Locator;
  readonly placeCursor: (text: string) => Promise<Place>;
  /** Waits, not for long, until an edit can be seen. */
  readonly withEdit: (cause: () => Promise<unknown>) => Promise<void>;
}

export function createMenus(page: Page, { editor, placeCursor, withEdit }: Editor): Menus {
  const press = (keys: string) => page.keyboard.press(keys);
  const actions = page.locator('.action-widget');
  const action = actions.locator('.monaco-list-row.action');
  const contextMenu = page.locator('.monaco-menu');
  const contextEntries = contextMenu.locator('.action-item .action-label');

  async function openActions(text: string): Promise<void> {
    await placeCursor(text);
    await untilThere(() => press('ControlOrMeta+.'), action, `No actions are offered at ${JSON.stringify(text)}`);
  }

  async function openActionsAtCursor(title: string): Promise<void> {
    await untilThere(
      () => press('ControlOrMeta+.'),
      actions.getByText(title),
      `${JSON.stringify(title)} is not offered`,
    );
  }

  async function actionsAt(text: string): Promise<readonly string[]> {
    await openActions(text);
    const titles = await action.allInnerTexts();
    await close(actions, 'Escape');
    return titles.map((title) => title.trim());
  }

  async function quickFix(text: string, title: string): Promise<void> {
    await openActions(text);
    await chooseAction(title);
  }

  async function lightbulb(text: string, title: string): Promise<void> {
    const { middle } = await placeCursor(text);
    // It is in the line or, where the line leaves no room, in the margin.
    const bulb = editor
      .locator('.lightBulbWidget, [class*="codicon-gutter-lightbulb"]')
      .filter({ visible: true })
      .first();
    await bulb.waitFor();
    await steadyBeside(bulb, middle);
    await untilThere(() => happens(bulb.click({ timeout: 5000 })), action, 'The lightbulb has no menu');
    await chooseAction(title);
  }

  /** The bulb follows the cursor, and changes with the problems: until it does not, its menu is that of another place or moment. */
  async function steadyBeside(bulb: Locator, middle: number): Promise<void> {
    let last: string | undefined;
    await until(async () => {
      const box = (await bulb.count()) === 0 ? null : await bulb.boundingBox();
      const isBeside = box !== null && Math.abs(box.y + box.height / 2 - middle) <= 1.5 * box.height;
      const seen = isBeside ? `${box.y} ${await bulb.getAttribute('class')}` : undefined;
      const isSteady = seen !== undefined && seen === last;
      last = seen;
      if (isSteady) return true;
      // Longer than VS Code waits after a move of the cursor.
      await page.waitForTimeout(500);
      return undefined;
    }, 'No lightbulb stays beside the cursor');
  }

  async function chooseAction(title: string): Promise<void> {
    const item = action.getByText(title, { exact: true }).first();
    await item.waitFor();
    await withEdit(() =>
      until(
        async () => {
          const box = await item.boundingBox({ timeout: 1000 }).catch(() => null);
          if (box === null) return (await actions.isVisible()) ? undefined : true;
          // The menu takes no click before the mouse has moved over it, so that nobody chooses by accident.
          await page.mouse.move(box.x + 5, box.y + box.height / 2);
          await page.mouse.move(box.x + 10, box.y + box.height / 2, { steps: 3 });
          await page.mouse.click(box.x + 10, box.y + box.height / 2);
          return happens(actions.waitFor({ state: 'hidden', timeout: 5000 }));
        },
        `Choosing ${JSON.stringify(title)} does not close the menu`,
      ),
    );
  }

  async function openContextMenu(place: Locator): Promise<readonly string[]> {
    const click = () => happens(place.click({ button: 'right', timeout: 5000 }));
    await untilThere(click, contextEntries, 'The right mouse button opens no menu');
    return (await contextEntries.allInnerTexts()).map((entry) => entry.trim()).filter((entry) => entry !== '');
  }

  async function chooseInContextMenu(place: Locator, entry: string): Promise<void> {
    await openContextMenu(place);
    const item = contextMenu.locator('.action-item').filter({ hasText: entry }).first();
    // A menu takes no click while it is new, so that nobody chooses by accident.
    await until(
      async () => {
        await happens(item.click({ timeout: 1000 }));
        return (await contextMenu.count()) === 0 ? true : undefined;
      },
      `Choosing ${JSON.stringify(entry)} does not close the menu`,
    );
  }

  /** Presses a key until a menu is gone: one that has just come may not have the keys yet. */
  async function close(menu: Locator, key: string): Promise<void> {
    await until(async () => {
      if ((await menu.count()) === 0 || !(await menu.first().isVisible())) return true;
      await press(key);
      return happens(menu.first().waitFor({ state: 'hidden', timeout: 1000 }));
    }, `${key} does not close the menu`);
  }

  return {
    actionsAt,
    openActions,
    openActionsAtCursor,
    chooseFocusedAction: () => close(actions, 'Enter'),
    quickFix,
    lightbulb,
    openContextMenu,
    chooseInContextMenu,
    closeContextMenu: () => close(contextMenu, 'Escape'),
  };
}
