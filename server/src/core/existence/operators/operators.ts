import { groupOf, isOfOperator, type Unknown } from '../../kubernetes/resource.ts';
import type { CustomWorkload } from '../../kubernetes/kinds/custom-workload.ts';
import { groupBy } from '../../util/collections.ts';
import { isMadeOf } from '../../util/pieces.ts';
import { pairOf, type Contents } from '../../scopes/contents.ts';
import { defineIndex } from '../../scopes/object-index.ts';
import { displayNameOf, isCertain, type Placed } from '../../objects/placed.ts';
import { nodeIn } from '../../objects/places.ts';
import type { Questions } from '../../workspace/questions.ts';
import { databases } from './databases.ts';
import { observability } from './observability.ts';
import type { OperatorKind } from './operator-kind.ts';
import { streaming } from './streaming.ts';
import { otherOperators } from './other-operators.ts';
import { makesNoPods } from './without-pods.ts';
import { hasPairs, textsIn, type StringMap } from '../../kubernetes/field.ts';

/** A custom resource, whether it is read as a workload or not. */
export type Custom = Unknown | CustomWorkload;

/**
 * The custom resources whose operators make the Pods a selector asks for, as far as that is sure: each of its pairs is a
 * label that the operator sets or the resource carries, and one of them has a value that is known.
 */
export function operatorsBehind(snapshot: Questions, from: Placed, selector: StringMap): readonly Placed<Custom>[] {
  if (!selector.known || selector.pairs.size === 0) return [];
  const operated = snapshot.contentsOf(from.scope).index(operatedCustoms).get('');
  return operated.fitting(from).filter((custom) => {
    const kind = operatorKindOf(custom.resource);
    return kind !== undefined && setsLabels(kind, custom, selector);
  });
}

/**
 * Whether an operator's custom resource may make the Pods a selector asks for: besides those that are sure, one in scope that
 * carries all the selector's pairs as labels somewhere inside it, or whose name is a value of the selector, or that is
 * named by one of its pairs.
 */
export function mayComeFromOperator(snapshot: Questions, from: Placed, selector: StringMap): boolean {
  const contents = snapshot.contentsOf(from.scope);
  const pairs = textsIn(selector);
  const makers = contents.index(makersOfPods);
  if (pairs.some(([, value]) => makers.get(value).all.length > 0)) return true;
  if (carriesAll(contents, pairs)) return true;
  return contents
    .index(operatedCustoms)
    .get('')
    .fitting(from)
    .some((custom) => {
      const kind = operatorKindOf(custom.resource);
      return kind !== undefined && pairs.some(([key, value]) => patternsOf(kind, custom, key, value).some(isOwn));
    });
}

/**
 * The custom resource whose operator makes a Service of a name and namespace, in whatever scope; `undefined` where none does.
 * `from` is who refers to it, and may leave the namespace open.
 */
export function operatorOfService(
  snapshot: Questions,
  name: string,
  namespace: string,
  from?: Placed,
): Placed<Custom> | undefined {
  const operated = snapshot.everything.index(operatedCustoms).get('');
  const candidates = from === undefined ? operated.all : operated.fitting(from, namespace);
  return candidates.find((custom) => {
    if (from === undefined && custom.namespace !== namespace) return false;
    const kind = operatorKindOf(custom.resource);
    return kind?.services.some((pattern) => matches(pattern, custom.name, name)) === true;
  });
}

/** Who makes the Services that operators make, by namespace and name, as far as their names are known to the letter. */
export function servicesOfOperators(snapshot: Questions): ReadonlyMap<string, ReadonlyMap<string, Placed<Custom>>> {
  return snapshot.derive(makersByName);
}

function makersByName(snapshot: Questions): ReadonlyMap<string, ReadonlyMap<string, Placed<Custom>>> {
  const groups = groupBy(snapshot.everything.index(operatedCustoms).get('').all, ({ namespace }) => namespace);
  return new Map(
    [...groups].map(([namespace, customs]): [string, ReadonlyMap<string, Placed<Custom>>] => [
      namespace,
      new Map(customs.flatMap((custom) => namesMadeOf(custom).map((name) => [name, custom] as const))),
    ]),
  );
}

function namesMadeOf(custom: Placed<Custom>): readonly string[] {
  const { name } = custom;
  if (name === undefined || custom.templated) return [];
  const patterns = operatorKindOf(custom.resource)?.services ?? [];
  return patterns.filter((one) => !one.includes('*')).map((one) => one.replaceAll('{name}', () => name));
}

/** The custom resources of which an operator makes something. */
const operatedCustoms = defineIndex(['Unknown', 'CustomWorkload'], (custom) => (isOperated(custom) ? [''] : []));

function isOperated(custom: Placed<Custom>): boolean {
  // What has no name is rejected, so nothing is made of it.
  if (displayNameOf(custom) === '' && isCertain(custom)) return false;
  const kind = operatorKindOf(custom.resource);
  if (kind?.connects === undefined) return kind !== undefined;
  return nodeIn(custom, ['spec', kind.connects]) === undefined;
}

/** Custom resources by the pairs of the maps of labels somewhere inside them. */
const carriersByPair = defineIndex(['Unknown'], ({ resource }) =>
  makesNoPods(resource)
    ? []
    : resource.labelSets.flatMap((labels) => [...labels].map(([key, value]) => pairOf(key, value))),
);

/** Custom resources that may make Pods, by their names. */
const makersOfPods = defineIndex(['Unknown'], ({ name = '', resource }) =>
  isOfOperator(resource.apiVersion) && !makesNoPods(resource) ? [name] : [],
);

/** Whether a custom resource carries all of some pairs, in one map somewhere inside it. */
function carriesAll(contents: Contents, pairs: readonly (readonly [string, string])[]): boolean {
  const [first] = pairs;
  if (first === undefined) return false;
  return contents
    .index(carriersByPair)
    .get(pairOf(...first))
    .all.some((custom) => holdsLabels(custom, pairs));
}

function operatorKindOf({ apiVersion, writtenKind }: Custom): OperatorKind | undefined {
  return kindsByGroup.get(groupOf(apiVersion))?.find(({ kinds }) => kinds.includes(writtenKind));
}

const kindsByGroup: ReadonlyMap<string, readonly OperatorKind[]> = groupBy(
  [...databases, ...observability, ...streaming, ...otherOperators],
  ({ group }) => group,
);

function setsLabels(kind: OperatorKind, custom: Placed<Custom>, selector: StringMap): boolean {
  const pairs = textsIn(selector);
  const set = pairs.filter(([key, value]) => patternsOf(kind, custom, key, value).length > 0);
  const rest = pairs.filter((pair) => !set.includes(pair));
  if (rest.length > 0 && !holdsLabels(custom, rest)) return false;
  return rest.length > 0 || set.some(([key, value]) => patternsOf(kind, custom, key, value).some(isTelling));
}

/** The patterns by which an operator sets a label to a value on the Pods of a resource. */
function patternsOf({ labels }: OperatorKind, { name }: Placed, key: string, value: string): readonly string[] {
  return (labels.get(key) ?? []).filter((pattern) => matches(pattern, name, value));
}

/** Whether a pattern tells that the operator sets the value, and not just any. */
function isTelling(pattern: string): boolean {
  return pattern !== '*';
}

/** Whether a pattern tells the Pods of one resource from those of its like. */
function isOwn(pattern: string): boolean {
  return pattern.includes('{name}');
}

/** A name that a template leaves open is any. */
function matches(pattern: string, name: string | undefined, value: string): boolean {
  const pieces = pattern
    .split('*')
    .flatMap((piece) => (name === undefined ? piece.split('{name}') : piece.replaceAll('{name}', () => name)));
  return isMadeOf(value, pieces);
}

function holdsLabels({ resource }: Placed<Custom>, pairs: readonly (readonly [string, string])[]): boolean {
  return resource.labelSets.some((labels) => hasPairs((key) => labels.get(key), pairs));
}
