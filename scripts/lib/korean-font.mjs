// Letters for Korean in the browser of the tests, which brings none.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { unpackDebianPackages } from './debian.mjs';
import { cacheFolder } from './prepare.mjs';

/** Where the font is once it was got. */
export const koreanFontFolder = path.join(cacheFolder, 'korean-font');

/**
 * Gets the font where apt-get can.
 * @returns {Promise<string | undefined>} why it is still missing, in one sentence
 */
export async function installKoreanFont() {
  return existsSync(koreanFontFolder) ? undefined : unpackDebianPackages(['fonts-nanum'], koreanFontFolder);
}
