// The menus of a window: of fixes and other actions in the editor, by keyboard and lightbulb, and those of the right mouse button.
import type { Locator, Page } from 'playwright-core';
import type { Cursor } from './cursor.ts';
import { happens, patienceOfOne, until, untilGone, untilThere } from './until.ts';

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
  /** Opens the menu that a place has until the check accepts its entries, and leaves it open: what it depends on may come later. */
  openContextMenuUntil(place: Locator, accept: (entries: readonly string[]) => boolean): Promise<void>;
  /** Opens the menu that a place has and chooses an entry of it. */
  chooseInContextMenu(place: Locator, entry: string): Promise<void>;
  closeContextMenu(): Promise<void>;
}

/** What menus need of the editor in front. */
interface Editor {
  readonly editor: Locator;
  readonly cursor: Cursor;
  /** Waits, not for long, until an edit can be seen. */
  readonly withEdit: (cause: () => Promise<unknown>) => Promise<void>;
}

export function createMenus(page: Page, { editor, cursor, withEdit }: Editor): Menus {
  const press = (keys: string) => page.keyboard.press(keys);
  const actions = page.locator('.action-widget');
  const action = actions.locator('.monaco-list-row.action');
  const titled = (title: string) => action.getByText(title, { exact: true }).first();
  const contextMenu = page.locator('.monaco-menu');
  const contextEntries = contextMenu.locator('.action-item .action-label');

  async function openActions(text: string): Promise<void> {
    await cursor.placeCursor(text);
    await openActionsWith(action, `No actions are offered at ${JSON.stringify(text)}`);
  }

  function openActionsAtCursor(title: string): Promise<void> {
    return openActionsWith(actions.getByText(title), `${JSON.stringify(title)} is not offered`);
  }

  /** One that is open may be of another moment, and the same keys would choose from it. */
  function openActionsWith(wanted: Locator, failure: string): Promise<void> {
    const open = async () => {
      await closeActions();
      await press('ControlOrMeta+.');
    };
    return untilThere(open, wanted, failure);
  }

  async function actionsAt(text: string): Promise<readonly string[]> {
    await openActions(text);
    const titles = await action.allInnerTexts();
    await closeActions();
    return titles.map((title) => title.trim());
  }

  async function quickFix(text: string, title: string): Promise<void> {
    await cursor.placeCursor(text);
    const open = () =>
      openActionsWith(titled(title), `${JSON.stringify(title)} is not offered at ${JSON.stringify(text)}`);
    await chooseAction(title, open);
  }

  async function lightbulb(text: string, title: string): Promise<void> {
    const { middle } = await cursor.placeCursor(text);
    // It is in the line or, where the line leaves no room, in the margin.
    const bulb = editor
      .locator('.lightBulbWidget, [class*="codicon-gutter-lightbulb"]')
      .filter({ visible: true })
      .first();
    await bulb.waitFor();
    await steadyBeside(bulb, middle);
    const open = async () => {
      await closeActions();
      await bulb.click({ timeout: patienceOfOne });
    };
    const openUntilOffered = () =>
      untilThere(open, titled(title), `The lightbulb does not offer ${JSON.stringify(title)}`);
    await chooseAction(title, openUntilOffered);
  }

  /** The bulb follows the cursor, and changes with the problems: until it does not, its menu is that of another place or moment. */
  async function steadyBeside(bulb: Locator, middle: number): Promise<void> {
    let last: string | undefined;
    await until(async () => {
      const box = await bulb.boundingBox({ timeout: 1000 }).catch(() => null);
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

  /** A menu that closes by itself, as what takes the focus closes it, is opened again: only a click that the entry got has chosen it. */
  async function chooseAction(title: string, open: () => Promise<void>): Promise<void> {
    const item = titled(title);
    const click = async () => {
      const box = await item.boundingBox({ timeout: 1000 });
      if (box === null) throw new Error('It is gone');
      // The menu takes no click before the mouse has moved over it, so that nobody chooses by accident.
      await page.mouse.move(box.x + 5, box.y + box.height / 2);
      await page.mouse.move(box.x + 10, box.y + box.height / 2, { steps: 3 });
      await item.click({ timeout: patienceOfOne });
    };
    await withEdit(() =>
      until(
        async () => {
          if (!(await item.isVisible())) await open();
          if (!(await happens(click()))) return undefined;
          return happens(actions.waitFor({ state: 'hidden', timeout: patienceOfOne }));
        },
        `Choosing ${JSON.stringify(title)} does not close the menu`,
      ),
    );
  }

  async function openContextMenu(place: Locator): Promise<readonly string[]> {
    const click = () => place.click({ button: 'right', timeout: patienceOfOne });
    await untilThere(click, contextEntries, 'The right mouse button opens no menu');
    return (await contextEntries.allInnerTexts()).map((entry) => entry.trim()).filter((entry) => entry !== '');
  }

  async function openContextMenuUntil(place: Locator, accept: (entries: readonly string[]) => boolean): Promise<void> {
    let entries: readonly string[] = [];
    await until(
      async () => {
        await closeContextMenu();
        entries = await openContextMenu(place);
        return accept(entries) ? true : undefined;
      },
      'The menu has not the entries that are expected',
      async () => `It has ${entries.join(', ')}`,
    );
  }

  async function chooseInContextMenu(place: Locator, entry: string): Promise<void> {
    const item = contextMenu.locator('.action-item').filter({ hasText: entry }).first();
    let entries: readonly string[] = [];
    await until(
      async () => {
        await closeContextMenu();
        entries = await openContextMenu(place);
        let isClicked: true | undefined;
        // A menu takes no click while it is new, so that nobody chooses by accident; what takes the focus closes it.
        for (let click = 0; click < 5 && (await contextMenu.count()) > 0; click++)
          isClicked = (await happens(item.click({ timeout: 1000 }))) ?? isClicked;
        return (await contextMenu.count()) === 0 ? isClicked : undefined;
      },
      `${JSON.stringify(entry)} is not chosen`,
      async () => `The menu has ${entries.join(', ')}`,
    );
  }

  /** One that has just come may not have the keys yet. */
  function closeContextMenu(): Promise<void> {
    return untilGone(() => press('Escape'), contextMenu, 1000);
  }

  function closeActions(): Promise<void> {
    return untilGone(() => press('Escape'), actions, 1000);
  }

  return {
    actionsAt,
    openActions,
    openActionsAtCursor,
    chooseFocusedAction: () => untilGone(() => press('Enter'), actions),
    quickFix,
    lightbulb,
    openContextMenu,
    openContextMenuUntil,
    chooseInContextMenu,
    closeContextMenu,
  };
}
