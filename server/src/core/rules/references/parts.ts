import { isMissing } from '../../existence/existence.ts';
import { kindOf } from '../../kubernetes/resource.ts';
import { nodeIn } from '../../objects/places.ts';
import { displayNameOf, isCertain, isRoute, type Placed } from '../../objects/placed.ts';
import { isDestination, namedPartsAt } from '../../hosts/object-parts.ts';
import { isNearby } from '../../scopes/near.ts';
import { onlyOne, uniqueBy } from '../../util/collections.ts';
import { enumerated, quotedList } from '../../util/format.ts';
import { meantAmong, misspeltAmong } from '../../util/similar-names.ts';
import type { Questions } from '../../workspace/questions.ts';
import { isNullOrAbsent, scalarText } from '../../yaml/node.ts';
import type { Path } from '../../yaml/path.ts';
import { isTemplated } from '../../yaml/template.ts';
import { type Problem, put, relatedByName, suggest } from '../rule.ts';

/** The words about parts of objects, for the messages of the rule. */
export const partMessages = {
  subset: '{object} has no subset "{name}"; it has {names}. Istio has no endpoints for it, so requests to it fail.',
  listener: '{object} has no listener "{name}"; it has {names}. So this {kind} is attached to none of them.',
  listenerPort:
    '{object} has no listener on port {port}; it has {numbers}. So this {kind} is attached to none of them.',
  relatedOwner: '{object}.',
  fixPart: 'Change to "{near}"',
} as const;

/**
 * Parts of other objects that an object names and these do not have: subsets of a DestinationRule, and listeners of a Gateway. Sources: Istio
 * API networking/v1, Destination.subset; Gateway API v1, ParentReference.sectionName, ParentReference.port.
 */
export function* partProblems(snapshot: Questions, from: Placed): Generator<Problem> {
  if (from.resource.kind !== 'Unknown' && !isRoute(from)) return;
  const named = from.resource.references.map(({ name }) => name.at.path);
  // A host may be the whole name of a Service.
  const dialled = from.resource.mentions.map(({ at }) => at.path);
  for (const path of uniqueBy([...named, ...dialled].flatMap(partsBeside), (one) => one.join('/'))) {
    const problem = partProblem(snapshot, from, path);
    if (problem !== undefined) yield problem;
  }
}

/** Where a reference at a path says beside it which part it means. */
function partsBeside(path: Path): readonly Path[] {
  const holder = path.slice(0, -1);
  if (path.at(-1) === 'host' && isDestination(path.at(-2))) return [[...holder, 'subset']];
  if (path.at(-1) !== 'name' || path.at(-3) !== 'parentRefs') return [];
  return [
    [...holder, 'sectionName'],
    [...holder, 'port'],
  ];
}

function partProblem(snapshot: Questions, from: Placed, path: Path): Problem | undefined {
  const node = nodeIn(from, path);
  const part = scalarText(node);
  // What is null or empty is not set.
  if (isNullOrAbsent(node) || part === undefined || part === '' || isTemplated(part)) return undefined;
  const parts = namedPartsAt(snapshot, from, path) ?? [];
  const owner = onlyOne([...new Set(parts.map(({ placed }) => placed))]);
  if (
    owner === undefined ||
    !isCertain(owner) ||
    !isNearby(from, owner) ||
    parts.some(({ text }) => text === part || isTemplated(text))
  )
    return undefined;
  if (!isMissing(snapshot, { kind: 'more', of: 'parts', from })) return undefined;
  const texts = [...new Set(parts.map(({ text }) => text))];
  const what = parts[0]?.what;
  const near =
    what === 'subset'
      ? misspeltAmong(part, texts, (one) => one)
      : what === 'listener'
        ? meantAmong(part, texts, (one) => one)
        : onlyOne(texts);
  const values = {
    kind: kindOf(from.resource),
    object: `${kindOf(owner.resource)} "${displayNameOf(owner)}"`,
    name: part,
    port: part,
    names: quotedList(texts),
    numbers: enumerated(texts, (one) => one),
    near: near ?? '',
  };
  const written = what === 'listenerPort' ? Number(near) : near;
  return {
    at: { path },
    message: what === 'subset' || what === 'listenerPort' ? what : 'listener',
    values,
    related: [relatedByName(owner, values, 'relatedOwner')],
    fixes:
      written === undefined || near === undefined
        ? []
        : [suggest({ title: 'fixPart', values }, from, put(path, written))],
  };
}
