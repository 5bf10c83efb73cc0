import type { SnapshotFile } from '../../files/file.ts';
import type { Severity } from '../../settings/settings.ts';
import type { Span } from '../../text/span.ts';

/** What a picture is drawn of. */
export type PictureSubject =
  /** The object under a cursor, by an offset in a file's text; the Service where a name of one is there. */
  | { readonly kind: 'place'; readonly uri: string; readonly offset: number }
  /** All Services of a name in a namespace. */
  | { readonly kind: 'service'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'namespace'; readonly namespace: string }
  | { readonly kind: 'workspace' }
  /** How a name resolves; `from` is `NAMESPACE` or `NAMESPACE/POD`, and absent for an absolute name. */
  | { readonly kind: 'name'; readonly name: string; readonly from: string | undefined };

/** What belongs together, as a graph: data, without any size or position. The same manifests give the same picture. */
export interface Picture {
  /** What it shows, for people. */
  readonly title: string;
  /** The id of the node it is about; absent where it is about many. */
  readonly centre: string | undefined;
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

/** What a node stands for. */
export type PictureNodeKind =
  /** An object that names a Service: a workload, a route, a ConfigMap. */
  | 'client'
  | 'service'
  | 'port'
  /** What is behind a Service: a workload, Endpoints, an EndpointSlice. */
  | 'backend'
  /** A Pod with a name of its own, or an address that somebody wrote. */
  | 'pod'
  /** A name in DNS. */
  | 'name'
  /** A namespace, or a number of other nodes. */
  | 'group'
  /** A name that is looked up, a name that a resolver tries for it, and a record that answers. */
  | 'question'
  | 'step'
  | 'record';

/** One thing of a picture. */
export interface PictureNode {
  /** Unique in its picture, and the same from picture to picture while the thing has its name. */
  readonly id: string;
  readonly kind: PictureNodeKind;
  /** What it is: `Service · headless`. */
  readonly heading: string;
  /** What it is called. Names from manifests are unchanged, whatever they contain. */
  readonly label: string;
  /** Short facts, a line each. */
  readonly details: readonly string[];
  /** Whole sentences: why a name is not there. */
  readonly notes: readonly string[];
  /** The worst first. */
  readonly problems: readonly PictureProblem[];
  /** `missing`: something asks for it and it is not there; `elsewhere`: it is not of these manifests. */
  readonly presence: 'here' | 'missing' | 'elsewhere';
  /** Where it is written; absent for what no manifest writes. */
  readonly place: PicturePlace | undefined;
  /** All of it in sentences, with its edges, for people who use a screen reader. */
  readonly spoken: string;
  /** The group that the node stands for, or that it can be put back into; absent for all others. */
  readonly group: PictureGroup | undefined;
}

/** A group of nodes that a person can open and close. */
interface PictureGroup {
  /** To be named in `opened` to have it open. */
  readonly id: string;
  readonly state: 'open' | 'closed';
  /** How many nodes are in it. */
  readonly size: number;
}

/** A problem at a node. Hints do not count. */
export interface PictureProblem {
  readonly severity: Exclude<Severity, 'hint'>;
  readonly message: string;
}

/** A place in a file, as offsets in its text. */
export interface PicturePlace {
  readonly file: SnapshotFile;
  readonly span: Span;
}

/** What an edge means; it reads "FROM kind TO". */
export type PictureEdgeKind =
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

/** A relation of two nodes. */
export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: PictureEdgeKind;
  /** The kind in words. */
  readonly meaning: string;
  /** What is written on it: the name as a client has it, the number of a try. Empty for most. */
  readonly text: string;
  /** Whether it leads to or from something that is missing. */
  readonly presence: 'here' | 'missing';
}
