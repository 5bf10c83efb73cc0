import { isMissing } from '../../existence/existence.ts';
import type { More } from '../../existence/gaps.ts';
import { isCertain } from '../../objects/placed.ts';
import type { Questions } from '../../workspace/questions.ts';
import { reason, type Reason } from './reason.ts';
import type { ReasonId } from './reasons.ts';

/** What reasons take for complete: were there more of it than is known, they could be untrue. */
const restsOn: Readonly<Partial<Record<ReasonId, More>>> = {
  renamed: 'services',
  belowAlias: 'podNames',
  governingVirtualIp: 'podNames',
  notGoverning: 'podNames',
  noServiceName: 'podNames',
  podOnlyBelow: 'podNames',
  behindNone: 'services',
  behindService: 'services',
  noReplicas: 'podsOfSets',
  noSuchPod: 'podsOfSets',
  noSuchPodScaled: 'podsOfSets',
  noSuchPodOfOne: 'podsOfSets',
  podUnnamed: 'endpoints',
  podsUnnamed: 'endpoints',
  notSubdomain: 'endpoints',
  subdomainWithoutHostname: 'endpoints',
  noSuchEndpoint: 'endpoints',
  nothingCalledSo: 'endpoints',
  noEndpointNames: 'endpoints',
  noSuchPort: 'namedPorts',
  noPortNames: 'namedPorts',
  noPorts: 'namedPorts',
  unservedPort: 'namedPorts',
  unresolvedPort: 'containerPorts',
};

/**
 * Whether a reason may be untrue, as what it rests on may be where it could not be read: the object that makes the difference is half
 * written or a template, or more of its like may be in such a text. Rules are silent then, and everybody else says so (`notAllRead`).
 */
export function isDoubtful(snapshot: Questions, { reasonId, place }: Reason): boolean {
  const more = restsOn[reasonId];
  if (more === undefined || place === undefined) return false;
  const { resource } = place;
  return !isCertain(resource) || !isMissing(snapshot, { kind: 'more', of: more, from: resource });
}

/** Reasons, and behind them that they may be untrue where one of them may. */
export function withDoubt(snapshot: Questions, reasons: readonly Reason[]): readonly Reason[] {
  return reasons.some((one) => isDoubtful(snapshot, one)) ? [...reasons, reason('notAllRead')] : reasons;
}
