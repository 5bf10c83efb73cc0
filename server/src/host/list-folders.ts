import type { Listing, Listings } from '../core/files/listing.ts';
import { pathsToLookFor } from '../core/kustomize/looked-for.ts';
import { folderOf } from '../core/util/paths.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';

/** Lists the folders in which kustomizations name something of which nothing is known; `list` does so with one. */
export async function listFolders(
  { files }: Pick<Snapshot, 'files'>,
  list: (folder: string) => Promise<Listing | undefined> | undefined,
): Promise<Listings> {
  const listings = new Map<string, Listing>();
  for (const folder of new Set(pathsToLookFor(files.values()).map(folderOf))) {
    const listing = await list(folder);
    if (listing !== undefined) listings.set(folder, listing);
  }
  return listings;
}
