import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Gives a folder that was made beside its place its final name, all at once: nobody sees it half made.
 * @param {string} made
 * @param {string} place  where another run has put the same meanwhile, that one stays
 */
export function moveIntoPlace(made, place) {
  try {
    renameSync(made, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
    rmSync(made, { recursive: true, force: true });
  }
}

/** @typedef {{ readonly path: string, readonly contents: Uint8Array }} MadeFile */

/**
 * Writes files, with the folders they need. One that holds the same already stays untouched, and nobody sees one half written: an editor
 * or a test may be running it.
 * @param {readonly MadeFile[]} files
 */
export function writeFiles(files) {
  for (const { path: file, contents } of files) {
    mkdirSync(path.dirname(file), { recursive: true });
    if (existsSync(file) && readFileSync(file).equals(contents)) continue;
    const partial = `${file}.${process.pid}`;
    writeFileSync(partial, contents);
    renameSync(partial, file);
  }
}
