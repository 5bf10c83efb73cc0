import { fileNameOf, folderOf } from '../util/paths.ts';

/** What is in a folder, as its lister says. */
export interface FolderEntry {
  readonly name: string;
  /** What is neither file nor folder counts as a link: where it leads is not known. */
  readonly kind: 'file' | 'folder' | 'link';
}

/** A folder's entries; `absent` where there is no such folder. */
export type Listing = readonly FolderEntry[] | 'absent';

/** Of folders that were listed, by path, what is in them. */
export type Listings = ReadonlyMap<string, Listing>;

/** What is at a path; `undefined` where its folder was not listed. */
export function foundAt(path: string, listings: Listings): FolderEntry['kind'] | 'nothing' | undefined {
  const listing = listings.get(folderOf(path));
  if (listing === undefined) return undefined;
  const name = fileNameOf(path);
  return entriesOf(listing).find((entry) => entry.name === name)?.kind ?? 'nothing';
}

/** The names of what is in a folder, as far as it was listed. */
export function namesListed(folder: string, listings: Listings): readonly string[] {
  return entriesOf(listings.get(folder) ?? []).map(({ name }) => name);
}

function entriesOf(listing: Listing): readonly FolderEntry[] {
  return listing === 'absent' ? [] : listing;
}
