/** The tree of DNS names, as client and server speak of it. */
import type { RecordsPlace, RequestMethod, StatusParams, WireRange } from './protocol.ts';

/** Client to server: the children of a node in the tree of DNS names. */
export const treeRequest: RequestMethod<TreeParams, TreeResult> = 'headlight/tree';
export interface TreeParams {
  /** The keys that lead to the node; none for the namespaces. */
  readonly path: readonly string[];
  /** Part of a name: Services without such a name are left out. */
  readonly filter?: string;
}
export interface TreeResult {
  readonly nodes: readonly WireTreeNode[];
}
/** A node of the tree. */
export interface WireTreeNode {
  readonly kind: WireTreeNodeKind;
  /** Tells it from its siblings; stays the same while the text is edited, as long as it stands for the same thing. */
  readonly key: string;
  readonly label: string;
  readonly description: string;
  /** What else there is to say, in lines. */
  readonly details: readonly string[];
  /** A whole name in DNS, without its final dot. */
  readonly name?: string;
  readonly problems: Omit<StatusParams['problems'], 'hint'>;
  readonly hasChildren: boolean;
  /** Whether `headlight/treePlace` has a place for it. */
  readonly hasPlace: boolean;
}
/** What a node stands for. Services by what they are to DNS; `more` is the rest of a list that is too long to be read. */
export type WireTreeNodeKind =
  | 'namespace'
  | 'virtualIpService'
  | 'headlessService'
  | 'alias'
  | 'otherService'
  | 'name'
  | 'portName'
  | 'reverseName'
  | 'missingName'
  | 'note'
  | 'pod'
  | 'pods'
  | 'awaitedPods'
  | 'address'
  | 'more';

/** Client to server: where in a manifest a node of the tree comes from. Answers null where it is gone or comes from nowhere. */
export const treePlaceRequest: RequestMethod<TreeParams, RecordsPlace | null> = 'headlight/treePlace';

/** Client to server: the nodes from a namespace to the Service that a place is about. Answers null where there is none in the tree. */
export const treePathRequest: RequestMethod<TreePathParams, TreeResult | null> = 'headlight/treePath';
export interface TreePathParams {
  readonly uri: string;
  readonly position: WireRange['start'];
  readonly filter?: string;
}

/** Server to client: children that were answered are no longer what they were. Each answer is taken back once. */
export const treeChangedNotification = 'headlight/treeChanged';
export interface TreeChangedParams {
  /** The nodes whose children have to be asked for again. */
  readonly paths: readonly (readonly string[])[];
}
