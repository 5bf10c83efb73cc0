import type { Backend, GatewayRoute, Ingress } from '../kubernetes/routing.ts';
import type { Service, ServicePort } from '../kubernetes/service.ts';
import { isTemplated } from '../yaml/template.ts';
import { type Placed, isService } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import { linksAt } from '../scopes/links.ts';
import { referrers } from './linked.ts';

/** The Services that a backend of a route leads to; none where it dangles. */
export function backendServices(
  snapshot: Questions,
  route: Placed<Ingress | GatewayRoute>,
  backend: Backend,
): readonly Placed<Service>[] {
  const contents = snapshot.contentsOf(route.scope);
  const link = linksAt(contents, route, backend.serviceName.at.path).find(({ kind }) => kind === 'routesTo');
  return (link?.to ?? []).filter(isService);
}

/** The ports of a Service that a backend means by number or name, see `portsCalled`; none where it names none. */
export function portsMeant(service: Service, { portNumber, portName }: Backend): readonly ServicePort[] {
  const written = portNumber?.value ?? portName?.value;
  return written === undefined ? [] : portsCalled(service, written);
}

/**
 * The ports of a Service that have a number or a name, of any protocol; a number that is written as a text is one, too. Source: Kubernetes
 * API networking.k8s.io/v1, ServiceBackendPort.
 */
export function portsCalled({ ports }: Service, written: number | string): readonly ServicePort[] {
  return ports.filter(({ name, port }) => name?.value === written || String(port?.value) === String(written));
}

/** A backend with the route that has it. */
export interface RoutedBackend {
  readonly route: Placed<Ingress | GatewayRoute>;
  readonly backend: Backend;
}

/** The backends of routes that lead to a Service. */
export function backendsTo(snapshot: Questions, service: Placed<Service>): readonly RoutedBackend[] {
  // Only routes have such fields.
  const routes = referrers(snapshot, service, 'routesTo');
  return routes.flatMap((route) =>
    route.resource.backends
      .filter((backend) => backendServices(snapshot, route, backend).includes(service))
      .map((backend) => ({ route, backend })),
  );
}

/**
 * Whether a backend stands for something that is no Service: the AWS load balancer controller reads actions from
 * annotations where the port is called `use-annotation`. What a template leaves open may be anything.
 * Source: AWS Load Balancer Controller documentation, Ingress annotations.
 */
export function isOpenBackend(backend: Backend): boolean {
  const { serviceName, portName, namespace } = backend;
  if (serviceName.value === '' || portName?.value === 'use-annotation') return true;
  return [serviceName.value, portName?.value ?? '', namespace?.value ?? ''].some(isTemplated);
}
