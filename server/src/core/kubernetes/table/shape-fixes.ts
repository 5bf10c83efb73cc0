import { put, remove, valueOfNode } from '../../yaml/edit.ts';
import type { YamlNode } from '../../yaml/node.ts';
import type { View } from '../field.ts';
import type { FieldTable } from './fields.ts';
import type { RowFix } from './row.ts';

/**
 * The fix of a value that has the wrong shape, where what is in it is right: one item where a list belongs, and the labels of a
 * `matchLabels` where a selector is nothing but labels, as that of a Service is. Source: Kubernetes API, ServiceSpec.selector.
 */
export function shapeFixes({ path }: View, node: YamlNode, table: FieldTable): readonly RowFix[] {
  const value = valueOfNode(node);
  if (value === undefined) return [];
  if (table.type === 'list' && isOne(node, table.items))
    return [{ title: 'fixList', values: {}, safety: 'suggested', changes: [put(path, [value])] }];
  if (table.type !== 'string' || node.kind !== 'map' || path.at(-1) !== 'matchLabels') return [];
  const above = path.slice(0, -1);
  const labels = node.entries.flatMap((entry) => {
    const label = valueOfNode(entry.value);
    return label === undefined ? [] : [put([...above, entry.key], label)];
  });
  return [{ title: 'fixMatchLabels', values: {}, safety: 'suggested', changes: [...labels, remove(path)] }];
}

/** Whether a value is one item of a list, by its shape. */
function isOne(node: YamlNode, { type }: FieldTable): boolean {
  if (node.kind === 'map') return type === 'object' || type === 'map';
  return node.kind === 'scalar' && type === 'string' && typeof node.value === 'string' && node.value !== '';
}
