import type { Snapshot } from '../workspace/snapshot.ts';

/** What to show the records of. */
export type ZoneTarget =
  | { readonly kind: 'workspace' }
  | { readonly kind: 'file'; readonly uri: string }
  | { readonly kind: 'service'; readonly uri: string; readonly offset: number };

/** Records as a read-only document. */
export interface ZoneDocument {
  /** What it is about: `db.prod`, a file's name, or the workspace. */
  readonly title: string;
  /** In zone form. */
  readonly text: string;
}

/** The records of the workspace, of the Services a file is about, or of the Service at a place, as a zone document. */
export function zoneDocument(_snapshot: Snapshot, _target: ZoneTarget): ZoneDocument {
  return { title: '', text: '' };
}
