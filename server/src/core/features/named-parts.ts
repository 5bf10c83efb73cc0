import {
  declaredParts,
  hostsAt,
  namedPartsAt,
  ruleHost,
  sendersTo,
  subsetsOfRollout,
  type NamedPart,
} from '../hosts/object-parts.ts';
import { kindOf } from '../kubernetes/resource.ts';
import type { Placed } from '../objects/placed.ts';
import { treeOf, nodeIn } from '../objects/places.ts';
import { scalarText, type YamlNode } from '../yaml/node.ts';
import { isSamePath, type At, type Path } from '../yaml/path.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { PlaceAtCursor } from './at-cursor.ts';

/** A key of a ConfigMap or Secret, a listener of a Gateway or a subset of a DestinationRule, by its name. */
export interface PartSubject {
  readonly kind: 'dataKey' | 'listener' | 'subset';
  readonly owner: Placed;
  readonly name: string;
  readonly at: At;
}

/** The parts that a place declares or names; none where it is anything else. */
export function partsAt(
  snapshot: Snapshot,
  { placed, path, part }: Pick<PlaceAtCursor, 'placed' | 'path' | 'part'>,
): readonly PartSubject[] {
  const declared = declaredParts(placed).filter(
    ({ at, what }) => isSamePath(at.path, path) && part === (at.part ?? 'value') && what !== 'listenerPort',
  );
  return declared.length > 0 || part === 'key' ? declared.flatMap(subjectOf) : partsNamed(snapshot, placed, path);
}

/** The parts that a field names. */
function partsNamed(snapshot: Snapshot, placed: Placed, path: Path): readonly PartSubject[] {
  const written = scalarText(nodeIn(placed, path));
  return (namedPartsAt(snapshot, placed, path) ?? []).filter(({ text }) => text === written).flatMap(subjectOf);
}

function subjectOf({ placed, text, at, what }: NamedPart): readonly PartSubject[] {
  return what === 'listenerPort' ? [] : [{ kind: what === 'key' ? 'dataKey' : what, owner: placed, name: text, at }];
}

/** The fields that name a part of an object. */
export function fieldsNamingPart(snapshot: Snapshot, { owner, name }: PartSubject): readonly PlacedAt[] {
  // Subsets are also named by those who send to the same Service.
  const services = kindOf(owner.resource) === 'DestinationRule' ? hostsAt(snapshot, owner, ruleHost) : [];
  const users = new Set([
    ...snapshot.links.to(owner).map(({ from }) => from),
    ...services.flatMap((service) => sendersTo(snapshot, service).map(({ from }) => from)),
  ]);
  return [...users].flatMap((placed) =>
    pathsEndingIn(treeOf(placed), partFields, [])
      .filter((path) => partsNamed(snapshot, placed, path).some((part) => part.owner === owner && part.name === name))
      .map((path) => ({ placed, at: { path } })),
  );
}

/** A place of an object. */
interface PlacedAt {
  readonly placed: Placed;
  readonly at: At;
}

const partFields = ['key', 'subPath', 'sectionName', 'subset', ...subsetsOfRollout];

/** Where a tree has strings under some keys. */
function pathsEndingIn(node: YamlNode | undefined, keys: readonly string[], path: Path): readonly Path[] {
  if (node?.kind === 'sequence')
    return node.items.flatMap((item, index) => pathsEndingIn(item, keys, [...path, index]));
  if (node?.kind !== 'map') return [];
  return node.entries.flatMap(({ key, value }) =>
    value.kind === 'scalar' ? (keys.includes(key) ? [[...path, key]] : []) : pathsEndingIn(value, keys, [...path, key]),
  );
}
