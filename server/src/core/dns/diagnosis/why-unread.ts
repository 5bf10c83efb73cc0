import type { Endpoints, EndpointSlice } from '../../kubernetes/endpoints.ts';
import { hasSelector, serviceNatureOf, type Service } from '../../kubernetes/service.ts';
import { displayNameOf, pairsText } from '../../objects/describe.ts';
import type { Placed } from '../../objects/placed.ts';
import { mirroringObstacle } from '../from-addresses.ts';
import { nameSourceOf } from '../record.ts';
import { reason, type Reason } from './reasons.ts';
import { whyApart } from './why-apart.ts';

/**
 * Why the addresses of Endpoints or a slice do not count although the Service that they name is there. Source: kubernetes
 * pkg/controller/endpoint, syncService; pkg/controller/endpointslicemirroring; CoreDNS plugin/kubernetes findServices.
 */
export function whyUnread(endpoints: Placed<Endpoints | EndpointSlice>, service: Placed<Service>): Reason | undefined {
  const values = {
    service: displayNameOf(service),
    endpoints: displayNameOf(endpoints),
    selector: pairsText(service.resource.selector),
  };
  const { resource } = endpoints;
  if (serviceNatureOf(service.resource) === 'alias') return reason('endpointsOfAlias', values, nameSourceOf(service));
  const apart = whyApart(endpoints, service);
  if (resource.kind !== 'Endpoints') return apart;
  if (hasSelector(service.resource)) return reason('endpointsIgnored', values, nameSourceOf(endpoints));
  const obstacle = mirroringObstacle(resource);
  if (obstacle === undefined) return apart;
  const place = { resource: endpoints, at: { path: obstacle.at.path, part: 'key' } as const };
  return reason('endpointsNotMirrored', { ...values, label: obstacle.key }, place);
}
