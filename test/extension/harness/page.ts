// VS Code as a person sees it: what a test or a screenshot does goes through the mouse, the keyboard and the screen.
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { findBrowser, launchBrowser } from './browser.mjs';
import { createMenus, type Menus } from './menus.ts';
import { createProblemsPanel, type ProblemsPanel } from './problems-panel.ts';
import { createQuickInput, type QuickInput } from './quick-input.ts';
import { locate, readCursorMiddle, readVisibleLines, type Place } from './screen.ts';
import { patience, until, untilThere } from './until.ts';
import { developmentPayload, metByTests, startWorkbench } from './workbench.mjs';

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
export interface VsCode extends Menus, ProblemsPanel, QuickInput {
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
  /** Types at the cursor, key by key. */
  typeText(text: string): Promise<void>;
  /** Takes the last edit back. */
  undo(): Promise<void>;
  /** Saves the editor and gives the file as it then is on disk. */
  save(file: string): Promise<string>;
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
    builtIn: metByTests,
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
  const quickInput = createQuickInput(page);

  async function openFile(file: string): Promise<void> {
    await quickInput.quickOpen(file);
    await page
      .locator('.tab.active')
      .filter({ hasText: path.posix.basename(file) })
      .first()
      .waitFor();
    await editor.locator('.view-line').first().waitFor();
    await editorHasKeys();
    await press('ControlOrMeta+Home');
  }

  /** Keys that come before the editor has the focus go elsewhere, or nowhere. */
  function editorHasKeys(): Promise<void> {
    return page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
  }

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
    await press('Escape');
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
  async function withEdit(cause: () => Promise<unknown>): Promise<void> {
    const before = await visibleText();
    await cause();
    const end = Date.now() + 2000;
    while (Date.now() < end && (await visibleText()) === before) await page.waitForTimeout(50);
  }

  async function typeText(text: string): Promise<void> {
    await editorHasKeys();
    await page.keyboard.type(text, { delay: 5 });
  }

  async function undo(): Promise<void> {
    await editorHasKeys();
    await withEdit(() => press('ControlOrMeta+z'));
  }

  async function save(file: string): Promise<string> {
    const saved = page.locator('.tab.active:not(.dirty)');
    await untilThere(() => press('ControlOrMeta+s'), saved, `${file} is not saved`);
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
    ...createMenus(page, { editor, placeCursor, withEdit }),
    ...quickInput,
    typeText,
    undo,
    save,
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
