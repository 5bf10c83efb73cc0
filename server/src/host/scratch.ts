import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

let folder: string | undefined;

/**
 * Writes a text that is only there to be read into the process's own temporary folder, which goes with the process. A text of a name
 * that was written before takes its place. Gives the file's URI. Throws where nothing can be written.
 */
export function writeScratch(name: string, text: string): string {
  if (folder === undefined) {
    const made = mkdtempSync(join(realpathSync(tmpdir()), 'headlight-'));
    folder = made;
    process.on('exit', () => rmSync(made, { recursive: true, force: true }));
  }
  const path = join(folder, name.replace(/[^\w.-]+/g, '-').slice(0, 120));
  rmSync(path, { force: true });
  writeFileSync(path, text, { mode: 0o444 });
  return pathToFileURL(path).href;
}
