// VS Code as a person sees it: what a test or a screenshot does goes through the mouse, the keyboard and the screen.
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { findBrowser, launchBrowser } from './browser.mjs';
import { createProblemsPanel, type ProblemsPanel } from './problems-panel.ts';
import { locate, readVisibleLines, type Place } from './screen.ts';
import { patience, until } from './until.ts';
import { developmentPayload, startWorkbench } from './workbench.mjs';

export type { ShownProblem } from './screen.ts';

/** What to open; a suite's run gives all of it, so that its tests say nothing here. */
export interface OpenOptions {
  /** The language that VS Code reports to extensions, as a tag (BCP 47); English without this. */
  readonly language?: string;
  /** The folder to open, absolute. It is edited in place: give a copy. */
  readonly workspace?: string;
  /** The user's settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The packaged extension to install. */
  readonly vsix?: string;
  /** An extension's source folder, in place of a packaged one. */
  readonly extension?: string;
  /** The window's size in pixels; 1280 by 900 where left out. */
  readonly size?: { readonly width: number; readonly height: number };
  /** How many pixels of a screenshot stand for one of the window; 1 where left out. */
  readonly scale?: number;
}

/** One open window. Every function waits until what it did can be seen, or fails after some seconds. */
export interface VsCode extends ProblemsPanel {
  /** For what the functions below do not offer. */
  readonly page: Page;
  /** Opens a file of the workspace by its path there, as Quick Open does, and puts the cursor at its start. */
  openFile(file: string): Promise<void>;
  /** Puts the cursor before the first character of the text: the first place of it from the top of what is visible. */
  placeCursor(text: string): Promise<unknown>;
  /** Moves the mouse onto the text and gives what the hover shows. */
  hoverAt(text: string): Promise<string>;
  /** Shows the hover at the cursor with the keyboard alone and gives what it shows. */
  hoverByKeyboard(): Promise<string>;
  /** Takes the mouse away and closes the hover. */
  closeHover(): Promise<void>;
  /** The titles of the fixes and other actions offered at the text, which are left alone. */
  actionsAt(text: string): Promise<readonly string[]>;
  /** Opens the menu of fixes and other actions at the text and leaves it open. */
  openActions(text: string): Promise<void>;
  /** Chooses an action at the text, by its whole title, from the keyboard's menu. */
  quickFix(text: string, title: string): Promise<void>;
  /** Opens the menu that a place has and gives its entries. */
  openContextMenu(place: Locator): Promise<readonly string[]>;
  /** Opens the menu that a place has and chooses an entry of it. */
  chooseInContextMenu(place: Locator, entry: string): Promise<void>;
  closeContextMenu(): Promise<void>;
  /** Chooses an action by its whole title from the menu of the lightbulb beside the line that holds the text. */
  lightbulb(text: string, title: string): Promise<void>;
  /** Types at the cursor, key by key. */
  typeText(text: string): Promise<void>;
  /** Takes the last edit back. */
  undo(): Promise<void>;
  /** Saves the editor and gives the file as it then is on disk. */
  save(file: string): Promise<string>;
  /** Runs a command by the title that the command palette shows. */
  runCommand(title: string): Promise<void>;
  /** The visible lines of the editor in front, joined by line feeds. */
  visibleText(): Promise<string>;
  /** Waits until the visible lines are what the check accepts, and gives them. */
  visibleTextUntil(accept: (text: string) => boolean): Promise<string>;
  /** The name on the tab of the editor in front. */
  activeTab(): Promise<string>;
  /** The page of a web view, by what it holds, once that is there. */
  webview(selector: string): Promise<Frame>;
  /** The texts of the notifications on the screen. */
  notifications(): Promise<readonly string[]>;
  /** Saves a picture of the window, or of a part of it, and gives its path. */
  screenshot(name: string, part?: Locator): Promise<string>;
  close(): Promise<void>;
}

/**
 * Starts VS Code's server and a browser, and opens the workspace.
 * @returns the window, once it is ready for input
 * @throws where no browser is to be had or VS Code does not come up
 */
export async function openVsCode(options: OpenOptions = {}): Promise<VsCode> {
  const workspace = options.workspace ?? required('HEADLIGHT_WORKSPACE');
  const settings = options.settings ?? (JSON.parse(process.env['HEADLIGHT_USER_SETTINGS'] ?? '{}') as object);
  const vsix = options.extension === undefined ? (options.vsix ?? required('HEADLIGHT_VSIX')) : undefined;
  const workbench = await startWorkbench({
    settings: { ...steady, ...settings },
    ...(vsix === undefined ? {} : { vsix }),
  });
  const payload =
    options.extension === undefined ? [] : developmentPayload(workbench, { extension: options.extension });
  return openAddress(workbench.address(workspace, payload), { ...options, workspace }, () => workbench.stop());
}

/**
 * Starts a browser and opens a VS Code that is served already.
 * @param stop ends what serves it, when the window is closed and where it does not come up
 * @returns the window, once its Explorer shows the workspace
 */
export async function openAddress(
  address: string,
  {
    workspace,
    size,
    scale,
    language,
  }: Pick<OpenOptions, 'size' | 'scale' | 'language'> & { readonly workspace: string },
  stop: () => Promise<void>,
): Promise<VsCode> {
  const browser = findBrowser();
  if (browser === undefined) throw new Error('No Chromium was found; name one in HEADLIGHT_BROWSER.');
  const window = await launchBrowser(browser);
  const close = async () => {
    await window.close();
    await stop();
  };
  try {
    const page = await window.newPage({
      viewport: size ?? { width: 1280, height: 900 },
      deviceScaleFactor: scale ?? 1,
    });
    page.setDefaultTimeout(patience);
    if (language !== undefined) await page.addInitScript(setLanguage, language);
    await page.goto(address);
    await page
      .locator('.monaco-workbench .explorer-folders-view .monaco-list-row')
      .first()
      .waitFor({ timeout: 60_000 });
    return windowOf(page, workspace, close);
  } catch (error) {
    await close();
    throw error;
  }
}

/** In the page, before anything else: VS Code's workbench takes its language from here. Its own words stay English without a language pack. */
function setLanguage(language: string): void {
  Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => language, set() {} });
}

/** What would make the same steps look different the next time. */
const steady = {
  'editor.wordBasedSuggestions': 'off',
  'editor.cursorBlinking': 'solid',
  'workbench.list.smoothScrolling': false,
  'workbench.reduceMotion': 'on',
  'window.commandCenter': false,
};

function windowOf(page: Page, workspace: string, close: () => Promise<void>): VsCode {
  const press = (keys: string) => page.keyboard.press(keys);
  const editor = page.locator('.editor-group-container.active .monaco-editor').first();
  const hover = page.locator('.monaco-resizable-hover .monaco-hover:not(.hidden)').first();
  const menu = page.locator('.action-widget');
  const contextMenu = page.locator('.monaco-menu');
  const quickInput = page.locator('.quick-input-widget');

  async function openFile(file: string): Promise<void> {
    await chooseInQuickInput('ControlOrMeta+p', file, path.posix.basename(file));
    await page
      .locator('.tab.active')
      .filter({ hasText: path.posix.basename(file) })
      .first()
      .waitFor();
    await editor.locator('.view-line').first().waitFor();
    await press('ControlOrMeta+Home');
  }

  async function runCommand(title: string): Promise<void> {
    await chooseInQuickInput('F1', `>${title}`, title);
  }

  async function chooseInQuickInput(keys: string, typed: string, label: string): Promise<void> {
    const input = quickInput.locator('input.input').first();
    // A page that has just been given the focus, as a web view, may swallow the keys.
    await until(async () => {
      await press(keys);
      const shown = input.waitFor({ timeout: 2000 });
      return shown.then(
        () => true,
        () => undefined,
      );
    }, `${keys} opens no input`);
    await input.fill(typed);
    const row = quickInput.locator('.monaco-list-row').filter({ hasText: label }).first();
    await row.waitFor();
    await row.click();
    // What was chosen may ask on in the same place.
    await until(
      async () => {
        const still = (await input.isVisible()) && (await input.inputValue()) === typed;
        if (!still) return true;
        // A list that is drawn anew may lose a click.
        await row.click({ timeout: 1000 }).catch(() => undefined);
        return undefined;
      },
      `Choosing ${JSON.stringify(label)} does nothing`,
    );
  }

  async function placeCursor(text: string): Promise<Place> {
    // Lenses that come meanwhile move the lines: then it was another line that was clicked.
    const place = await until(
      async () => {
        const before = await reveal(text);
        await page.mouse.click(before.left + 1, before.middle);
        const after = await page.evaluate(locate, text);
        return after?.middle === before.middle ? before : undefined;
      },
      `The line of ${JSON.stringify(text)} does not stay in its place`,
    );
    await press('Escape');
    // A click lands between two characters by the nearest one; the left edge of the first is exact.
    await page.mouse.move(1, 1);
    return place;
  }

  async function reveal(text: string): Promise<Place> {
    const visible = await page.evaluate(locate, text);
    if (visible !== undefined) return visible;
    await editor.click({ position: { x: 300, y: 10 } });
    await press('ControlOrMeta+f');
    const find = page.locator('.find-widget.visible textarea.input').first();
    await find.fill(text);
    await press('Enter');
    await press('Escape');
    return until(() => page.evaluate(locate, text), `The editor does not show ${JSON.stringify(text)}`);
  }

  async function hoverAt(text: string): Promise<string> {
    return hoverAfter(async () => {
      // Lenses that come meanwhile move the lines.
      const place = await reveal(text);
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
  async function hoverAfter(cause: () => Promise<void>): Promise<string> {
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
      const now = (await hover.isVisible()) ? (await hover.innerText()).replaceAll('\u00a0', ' ') : '';
      if (now !== '' && now === before && !now.startsWith('Loading')) return now;
      before = now;
    }
    return undefined;
  }

  async function closeHover(): Promise<void> {
    await page.mouse.move(1, 1);
    if (await hover.isVisible()) await press('Escape');
    await hover.waitFor({ state: 'hidden' });
  }

  async function openActions(text: string): Promise<void> {
    await placeCursor(text);
    // Keys that come while the editor takes the focus may be lost: as a person would, it tries again.
    await until(
      async () => {
        await press('ControlOrMeta+.');
        const shown = menu.locator('.monaco-list-row.action').first().waitFor({ timeout: 10_000 });
        return shown.then(
          () => true,
          () => undefined,
        );
      },
      `No actions are offered at ${JSON.stringify(text)}`,
    );
  }

  async function actionsAt(text: string): Promise<readonly string[]> {
    await openActions(text);
    const titles = await menu.locator('.monaco-list-row.action').allInnerTexts();
    await press('Escape');
    await menu.waitFor({ state: 'hidden' });
    return titles.map((title) => title.trim());
  }

  async function quickFix(text: string, title: string): Promise<void> {
    await openActions(text);
    await chooseInMenu(title);
  }

  async function openContextMenu(place: Locator): Promise<readonly string[]> {
    await place.click({ button: 'right' });
    const entries = contextMenu.locator('.action-item .action-label');
    await entries.first().waitFor();
    return (await entries.allInnerTexts()).map((entry) => entry.trim()).filter((entry) => entry !== '');
  }

  async function chooseInContextMenu(place: Locator, entry: string): Promise<void> {
    await openContextMenu(place);
    const item = contextMenu.locator('.action-item').filter({ hasText: entry }).first();
    // A menu takes no click while it is new, so that nobody chooses by accident.
    await until(
      async () => {
        await item.click({ timeout: 1000 }).catch(() => undefined);
        return (await contextMenu.count()) === 0 ? true : undefined;
      },
      `Choosing ${JSON.stringify(entry)} does not close the menu`,
    );
  }

  async function closeContextMenu(): Promise<void> {
    // A menu that has just come may not have the keys yet.
    await until(async () => {
      await press('Escape');
      const gone = contextMenu.waitFor({ state: 'detached', timeout: 1000 });
      return gone.then(
        () => true,
        () => undefined,
      );
    }, 'Escape does not close the menu');
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
    await bulb.click();
    await menu.locator('.monaco-list-row.action').first().waitFor();
    await chooseInMenu(title);
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

  const visibleText = () => page.evaluate(readVisibleLines);

  function visibleTextUntil(accept: (text: string) => boolean): Promise<string> {
    return until(
      async () => {
        const text = await visibleText();
        return accept(text) ? text : undefined;
      },
      'The editor does not show what is expected',
      visibleText,
    );
  }

  /** An edit comes some time after the key or the click; one in another file or out of sight is not waited for long. */
  async function withEdit(cause: () => Promise<void>): Promise<void> {
    const before = await visibleText();
    await cause();
    const end = Date.now() + 2000;
    while (Date.now() < end && (await visibleText()) === before) await page.waitForTimeout(50);
  }

  async function chooseInMenu(title: string): Promise<void> {
    const item = menu.locator('.monaco-list-row.action').getByText(title, { exact: true }).first();
    await item.waitFor();
    const box = await item.boundingBox();
    if (box === null) throw new Error(`The menu does not show ${JSON.stringify(title)}.`);
    // The menu takes no click before the mouse has moved over it, so that nobody chooses by accident.
    await page.mouse.move(box.x + 5, box.y + box.height / 2);
    await page.mouse.move(box.x + 10, box.y + box.height / 2, { steps: 3 });
    await withEdit(() => page.mouse.click(box.x + 10, box.y + box.height / 2));
    await menu.waitFor({ state: 'hidden' });
  }

  async function save(file: string): Promise<string> {
    await press('ControlOrMeta+s');
    await page.locator('.tab.active:not(.dirty)').first().waitFor();
    return readFileSync(path.join(workspace, file), 'utf8');
  }

  function webview(selector: string): Promise<Frame> {
    return until(async () => {
      for (const frame of page.frames()) {
        if (frame === page.mainFrame()) continue;
        const found = await frame
          .locator(selector)
          .count()
          .catch(() => 0);
        if (found > 0) return frame;
      }
      return undefined;
    }, `No web view shows ${selector}`);
  }

  async function screenshot(name: string, part?: Locator): Promise<string> {
    const folder = process.env['HEADLIGHT_SCREENSHOTS'] ?? workspace;
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, `${name}.png`);
    await (part ?? page).screenshot({ path: file });
    return file;
  }

  return {
    page,
    openFile,
    placeCursor,
    hoverAt,
    hoverByKeyboard,
    closeHover,
    ...createProblemsPanel(page, workspace),
    actionsAt,
    openActions,
    quickFix,
    openContextMenu,
    chooseInContextMenu,
    closeContextMenu,
    lightbulb,
    typeText: (text) => page.keyboard.type(text, { delay: 5 }),
    undo: () => withEdit(() => press('ControlOrMeta+z')),
    save,
    runCommand,
    visibleText,
    visibleTextUntil,
    activeTab: () => page.locator('.editor-group-container.active .tab.active .label-name').first().innerText(),
    webview,
    notifications: () => page.locator('.notification-list-item-message').allInnerTexts(),
    screenshot,
    close,
  };
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set, and nothing was given in its place.`);
  return value;
}
