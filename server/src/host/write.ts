import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeText } from './manifests.ts';

/** What became of a file, or one sentence why it is as it was. */
export type WriteResult = { readonly kind: 'written' } | { readonly kind: 'refused'; readonly reason: string };

/**
 * Replaces a file's text, which has to be `before` still. The file is replaced at once, by renaming a whole one into its place, so that
 * nobody sees half of it and a failure leaves it as it was. It keeps its permissions, its byte order mark, and its place behind
 * a symbolic link.
 */
export async function replaceText(uri: string, before: string, after: string): Promise<WriteResult> {
  try {
    const file = await realpath(fileURLToPath(uri));
    const bytes = await readFile(file);
    const found = decodeText(bytes);
    if (found.kind === 'unread') return { kind: 'refused', reason: found.reason };
    if (found.text !== before) return { kind: 'refused', reason: 'It has changed since it was read.' };
    const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? '\uFEFF' : '';
    const { mode } = await stat(file);
    const temporary = path.join(path.dirname(file), `.${path.basename(file)}.headlight-${process.pid}`);
    try {
      const handle = await open(temporary, 'wx', mode);
      try {
        await handle.writeFile(mark + after);
        // The mode of a new file is narrowed by the process's mask.
        await handle.chmod(mode);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, file);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    return { kind: 'written' };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { kind: 'refused', reason: `Writing it failed: ${code}.` };
  }
}
