import type { ServicePort, Service } from '../../kubernetes/service.ts';
import type { Path } from '../../yaml/path.ts';
import type { Placed } from '../../objects/placed.ts';

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

/** The name of a port of a Service. */
export interface ServicePortSubject {
  readonly kind: 'servicePort';
  readonly services: readonly Placed<Service>[];
  readonly name: string;
}

/** The name of a port of containers. */
export interface ContainerPortSubject {
  readonly kind: 'containerPort';
  /** The first object and port found; others follow from the Services that lead to both. */
  readonly from: Placed;
  readonly port: ServicePort | undefined;
  readonly name: string;
}

/** The value of a label of Pods, and of the selectors that ask for it. */
export interface LabelSubject {
  readonly kind: 'label';
  readonly from: Placed;
  readonly key: string;
  readonly value: string;
  /** A further place of the value: the label of the workload itself, where that is the same. */
  readonly own?: Path;
}

/** Why something cannot be renamed, or not so. */
export interface RenameRejection {
  readonly rejected: string;
}
