import { defaultSettings, type Settings } from '../../server/src/core/settings/settings.ts';
import type { FileText } from '../../server/src/core/workspace/read-file.ts';
import type { Snapshot } from '../../server/src/core/workspace/snapshot.ts';
import { listingsOf } from './listing-of.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';

/** A snapshot of files given at once, all that there are. */
export function snapshotOf(files: readonly FileText[], settings: Settings = defaultSettings): Snapshot {
  const workspace = new Workspace();
  workspace.apply({ files, settings, complete: true });
  workspace.apply({ listings: listingsOf(workspace.snapshot) });
  return workspace.snapshot;
}
