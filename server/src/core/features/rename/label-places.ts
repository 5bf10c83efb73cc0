import type { StringMap } from '../../kubernetes/field.ts';
import type { Workload } from '../../kubernetes/workloads.ts';
import type { Placed } from '../../objects/placed.ts';
import { treeOf } from '../../objects/places.ts';
import { pairOf, workloadsByPair } from '../../scopes/contents.ts';
import { namespaceFits } from '../../scopes/group.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { entryOf, type YamlNode } from '../../yaml/node.ts';
import { nodeAt, type Path } from '../../yaml/path.ts';
import { exactly } from './spelling.ts';
import type { NamePlace } from '../../edits/write-name.ts';
import type { LabelSubject } from './subject.ts';
import { namePlace } from './text-place.ts';

/** A selector of Pods that asks for a pair. */
interface PairSelector {
  readonly object: Placed;
  /** All pairs it asks for. */
  readonly pairs: ReadonlyMap<string, string>;
  /** The places of the value. */
  readonly at: readonly Path[];
}

/** The templates and selectors that a pair of a label ties together, in one scope and namespace. */
interface LabelGroup {
  readonly workloads: ReadonlySet<Placed<Workload>>;
  readonly selectors: ReadonlySet<PairSelector>;
}

/** The templates that have the pair and the selectors that ask for it, as far as they are tied to the one it is about. */
export function labelGroup(snapshot: Snapshot, { from, key, value }: LabelSubject): LabelGroup {
  const contents = snapshot.contentsOf(from.scope);
  const workloads = contents.index(workloadsByPair).get(pairOf(key, value)).all;
  const selectors = contents
    .sorted(selectorsIn(snapshot, from, value))
    .flatMap((object) => selectorsOf(object, key, value));
  const found = {
    workloads: new Set<Placed<Workload>>(workloads.filter((workload) => workload === from)),
    selectors: new Set(selectors.filter(({ object }) => object === from)),
  };
  const isTied = ({ object, pairs }: PairSelector, workload: Placed<Workload>): boolean => {
    if (!namespaceFits(object, workload)) return false;
    const labels = workload.resource.template.labels.pairs;
    return [...pairs].every(([name, wanted]) => labels.get(name)?.value === wanted);
  };
  for (let size = -1; size !== found.workloads.size + found.selectors.size;) {
    size = found.workloads.size + found.selectors.size;
    for (const selector of selectors) {
      for (const workload of workloads) {
        if (!isTied(selector, workload)) continue;
        if (!found.selectors.has(selector) && !found.workloads.has(workload)) continue;
        found.selectors.add(selector);
        found.workloads.add(workload);
      }
    }
  }
  return found;
}

/** Every place where the value of a label is written. */
export function placesOfLabel(snapshot: Snapshot, subject: LabelSubject): readonly NamePlace[] {
  const spell = exactly(subject.value);
  const { from, own } = subject;
  const further = own === undefined ? [] : [namePlace(from, { path: own }, spell)];
  const objects = snapshot.variantsOf(from).map((variant) => ({ ...subject, from: variant }));
  const tied = objects.flatMap((one) => {
    const { workloads, selectors } = labelGroup(snapshot, one);
    return [
      ...[...workloads].flatMap((workload) => {
        const pair = workload.resource.template.labels.pairs.get(one.key);
        return pair === undefined ? [] : [namePlace(workload, pair.at, spell)];
      }),
      ...[...selectors].flatMap(({ object, at }) => at.map((path) => namePlace(object, { path }, spell))),
    ];
  });
  return [...further, ...tied];
}

/** The kinds that select Pods. */
const selecting = ['NetworkPolicy', 'PodDisruptionBudget', 'PodMonitor'];

/** The objects of a scope that may ask for a value. */
function selectorsIn(snapshot: Snapshot, from: Placed, value: string): readonly Placed[] {
  const contents = snapshot.contentsOf(from.scope);
  const all = [
    ...contents.ofKind('Service'),
    ...contents.workloads.all,
    ...selecting.flatMap((kind) => contents.ofWrittenKind(kind)),
  ];
  return all.filter((object) => object.built !== undefined || object.document.facts.text.includes(value));
}

function selectorsOf(object: Placed, key: string, value: string): readonly PairSelector[] {
  const { resource } = object;
  if (resource.kind === 'Service') return ofPairs(object, resource.selector, key, value);
  if (resource.kind === 'ReplicationController') {
    const plain = mapSelector(object, ['spec', 'selector'], key, value);
    return [...plain, ...selectorsBelow(object, treeOf(object), [], key, value)];
  }
  return selectorsBelow(object, treeOf(object), [], key, value);
}

function ofPairs(object: Placed, { pairs }: StringMap, key: string, value: string): readonly PairSelector[] {
  const pair = pairs.get(key);
  if (pair?.value !== value) return [];
  return [{ object, pairs: new Map([...pairs].map(([name, field]) => [name, field.value])), at: [pair.at.path] }];
}

/** Everything below a node that has the form of a selector: labels that match, and expressions that ask for a value. */
function selectorsBelow(
  object: Placed,
  node: YamlNode | undefined,
  path: Path,
  key: string,
  value: string,
): readonly PairSelector[] {
  switch (node?.kind) {
    case 'sequence':
      return node.items.flatMap((item, index) => selectorsBelow(object, item, [...path, index], key, value));
    case 'map': {
      // The selector of namespaces and of volumes is about other labels.
      const below = node.entries.flatMap((entry) =>
        otherSelectors.has(entry.key) ? [] : selectorsBelow(object, entry.value, [...path, entry.key], key, value),
      );
      return [...mapSelector(object, [...path, 'matchLabels'], key, value, node), ...below];
    }
    case 'scalar':
    case undefined:
      return [];
  }
}

const otherSelectors: ReadonlySet<string> = new Set([
  'namespaceSelector',
  'volumeClaimTemplates',
  'metadata',
  'status',
]);

function mapSelector(
  object: Placed,
  path: Path,
  key: string,
  value: string,
  selector?: YamlNode,
): readonly PairSelector[] {
  const labels = nodeAt(treeOf(object), path);
  const pairs = new Map<string, string>();
  const at: Path[] = [];
  for (const entry of labels?.kind === 'map' ? labels.entries : []) {
    if (entry.value.kind !== 'scalar') continue;
    pairs.set(entry.key, entry.value.text);
    if (entry.key === key && entry.value.value === value) at.push([...path, key]);
  }
  const expressions = entryOf(selector, 'matchExpressions')?.value;
  for (const [index, expression] of expressions?.kind === 'sequence' ? [...expressions.items.entries()] : []) {
    const asked = entryOf(expression, 'key')?.value;
    const values = entryOf(expression, 'values')?.value;
    if (asked?.kind !== 'scalar' || asked.text !== key || values?.kind !== 'sequence') continue;
    for (const [place, item] of values.items.entries()) {
      if (item.kind !== 'scalar' || item.value !== value) continue;
      at.push([...path.slice(0, -1), 'matchExpressions', index, 'values', place]);
      pairs.set(key, value);
    }
  }
  return at.length === 0 ? [] : [{ object, pairs, at }];
}
