import type { Placed } from '../../objects/placed.ts';
import type { At } from '../../yaml/path.ts';
import type { Reason } from '../../dns/diagnosis/reason.ts';
import { hostText, placeOfMention, type ReadMention } from '../../hosts/mentions.ts';
import { type Fix, type Problem, replaceStretch } from '../rule.ts';
import { changeHost, type HostChange } from '../../edits/change-host.ts';
import type { HostName } from '../../names/host-name.ts';
import { defineMessages } from '../../util/format.ts';

/** A reason told at the host name that it is of. */
export function problemAtHost(
  read: ReadMention,
  reason: Reason,
): Pick<Problem, 'at' | 'message'> & { values: Reason['values'] } {
  return { at: placeOfMention(read), message: reason.reasonId, values: { ...reason.values, host: hostText(read) } };
}

/** The title of fixes that change a host name, for the messages of a rule. */
export const hostFixMessages = defineMessages('rules/hosts/fix', { fixName: 'Change to "{fixed}"' });

/** The fix that makes a host another name; none where it cannot be made without losing what somebody wrote. */
export function hostFix(read: ReadMention, name: HostName, wanted: HostName): readonly Fix[] {
  return fixOf(changeHost(read, name, wanted));
}

/** The fix that puts a text in the place of a stretch of a string, under the title of those that change a host to `fixed`. */
export function nameFix(fixed: string, from: Placed, at: At, newText = fixed): Fix {
  return { title: 'fixName', values: { fixed }, edit: () => replaceStretch(from, at, newText) };
}

/** A change of a host as a fix. */
export function fixOf(change: HostChange | undefined): readonly Fix[] {
  if (change === undefined) return [];
  return [{ title: 'fixName', values: { fixed: change.text }, edit: () => change.edit() }];
}
