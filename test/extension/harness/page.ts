// VS Code as a person sees it: what a test or a screenshot does goes through the mouse, the keyboard and the screen.
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { endAnimations, findBrowser, launchBrowser } from './browser.mjs';
import { createCursor, type Cursor } from './cursor.ts';
import { createHovers, type Hovers } from './hovers.ts';
import { createMenus, type Menus } from './menus.ts';
import { createProblemsPanel, type ProblemsPanel } from './problems-panel.ts';
import { createQuickInput, type QuickInput } from './quick-input.ts';
import { readScreen, readVisibleLines } from './screen.ts';
import { tellWhatIsSeen } from './seen.ts';
import { clickUntil, happens, patienceOfOne, startPatiently, until, untilThere } from './until.ts';
import { developmentPayload, metByTests, startWorkbench } from './workbench.mjs';

export type { ShownProblem } from './screen.ts';

/** What to open; a suite's run gives all of it, so that its tests say nothing here. */
export interface OpenOptions {
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
export interface VsCode extends Cursor, Hovers, Menus, ProblemsPanel, QuickInput {
  /** For what the functions below do not offer. */
  readonly page: Page;
  /** Opens a file of the workspace by its path there, as Quick Open does, and puts the cursor at its start. */
  openFile(file: string): Promise<void>;
  /** Shows the view of the DNS names in the side bar. */
  openNames(): Promise<void>;
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
  /** Saves a picture of the window, or of a part of it, to be looked at; `npm test` has none taken but of what fails. */
  screenshot(name: string, part?: Locator): Promise<void>;
  /**
   * Opens the same window again.
   * @param language that VS Code then reports to extensions, as a tag (BCP 47); it is English before
   */
  openAgain(language?: string): Promise<void>;
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
  const installed = process.env['HEADLIGHT_INSTALLED'];
  const workbench = await startWorkbench({
    settings: { ...steady, ...settings },
    builtIn: metByTests,
    ...(vsix === undefined ? {} : { vsix }),
    ...(installed === undefined ? {} : { installed }),
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
  { workspace, size, scale }: Pick<OpenOptions, 'size' | 'scale'> & { readonly workspace: string },
  stop: () => Promise<void>,
): Promise<VsCode> {
  const browser = findBrowser();
  if (browser === undefined) throw new Error('No Chromium was found; name one in HEADLIGHT_BROWSER.');
  const window = await launchBrowser(browser);
  let forget = () => {};
  const close = async () => {
    forget();
    await window.close();
    await stop();
  };
  const describe = async (page: Page, name: string) =>
    `${await page.evaluate(readScreen)}\nPicture: ${await takePicture(page, workspace, name)}`;
  let page: Page | undefined;
  try {
    page = await window.newPage({
      viewport: size ?? { width: 1280, height: 900 },
      deviceScaleFactor: scale ?? 1,
    });
    const opened = page;
    startPatiently(page);
    page.on('load', startPatiently);
    await endAnimations(page);
    await page.goto(address);
    await page.locator('.monaco-workbench .explorer-folders-view .monaco-list-row').first().waitFor();
    startPatiently(page);
    forget = tellWhatIsSeen((name) => describe(opened, name));
    return windowOf(page, workspace, close);
  } catch (error) {
    const seen = page === undefined ? '' : await describe(page, 'not opened').catch(String);
    await close();
    throw new Error(`VS Code does not come up. ${seen}`, { cause: error });
  }
}

async function takePicture(part: Page | Locator, workspace: string, name: string): Promise<string> {
  const folder = process.env['HEADLIGHT_SCREENSHOTS'] ?? workspace;
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.png`);
  await part.screenshot({ path: file });
  return file;
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
  const cursor = createCursor(page, editor);
  const quickInput = createQuickInput(page);

  async function openFile(file: string): Promise<void> {
    // The name on a tab does not say it: the records of a file have it as well.
    const shown = page.locator(
      `.editor-group-container.active .monaco-editor.focused[data-uri$="/${file}"] .view-line`,
    );
    await until(
      async () => (await quickInput.quickOpen(file)) && happens(shown.first().waitFor({ timeout: patienceOfOne })),
      `${file} does not come to the front`,
    );
    await press('ControlOrMeta+Home');
  }

  async function openNames(): Promise<void> {
    const icon = '.action-label[aria-label^="Headlight"]';
    const shown = page.locator('.activitybar .action-item.checked', { has: page.locator(icon) });
    // A click on the icon of what is shown hides it.
    if (!(await shown.isVisible())) await clickUntil(page.locator(`.activitybar ${icon}`).first(), shown);
  }

  /** Keys that come before the editor has the focus go elsewhere, or nowhere. */
  function editorHasKeys(): Promise<void> {
    return page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
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
    // What was just edited may not be marked as such yet, and looks saved.
    await happens(page.locator('.editor-group-container.active .tab.active.dirty').waitFor({ timeout: 2000 }));
    const saved = page.locator('.editor-group-container.active .tab.active:not(.dirty)');
    await untilThere(() => press('ControlOrMeta+s'), saved, `${file} is not saved`);
    return readFileSync(path.join(workspace, file), 'utf8');
  }

  function webview(selector: string): Promise<Frame> {
    return until(async () => {
      for (const frame of page.frames()) {
        if (frame === page.mainFrame()) continue;
        // A frame that is on its way in or out may not answer.
        const none = page.waitForTimeout(2000).then(() => 0);
        const found = frame.locator(selector).count();
        if ((await Promise.race([found.catch(() => 0), none])) > 0) return frame;
      }
      return undefined;
    }, `No web view shows ${selector}`);
  }

  async function openAgain(language?: string): Promise<void> {
    if (language !== undefined) await page.addInitScript(setLanguage, language);
    await page.evaluate(() => Object.assign(globalThis, { isBefore: true }));
    await quickInput.runCommand('Developer: Reload Window');
    await until(async () => {
      const isBefore = await page.evaluate(() => 'isBefore' in globalThis).catch(() => true);
      return isBefore ? undefined : true;
    }, 'The window is not opened again');
  }

  return {
    page,
    openFile,
    openNames,
    ...cursor,
    ...createHovers(page, cursor),
    ...createProblemsPanel(page, workspace),
    ...createMenus(page, { editor, cursor, withEdit }),
    ...quickInput,
    typeText,
    undo,
    save,
    visibleText,
    visibleTextUntil,
    activeTab: () => page.locator('.editor-group-container.active .tab.active .label-name').first().innerText(),
    webview,
    notifications: () => page.locator('.notification-list-item-message').allInnerTexts(),
    openAgain,
    screenshot: async (name, part) => {
      if (process.env['HEADLIGHT_PICTURES'] !== 'of failures') await takePicture(part ?? page, workspace, name);
    },
    close,
  };
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set, and nothing was given in its place.`);
  return value;
}
