import type { FolderEntry, Listing, Listings } from '../../server/src/core/files/listing.ts';
import { pathsToLookFor } from '../../server/src/core/kustomize/looked-for.ts';
import { folderOf } from '../../server/src/core/util/paths.ts';
import type { Snapshot } from '../../server/src/core/workspace/snapshot.ts';

/** What is in a folder where these files are all there are. */
export function listingIn(folder: string, files: Iterable<string>): Listing {
  const start = folder === '' ? '' : `${folder.replace(/\/$/, '')}/`;
  const entries = new Map<string, FolderEntry>();
  for (const file of files) {
    const [name = '', ...rest] = file.slice(start.length).split('/');
    if (file.startsWith(start)) entries.set(name, { name, kind: rest.length > 0 ? 'folder' : 'file' });
  }
  return entries.size === 0 ? 'absent' : [...entries.values()];
}

/** What a host would say of the folders in which a snapshot's kustomizations name what is not there. */
export function listingsOf({ files }: Snapshot): Listings {
  const paths = [...files.values()].map(({ path }) => path);
  return new Map(
    pathsToLookFor(files.values()).map((path) => [folderOf(path), listingIn(folderOf(path), paths)] as const),
  );
}
