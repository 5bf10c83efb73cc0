import type { Workload } from '../kubernetes/workloads.ts';
import { valuesNamed } from '../kubernetes/written-selectors.ts';
import { isService, type Placed } from '../objects/placed.ts';
import { podSelectorsOf, podsSelectedBy, selectorsNaming, type PodSelector } from '../relations/pod-selectors.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { isSamePath, type At, type Path } from '../yaml/path.ts';

/** A label that a selector asks for, by the place of its value, or of its key in an expression. */
export interface AskedLabel {
  readonly selector: PodSelector;
  readonly key: string;
  readonly part: 'key' | 'value';
}

/** The label that a selector of an object asks for at a place of it; `undefined` where none does. */
export function askedAt(placed: Placed, path: Path): AskedLabel | undefined {
  const selectors = podSelectorsOf(placed);
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

/** Where the selectors that select a workload, beside those of Services, which are links, ask for the value of a label. */
export function placesAskingFor(
  snapshot: Snapshot,
  workload: Placed<Workload>,
  key: string | undefined,
): readonly { readonly from: Placed; readonly at: At }[] {
  const value = key === undefined ? undefined : workload.resource.template.labels.pairs.get(key)?.value;
  if (key === undefined || value === undefined) return [];
  return selectorsNaming(snapshot, workload, key, value)
    .filter((selector) => !isService(selector.from) && podsSelectedBy(snapshot, selector).includes(workload))
    .flatMap((selector) =>
      valuesNamed(selector, key)
        .filter((one) => one.value === value)
        .map(({ at }) => ({ from: selector.from, at })),
    );
}
