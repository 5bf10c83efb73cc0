import { valuesNamed } from '../../kubernetes/written-selectors.ts';
import type { Workload } from '../../kubernetes/workloads.ts';
import { type Placed, isWorkload } from '../../objects/placed.ts';
import { podsSelectedBy, selectorsNaming, wanting, type PodSelector } from '../../relations/pod-selectors.ts';
import { addTo } from '../../util/collections.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isSamePath, type At } from '../../yaml/path.ts';
import { exactly, namePlace } from './spelling.ts';
import type { NamePlace } from '../../edits/write-name.ts';
import type { LabelSubject } from './subject.ts';

/** The templates and selectors that a pair of a label ties together. */
interface LabelGroup {
  readonly workloads: ReadonlySet<Placed<Workload>>;
  readonly selectors: ReadonlySet<PodSelector>;
}

/** The templates that have the pair and the selectors that ask for it, as far as they are tied to the one it is about. */
export function labelGroup(snapshot: Snapshot, { from, key, name: value, selector: at }: LabelSubject): LabelGroup {
  const asking = selectorsAsking(snapshot, from, key, value);
  const selectors = new Set(
    asking.filter(
      (one) =>
        at !== undefined && one.from === from && placesIn(one, key, value).some(({ path }) => isSamePath(path, at)),
    ),
  );
  const workloads = new Set(at === undefined && isWorkload(from) ? [from] : []);
  const selecting = new Map<Placed<Workload>, PodSelector[]>();
  const selected = new Map<PodSelector, readonly Placed<Workload>[]>();
  for (const one of asking) {
    // What is not wanted refers to those that have it, too.
    const wanted = one.labels.pairs.has(key) ? one : wanting(one, key, [value]);
    const found = podsSelectedBy(snapshot, wanted).filter((pods) => valueOf(pods, key) === value);
    selected.set(one, found);
    for (const workload of found) addTo(selecting, workload, one);
  }
  // Both sets are gone through to their ends, also what is added on the way.
  const follow = (): void => {
    for (const selector of selectors) for (const workload of selected.get(selector) ?? []) workloads.add(workload);
    for (const workload of workloads) for (const selector of selecting.get(workload) ?? []) selectors.add(selector);
  };
  for (let size = -1; size !== selectors.size + workloads.size; follow()) size = selectors.size + workloads.size;
  return { workloads, selectors };
}

/** Whether selectors could not tell the Pods of a group from others that have another value of the label, if all had that. */
export function isLabelTaken(snapshot: Snapshot, subject: LabelSubject, newValue: string): boolean {
  const { from, key, name: value } = subject;
  const { workloads, selectors } = labelGroup(snapshot, subject);
  const other = selectorsAsking(snapshot, from, key, newValue);
  const selects = (selector: PodSelector, isMeant: (workload: Placed<Workload>) => boolean): boolean =>
    podsSelectedBy(snapshot, wanting(selector, key, [value, newValue])).some(isMeant);
  return (
    [...selectors].some((selector) =>
      selects(selector, (one) => !workloads.has(one) && valueOf(one, key) === newValue),
    ) || other.some((selector) => selects(selector, (one) => workloads.has(one)))
  );
}

/** The selectors that name a pair where it can be changed. */
function selectorsAsking(snapshot: Snapshot, from: Placed, key: string, value: string): readonly PodSelector[] {
  return selectorsNaming(snapshot, from, key, value).filter((one) => placesIn(one, key, value).length > 0);
}

function valueOf({ resource }: Placed<Workload>, key: string): string | undefined {
  return resource.template.labels.pairs.get(key)?.value;
}

/** The places where a selector names a value of a label. */
function placesIn(selector: PodSelector, key: string, value: string): readonly At[] {
  return valuesNamed(selector, key).flatMap((one) => (one.value === value ? [one.at] : []));
}

/** Every place where the value of a label is written. */
export function placesOfLabel(snapshot: Snapshot, subject: LabelSubject): readonly NamePlace[] {
  const { from, key, name: value, own } = subject;
  const spell = exactly(value);
  const further = own === undefined ? [] : [namePlace(from, { path: own }, spell)];
  const objects = snapshot.variantsOf(from).map((variant) => ({ ...subject, from: variant }));
  const tied = objects.flatMap((one) => {
    const { workloads, selectors } = labelGroup(snapshot, one);
    return [
      ...[...workloads].flatMap((workload) => {
        const pair = workload.resource.template.labels.pairs.get(key);
        return pair === undefined ? [] : [namePlace(workload, pair.at, spell)];
      }),
      ...[...selectors].flatMap((selector) =>
        placesIn(selector, key, value).map((at) => namePlace(selector.from, at, spell)),
      ),
    ];
  });
  return [...further, ...tied];
}
