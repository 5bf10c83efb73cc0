import { namespaceFits } from '../../scopes/group.ts';
import { isWorkload, type Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { Path } from '../../yaml/path.ts';
import { objectTitle } from '../hover/display-names.ts';
import type { Name } from './service-names.ts';

/** The map of a selector of Pods, as a field: `spec.selector` of a Service, `matchLabels` of all others. */
function isPodSelector({ resource }: Placed, path: Path): boolean {
  const last = path.at(-1);
  if (resource.kind === 'Service') return path.length === 2 && path[0] === 'spec' && last === 'selector';
  return last === 'matchLabels' && !path.includes('namespaceSelector') && !path.includes('volumeClaimTemplates');
}

/** Pairs that select Pods of the scope, one for each that some have; `undefined` where no selector is. */
export function pairsFor(snapshot: Snapshot, placed: Placed, path: Path): readonly Name[] | undefined {
  if (!isPodSelector(placed, path)) return undefined;
  return labelsOf(snapshot, placed).map(({ key, value, of }) => ({
    text: `${key}: ${value}`,
    kind: 'label',
    detail: objectTitle(of),
  }));
}

/** The values that a label has on Pods of the scope; `undefined` where no value of a selector is. */
export function labelValuesFor(snapshot: Snapshot, placed: Placed, path: Path): readonly Name[] | undefined {
  const wanted = path.at(-1);
  if (typeof wanted !== 'string' || !isPodSelector(placed, path.slice(0, -1))) return undefined;
  return labelsOf(snapshot, placed)
    .filter(({ key }) => key === wanted)
    .map(({ value, of }) => ({ text: value, kind: 'label', detail: objectTitle(of) }));
}

/** The labels of templates that a selector may be about: those of its own for a workload, else all of its namespace. */
function labelsOf(snapshot: Snapshot, from: Placed) {
  const workloads = isWorkload(from) ? [from] : snapshot.contentsOf(from.scope).workloads.all;
  return workloads
    .filter((workload) => namespaceFits(from, workload))
    .flatMap((workload) =>
      [...workload.resource.template.labels.pairs].map(([key, { value }]) => ({ key, value, of: workload })),
    );
}
