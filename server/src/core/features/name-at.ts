import type { Snapshot } from '../workspace/snapshot.ts';

/** The fully qualified name, without a final dot, of what stands at an offset; `undefined` where nothing has a name in DNS. */
export function nameAt(_snapshot: Snapshot, _uri: string, _offset: number): string | undefined {
  return undefined;
}
