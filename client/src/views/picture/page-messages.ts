import type { WirePicture } from '../../../../server/src/shared/picture.ts';
import type { RecordsPlace } from '../../../../server/src/shared/protocol.ts';

/** What the page of a picture is told. */
export type ToPage =
  /** First of all. */
  | { readonly kind: 'words'; readonly words: PageWords }
  | {
      readonly kind: 'picture';
      /** Null where there is nothing to draw. */
      readonly picture: WirePicture | null;
      readonly follows: Follows;
      /** What VS Code keeps for the page while no window shows it. */
      readonly kept: unknown;
      /** Whether a person has opened or closed groups. */
      readonly isRegrouped: boolean;
    }
  /** Asks for the picture as a file. */
  | { readonly kind: 'export'; readonly format: PictureFormat };

/** Whether a picture follows the cursor, is held where it is, or is about something that has no cursor. */
export type Follows = 'cursor' | 'pinned' | 'subject';

export type PictureFormat = 'svg' | 'png' | 'mermaid' | 'dot';

/** What the page of a picture tells. */
export type FromPage =
  /** It listens. */
  | { readonly kind: 'ready' }
  /** A person wants to see the line of a node. */
  | { readonly kind: 'open'; readonly place: RecordsPlace }
  /** A person wants to go on in the text. */
  | { readonly kind: 'leave' }
  /** A person opens or closes a group, or wants all groups as they come. */
  | { readonly kind: 'fold'; readonly group: string; readonly state: 'open' | 'closed' }
  | { readonly kind: 'unfold' }
  /** A person wants the picture held where it is, or let go. */
  | { readonly kind: 'pin'; readonly isPinned: boolean }
  /** A person wants a file. */
  | { readonly kind: 'askFormat' }
  /** All Services are to be shown. */
  | { readonly kind: 'all' }
  /** The picture as a file: text, or bytes in Base64. */
  | { readonly kind: 'file'; readonly format: PictureFormat; readonly content: string };

/** The words of the page, in the language of VS Code. */
export interface PageWords {
  readonly empty: string;
  readonly all: string;
  readonly pin: string;
  readonly pinHint: string;
  readonly unfold: string;
  readonly unfoldHint: string;
  readonly zoomOut: string;
  readonly zoomIn: string;
  readonly fit: string;
  readonly exportAs: string;
  readonly picture: string;
  readonly keys: string;
  /** `{0}` is their number. */
  readonly errors: string;
  readonly warnings: string;
  readonly missing: string;
}
