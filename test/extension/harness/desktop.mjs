// The desktop VS Code, where there is one to test in.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { cacheFolder } from '../../../scripts/lib/prepare.mjs';

/** @type {Promise<string | undefined> | undefined} */
let found;

/**
 * Finds a desktop VS Code. HEADLIGHT_VSCODE may hold the path of its program, or `download`, or `browser` to do without.
 * Left out, it is downloaded where the download site answers and there is a screen to show it on.
 * @returns {Promise<string | undefined>} its program; nothing where the tests run in a browser instead
 */
export function desktopVsCode() {
  found ??= find();
  return found;
}

async function find() {
  const wish = process.env['HEADLIGHT_VSCODE'] ?? '';
  if (wish === 'browser') return undefined;
  if (wish === 'download') return download();
  if (wish !== '') {
    if (!existsSync(wish)) throw new Error(`HEADLIGHT_VSCODE names "${wish}", which is not there.`);
    return wish;
  }
  if (!hasScreen() || !(await isReachable('https://update.code.visualstudio.com/api/releases/stable')))
    return undefined;
  return download();
}

function download() {
  return downloadAndUnzipVSCode({ version: 'stable', cachePath: path.join(cacheFolder, 'vscode') });
}

function hasScreen() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

/** @param {string} address */
async function isReachable(address) {
  try {
    const response = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(3000) });
    return response.ok;
  } catch {
    return false;
  }
}
