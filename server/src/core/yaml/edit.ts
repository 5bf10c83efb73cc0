import type { TextEdit } from '../text/edits.ts';
import type { YamlDocument } from './parse.ts';
import type { Path } from './path.ts';

/** A change to a YAML document, said with a path. Scalars are given as YAML source, quotes included where they are needed. */
export type YamlChange =
  /** Gives a field a scalar value; a field that is absent is added behind the sibling `after`, else at the end of its map. */
  | { readonly kind: 'set'; readonly path: Path; readonly source: string; readonly after?: string }
  /** Takes out a field or an item, with its comments on the same line; an emptied map or list goes with it. */
  | { readonly kind: 'remove'; readonly path: Path }
  /** Gives a field another key. */
  | { readonly kind: 'rename'; readonly path: Path; readonly key: string };

/** The text edits that make the changes. */
export function editYaml(_document: YamlDocument, _changes: readonly YamlChange[]): readonly TextEdit[] | undefined {
  return undefined;
}
