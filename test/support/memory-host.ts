import { globMatcher } from '../../server/src/core/util/glob.ts';
import type { Listing } from '../../server/src/core/files/listing.ts';
import { listingIn } from './listing-of.ts';
import type { FoundFiles, Host, ReadResult } from '../../server/src/host/host.ts';
import { decodeText, isManifestName, isSkippedFolder, tooLarge } from '../../server/src/host/manifest-files.ts';
import { hostReason } from '../../server/src/host/unread-reasons.ts';

/** A host over files in memory. */
interface MemoryHost extends Host {
  /** What there is, by URI: text, bytes, or the reason why a file cannot be read. May be changed at any time. */
  readonly files: Map<string, string | Uint8Array | { readonly reason: string }>;
}

/** Makes a host over files given by URI. */
export function createMemoryHost(
  files: Iterable<readonly [string, string | Uint8Array | { readonly reason: string }]> = [],
): MemoryHost {
  const held = new Map(files);
  return {
    files: held,
    async findFiles(folderUri, exclude): Promise<FoundFiles> {
      const folder = `${folderUri.replace(/\/$/, '')}/`;
      const isExcluded = globMatcher(exclude);
      const isWanted = (uri: string): boolean => {
        if (!uri.startsWith(folder) || !isManifestName(uri)) return false;
        const relative = decodeURIComponent(uri.slice(folder.length));
        return !relative.split('/').slice(0, -1).some(isSkippedFolder) && !isExcluded(relative);
      };
      const uris = [...held.keys()].filter(isWanted).sort();
      return { uris, unread: [], leftOut: [] };
    },
    async listFolder(uri): Promise<Listing> {
      return listingIn(uri, held.keys());
    },
    async readFile(uri, maxSize, within): Promise<ReadResult> {
      if (within !== 'anywhere' && !within.some((folder) => uri.startsWith(`${folder.replace(/\/$/, '')}/`)))
        return { kind: 'unread', reason: hostReason('outside') };
      const content = held.get(uri);
      if (content === undefined) return { kind: 'unread', reason: hostReason('missing') };
      if (typeof content === 'object' && 'reason' in content) return { kind: 'unread', reason: content.reason };
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      if (bytes.length > maxSize) return { kind: 'unread', reason: tooLarge(bytes.length, maxSize) };
      return decodeText(bytes);
    },
  };
}
