import type { Placed } from '../../objects/placed.ts';
import type { At } from '../../yaml/path.ts';
import type { MessageId } from '../messages.ts';

/** What a hover says, before anybody decides how it is shown. */
export interface HoverContent {
  /** The name it is about, shown first; absent where there is none in DNS. */
  readonly name?: DisplayName | undefined;
  /** A link to all records of the Service it is about. */
  readonly records?: Inline | undefined;
  readonly blocks: readonly Block[];
}

/** A fully qualified name, without a final dot. */
export interface DisplayName {
  readonly text: string;
  /** Whether all of it is known. The rest is as `unknownPart`. */
  readonly literal: boolean;
}

/** A paragraph of sentences and links, or a table whose cells are pieces of text. */
export type Block =
  | { readonly kind: 'paragraph'; readonly pieces: readonly Inline[] }
  | { readonly kind: 'table'; readonly header: readonly Sentence[]; readonly rows: readonly (readonly Inline[])[] };

/** A message with its values. */
export interface Sentence {
  readonly kind: 'sentence';
  readonly id: MessageId;
  readonly values: Readonly<Record<string, Inline>>;
}

/** What can be in a sentence or a cell. */
export type Inline =
  /** Plain words; whatever comes from a manifest is in code. */
  | string
  | number
  /** A name or value as it is written or answered. */
  | { readonly kind: 'code'; readonly text: string }
  /** A link to a place of a manifest. */
  | { readonly kind: 'place'; readonly text: string; readonly placed: Placed; readonly at: At }
  /** A link that runs a command of the client; shown only where the client can run it. */
  | {
      readonly kind: 'command';
      readonly title: Sentence;
      readonly command: string;
      readonly arguments: readonly unknown[];
    }
  /** "a", "a and b", "a, b and c". */
  | { readonly kind: 'list'; readonly items: readonly Inline[] }
  | Sentence;

/** A message, its named places filled. */
export function say(id: MessageId, values: Readonly<Record<string, Inline>> = {}): Sentence {
  return { kind: 'sentence', id, values };
}

/** A value as code. */
export function code(text: string | number): Inline {
  return { kind: 'code', text: String(text) };
}

/** A list of pieces, cut behind the first few, with the number of the rest. */
export function listOf(items: readonly Inline[], limit = 4): Inline {
  if (items.length <= limit) return { kind: 'list', items };
  return { kind: 'list', items: [...items.slice(0, limit - 1), say('more', { count: items.length - limit + 1 })] };
}

/** A paragraph of what is there of the pieces; nothing where none is. */
export function paragraph(...pieces: readonly (Inline | undefined)[]): readonly Block[] {
  const there = pieces.filter((piece) => piece !== undefined);
  return there.length === 0 ? [] : [{ kind: 'paragraph', pieces: there }];
}

/** Copies a name to the clipboard. Its one argument is the name. */
export const copyNameCommand = 'headlight.copyName';

/** Opens what a name answers. Its arguments are the name, and the namespace of the Pod that asks. */
export const resolveNameCommand = 'headlight.resolveName';

/** Shows the picture of a Service. Its arguments are those of the records. */
export const showPictureCommand = 'headlight.showPicture';

/**
 * Opens the records document. Its arguments say of what: a file's URI, and the position of a Service in it, as the
 * `headlight/zone` request takes them.
 */
export const showRecordsCommand = 'headlight.showRecords';
