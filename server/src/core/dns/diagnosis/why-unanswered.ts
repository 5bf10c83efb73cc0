import type { AnyEndpoints } from '../../kubernetes/endpoints.ts';
import type { Service } from '../../kubernetes/service.ts';
import { displayNameOf, type Placed } from '../../objects/placed.ts';
import { minorVersionOf } from '../../settings/settings.ts';
import type { Questions } from '../../workspace/questions.ts';
import { isTemplated } from '../../yaml/template.ts';
import { isRejectedAddress, isRejectedHostname, type ManualAddress } from '../from-addresses.ts';
import { reason, type Reason } from './reason.ts';
import { whyUnread } from './why-unread.ts';

/**
 * Why DNS does not answer with an address of Endpoints or a slice whose Service is there. `undefined` where nothing tells, which is not
 * to say that it answers: the address may be behind too many.
 */
export function whyUnanswered(
  snapshot: Questions,
  endpoints: Placed<AnyEndpoints>,
  service: Placed<Service>,
  { written, path, hostname, readiness }: ManualAddress,
): Reason | undefined {
  const unread = whyUnread(endpoints, service);
  if (unread !== undefined) return unread;
  const values = { address: written, endpoints: displayNameOf(endpoints) };
  const place = { resource: endpoints, at: { path } };
  if (readiness === 'notReady') return reason('addressNotReady', values, place);
  const minor = minorVersionOf(snapshot.settingsOf(endpoints.document.file));
  const isRejected = isRejectedAddress(endpoints.resource, written, minor) || isRejectedHostname(hostname?.value ?? '');
  return isRejected && !isTemplated(written) ? reason('addressRejected', values, place) : undefined;
}
