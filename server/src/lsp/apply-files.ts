import type { UnreadFile } from '../core/files/file.ts';
import { judgeEarly } from '../core/rules/constraints/judge-early.ts';
import { defineMessages, formatMessage } from '../core/util/format.ts';
import type { FileText } from '../core/workspace/read-file.ts';
import type { Workspace } from '../core/workspace/workspace.ts';
import { guard, type Log } from './log.ts';

const messages = defineMessages('lsp/apply-files', {
  failed: 'Headlight failed to read it. The log says why.',
});

/** What has changed of the files of a workspace. */
export interface FileChanges {
  readonly files: readonly FileText[];
  /** URIs of files that are gone. */
  readonly removed: readonly string[];
}

/**
 * Takes changes into a workspace. A file that reading itself fails at, which is a mistake of ours, is left out, logged and
 * returned, and the others are taken in. `kustomized` are the folders in which a search has found kustomizations.
 */
export function applyFiles(
  workspace: Workspace,
  { files, removed }: FileChanges,
  kustomized: ReadonlySet<string>,
  log: Log,
): readonly UnreadFile[] {
  try {
    workspace.apply({ files, removed });
    // A search brings in many files that have not been asked for yet.
    if (!workspace.snapshot.complete) judgeEarly(workspace.snapshot, files, kustomized);
    return [];
  } catch {
    workspace.apply({ removed });
    return files
      .filter((file) => !isTakenIn(workspace, file, log))
      .map(({ uri, path }) => ({ uri, path, reason: formatMessage(messages.failed) }));
  }
}

function isTakenIn(workspace: Workspace, file: FileText, log: Log): boolean {
  const isRead = guard(log, `Reading "${file.path}"`, false, () => {
    workspace.apply({ files: [file] });
    return true;
  });
  if (!isRead) workspace.apply({ removed: [file.uri] });
  return isRead;
}
