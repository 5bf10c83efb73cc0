import { entryOf, keysOf } from '../yaml/node.ts';
import { isDataMap, type Placed } from './placed.ts';
import { treeOf } from './places.ts';

/** The keys of a ConfigMap or a Secret; none of anything else. */
export function mapKeysOf(object: Placed): readonly string[] {
  if (!isDataMap(object)) return [];
  return ['data', 'stringData', 'binaryData'].flatMap((field) => keysOf(entryOf(treeOf(object), field)?.value));
}
