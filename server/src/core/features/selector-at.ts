import type { StringMap } from '../kubernetes/field.ts';
import type { Service } from '../kubernetes/service.ts';
import type { Workload } from '../kubernetes/workloads.ts';
import { valuesNamed, type WrittenSelector } from '../kubernetes/written-selectors.ts';
import { isService, isWorkload, type Placed } from '../objects/placed.ts';
import {
  podSelectorsOf,
  podsSelectedBy,
  selectorsNaming,
  type PodSelector,
  isServiceMonitor,
  monitorsAskingFor,
  selectorOfMonitor,
} from '../relations/pod-selectors.ts';
import { groupBy } from '../util/collections.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { isSamePath, type At, type Path } from '../yaml/path.ts';

/** The labels by which others select an object: those of its Pods, or its own. */
export function selectableLabels(labelled: Placed): StringMap {
  return isWorkload(labelled) ? labelled.resource.template.labels : labelled.resource.metadata.labels;
}

/** A label that a selector asks for, by the place of its value, or of its key in an expression. */
interface Asked<S extends WrittenSelector> {
  readonly selector: S;
  readonly key: string;
  readonly part: 'key' | 'value';
}

/** A label of Pods that a selector asks for. */
export type AskedLabel = Asked<PodSelector>;

/** The label of Pods that a selector of an object asks for at a place of it; `undefined` where none does. */
export function askedAt(placed: Placed, path: Path): AskedLabel | undefined {
  return askedIn(podSelectorsOf(placed), path);
}

/** The label of Services that a monitor asks for at a place of it; `undefined` where none does. */
export function askedOfServicesAt(placed: Placed, path: Path): Asked<WrittenSelector> | undefined {
  return isServiceMonitor(placed) ? askedIn([selectorOfMonitor(placed)], path) : undefined;
}

function askedIn<S extends WrittenSelector>(selectors: readonly S[], path: Path): Asked<S> | undefined {
  for (const selector of selectors) {
    for (const [key, { at }] of selector.labels.pairs)
      if (isSamePath(at.path, path)) return { selector, key, part: 'value' };
    for (const { key, at, values } of selector.expressions) {
      if (isSamePath([...at.path, 'key'], path)) return { selector, key, part: 'key' };
      if (values.some((one) => isSamePath(one.at.path, path))) return { selector, key, part: 'value' };
    }
  }
  return undefined;
}

/** Where the selectors that select objects, besides those of Services, which are links, ask for the value that these have of a label. */
export function placesAskingFor(
  snapshot: Snapshot,
  labelled: readonly Placed<Workload | Service>[],
  key: string,
): readonly { readonly from: Placed; readonly at: At }[] {
  const ofServices = labelled.filter(isService).flatMap((service) => monitorsAskingFor(snapshot, service, key));
  const valueOf = (one: Placed): string | undefined => selectableLabels(one).pairs.get(key)?.value;
  // All selectors of a scope are gone through once for all workloads of one value.
  const ofScopes = [...groupBy(labelled.filter(isWorkload), ({ scope }) => scope).values()];
  const ofPods = ofScopes.flatMap((workloads) =>
    [...groupBy(workloads, valueOf)].flatMap(([value, alike]) => placesSelecting(snapshot, alike, key, value)),
  );
  return [...ofServices, ...ofPods];
}

/** Where selectors, besides those of Services, that select one of some workloads of a scope ask for a value of a label. */
function placesSelecting(
  snapshot: Snapshot,
  workloads: readonly Placed<Workload>[],
  key: string,
  value: string | undefined,
): readonly { readonly from: Placed; readonly at: At }[] {
  const [first] = workloads;
  if (first === undefined || value === undefined) return [];
  const wanted = new Set(workloads);
  return selectorsNaming(snapshot, first, key, value)
    .filter(({ from }) => !isService(from))
    .filter((selector) => podsSelectedBy(snapshot, selector).some((workload) => wanted.has(workload)))
    .flatMap((selector) =>
      valuesNamed(selector, key).flatMap((one) => (one.value === value ? [{ from: selector.from, at: one.at }] : [])),
    );
}
