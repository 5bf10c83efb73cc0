#!/usr/bin/env node
// Stands in for VS Code's own program where that cannot be had: `runTests` of @vscode/test-electron starts it with the
// same arguments, it opens the workbench in a headless browser instead of a window, and its exit code is the tests'.
//   HEADLIGHT_USER_SETTINGS  the user's settings, as JSON
//   HEADLIGHT_LOG            a file for everything VS Code prints, most of which is noise
import { appendFileSync, existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import { endAnimations, findBrowser, launchBrowser } from './browser.mjs';
import { developmentPayload, metByTests, startWorkbench } from './workbench.mjs';

/** The longest suite takes one and a half where nothing else is done. */
const minutes = 10;
const logFile = process.env['HEADLIGHT_LOG'];
/** How many failures have a picture. */
let pictured = 0;

process.exitCode = await main();

async function main() {
  const extension = argument('--extensionDevelopmentPath=');
  const tests = argument('--extensionTestsPath=');
  const folder = process.argv.slice(2).find((argument) => path.isAbsolute(argument));
  if (extension === undefined || tests === undefined || folder === undefined) {
    console.error('The extension, the tests and the folder to open have to be given, as runTests does.');
    return 2;
  }
  const browser = findBrowser();
  if (browser === undefined) {
    console.error('No Chromium was found; name one in HEADLIGHT_BROWSER.');
    return 2;
  }

  const workbench = await startWorkbench({
    settings: JSON.parse(process.env['HEADLIGHT_USER_SETTINGS'] ?? '{}'),
    builtIn: metByTests,
    log,
  });
  const window = await launchBrowser(browser);
  try {
    const page = await window.newPage({ viewport: { width: 1280, height: 900 } });
    await endAnimations(page);
    page.on('console', (message) => log(`[window] ${message.text()}\n`));
    /** @type {Promise<number>} */
    const ended = new Promise((resolve) => void page.exposeFunction('codeAutomationExit', resolve));
    await page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {unknown[]} */ args) =>
      log(`[${type}] ${format(...args)}\n`),
    );
    const address = workbench.address(realpathSync(folder), developmentPayload(workbench, { extension, tests }));
    await page.goto(address, { timeout: minutes * 60_000 });
    const look = setInterval(() => void takePictureOfFailure(page), 500);
    const code = await Promise.race([ended, tooLate()]);
    clearInterval(look);
    if (code !== 0) await takePicture(page, 'at the end');
    return code;
  } finally {
    await window.close();
    await workbench.stop();
  }
}

/** The tests write down each result as soon as it is known. @param {import('playwright-core').Page} page */
async function takePictureOfFailure(page) {
  const results = process.env['HEADLIGHT_RESULTS'] ?? '';
  const failures = existsSync(results) ? readFileSync(results, 'utf8').split('"state":"failed"').length - 1 : 0;
  if (failures <= pictured) return;
  pictured = failures;
  await takePicture(page, `failure ${failures}`);
}

/** @param {import('playwright-core').Page} page @param {string} name */
async function takePicture(page, name) {
  const file = path.join(process.env['HEADLIGHT_SCREENSHOTS'] ?? '.', `${name}.png`);
  await page.screenshot({ path: file, timeout: 10_000 }).then(
    () => console.error(`Picture: ${file}`),
    (error) => log(String(error)),
  );
}

/** @param {string} text */
function log(text) {
  if (logFile !== undefined) appendFileSync(logFile, text);
}

/** @param {string} start */
function argument(start) {
  return process.argv.find((argument) => argument.startsWith(start))?.slice(start.length);
}

/** @returns {Promise<number>} */
function tooLate() {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      console.error(`The tests did not end within ${minutes} minutes.`);
      resolve(1);
    }, minutes * 60_000);
    timer.unref();
  });
}
