import { servicesOfOperators, type Custom } from '../existence/operators/operators.ts';
import type { Placed } from '../objects/placed.ts';
import { isNearby } from '../scopes/near.ts';
import { SimilarNames, areNumbered } from '../util/similar-names.ts';
import type { Questions } from '../workspace/questions.ts';

/** A Service that the operator of a custom resource makes. */
export interface MadeService {
  readonly name: string;
  readonly custom: Placed<Custom>;
}

/**
 * Of the Services that operators make in a namespace, near who asks, the one that a name was probably meant for, which no Service has; none
 * of those with a number, of which no one is meant more than another.
 */
export function madeServiceLike(
  snapshot: Questions,
  name: string,
  namespace: string,
  from: Placed | undefined,
): MadeService | undefined {
  const near = snapshot
    .derive(namesMade)
    .get(namespace)
    ?.near(name)
    .find((one) => !areNumbered(name, one) && !/-\d+$/.test(one));
  const custom = near === undefined ? undefined : servicesOfOperators(snapshot).get(namespace)?.get(near);
  if (near === undefined || custom === undefined) return undefined;
  return from === undefined || isNearby(from, custom) ? { name: near, custom } : undefined;
}

function namesMade(snapshot: Questions): ReadonlyMap<string, SimilarNames> {
  const made = [...servicesOfOperators(snapshot)];
  return new Map(made.map(([namespace, makers]) => [namespace, new SimilarNames(makers.keys())]));
}
