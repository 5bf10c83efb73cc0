import type { ReadFileResult, WireFolder, WireUnread } from '../shared/protocol.ts';
import type { Listing } from '../core/files/listing.ts';
import type { FoundFiles, Host, Reach, ReadResult } from './host.ts';
import { tooLarge } from './manifest-files.ts';
import { hostReason, notRead } from './unread-reasons.ts';
import { createSearch, topOf, type Search, type SearchPlace } from './search.ts';

/** What a client does for a server that cannot do it itself. */
interface ClientFiles {
  /** Lists folders, in the order in which they are given. */
  readFolders(uris: readonly string[]): Promise<readonly WireFolder[]>;
  readFile(uri: string, maxSize: number): Promise<ReadFileResult>;
}

/** How many folders are asked for at once. */
const atOnce = 256;

/**
 * The host over files of whatever scheme the client can read, as in a virtual workspace. Where links lead cannot be seen, so
 * none is followed, and what is behind them is not read.
 */
export function createClientHost(client: ClientFiles): Host {
  return {
    async findFiles(folderUri, exclude, within): Promise<FoundFiles> {
      const search = createSearch(exclude);
      const top = topOf(folderUri, pathOf(folderUri));
      if (!isWithin(folderUri, within)) search.reject(top, hostReason('outside'));
      else await walk(client, top, search);
      return search.found();
    },
    async readFile(uri, maxSize, within): Promise<ReadResult> {
      if (!isWithin(uri, within)) return notRead(hostReason('outside'));
      const found = await client.readFile(uri, maxSize);
      return found.kind === 'text' ? found : notRead(reasonOf(found, maxSize));
    },
    async listFolder(uri, within): Promise<Listing | undefined> {
      if (!isWithin(uri, within)) return undefined;
      const [found] = await client.readFolders([uri]);
      if (found?.kind === 'entries') return found.entries;
      return found?.why === 'missing' ? 'absent' : undefined;
    },
  };
}

/** Level by level, as each question costs a way to the client and back. */
async function walk(client: ClientFiles, top: SearchPlace, search: Search): Promise<void> {
  for (let level: readonly SearchPlace[] = [top]; level.length > 0;) {
    const below: SearchPlace[] = [];
    for (let start = 0; start < level.length; start += atOnce) {
      const asked = level.slice(start, start + atOnce);
      const listed = await client.readFolders(asked.map(({ uri }) => uri));
      for (const [index, folder] of asked.entries()) {
        const found = listed[index];
        if (found?.kind === 'entries') for (const one of search.take(folder, found.entries)) below.push(one);
        else search.reject(folder, found === undefined ? hostReason('missing') : reasonOf(found, 0));
      }
    }
    level = below;
  }
}

function reasonOf({ why, size = 0, error = '' }: WireUnread, maxSize: number): string {
  return why === 'tooLarge' ? tooLarge(size, maxSize) : hostReason(why, { error });
}

function isWithin(uri: string, within: Reach): boolean {
  if (within === 'anywhere') return true;
  const isBelow = (folder: string): boolean => uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
  return within.some((folder) => uri === folder || isBelow(folder));
}

function pathOf(uri: string): string {
  try {
    return decodeURIComponent(new URL(uri).pathname);
  } catch {
    return uri;
  }
}
