import { sourceAt } from '../record.ts';
import {
  protocolOf,
  serviceNatureOf,
  targetPortOf,
  type Service,
  type ServicePort,
  isHeadlessService,
} from '../../kubernetes/service.ts';
import { displayNameOf, type Placed } from '../../objects/placed.ts';
import { backendPortOf } from '../../relations/ports.ts';
import type { Questions } from '../../workspace/questions.ts';
import { isTemplated } from '../../yaml/template.ts';
import { clusterOf } from '../cluster.ts';
import { reason, type Reason } from './reason.ts';
import { whyUnserved } from './why-unmatched.ts';

/**
 * Why a port of a Service has no SRV record of its own; `undefined` where it has, and where a template makes its name. Source: Kubernetes
 * DNS specification 2.3.2, 2.4.2.
 */
export function whyNoSrv(snapshot: Questions, service: Placed<Service>, port: ServicePort): Reason | undefined {
  const nature = serviceNatureOf(service.resource);
  const isNamed = (port.name?.value ?? '') !== '';
  if (nature === 'alias') return isNamed ? reason('aliasPort', {}, placeOf(service, port, 'name')) : undefined;
  const values = { service: displayNameOf(service), port: port.port?.value ?? '' };
  if (!isNamed) return reason('unnamedPort', values, placeOf(service, port, 'port'));
  if (isTemplated(port.name?.value ?? '')) return undefined;
  if (nature !== 'headless') return undefined;
  return whyUnresolved(snapshot, service, port) ?? whyUnserved(snapshot, service, port);
}

/** Why a headless Service has no SRV records at all: neither it nor a slice has ports. `undefined` where a template may make them. */
export function whyNoPorts(snapshot: Questions, service: Placed<Service>): Reason | undefined {
  const { resource, templated } = service;
  if (resource.ports.length > 0 || templated || !isHeadlessService(resource)) return undefined;
  if (
    clusterOf(snapshot)
      .view(service)
      ?.endpoints.some(({ ports }) => ports.length > 0) === true
  )
    return undefined;
  return reason('noPorts', { service: displayNameOf(service) }, sourceAt(service, resource.specAt));
}

/** Why a named targetPort leads nowhere: no Pod that is selected has such a port. Source: k8s.io/endpointslice utils.go, FindPort. */
export function whyUnresolved(snapshot: Questions, service: Placed<Service>, port: ServicePort): Reason | undefined {
  if (backendPortOf(snapshot, service, port).kind !== 'absent') return undefined;
  const values = {
    service: displayNameOf(service),
    port: port.port?.value ?? 0,
    target: targetPortOf(port) ?? '',
    protocol: protocolOf(port),
  };
  return reason('unresolvedPort', values, placeOf(service, port, 'targetPort'));
}

function placeOf(service: Placed<Service>, port: ServicePort, field: 'name' | 'port' | 'targetPort') {
  return sourceAt(service, port[field]?.at ?? port.at);
}
