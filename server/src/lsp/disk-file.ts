import { roleOf } from '../core/workspace/read-file.ts';
import { pathOfUri } from './uris.ts';

/** A file on disk. Nothing is kept of what is no manifest and is named by no kustomization or chart, as if it were not there. */
export type DiskFile =
  | { readonly uri: string; readonly kind: 'text'; readonly text: string }
  | { readonly uri: string; readonly kind: 'unread'; readonly reason: string };

/** Whether a file may name others that are no manifests: a kustomization its patches, a chart its values. */
export function namesOthers(uri: string): boolean {
  return roleOf(pathOfUri(uri)) !== 'manifest';
}

/** Whether nothing has changed for those who read it. */
export function isSameFile(one: DiskFile | undefined, other: DiskFile | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  if (one.kind === 'text' && other.kind === 'text') return one.text === other.text;
  return one.kind === 'unread' && other.kind === 'unread' && one.reason === other.reason;
}
