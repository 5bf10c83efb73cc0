import type { View } from '../field.ts';
import type { Rejection } from './row.ts';

/**
 * The items whose key an earlier item has, each rejected at its field; items without a key do not count. The key is the value that
 * the message shows.
 */
export function repeated(
  items: readonly View[],
  field: string,
  keyOf: (item: View) => string | undefined,
): readonly Rejection[] {
  const seen = new Set<string>();
  return items.flatMap((item) => {
    const key = keyOf(item);
    if (key === undefined) return [];
    if (seen.has(key)) return [{ at: { path: [...item.path, field] }, values: { value: key, field } }];
    seen.add(key);
    return [];
  });
}
