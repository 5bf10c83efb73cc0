import type { Reason } from '../../dns/diagnosis/reason.ts';
import { hostText, placeOfMention, type ReadMention } from '../../hosts/mentions.ts';
import type { Problem } from '../rule.ts';

/** A reason told at the host name that it is of. */
export function problemAtHost(
  read: ReadMention,
  reason: Reason,
): Pick<Problem, 'at' | 'message'> & { values: Reason['values'] } {
  return { at: placeOfMention(read), message: reason.reasonId, values: { ...reason.values, host: hostText(read) } };
}
