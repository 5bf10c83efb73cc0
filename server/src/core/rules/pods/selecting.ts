import type { Reason } from '../../dns/diagnosis/reason.ts';
import type { Service } from '../../kubernetes/service.ts';
import { displayNameOf, type Placed } from '../../objects/placed.ts';
import { defineMessages } from '../../util/format.ts';
import { relatedByName, relatedService, type RelatedPlace } from '../rule.ts';

/** The words of the place beside a name that no Service has, for the messages of a rule. */
export const selectingMessages = defineMessages('rules/pods/selecting', {
  relatedSelecting: 'Headless Service "{near}" selects these Pods.',
});

/** The Service that is meant where Pods name one that is not there: the one of the reason, else one that selects them under another name. */
export function relatedToName(reason: Reason, selecting: Placed<Service> | undefined): readonly RelatedPlace[] {
  if (reason.place !== undefined || selecting === undefined) return relatedService(reason);
  return [relatedByName(selecting, { near: displayNameOf(selecting) }, 'relatedSelecting')];
}
