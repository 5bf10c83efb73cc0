import { keyAt } from '../../yaml/path.ts';
import { headlessLabel, type AnyEndpoints, type EndpointSlice } from '../../kubernetes/endpoints.ts';
import { hasSelector, type Service, hasVirtualIp, isAliasService } from '../../kubernetes/service.ts';
import { displayNameOf, pairsText, type Placed, isOfKind } from '../../objects/placed.ts';
import {
  mirroringObstacle,
  takingLabel,
  isRejectedAddress,
  isRejectedHostname,
  type ManualAddress,
} from '../from-addresses.ts';
import { nameSourceOf, sourceAt } from '../record.ts';
import { reason, type Reason } from './reason.ts';
import { whyApart } from './why-unnamed.ts';
import { minorVersionOf } from '../../settings/settings.ts';
import type { Questions } from '../../workspace/questions.ts';
import { isTemplated } from '../../yaml/template.ts';

/**
 * Why the addresses of Endpoints or a slice do not count although the Service that they name is there. Source: kubernetes
 * pkg/controller/endpoint, syncService; pkg/controller/endpointslicemirroring; CoreDNS plugin/kubernetes findServices.
 */
export function whyUnread(endpoints: Placed<AnyEndpoints>, service: Placed<Service>): Reason | undefined {
  const values = {
    service: displayNameOf(service),
    endpoints: displayNameOf(endpoints),
    selector: pairsText(service.resource.selector),
  };
  if (isAliasService(service.resource)) return reason('endpointsOfAlias', values, nameSourceOf(service));
  const apart = whyApart(endpoints, service);
  if (isOfKind(endpoints, 'EndpointSlice')) return whyTaken(endpoints, service) ?? apart;
  if (hasSelector(service.resource)) return reason('endpointsIgnored', values, nameSourceOf(endpoints));
  const obstacle = mirroringObstacle(endpoints.resource);
  if (obstacle === undefined) return apart;
  const place = sourceAt(endpoints, keyAt(obstacle.at.path));
  return reason('endpointsNotMirrored', { ...values, label: obstacle.key }, place);
}

/** Why a slice does not stay as people write it, beside its Service if there is one: a controller takes it for its own. */
export function whyTaken(slice: Placed<EndpointSlice>, service: Placed<Service> | undefined): Reason | undefined {
  const taking = takingLabel(slice.resource, service?.resource);
  if (taking === undefined) return undefined;
  const values = {
    endpoints: displayNameOf(slice),
    service: service === undefined ? '' : displayNameOf(service),
    controller: taking.label.value,
  };
  const id = taking.controller === 'mirroring' ? 'sliceMirrored' : 'sliceManaged';
  return reason(id, values, sourceAt(slice, taking.label.at));
}

/**
 * Why kube-proxy passes a slice over though its Service has a cluster IP: it has the label of slices of headless Services. DNS does not
 * look at that. Source: Kubernetes API core/v1, IsHeadlessService; kubernetes pkg/proxy/config.
 */
export function whyHidden(endpoints: Placed<AnyEndpoints>, service: Placed<Service>): Reason | undefined {
  const { resource } = endpoints;
  const label = resource.kind === 'EndpointSlice' ? resource.metadata.labels.pairs.get(headlessLabel) : undefined;
  if (label === undefined || !hasVirtualIp(service.resource)) return undefined;
  return reason('sliceHidden', { service: displayNameOf(service) }, sourceAt(endpoints, label.at));
}

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
  const place = sourceAt(endpoints, { path });
  if (readiness === 'notReady') return reason('addressNotReady', values, place);
  const minor = minorVersionOf(snapshot.settingsOf(endpoints.document.file));
  const isRejected = isRejectedAddress(endpoints.resource, written, minor) || isRejectedHostname(hostname?.value ?? '');
  return isRejected && !isTemplated(written) ? reason('addressRejected', values, place) : undefined;
}
