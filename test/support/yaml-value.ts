import type { YamlNode } from '../../server/src/core/yaml/node.ts';

/** The plain values of a tree, for comparing. */
export function valueOf(node: YamlNode | undefined): unknown {
  switch (node?.kind) {
    case undefined:
      return undefined;
    case 'scalar':
      return node.value;
    case 'sequence':
      return node.items.map(valueOf);
    case 'map':
      return Object.fromEntries(node.entries.map((entry) => [entry.key, valueOf(entry.value)]));
  }
}
