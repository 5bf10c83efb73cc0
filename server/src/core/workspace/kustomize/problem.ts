import type { At } from '../../yaml/path.ts';
import type { SnapshotDocument } from '../snapshot.ts';

/** Why kustomize refuses a kustomization, one word for each reason. */
export type KustomizationProblemKind =
  /** A file or folder it names is not there. */
  | 'missing'
  /** A folder it names has no kustomization. */
  | 'notKustomization'
  /** A folder it names has two kustomizations. */
  | 'twoKustomizations'
  /** It leads back to a kustomization that it is reached from, or lies in. */
  | 'cycle'
  /** A file stands outside of its folder, or a folder is named by an absolute path. */
  | 'outside'
  /** A component is named under resources. */
  | 'component'
  /** What is named under components is no component. */
  | 'notComponent'
  /** A patch says neither where its text is nor what. */
  | 'noPatch'
  /** A patch begins as JSON and is none. */
  | 'notJson'
  /** It says nothing at all. */
  | 'empty'
  /** No object is what a patch or an entry of replicas is for. */
  | 'noTarget'
  /** A JSON patch leads to a field that is not there. */
  | 'noField'
  /** An object comes in twice. */
  | 'twice';

/** A place of a kustomization that kustomize refuses. */
export interface KustomizationProblem {
  readonly kind: KustomizationProblemKind;
  readonly document: SnapshotDocument;
  /** Relative to the document's root. */
  readonly at: At;
  /** What the message names: the path as written, the object, or the pointer. */
  readonly values: Readonly<Record<string, string>>;
}
