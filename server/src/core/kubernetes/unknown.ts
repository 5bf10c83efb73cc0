import { compact } from '../util/collections.ts';
import type { YamlNode } from '../yaml/node.ts';
import { fieldOf, readString, type View } from './field.ts';
import { isLabelValue } from './formats.ts';
import type { ResourceBase } from './resource.ts';

/** A Kubernetes object of another kind: known to exist, and judged if at all as its table says. */
export interface Unknown extends ResourceBase {
  readonly kind: 'Unknown';
  /** The kind as written. */
  readonly writtenKind: string;
  /** The maps somewhere inside it that may be labels of Pods that its operator makes. */
  readonly labelSets: readonly ReadonlyMap<string, string>[];
}

/** Reads an object of another kind. */
export function readUnknown(base: ResourceBase, object: View): Unknown {
  const { apiVersion, root, metadata, mentions, references } = base;
  const { writtenKind, labelSets } = customFacts(object);
  return {
    apiVersion,
    root,
    metadata,
    mentions,
    references,
    kind: 'Unknown',
    writtenKind,
    labelSets,
  };
}

/** What is read of a custom resource, be it a workload or not. */
export function customFacts(object: View): Pick<Unknown, 'writtenKind' | 'labelSets'> {
  const writtenKind = readString(fieldOf(object, 'kind'))?.value ?? '';
  return {
    writtenKind,
    labelSets: writtenKind === 'CustomResourceDefinition' ? [] : compact(labelSetsIn(object.node)),
  };
}

/** The maps of words below a field. A list holds containers, variables and the like, and metadata names the object: these are no labels. */
function labelSetsIn(node: YamlNode | undefined): readonly ReadonlyMap<string, string>[] {
  switch (node?.kind) {
    case undefined:
    case 'scalar':
      return [];
    case 'sequence':
      return node.items.flatMap(labelSetsBelow);
    case 'map': {
      const pairs = node.entries.flatMap(({ key, value }) =>
        value.kind === 'scalar' && typeof value.value === 'string' && isLabelValue(value.value)
          ? [[key, value.value] as const]
          : [],
      );
      const below = labelSetsBelow(node);
      return pairs.length === 0 ? below : [new Map(pairs), ...below];
    }
  }
}

function labelSetsBelow(node: YamlNode): readonly ReadonlyMap<string, string>[] {
  if (node.kind !== 'map') return labelSetsIn(node);
  return node.entries.flatMap(({ key, value }) => (key === 'metadata' ? labelSetsBelow(value) : labelSetsIn(value)));
}
