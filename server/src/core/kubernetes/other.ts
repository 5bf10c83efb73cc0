import { fieldAt, fieldOf, readNumber, readString, type Field, type View } from './field.ts';
import type { YamlNode } from '../yaml/node.ts';
import type { ResourceBase } from './resource.ts';

/** A Namespace. */
export interface Namespace extends ResourceBase {
  readonly kind: 'Namespace';
}

/** A ConfigMap; of its text only the host names are read. */
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
  /** What it says it scales. Source: keda.sh, ScaledObject. */
  readonly scaleTarget: Field<string> | undefined;
  /** The maps somewhere inside it that may be labels of Pods that its operator makes. */
  readonly labelSets: readonly ReadonlyMap<string, string>[];
}

/** Reads an object of another kind. */
export function readUnknown(base: ResourceBase, object: View, writtenKind: string): Unknown {
  return {
    ...base,
    kind: 'Unknown',
    writtenKind,
    scaleTarget: readString(fieldAt(object, 'spec', 'scaleTargetRef', 'name')),
    labelSets: writtenKind === 'CustomResourceDefinition' ? [] : labelSetsIn(object.node),
  };
}

function labelSetsIn(node: YamlNode | undefined): readonly ReadonlyMap<string, string>[] {
  switch (node?.kind) {
    case undefined:
    case 'scalar':
      return [];
    case 'sequence':
      return node.items.flatMap(labelSetsIn);
    case 'map': {
      const pairs = node.entries.flatMap(({ key, value }) =>
        value.kind === 'scalar' && typeof value.value === 'string' && isLabelValue(value.value)
          ? [[key, value.value] as const]
          : [],
      );
      const below = node.entries.flatMap((entry) => labelSetsIn(entry.value));
      return pairs.length === 0 ? below : [new Map(pairs), ...below];
    }
  }
}

/** Source: k8s.io/apimachinery pkg/util/validation, IsValidLabelValue. */
function isLabelValue(value: string): boolean {
  return /^(?:[A-Za-z0-9](?:[-\w.]{0,61}[A-Za-z0-9])?)?$/.test(value);
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
