import { formatMessage } from '../../util/format.ts';
import type { RecordSource } from '../record.ts';
import { reasonMessages, type ReasonId } from './reasons.ts';

/** Why a name does not resolve, or why that is not known: data that `reasons.ts` puts into words where it is shown. */
export interface Reason {
  readonly reasonId: ReasonId;
  /** What is in the named places of the message. */
  readonly values: Readonly<Record<string, string | number>>;
  /** The place that makes the difference; absent where no manifest has one. */
  readonly place: RecordSource | undefined;
}

/** A record that a reader would expect, but that will not exist, or not everywhere. */
export interface MissingRecord extends Reason {
  /** The name, with its final dot; of several alike the first. */
  readonly name: string;
  readonly place: RecordSource;
}

/** Puts a reason together. */
export function reason(reasonId: ReasonId, values: Reason['values'] = {}, place?: RecordSource): Reason {
  return { reasonId, values, place };
}

/** Whether there is a reason, and it is one of these. */
export function hasId<I extends ReasonId>(
  one: Reason | undefined,
  ids: readonly I[],
): one is Reason & { readonly reasonId: I } {
  return one !== undefined && ids.some((id) => id === one.reasonId);
}

/** Reasons that name a Service which is called alike: one of a manifest, or one that an operator makes. */
export const alikeIds = ['serviceAlike', 'madeAlike'] as const;

/** A reason for people. */
export function reasonText({ reasonId, values }: Reason): string {
  return formatMessage(reasonMessages[reasonId], values);
}
