import { randomBytes } from 'node:crypto';
import { lstat, mkdir, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { decodeText } from './manifest-files.ts';
import { realPlaceOf, systemPathOf } from './reach.ts';
import { hostReason, notDone } from './unread-reasons.ts';

/** What became of a file, or one sentence why it is as it was. */
export type WriteResult = { readonly kind: 'written' } | { readonly kind: 'rejected'; readonly reason: string };

/**
 * Replaces a file's text, which has to be `before` still, if it is in one of the folders of `within` wherever links lead. The
 * file is replaced at once, by renaming a whole one into its place, so that half of it is never seen and a failure leaves it
 * as it was. It keeps its permissions, its byte order mark, and its place behind a symbolic link.
 */
export async function replaceText(
  uri: string,
  before: string,
  after: string,
  within: readonly string[],
): Promise<WriteResult> {
  return writing(systemPathOf(uri) ?? uri, within, async (file) => {
    const bytes = await readFile(file);
    const found = decodeText(bytes);
    if (found.kind === 'unread') return notDone(found.reason);
    if (found.text !== before) return notDone(hostReason('changed'));
    const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? '\uFEFF' : '';
    const { mode } = await stat(file);
    await put(file, mark + after, mode);
    return { kind: 'written' };
  });
}

/** Writes a text into a file, new or not, in the same way. */
export async function writeText(file: string, text: string, within: readonly string[]): Promise<WriteResult> {
  return writing(file, within, async (place) => {
    const mode = await stat(place).then(
      (found) => found.mode,
      () => undefined,
    );
    await put(place, text, mode);
    return { kind: 'written' };
  });
}

/** Makes a folder and those above it that are missing, if it is in one of the folders of `within` wherever links lead. */
export async function makeFolder(folder: string, within: readonly string[]): Promise<WriteResult> {
  const missing: string[] = [];
  let nearest = folder;
  while (!(await isThere(nearest)) && path.dirname(nearest) !== nearest) {
    missing.unshift(nearest);
    nearest = path.dirname(nearest);
  }
  return writing(nearest, within, async (place) => {
    if (!(await stat(place)).isDirectory()) return notDone(hostReason('notFolder'));
    // One after the other: Node never ends making several at once where the file system takes no new ones.
    for (const one of missing) {
      const made = await makeOne(one);
      if (made.kind === 'rejected') return made;
    }
    return { kind: 'written' };
  });
}

/** Makes a folder in one that is there; somebody else may do so meanwhile. The result says why it cannot be made. */
async function makeOne(folder: string): Promise<WriteResult> {
  try {
    await mkdir(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // The folder above it is there, but in a file system that takes no new ones, such as /proc.
    if (code === 'ENOENT') return notDone(hostReason('notWritable'));
    if (code !== 'EEXIST') throw error;
  }
  return { kind: 'written' };
}

async function isThere(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}

/** Works on the place that a path points to; what the file system rejects is the reason. */
async function writing(
  file: string,
  within: readonly string[],
  write: (place: string) => Promise<WriteResult>,
): Promise<WriteResult> {
  try {
    const place = realPlaceOf(file, within);
    if (place.kind === 'outside') return notDone(hostReason('linkedOut', { path: place.path }));
    return await write(place.path);
  } catch (error) {
    return notDone(whyNotWritten(error));
  }
}

/** What kept something from being written, as a sentence. */
export function whyNotWritten(error: unknown): string {
  const code = error instanceof Error ? ('code' in error ? String(error.code) : error.message) : String(error);
  const reason = reasons[code];
  return reason === undefined ? hostReason('writeFailed', { error: code }) : hostReason(reason);
}

const reasons: Readonly<Record<string, Parameters<typeof hostReason>[0]>> = {
  // What is not there is made; only the target of a link is not.
  ENOENT: 'emptyLink',
  EACCES: 'notWritable',
  EPERM: 'notWritable',
  ENOSPC: 'full',
  EROFS: 'readOnly',
  ENOTDIR: 'fileInPlace',
};

/** A file of the name is whole or not at all. `file` leads over no link. */
async function put(file: string, text: string, mode: number | undefined): Promise<void> {
  const temporary = path.join(
    path.dirname(file),
    `.${path.basename(file)}.headlight-${randomBytes(4).toString('hex')}`,
  );
  // What is there already belongs to someone else, and so does its target; the name cannot be known before.
  const handle = await open(temporary, 'wx', mode);
  try {
    try {
      if ((await realpath(temporary)) !== temporary) throw new Error('its folder has become a link');
      await handle.writeFile(text);
      // The mode of a new file is narrowed by the process's mask.
      if (mode !== undefined) await handle.chmod(mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
