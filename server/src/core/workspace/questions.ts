import type { Placed } from '../objects/placed.ts';
import type { Contents } from '../scopes/contents.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * What code that says something about an object may ask of everything else: rules, hovers, records and reasons. Each question notes what
 * it reads (`util/derived.ts`), so that what is made of the answers can be kept. Whole files, and how the workspace came to be as
 * it is, are not among them.
 */
export type Questions = Pick<
  Snapshot,
  /** Which settings hold, and whether all files have been read. */
  | 'settings'
  | 'settingsOf'
  | 'complete'
  /** Which objects are there: applied together with one, anywhere, in one file, or as variants of one. */
  | 'contentsOf'
  | 'everything'
  | 'inFile'
  | 'variantsOf'
  /** Who refers to whom. */
  | 'links'
  /** Whether something could not be read, or not be built. */
  | 'unread'
  | 'fileIndex'
  | 'known'
  | 'filesOf'
  | 'problemsOf'
  /** What was worked out before, of all or about one. */
  | 'derive'
  | 'about'
>;

/** The objects among which an object finds others; all there are where no object asks. */
export function contentsAround(snapshot: Questions, from: Placed | undefined): Contents {
  return from === undefined ? snapshot.everything : snapshot.contentsOf(from.scope);
}
