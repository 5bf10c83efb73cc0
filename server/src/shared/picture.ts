import type { RecordsPlace, RequestMethod, WireRange } from './protocol.ts';

/** Client to server: what belongs together, as a graph to be drawn. Answers null where there is nothing of the kind. */
export const pictureRequest: RequestMethod<PictureParams, WirePicture | null> = 'headlight/picture';
export interface PictureParams {
  readonly of: WirePictureSubject;
  /** The ids of groups that a person has opened, the last one last, and closed. */
  readonly opened?: readonly string[];
  readonly closed?: readonly string[];
}
/** What a picture is drawn of. */
export type WirePictureSubject =
  /** The object at a place of a file. */
  | { readonly kind: 'place'; readonly uri: string; readonly position: WireRange['start'] }
  | { readonly kind: 'service'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'namespace'; readonly namespace: string }
  | { readonly kind: 'workspace' }
  /** How a name resolves; `from` is `NAMESPACE` or `NAMESPACE/POD`, and absent for an absolute name. */
  | { readonly kind: 'name'; readonly name: string; readonly from?: string };
export interface WirePicture {
  /** What it shows, for people. */
  readonly title: string;
  /** The id of the node it is about; absent where it is about many. */
  readonly centre?: string;
  /** At most 300. */
  readonly nodes: readonly WirePictureNode[];
  readonly edges: readonly WirePictureEdge[];
}
export interface WirePictureNode {
  /** Unique in its picture, and the same from picture to picture. */
  readonly id: string;
  readonly kind: 'client' | 'service' | 'port' | 'backend' | 'pod' | 'name' | 'group' | 'question' | 'step' | 'record';
  /** What it is, and what it is called. */
  readonly heading: string;
  readonly label: string;
  /** Short facts, a line each; then whole sentences. */
  readonly details: readonly string[];
  readonly notes: readonly string[];
  /** The worst first. */
  readonly problems: readonly {
    readonly severity: 'error' | 'warning' | 'information';
    readonly message: string;
  }[];
  readonly presence: 'here' | 'missing' | 'elsewhere';
  /** Where it is written; absent for what no manifest writes. */
  readonly place?: RecordsPlace;
  /** All of it in sentences, with what leads to it and from it. */
  readonly spoken: string;
  /** The group that it stands for, or can be put back into. */
  readonly group?: { readonly id: string; readonly state: 'open' | 'closed'; readonly size: number };
}
export interface WirePictureEdge {
  readonly from: string;
  readonly to: string;
  readonly kind:
    | 'names'
    | 'routesTo'
    | 'uses'
    | 'hasPort'
    | 'leadsTo'
    | 'selects'
    | 'hasPod'
    | 'hasAddress'
    | 'answersAs'
    | 'isAliasOf'
    | 'asks'
    | 'finds';
  /** The kind in words. */
  readonly meaning: string;
  /** What is written on it; empty for most. */
  readonly text: string;
  readonly presence: 'here' | 'missing';
}
