import type { Path } from '../../yaml/path.ts';
import type { Placed } from '../../objects/placed.ts';
import type { ContainerPortSubject, ServicePortSubject } from '../port-at.ts';

/** What can get another name, or another value. */
export type Subject = ObjectSubject | NamespaceSubject | ServicePortSubject | ContainerPortSubject | LabelSubject;

/** An object; several where variants of it have one text or one user. */
interface ObjectSubject {
  readonly kind: 'object';
  readonly objects: readonly Placed[];
}

/** A namespace, be there a manifest of it or not. */
export interface NamespaceSubject {
  readonly kind: 'namespace';
  readonly name: string;
  /**
   * Who speaks of it; says which one is meant where several parts of the workspace have one of that name. Absent where a configuration
   * file does, which means all of them.
   */
  readonly from: Placed | undefined;
}

/** The value of a label of Pods, and of the selectors that ask for it. */
export interface LabelSubject {
  readonly kind: 'label';
  readonly from: Placed;
  readonly key: string;
  readonly value: string;
  /** The place of the value in a selector of the object; absent where the labels of its Pods have it. */
  readonly selector?: Path;
  /** A further place of the value: the label of the workload itself, where that is the same. */
  readonly own?: Path;
}

/** Why something cannot be renamed, or not so. */
export interface RenameRejection {
  readonly rejected: string;
}
