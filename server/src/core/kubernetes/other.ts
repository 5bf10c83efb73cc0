import { fieldAt, fieldOf, readNumber, readString, type Field, type View } from './field.ts';
import type { ResourceBase } from './resource.ts';

/** A Namespace. */
export interface Namespace extends ResourceBase {
  readonly kind: 'Namespace';
}

/** A ConfigMap; the host names in its text are mentions of its document. */
export interface ConfigMap extends ResourceBase {
  readonly kind: 'ConfigMap';
}

/** A Secret, of which the name alone is read. */
export interface Secret extends ResourceBase {
  readonly kind: 'Secret';
}

/** A HorizontalPodAutoscaler. Source: Kubernetes API autoscaling/v2. */
export interface HorizontalPodAutoscaler extends ResourceBase {
  readonly kind: 'HorizontalPodAutoscaler';
  readonly targetKind: Field<string> | undefined;
  readonly targetName: Field<string> | undefined;
  readonly maxReplicas: Field<number> | undefined;
}

/** A Kubernetes object of another kind: known to exist, and not judged. */
export interface Unknown extends ResourceBase {
  readonly kind: 'Unknown';
  /** The kind as written. */
  readonly writtenKind: string;
}

/** Reads a HorizontalPodAutoscaler. */
export function readHorizontalPodAutoscaler(base: ResourceBase, object: View): HorizontalPodAutoscaler {
  return {
    ...base,
    kind: 'HorizontalPodAutoscaler',
    targetKind: readString(fieldAt(object, 'spec', 'scaleTargetRef', 'kind')),
    targetName: readString(fieldAt(object, 'spec', 'scaleTargetRef', 'name')),
    maxReplicas: readNumber(fieldOf(fieldOf(object, 'spec'), 'maxReplicas')),
  };
}
