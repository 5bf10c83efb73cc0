import { getOrMake } from '../util/collections.ts';
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
  return foundIn(listing).kinds.get(name) ?? 'nothing';
}

/** The names of what is in a folder, as far as it was listed; the same list for the same listing. */
export function namesListed(folder: string, listings: Listings): readonly string[] {
  return foundIn(listings.get(folder) ?? 'absent').names;
}

/** What is asked of a listing. */
interface Found {
  readonly kinds: ReadonlyMap<string, FolderEntry['kind']>;
  readonly names: readonly string[];
}

/** Kept as thousands of paths may be looked for in one folder; rests on the listing alone, which never changes. */
const found = new WeakMap<readonly FolderEntry[], Found>();

const nothing: Found = { kinds: new Map(), names: [] };

function foundIn(listing: Listing): Found {
  if (listing === 'absent') return nothing;
  return getOrMake(found, listing, () => ({
    kinds: new Map(listing.map(({ name, kind }) => [name, kind])),
    names: listing.map(({ name }) => name),
  }));
}
