import type { WrittenSelector } from '../../kubernetes/written-selectors.ts';
import { isService, isWorkload, type Placed } from '../../objects/placed.ts';
import {
  podSelectorsOf,
  podsSelectedBy,
  isServiceMonitor,
  monitoredServices,
  selectorOfMonitor,
} from '../../relations/pod-selectors.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isAtOrBelow, isSamePath, type Path } from '../../yaml/path.ts';
import { absence } from './behind-service.ts';
import { linkTo, listOf, paragraph, say, type HoverContent } from './content.ts';

/** What the selector of a policy, a budget or a monitor selects; `undefined` where there is none, or nobody can tell. */
export function selectionHover(snapshot: Snapshot, placed: Placed, path: Path): HoverContent | undefined {
  if (isService(placed) || isWorkload(placed)) return undefined;
  if (isServiceMonitor(placed)) {
    const selector = selectorOfMonitor(placed);
    if (!isAt(selector, path)) return undefined;
    return selectionOf(snapshot, selector, 'selector.noService', monitoredServices(snapshot, placed));
  }
  const selector = podSelectorsOf(placed).find((one) => isAt(one, path));
  return selector && selectionOf(snapshot, selector, 'selector.noPod', podsSelectedBy(snapshot, selector));
}

/** Whether a path is that of a selector, or below it. */
function isAt({ labels }: WrittenSelector, path: Path): boolean {
  const holder = labels.at.path.slice(0, -1);
  return isSamePath(path, holder) || isAtOrBelow(path, holder);
}

function selectionOf(
  snapshot: Snapshot,
  { labels, namespaces }: WrittenSelector,
  none: 'selector.noPod' | 'selector.noService',
  selected: readonly Placed[],
): HoverContent | undefined {
  if (namespaces === 'labelled' || !labels.known) return undefined;
  const told =
    selected.length === 0
      ? absence(snapshot, none)
      : say('selector.selects', { workloads: listOf(selected.map(linkTo)) });
  return { blocks: paragraph(told) };
}
