import { kindOf } from '../../kubernetes/resource.ts';
import { displayNameOf } from '../../objects/describe.ts';
import type { Placed } from '../../objects/placed.ts';
import { nameSourceOf } from '../record.ts';
import { reason, type Reason } from './reason.ts';

/**
 * Why two objects that are linked do not belong together in a cluster: they are in different namespaces. Links let a namespace that is
 * not written match any, DNS knows one at a time. `undefined` where they are in one, or a template says in which.
 */
export function whyApart(from: Placed, to: Placed): Reason | undefined {
  const isOpen = from.namespaceOrigin === 'templated' || to.namespaceOrigin === 'templated';
  if (isOpen || from.namespace === to.namespace) return undefined;
  return reason(
    'apart',
    { kind: kindOf(to.resource), object: displayNameOf(to), other: to.namespace },
    nameSourceOf(to),
  );
}
