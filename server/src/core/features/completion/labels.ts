import { namespaceFits } from '../../scopes/group.ts';
import { isServiceMonitor } from '../../relations/monitors.ts';
import { hasPodSelectors } from '../../relations/pod-selectors.ts';
import { isWorkload, type Placed } from '../../objects/placed.ts';
import { treeOf } from '../../objects/places.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { scalarSource } from '../../yaml/edit/write.ts';
import { nodeAt, type Path } from '../../yaml/path.ts';
import { objectTitle } from '../hover/content.ts';
import { selectableLabels } from '../selector-at.ts';
import type { Name } from './service-names.ts';
import { beginsWith, type WritingPlace } from './writing-place.ts';

/** The map of a selector of Pods or Services, as a field: `spec.selector` of a Service, `matchLabels` of all others. */
function isSelector(placed: Placed, path: Path): boolean {
  const last = path.at(-1);
  if (placed.resource.kind === 'Service') return path.length === 2 && path[0] === 'spec' && last === 'selector';
  return last === 'matchLabels' && selects(placed, path);
}

function selects(placed: Placed, path: Path): boolean {
  return (hasPodSelectors(placed) || isServiceMonitor(placed)) && !otherSelectors.some((key) => path.includes(key));
}

/** Below these keys are selectors of other things than Pods. */
const otherSelectors = ['namespaceSelector', 'volumeClaimTemplates', 'nodeAffinity'];

/** Pairs that select Pods or Services of the scope, one for each that some have; `undefined` where no selector is. */
export function pairsFor(snapshot: Snapshot, asked: Asked): Iterable<Name> | undefined {
  if (!isSelector(asked.placed, asked.path)) return undefined;
  return labelNames(snapshot, asked, ([key, value]) => `${key}: ${scalarSource(value)}`);
}

/** The values that a label has on Pods or Services of the scope; `undefined` where no value of a selector is. */
export function labelValuesFor(snapshot: Snapshot, asked: Asked): Iterable<Name> | undefined {
  const wanted = asked.path.at(-1);
  if (typeof wanted !== 'string' || !isSelector(asked.placed, asked.path.slice(0, -1))) return undefined;
  return labelNames(snapshot, asked, ([key, value]) => (key === wanted ? value : undefined));
}

/**
 * What an expression of a selector may be about: a key that Pods of the scope have, or a value that they have under its key; `undefined`
 * elsewhere.
 */
export function expressionNamesFor(snapshot: Snapshot, { placed, path, word }: Asked): Iterable<Name> | undefined {
  const index = path.lastIndexOf('matchExpressions');
  const field = path[index + 2];
  if (index < 0 || !selects(placed, path)) return undefined;
  const asked = { placed, path, word };
  if (field === 'key') return labelNames(snapshot, asked, ([key]) => key);
  if (field !== 'values') return undefined;
  const wanted = nodeAt(treeOf(placed), [...path.slice(0, index + 2), 'key']);
  if (wanted?.kind !== 'scalar') return undefined;
  return labelNames(snapshot, asked, ([key, value]) => (key === wanted.text ? value : undefined));
}

/** Where it is asked what may be. */
type Asked = Pick<WritingPlace, 'placed' | 'path' | 'word'>;

/**
 * What labels say that a selector may be about, each text once: those of its own template for a workload, else all of its namespace. Few of
 * thousands are looked at, so each is worded when it is.
 */
function* labelNames(
  snapshot: Snapshot,
  { placed: from, path, word }: Asked,
  textOf: (label: readonly [key: string, value: string]) => string | undefined,
): Generator<Name, void, undefined> {
  // Only to be near other Pods, or far from them, does a workload ask for theirs.
  const isOwn = isWorkload(from) && !path.includes('podAffinity') && !path.includes('podAntiAffinity');
  const contents = snapshot.contentsOf(from.scope);
  const labelled = isOwn ? [from] : isServiceMonitor(from) ? contents.ofKind('Service') : contents.workloads.all;
  const seen = new Set<string>();
  for (const one of labelled) {
    if (!namespaceFits(from, one)) continue;
    for (const [key, { value }] of selectableLabels(one).pairs) {
      const text = textOf([key, value]);
      if (text === undefined || seen.has(text) || !beginsWith(text, word)) continue;
      seen.add(text);
      yield { text, kind: 'label', detail: objectTitle(one) };
    }
  }
}
