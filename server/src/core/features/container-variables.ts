import { allContainerLists } from '../kubernetes/container-lists.ts';
import { type Workload, containerAt } from '../kubernetes/workloads.ts';
import { isDataMap, isWorkload, type Placed } from '../objects/placed.ts';
import { nodeIn, placeOf, treeOf } from '../objects/places.ts';
import { spanTouches, type Span, spanBetween } from '../text/span.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { itemsIn, textUnder } from '../yaml/node.ts';
import { isAtOrBelow, type At, type Path } from '../yaml/path.ts';
import { objectsAt, placesIn } from './at-cursor.ts';
import { declaredParts } from '../hosts/object-parts.ts';
import type { PartSubject } from './named-parts.ts';
import { namesInTexts, type InnerPlace } from './workload-texts.ts';
import { mayHoldVariable, placesInTree, readersAt, type VariablePlace } from './variable-places.ts';
import { getOrMake, uniqueBy } from '../util/collections.ts';

/** A variable of a container: declared there, or taken from a ConfigMap or Secret as a whole. */
interface ContainerVariable {
  readonly name: string;
  /** Where its name is: in the container, or as the key of a map. */
  readonly placed: Placed;
  readonly at: At;
}

/** The variables of a container at a field of it. */
interface VariablesAt {
  readonly readers: ReturnType<typeof readersAt>;
  readonly container: string;
  readonly own: readonly ContainerVariable[];
  readonly taken: readonly ContainerVariable[];
}

/** A variable that a container declares. */
export interface VariableSubject {
  readonly kind: 'variable';
  readonly from: Placed<Workload>;
  readonly container: string;
  readonly name: string;
}

/**
 * The variables that the kubelet or a shell puts into a field of a container, in a variable the ones before it; `undefined` elsewhere.
 * Source: Kubernetes API core/v1, Container.args, EnvVar.value.
 */
export function variablesAt(snapshot: Snapshot, placed: Placed, path: Path): VariablesAt | undefined {
  if (!isWorkload(placed)) return undefined;
  const container = containerAt(placed.resource.template, path);
  if (container === undefined) return undefined;
  const root = container.at.path;
  const [field, index] = path.slice(root.length);
  const readers = readersAt(nodeIn(placed, root), path, root);
  if (readers.length === 0) return undefined;
  const items = itemsIn(nodeIn(placed, [...root, 'env']));
  const own = items
    .slice(0, field === 'env' ? Number(index) : items.length)
    .flatMap((item, at): ContainerVariable[] => {
      const name = textUnder(item, 'name');
      return name === undefined ? [] : [{ name, placed, at: { path: [...root, 'env', at, 'name'] } }];
    });
  return { readers, container: container.name?.value ?? '', own, taken: takenBy(snapshot, placed, root) };
}

/** The variables that a container takes from maps as a whole. */
function takenBy(
  snapshot: Snapshot,
  placed: Placed,
  root: Path,
): readonly (ContainerVariable & { readonly key: string })[] {
  return snapshot.links
    .from(placed)
    .filter(({ at }) => isAtOrBelow(at.path, [...root, 'envFrom']))
    .flatMap(({ at, to }) => {
      const prefix = textUnder(nodeIn(placed, at.path.slice(0, -2)), 'prefix') ?? '';
      return to.filter(isDataMap).flatMap((map) =>
        declaredParts(map).map(({ text, at: ofKey }) => ({
          name: `${prefix}${text}`,
          key: text,
          placed: map,
          at: ofKey,
        })),
      );
    });
}

/** Whether the word at an offset of a text is put in by a sign before it, or is a name. */
function mayBeVariable(text: string, offset: number): boolean {
  let start = offset;
  while (start > 0 && /[-.\w]/.test(text.charAt(start - 1))) start--;
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const isSet = /^[-.\w]*\+?=/.test(text.slice(start, start + 256));
  return isSet || /\$[{(]?[#!]?$/.test(text.slice(Math.max(0, start - 3), start)) || /\bname["']?\s*:[^:]*$/.test(line);
}

/** Everywhere a variable of a container is declared or put in: in all variants of its workload, and in the texts that these are made of. */
export function placesOfVariable(
  snapshot: Snapshot,
  { from, container, name }: VariableSubject,
): readonly InnerPlace[] {
  const named = snapshot
    .variantsOf(from)
    .flatMap((variant) => placesInTexts(snapshot, variant))
    .filter(({ of }) => of.name === name);
  const isOwn = ({ of }: InnerPlace<VariablePlace>): boolean => of.role === 'declaration' && of.container === container;
  const declared = new Set(named.filter(isOwn).map(startOf));
  // Containers may share one declaration by an alias.
  const sharing = new Set(named.filter((one) => declared.has(startOf(one))).map(({ of }) => of.container));
  return named.filter(({ of }) => of.container === container || sharing.has(of.container));
}

function startOf({ place }: InnerPlace): string {
  return `${place.file.uri} ${place.span.start}`;
}

/** The variables of a workload, of its tree and of the texts that it is made of, of which the tree has only one where both say the same. */
function placesInTexts(snapshot: Snapshot, workload: Placed<Workload>): readonly InnerPlace<VariablePlace>[] {
  const ofTree = placesInTree(workload, treeOf(workload)).map((of) => ({
    place: placeOf(workload, { path: of.path, within: of.within }),
    of,
  }));
  if (workload.built === undefined) return ofTree;
  const ofTexts = namesInTexts(snapshot, workload, placesInTree);
  return uniqueBy([...ofTree, ...ofTexts], (one) => `${startOf(one)} ${one.of.container}`);
}

/** What a name of a variable under a cursor means: a variable of the container, else the key of a map that the container takes it from. */
interface FoundVariable {
  readonly origin: Span;
  readonly subjects: readonly (VariableSubject | PartSubject)[];
}

/** The variable that is declared or put in at an offset; `undefined` where there is none, or where it comes from elsewhere. */
export function variableAt(snapshot: Snapshot, uri: string, offset: number): FoundVariable | undefined {
  // Each variant of a workload has a tree of its own, and each move of the cursor asks.
  if (!mayBeVariable(snapshot.files.get(uri)?.text ?? '', offset)) return undefined;
  const places = placesIn(snapshot, uri, offset);
  // Where no object has anything, it may be a text that a patch replaces.
  if (places.length > 0 && !places.some(({ path }) => mayHoldVariable(path))) return undefined;
  for (const from of objectsAt(snapshot, uri, offset).filter(isWorkload)) {
    const all = placesInTexts(snapshot, from);
    const found = all.find(({ place }) => place.file.uri === uri && spanTouches(place.span, offset));
    if (found === undefined) continue;
    const { container, name } = found.of;
    const isDeclared = all.some(
      ({ of }) => of.role === 'declaration' && of.name === name && of.container === container,
    );
    const subjects = isDeclared
      ? [{ kind: 'variable', from, container, name } as const]
      : takenBy(snapshot, from, rootOf(from, found.of))
          .filter((one) => one.name === name)
          .map((one): PartSubject => ({ kind: 'dataKey', owner: one.placed, name: one.key, at: one.at }));
    if (subjects.length > 0) return { origin: found.place.span, subjects };
  }
  return undefined;
}

/** The container that a place is in. */
function rootOf({ resource }: Placed<Workload>, { path }: VariablePlace): Path {
  return path.slice(0, resource.template.specAt.path.length + 2);
}

/** Where a variable is declared; several where a container has two of one name. */
export function declarationsOfVariable({ from, container, name }: VariableSubject): readonly Path[] {
  return placesInTree(from, treeOf(from)).flatMap((one) =>
    one.role === 'declaration' && one.name === name && one.container === container ? [one.path] : [],
  );
}

/** Whether a container has a variable of some name, its own or taken. */
export function hasVariable(snapshot: Snapshot, { from, container, name }: VariableSubject): boolean {
  if (declarationsOfVariable({ kind: 'variable', from, container, name }).length > 0) return true;
  return allContainerLists.some((list) => {
    const path = [...from.resource.template.specAt.path, list];
    return itemsIn(nodeIn(from, path)).some(
      (item, index) =>
        textUnder(item, 'name') === container &&
        takenBy(snapshot, from, [...path, index]).some((one) => one.name === name),
    );
  });
}

/** The places where a workload has a key of a map put in as a variable: of what is put in, the key. */
export function usesOfKey(snapshot: Snapshot, placed: Placed, { owner, name }: PartSubject): readonly At[] {
  if (!isDataMap(owner) || !isWorkload(placed)) return [];
  const places = placesInTree(placed, treeOf(placed));
  const own = new Set(places.flatMap((one) => (one.role === 'declaration' ? [`${one.container} ${one.name}`] : [])));
  /** By container, the names under which it takes the key. */
  const taken = new Map<string, ReadonlySet<string>>();
  const takenIn = (root: Path): ReadonlySet<string> =>
    getOrMake(taken, root.join('/'), () => {
      const all = takenBy(snapshot, placed, root).filter((one) => one.placed === owner && one.key === name);
      return new Set(all.map((one) => one.name));
    });
  return places.flatMap((place) => {
    if (place.role !== 'reference' || !place.name.endsWith(name)) return [];
    if (own.has(`${place.container} ${place.name}`) || !takenIn(rootOf(placed, place)).has(place.name)) return [];
    const { end } = place.within;
    return [{ path: place.path, within: spanBetween(end - name.length, end) }];
  });
}
