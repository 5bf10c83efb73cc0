import { attempt } from '../../files/failures.ts';
import type { SnapshotFile } from '../../files/file.ts';
import type { Settings } from '../../settings/settings.ts';
import { folderOf } from '../../util/paths.ts';
import { judgeAsWritten } from './evaluate.ts';

/** Files, and the settings that hold for each. */
interface SettledFiles {
  readonly files: ReadonlyMap<string, SnapshotFile>;
  settingsOf(file: SnapshotFile): Settings;
}

/**
 * Works out what files that were just read say by themselves, while their trees are at hand: asked later, their texts would be parsed
 * again. What a kustomization builds is judged as it comes out of it, so files in the folders given are left alone.
 */
export function judgeEarly(
  snapshot: SettledFiles,
  read: Iterable<{ readonly uri: string }>,
  kustomized: ReadonlySet<string>,
): void {
  for (const { uri } of read) {
    const file = snapshot.files.get(uri);
    if (file === undefined || kustomized.has(folderOf(file.path))) continue;
    // Where our own code fails, the rules do once more, and say so.
    attempt([], '', undefined, () => judgeAsWritten(file, snapshot.settingsOf(file)));
  }
}
