import { put, remove, valueOfNode } from '../../yaml/edit.ts';
import { entryOf, type YamlNode, type YamlScalar } from '../../yaml/node.ts';
import { resolvePlainScalar } from '../../yaml/scalar.ts';
import type { View } from '../field.ts';
import type { FieldTable } from './fields.ts';
import { nearQuantity } from './quantity.ts';
import { writing, type RowFix } from './row.ts';

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

/** Whether a word in the place of a map is on a line of its own, as a key is whose colon is still to come. */
export function isBegunKey({ parent, path }: View, { style, text, span }: YamlScalar, { type }: FieldTable): boolean {
  const isMap = type === 'object' || type === 'map';
  const key = entryOf(parent?.node, String(path.at(-1)));
  // Between key and value on one line there are a colon and a blank.
  const isBelow = key?.origin === 'own' && span.start - key.keySpan.end > 2;
  return isMap && isBelow && style === 'plain' && /^[A-Za-z][\w./-]*$/.test(text);
}

/** A unit in its right spelling: `512MB` is meant as 512M. */
export function unitFixes(view: View, text: string): readonly RowFix[] {
  const near = nearQuantity(text);
  return near === undefined ? [] : [writing(view, near, 'fixSpelling', { allowed: near })];
}

/** The number or boolean that is in quotes. */
export function plainFix(view: View, scalar: YamlScalar, type: 'number' | 'boolean'): readonly RowFix[] {
  const value = resolvePlainScalar(scalar.text);
  const fits = typeof value === type && (type === 'boolean' || Number.isInteger(value));
  if (!fits || typeof scalar.value !== 'string') return [];
  return [writing(view, value as number | boolean, 'fixUnquote', { value: String(value) }, 'safe')];
}
