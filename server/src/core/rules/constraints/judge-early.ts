import { attempt } from '../../files/failures.ts';
import type { SnapshotFile } from '../../files/file.ts';
import { ordersOf } from '../../kustomize/orders.ts';
import { sourcePathsIn } from '../../kustomize/source-paths.ts';
import type { Settings } from '../../settings/settings.ts';
import { folderOf } from '../../util/paths.ts';
import { judgeAsWritten, judgeKustomization } from './evaluate.ts';

/** Files, and the settings that hold for each. */
interface SettledFiles {
  readonly files: ReadonlyMap<string, SnapshotFile>;
  settingsOf(file: SnapshotFile): Settings;
}

/**
 * Works out what files that were just read say by themselves, while their trees are at hand: asked later, their texts would be parsed
 * again. What a kustomization builds is judged as it comes out of it, so of the folders given nothing is judged but the kustomization.
 */
export function judgeEarly(
  snapshot: SettledFiles,
  read: Iterable<{ readonly uri: string }>,
  kustomized: ReadonlySet<string>,
): void {
  for (const { uri } of read) {
    const file = snapshot.files.get(uri);
    if (file === undefined) continue;
    const isKustomization = file.role === 'kustomization';
    if (!isKustomization && kustomized.has(folderOf(file.path))) continue;
    const judge = isKustomization ? judgeKustomization : judgeAsWritten;
    // Where our own code fails, the rules do once more, and say so.
    attempt(
      [],
      () => '',
      undefined,
      () => {
        judge(file, snapshot.settingsOf(file));
        if (
          !isKustomization &&
          file.documents.some(({ facts }) => facts.resources.some(({ kind }) => kind === 'Unknown'))
        )
          readNamedPaths(file);
      },
    );
  }
}

/** Reads what Flux and Argo CD apply of the repository, which is asked for when all files are read. */
function readNamedPaths(file: SnapshotFile): void {
  ordersOf(file);
  sourcePathsIn(file);
}
