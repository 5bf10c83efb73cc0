import { globMatcher } from '../util/glob.ts';
import { foldersAbove, folderOf } from '../util/paths.ts';
import { type KustomizationFiles, fileIn } from './files.ts';

/** The paths of the files that may say of a path that git does not keep it: one in each folder above it, the nearest first. */
export function ignoreFilesAbove(path: string): readonly string[] {
  return foldersAbove(folderOf(path)).map((folder) => fileIn(folder, '.gitignore'));
}

/** Whether git does not keep a file or folder, as far as that is known: it is made where it is needed. Source: gitignore(5). */
export function isIgnored(path: string, files: Pick<KustomizationFiles, 'file'>): boolean {
  for (const ignoreFile of ignoreFilesAbove(path)) {
    const text = files.file(ignoreFile)?.text;
    const folder = folderOf(ignoreFile);
    const says =
      text === undefined ? undefined : verdictOn(folder === '' ? path : path.slice(fileIn(folder, '').length), text);
    if (says !== undefined) return says;
  }
  return false;
}

/** What the last line that is about a path says, which is relative to the file's folder; `undefined` where none is. */
function verdictOn(path: string, text: string): boolean | undefined {
  const last = text
    .split('\n')
    .reverse()
    .find((line) => isAbout(line.replace(/^!/, '').trim(), path));
  return last === undefined ? undefined : !last.startsWith('!');
}

function isAbout(pattern: string, path: string): boolean {
  if (pattern === '' || pattern.startsWith('#')) return false;
  const name = pattern.replace(/\/$/, '');
  // One without a slash is about names at any depth, one with a slash at its end about folders.
  const glob = name.includes('/') ? name.replace(/^\//, '') : `**/${name}`;
  return globMatcher([glob])(name === pattern ? path : folderOf(path));
}
