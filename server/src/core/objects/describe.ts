import { defineMessages, formatMessage, quotedList } from '../util/format.ts';
import { type Placed, isDataMap } from './placed.ts';
import { textsIn, type StringMap } from '../kubernetes/field.ts';
import { entryOf, keysOf } from '../yaml/node.ts';
import { treeOf } from './places.ts';
import type { Path } from '../yaml/path.ts';

const words = defineMessages('objects/describe', { none: 'none' });

/** What a resource is called in a message: its name, the prefix it gets a name from, or what a template leaves of it. */
export function displayNameOf(placed: Placed): string {
  const { name, generateName } = placed.resource.metadata;
  return name?.value ?? generateName?.value ?? '';
}

/** The pairs of labels or a selector as they are written, for the middle of a sentence: `"app: web" and "tier: db"`. */
export function pairsText(
  pairs: StringMap | ReadonlyMap<string, string> | readonly (readonly [string, string])[],
): string {
  const list = 'pairs' in pairs ? textsIn(pairs) : [...pairs];
  return list.length === 0 ? formatMessage(words.none) : quotedList(list.map(([key, value]) => `${key}: ${value}`));
}

/** Whether a cluster printed an object, so that nobody wrote it by hand: it has what the API server or the controller of Jobs writes. */
export function isDump({ resource }: Placed): boolean {
  return (
    resource.metadata.isPrinted ||
    (resource.kind === 'Job' && controllerLabels.some((label) => resource.template.labels.pairs.has(label)))
  );
}

/** Source: Kubernetes API batch/v1, ControllerUidLabel. */
const controllerLabels = ['controller-uid', 'batch.kubernetes.io/controller-uid'];

/** The keys of a ConfigMap or a Secret; none of anything else. */
export function mapKeysOf(object: Placed): readonly string[] {
  if (!isDataMap(object)) return [];
  return ['data', 'stringData', 'binaryData'].flatMap((field) => keysOf(entryOf(treeOf(object), field)?.value));
}

/**
 * Where a second object begins in the document of an object, as no `---` is between them: the keys of both are those of one map.
 * `undefined` where there is but one.
 */
export function secondObjectIn({ document, resource }: Pick<Placed, 'document' | 'resource'>): Path | undefined {
  const repeated = document.facts.repeatedKeys.filter((path) => path.length === 1);
  return resource.root.length === 0 && repeated.some(([key]) => key === 'kind') ? repeated[0] : undefined;
}
