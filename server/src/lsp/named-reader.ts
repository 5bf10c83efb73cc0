import { pathsToLookFor } from '../core/kustomize/looked-for.ts';
import type { Host } from '../host/host.ts';
import { listFolders } from '../host/list-folders.ts';
import type { Documents } from './documents.ts';
import type { Reader } from './reader.ts';
import { uriKey } from './uris.ts';

/** Reads what kustomizations name and the search for manifests passes over, and looks which of what they name is not there. */
export interface NamedReader {
  /** Takes in what is named now; nothing is done where that is the same as the last time. */
  read(): Promise<void>;
  /** Notes that files came or went. */
  forget(): void;
  /** The paths that may come and are not seen by the names of manifests. */
  readonly awaited: readonly string[];
}

/** Makes a reader that has read nothing yet. Of several reads, the one that was begun last wins. */
export function createNamedReader(host: Host, documents: Documents, reader: Reader): NamedReader {
  let listed: number | undefined;
  let turn = 0;
  let known = '[]';
  let missing: readonly string[] = [];
  return {
    async read() {
      for (let uris = documents.takeNamedTexts(); uris.length > 0; uris = documents.takeNamedTexts())
        await reader.read(uris);
      const { snapshot, folders, named } = documents;
      if (listed === named.changes) return;
      listed = named.changes;
      const own = ++turn;
      missing = pathsToLookFor(snapshot.files.values());
      const listings = await listFolders(snapshot, (folder) => {
        const uri = folders.uriOf(folder);
        return uri === undefined || folders.isExcluded(uriKey(uri)) ? undefined : host.listFolder(uri, folders.uris);
      });
      const text = JSON.stringify([...listings]);
      if (own !== turn || text === known) return;
      known = text;
      documents.setListings(listings);
    },
    forget() {
      listed = undefined;
    },
    get awaited() {
      return [...documents.named.texts, ...missing];
    },
  };
}
