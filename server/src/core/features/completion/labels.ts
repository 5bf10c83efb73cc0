import { textsIn } from '../../kubernetes/field.ts';
import { namespaceNameLabel } from '../../kubernetes/written-selectors.ts';
import { namespacesBeside } from '../../existence/existence.ts';
import { namespaceFits } from '../../scopes/group.ts';
import { hasPodSelectors, isServiceMonitor } from '../../relations/pod-selectors.ts';
import { isWorkload, type Placed, isService } from '../../objects/placed.ts';
import { nodeIn } from '../../objects/places.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { scalarSource } from '../../yaml/edit/write.ts';
import { keysOf } from '../../yaml/node.ts';
import type { Path } from '../../yaml/path.ts';
import { objectTitle } from '../hover/content.ts';
import { selectableLabels } from '../selector-at.ts';
import type { Name } from './service-names.ts';
import { beginsWith, withFormer, type KeyPlace, type WritingPlace } from './writing-place.ts';

/** The map of a selector of Pods or Services, as a field: `spec.selector` of a Service, `matchLabels` of all others. */
function isSelector(placed: Placed, path: Path): boolean {
  const last = path.at(-1);
  if (isService(placed)) return path.length === 2 && path[0] === 'spec' && last === 'selector';
  return last === 'matchLabels' && selects(placed, path);
}

function selects(placed: Placed, path: Path): boolean {
  if (path.includes('namespaceSelector')) return true;
  return (hasPodSelectors(placed) || isServiceMonitor(placed)) && !otherSelectors.some((key) => path.includes(key));
}

/** Below these keys are selectors of other things than Pods and namespaces. */
const otherSelectors = ['volumeClaimTemplates', 'nodeAffinity'];

/** Pairs that select Pods or Services of the scope, one for each that some have; `undefined` where no selector is. */
export function pairsFor(snapshot: Snapshot, asked: KeyPlace): Iterable<Name> | undefined {
  if (!isSelector(asked.placed, asked.path)) return undefined;
  const { quote, notation, placed, path, written } = asked;
  const there = new Set(keysOf(nodeIn(placed, path)));
  return labelNames(snapshot, asked, ([key, value]) => {
    if (there.has(key) && key !== written) return undefined;
    const text = `${key}: ${scalarSource(value)}`;
    if (notation === 'json') return { text, source: `${JSON.stringify(key)}: ${JSON.stringify(value)}` };
    return quote === '' ? { text } : { text, source: `${quote}${key}${quote}: ${scalarSource(value)}` };
  });
}

/** The values that a label has on Pods or Services of the scope; `undefined` where no value of a selector is. */
export function labelValuesFor(snapshot: Snapshot, asked: Asked): Iterable<Name> | undefined {
  const wanted = asked.path.at(-1);
  if (typeof wanted !== 'string' || !isSelector(asked.placed, asked.path.slice(0, -1))) return undefined;
  return labelNames(snapshot, asked, ([key, value]) => (key === wanted ? { text: value } : undefined));
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
  if (field === 'key') return labelNames(snapshot, asked, ([key]) => ({ text: key }));
  if (field !== 'values') return undefined;
  const wanted = nodeIn(placed, [...path.slice(0, index + 2), 'key']);
  if (wanted?.kind !== 'scalar') return undefined;
  return labelNames(snapshot, asked, ([key, value]) => (key === wanted.text ? { text: value } : undefined));
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
  writtenAs: (label: readonly [key: string, value: string]) => Pick<Name, 'text' | 'source'> | undefined,
): Generator<Name, void, undefined> {
  const seen = new Set<string>();
  for (const { pairs, detail } of labelsFor(snapshot, from, path)) {
    for (const [key, value] of pairs) {
      const written = writtenAs([key, value]);
      if (written === undefined || seen.has(written.text) || !beginsWith(written.text, word)) continue;
      seen.add(written.text);
      yield { ...written, kind: 'label', detail };
    }
  }
}

/** Labels that something has. */
interface Labelled {
  readonly pairs: readonly (readonly [key: string, value: string])[];
  readonly detail: string;
}

/** The labels that a selector may ask for, by what has them. */
function* labelsFor(snapshot: Snapshot, from: Placed, path: Path): Generator<Labelled, void, undefined> {
  const isOfNamespaces = path.includes('namespaceSelector');
  for (const one of labelledFor(snapshot, from, path))
    if (isOfNamespaces || namespaceFits(from, one))
      yield { pairs: textsIn(selectableLabels(one)), detail: objectTitle(one) };
  if (!isOfNamespaces) return;
  for (const name of namespacesBeside(snapshot, from))
    yield { pairs: [[namespaceNameLabel, name]], detail: `Namespace ${name}` };
}

function labelledFor(snapshot: Snapshot, from: Placed, path: Path): readonly Placed[] {
  const contents = snapshot.contentsOf(from.scope);
  if (path.includes('namespaceSelector')) return contents.ofKind('Namespace');
  // Only to be near other Pods, or far from them, does a workload ask for theirs.
  if (isWorkload(from) && !path.includes('podAffinity') && !path.includes('podAntiAffinity'))
    return withFormer(snapshot, from);
  return isServiceMonitor(from) ? contents.ofKind('Service') : contents.workloads.all;
}
