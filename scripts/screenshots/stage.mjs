// A VS Code to take pictures of: the same on every run, and nothing on it that a picture does not need.
import { cpSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { importTypeScript } from '../lib/bundle.mjs';
import { root } from '../lib/prepare.mjs';

/** @typedef {import('../../test/extension/harness/page.ts').VsCode} VsCode */
/** @typedef {import('playwright-core').Locator} Locator */
/** @typedef {{ x: number, y: number, width: number, height: number }} Box  in pixels of the window */

/** How many pixels of a picture stand for one of the window, so that text is crisp on every screen. */
export const scale = 2;
/** A hover may take a quarter of the window's height; what is below it is cut off. */
const height = 1700;

/** In pixels. */
export const lineHeight = 19;

const hiddenColours = [
  // Whether it is there depends on what has the focus at that moment.
  'editorCursor.foreground',
  'scrollbar.shadow',
  'widget.shadow',
  ...['error', 'warning', 'info'].map((level) => `editorOverviewRuler.${level}Foreground`),
];

const settings = {
  'security.workspace.trust.enabled': false,
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.activityBar.location': 'hidden',
  'workbench.statusBar.visible': false,
  'workbench.layoutControl.enabled': false,
  'workbench.editor.editorActionsLocation': 'hidden',
  'breadcrumbs.enabled': false,
  'workbench.colorCustomizations': Object.fromEntries(hiddenColours.map((colour) => [colour, '#00000000'])),
  'editor.fontSize': 13,
  'editor.lineHeight': lineHeight,
  'editor.hover.above': false,
  'editor.minimap.enabled': false,
  // The keys of the fixes' menu turn what the mouse has just clicked into a link otherwise.
  'editor.multiCursorModifier': 'ctrlCmd',
  'editor.stickyScroll.enabled': false,
  'editor.guides.indentation': false,
  'editor.occurrencesHighlight': 'off',
  'editor.renderLineHighlight': 'none',
  'editor.scrollbar.vertical': 'hidden',
  'editor.scrollbar.horizontal': 'hidden',
  'editor.overviewRulerLanes': 0,
  'editor.overviewRulerBorder': false,
  'editor.hideCursorInOverviewRuler': true,
};

/**
 * Opens the packaged extension on a copy of examples/, in a window with nothing but the editor.
 * @template T
 * @param {{ vsix: string, width: number }} options  the window's width in pixels
 * @param {(vscode: VsCode) => Promise<T>} use
 * @returns {Promise<T>} what `use` gives; the window is closed then
 */
export async function onStage({ vsix, width }, use) {
  /** @type {typeof import('../../test/extension/harness/page.ts')} */
  const { openVsCode } = await importTypeScript('test/extension/harness/page.ts');
  const temporary = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'headlight-pictures-')));
  const workspace = path.join(temporary, 'examples');
  cpSync(path.join(root, 'examples'), workspace, { recursive: true });
  const vscode = await openVsCode({ workspace, settings, vsix, size: { width, height }, scale });
  try {
    await vscode.runCommand('View: Toggle Primary Side Bar Visibility');
    return await use(vscode);
  } finally {
    await vscode.close();
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * The first file of examples/, by name, that holds all of the texts.
 * @param {...string} texts
 * @returns {string} its path in examples/, with `/`
 * @throws where there is none
 */
export function exampleWith(...texts) {
  const folder = path.join(root, 'examples');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));
  const found = files.sort().find((name) => {
    const text = readFileSync(path.join(folder, name), 'utf8');
    return texts.every((one) => text.includes(one));
  });
  if (found === undefined) throw new Error(`No file of examples/ holds ${texts.join(' and ')}.`);
  return found.split(path.sep).join('/');
}

/**
 * Opens a file of examples/ and scrolls until a line of it is the first one on the screen.
 * @param {VsCode} vscode
 * @param {string} file
 * @param {string} line  the whole line, without its indent; the first one of them
 */
export async function openFrom(vscode, file, line) {
  await vscode.openFile(file);
  const lines = readFileSync(path.join(root, 'examples', file), 'utf8').split(/\r?\n/);
  const index = lines.findIndex((one) => one.trim() === line);
  if (index < 0) throw new Error(`examples/${file} has no line "${line}".`);
  const isFirst = (/** @type {string} */ text) => text.trimStart().startsWith(line);
  // A code lens takes the place of a line, so it may take more steps than there are lines.
  for (let steps = 0; steps < 2 * index && !isFirst(await vscode.visibleText()); steps++) {
    await vscode.page.keyboard.press('Control+ArrowDown');
    await vscode.page.waitForTimeout(20);
  }
  await vscode.visibleTextUntil(isFirst);
}

/**
 * The first line of the editor from the top that is a text.
 * @param {VsCode} vscode
 * @param {string} line  the whole line, without its indent; white space may be of any kind, as VS Code shows spaces that do not break
 */
export function lineOf({ page }, line) {
  const words = line.split(' ').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const lines = page.locator('.editor-group-container.active .view-lines .view-line');
  return lines.filter({ hasText: new RegExp(`^\\s*${words.join('\\s')}$`) }).first();
}

/** @param {VsCode} vscode */
export const hoverOf = ({ page }) => page.locator('.monaco-resizable-hover').first();

/**
 * Moves the mouse onto the last word of a line.
 * @param {VsCode} vscode
 * @param {string} line  as for `lineOf`
 * @returns {Promise<Box>} of the hover
 */
export async function hoverAtEnd(vscode, line) {
  const word = await boxOf(lineOf(vscode, line).locator('span > span').last());
  await vscode.page.mouse.move(word.x + word.width - 6, word.y + word.height / 2 - 2);
  await vscode.page.mouse.move(word.x + word.width - 5, word.y + word.height / 2, { steps: 3 });
  await hoverOf(vscode).waitFor();
  return boxOf(hoverOf(vscode));
}

/** @param {VsCode} vscode */
export const menuOf = ({ page }) => page.locator('.action-widget').first();

/**
 * Where an element is, once it is there and no longer moves.
 * @param {Locator} element
 * @returns {Promise<Box>}
 * @throws where it cannot be seen
 */
export async function boxOf(element) {
  let before;
  for (let attempt = 0; attempt < 50; attempt++) {
    const box = await element.boundingBox();
    if (box !== null && JSON.stringify(box) === JSON.stringify(before)) return box;
    before = box;
    await element.page().waitForTimeout(100);
  }
  throw new Error('What the picture is of does not come to rest on the screen.');
}

/**
 * Takes a picture of the window from its top to the lower edge of what it shows last, once nothing moves any more.
 * @param {VsCode} vscode
 * @param {Box} last
 * @param {{ x?: number, y?: number, width?: number }} [part]  where it begins and how wide it is, where that is not the whole window
 * @returns {Promise<Buffer>} a PNG
 */
export async function shoot({ page }, last, { x = 0, y = 0, width = page.viewportSize()?.width ?? 0 } = {}) {
  const clip = { x, y, width, height: Math.floor(last.y + last.height) - y };
  /** @type {Buffer} */
  let before = Buffer.alloc(0);
  for (let attempt = 0; attempt < 20; attempt++) {
    const picture = await page.screenshot({ clip, animations: 'disabled' });
    if (picture.equals(before)) return picture;
    before = picture;
    // Longer than VS Code takes to draw what it has just been told.
    await page.waitForTimeout(700);
  }
  throw new Error('What the picture is of does not come to rest.');
}
