import { namespaceFits } from '../../scopes/group.ts';
import { isWorkload, type Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { Path } from '../../yaml/path.ts';
import { objectTitle } from '../hover/display-names.ts';
import type { Name } from './service-names.ts';
import { beginsWith, type WritingPlace } from './writing-place.ts';

/** The map of a selector of Pods, as a field: `spec.selector` of a Service, `matchLabels` of all others. */
function isPodSelector({ resource }: Placed, path: Path): boolean {
  const last = path.at(-1);
  if (resource.kind === 'Service') return path.length === 2 && path[0] === 'spec' && last === 'selector';
  return last === 'matchLabels' && !path.includes('namespaceSelector') && !path.includes('volumeClaimTemplates');
}

/** Pairs that select Pods of the scope, one for each that some have; `undefined` where no selector is. */
export function pairsFor(snapshot: Snapshot, { placed, path, word }: Asked): Iterable<Name> | undefined {
  if (!isPodSelector(placed, path)) return undefined;
  return labelNames(snapshot, placed, word, ([key, value]) => `${key}: ${value}`);
}

/** The values that a label has on Pods of the scope; `undefined` where no value of a selector is. */
export function labelValuesFor(snapshot: Snapshot, { placed, path, word }: Asked): Iterable<Name> | undefined {
  const wanted = path.at(-1);
  if (typeof wanted !== 'string' || !isPodSelector(placed, path.slice(0, -1))) return undefined;
  return labelNames(snapshot, placed, word, ([key, value]) => (key === wanted ? value : undefined));
}

/** Where it is asked what may be. */
type Asked = Pick<WritingPlace, 'placed' | 'path' | 'word'>;

/**
 * What labels say that a selector may be about, each text once: those of its own template for a workload, else all of its namespace. Few of
 * thousands are looked at, so each is worded when it is.
 */
function* labelNames(
  snapshot: Snapshot,
  from: Placed,
  word: string,
  textOf: (label: readonly [key: string, value: string]) => string | undefined,
): Generator<Name, void, undefined> {
  const workloads = isWorkload(from) ? [from] : snapshot.contentsOf(from.scope).workloads.all;
  const seen = new Set<string>();
  for (const workload of workloads) {
    if (!namespaceFits(from, workload)) continue;
    for (const [key, { value }] of workload.resource.template.labels.pairs) {
      const text = textOf([key, value]);
      if (text === undefined || seen.has(text) || !beginsWith(text, word)) continue;
      seen.add(text);
      yield { text, kind: 'label', detail: objectTitle(workload) };
    }
  }
}
