// A headless Chromium, wherever one can be had: named, installed, or the one an npm package carries.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { moveIntoPlace, writeFiles } from '../../../scripts/lib/files.mjs';
import { koreanFontFolder } from '../../../scripts/lib/korean-font.mjs';
import { cacheFolder } from '../../../scripts/lib/prepare.mjs';

/**
 * @typedef {{ executable: string, env: NodeJS.ProcessEnv, from: string }} Browser
 *   `env` is what has to be added to the environment, `from` says where it was found
 */

/**
 * Finds a Chromium that starts here: HEADLIGHT_BROWSER, then an installed Chrome, Chromium or Edge, then the one of the
 * npm package @sparticuz/chromium (Linux x64 only), with its own libraries and fonts where the system has none.
 * @returns {Browser | undefined} nothing where there is none
 */
export function findBrowser() {
  const named = process.env['HEADLIGHT_BROWSER'];
  if (named !== undefined && named !== '') return { executable: named, env: {}, from: 'HEADLIGHT_BROWSER' };
  const installed = installedBrowsers().find((file) => existsSync(file));
  if (installed !== undefined) return { executable: installed, env: {}, from: installed };
  return unpackedBrowser();
}

/**
 * Starts a browser without a window.
 * @param {Browser} browser
 */
export async function launchBrowser(browser) {
  // Who only looks for a browser does not wait for this: it takes longer than all else.
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    executablePath: browser.executable,
    env: definedOnly({ ...process.env, ...browser.env }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
}

/**
 * Has whatever moves in a window be at its end at once: a wheel that turns while something loads draws the window sixty times a second,
 * for which a machine without a graphics card needs half a core.
 * @param {import('playwright-core').Page} page
 */
export function endAnimations(page) {
  return page.addInitScript(() => {
    if (window !== window.top) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      *, ::before, ::after { animation-duration: 1ms !important; animation-iteration-count: 1 !important }
      .monaco-scrollable-element > .scrollbar { transition-duration: 0s !important }
    `);
    document.adoptedStyleSheets = [sheet];
  });
}

function installedBrowsers() {
  switch (process.platform) {
    case 'darwin':
      return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
        (app) => `/Applications/${app}.app/Contents/MacOS/${app}`,
      );
    case 'win32':
      return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
        const base = process.env[name];
        const products = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];
        return base === undefined ? [] : products.map((product) => path.join(base, product));
      });
    default:
      return (process.env['PATH'] ?? '')
        .split(path.delimiter)
        .flatMap((folder) =>
          ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].map((program) =>
            path.join(folder, program),
          ),
        );
  }
}

/** @returns {Browser | undefined} */
function unpackedBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const require = createRequire(import.meta.url);
  const packed = path.resolve(path.dirname(require.resolve('@sparticuz/chromium')), '../../bin');
  const { version } = JSON.parse(readFileSync(path.resolve(packed, '../package.json'), 'utf8'));
  const folder = path.join(cacheFolder, `chromium-${version}`);
  if (!existsSync(folder)) unpack(packed, folder);
  // Anew each time, as there may be another font by now.
  writeFiles([{ path: path.join(folder, 'fonts.conf'), contents: Buffer.from(fontsConfiguration(folder)) }]);

  const executable = path.join(folder, 'chromium');
  const fonts = { FONTCONFIG_PATH: folder };
  const libraries = [path.join(folder, 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  const environments = [fonts, { ...fonts, LD_LIBRARY_PATH: libraries }];
  const env = environments.find((added) => starts(executable, added));
  return env === undefined ? undefined : { executable, env, from: `@sparticuz/chromium ${version}` };
}

/**
 * @param {string} packed
 * @param {string} folder
 */
function unpack(packed, folder) {
  const partial = `${folder}.${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  for (const name of ['chromium', 'al2023.tar', 'fonts.tar', 'swiftshader.tar']) {
    const file = path.join(partial, name);
    writeFileSync(file, brotliDecompressSync(readFileSync(path.join(packed, `${name}.br`))));
    if (!name.endsWith('.tar')) continue;
    const { status, stderr } = spawnSync('tar', ['-xf', file, '-C', partial, '--no-same-owner']);
    if (status !== 0) throw new Error(`Unpacking ${name} of @sparticuz/chromium failed: ${stderr.toString()}`);
    rmSync(file);
  }
  chmodSync(path.join(partial, 'chromium'), 0o755);
  moveIntoPlace(partial, folder);
}

/**
 * The system's fonts where it has some, three that are always there, as an editor wants one of fixed width, and one for Korean where it was got.
 * @param {string} folder
 */
function fontsConfiguration(folder) {
  const require = createRequire(import.meta.url);
  const dejavu = path.join(path.dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');
  const own = [dejavu, path.join(folder, 'fonts'), koreanFontFolder];
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', ...own];
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((one) => `  <dir>${one}</dir>`).join('\n')}
  <cachedir>${path.join(folder, 'fonts-cache')}</cachedir>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>
`;
}

/**
 * @param {string} executable
 * @param {NodeJS.ProcessEnv} env
 */
function starts(executable, env) {
  const { status } = spawnSync(executable, ['--no-sandbox', '--version'], { env: { ...process.env, ...env } });
  return status === 0;
}

/** @param {NodeJS.ProcessEnv} env @returns {Record<string, string>} */
function definedOnly(env) {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
