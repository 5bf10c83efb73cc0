import { refersTo, type ReferenceMark } from './table/fields.ts';
import { customWorkloadKinds, lastingWorkloadKinds } from './workloads.ts';

/** Fields by which objects of kinds that are not judged name others. */
export interface OtherReferences {
  readonly groups: readonly string[];
  readonly kinds: readonly string[];
  /** Keys apart by `/`, one of its own being `\/`; lists are passed over. */
  readonly path: string;
  readonly refersTo: ReferenceMark;
}

/** The rows of some kinds of a group, one for each path. */
export function rows(
  group: string | readonly string[],
  kinds: string | readonly string[],
  paths: string,
  mark: Pick<OtherReferences, 'refersTo'>,
): readonly OtherReferences[] {
  return paths.split(' ').map((path) => ({ groups: [group].flat(), kinds: [kinds].flat(), path, ...mark }));
}

export const service = refersTo('Service');
export const secret = refersTo('Secret');
export const workload = refersTo([...lastingWorkloadKinds, ...customWorkloadKinds]);
