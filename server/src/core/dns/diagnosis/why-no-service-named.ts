import { existenceOf, isMissing } from '../../existence/existence.ts';
import type { Service } from '../../kubernetes/service.ts';
import { displayNameOf } from '../../objects/describe.ts';
import type { Placed } from '../../objects/placed.ts';
import { findNearService, type NamingPlace } from '../../relations/near-misses.ts';
import type { Questions } from '../../workspace/questions.ts';
import { nameSourceOf } from '../record.ts';
import { reason, type Reason } from './reasons.ts';

/** What is wrong with a field that names a Service that does not exist. */
export const danglingIds = ['noService', 'serviceAlike', 'serviceInOther'] as const;

/**
 * Why the Service that a field of an object names does not exist, and which one that `fits` accepts may be meant; its place is that
 * Service's. `undefined` where there is one, or may be.
 */
export function whyNoServiceNamed(
  snapshot: Questions,
  from: Placed,
  field: NamingPlace,
  fits?: (service: Service) => boolean,
): Reason | undefined {
  const { name } = field;
  if (!isMissing(existenceOf(snapshot, { kind: 'Service', name }, from))) return undefined;
  const values = { service: name, namespace: from.namespace };
  const near = findNearService(snapshot, from, field, fits);
  if (near === undefined) return reason('noService', values);
  const place = nameSourceOf(near.service);
  return near.differs === 'name'
    ? reason('serviceAlike', { ...values, near: displayNameOf(near.service) }, place)
    : reason('serviceInOther', { ...values, other: near.service.namespace }, place);
}
