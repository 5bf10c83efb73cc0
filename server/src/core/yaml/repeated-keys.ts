import type { YamlNode } from './node.ts';
import type { Path } from './path.ts';

/** Where keys are that are written twice in one map, by the entry that counts. */
export function repeatedKeysOf(root: YamlNode | undefined): readonly Path[] {
  const found: Path[] = [];
  const visit = (node: YamlNode, path: Path): void => {
    // What an alias stands for is written elsewhere.
    if (node.kind === 'scalar' || node.aliased === true) return;
    if (node.kind === 'sequence') {
      for (const [index, item] of node.items.entries()) visit(item, [...path, index]);
      return;
    }
    const lost = new Set(node.lost?.map(({ key }) => key));
    for (const { key, value, origin } of node.entries) {
      if (origin !== 'own') continue;
      if (lost.has(key)) found.push([...path, key]);
      visit(value, [...path, key]);
    }
  };
  if (root !== undefined) visit(root, []);
  return found;
}
