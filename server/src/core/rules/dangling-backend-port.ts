import { gatewayRouteKinds } from '../kubernetes/kinds/gateway-route.ts';
import { protocolOfRoute, type Backend, type GatewayRoute, type Ingress } from '../kubernetes/routing.ts';
import { kindOf } from '../kubernetes/resource.ts';
import {
  portText,
  protocolOf,
  targetPortOf,
  type Service,
  type ServicePort,
  isAliasService,
} from '../kubernetes/service.ts';
import { backendServices, isOpenBackend, portsMeant } from '../relations/backends.ts';
import { onlyOne } from '../util/collections.ts';
import { displayNameOf, isWorkload, type Placed } from '../objects/placed.ts';
import { backendPortOf, declaredNames, areKnownPorts, type PortSource } from '../relations/ports.ts';
import { nodeIn } from '../objects/places.ts';
import { isNearby } from '../scopes/near.ts';
import type { Questions } from '../workspace/questions.ts';
import { entryOf } from '../yaml/node.ts';
import { enumerated } from '../util/format.ts';
import { defineRule, type Fix, put, remove, suggest, type YamlChange } from './rule.ts';

export const danglingBackendPort = defineRule({
  code: 'dangling-backend-port',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['Ingress', ...gatewayRouteKinds],
  summary: 'A backend of an Ingress or Gateway API route names a port that its Service does not have.',
  source: 'Kubernetes API networking.k8s.io/v1, ServiceBackendPort; Gateway API, BackendObjectReference.port',
  messages: {
    absent:
      'Service "{service}" has no port {value}; it has {ports}. A backend names a port of the Service, not of its Pods. Requests to this backend fail, usually with status 503.',
    podPort:
      'Service "{service}" has no port {value}. Its Pods have that port, and the Service exposes it as {target}. A backend names a port of the Service. Requests to this backend fail, usually with status 503.',
    otherProtocol:
      'Port {value} of Service "{service}" is {other}, and this {kind} needs {protocol}. Requests to this backend fail.',
    missing:
      'This backend has no port. A Gateway API route needs the port of the Service; the API server rejects the {kind} without it.',
    relatedPorts: 'The ports of Service "{service}": {ports}.',
    fixPort: 'Change the port to {target}',
    fixMissing: 'Add port {target}',
  },
  *check(route, { snapshot }) {
    for (const backend of route.resource.backends) {
      const services = backendServices(snapshot, route, backend);
      const [service] = services;
      const written = backend.portNumber ?? backend.portName;
      const protocol = protocolOfRoute(route.resource);
      if (isPortMissing(route, backend)) {
        const fixes = fixesForMissing(route, backend, onlyOne(services), protocol);
        const { at } = backend.serviceName;
        yield { at, message: 'missing', values: { kind: kindOf(route.resource) }, severity: 'error', fixes };
      }
      if (service === undefined || written === undefined || isOpenBackend(backend)) continue;
      const named = services.flatMap(({ resource }) => portsMeant(resource, backend));
      if (!services.every((one) => isJudged(route, one)) || named.some((port) => protocolOf(port) === protocol))
        continue;
      const [other] = named;
      const isMeant = services.length === 1 && other === undefined;
      const meant = isMeant ? meantPort(snapshot, service, { written: written.value, protocol }) : undefined;
      const values = {
        service: displayNameOf(service),
        value: typeof written.value === 'string' ? `"${written.value}"` : written.value,
        ports: enumerated(service.resource.ports, portText),
        target: meant === undefined ? '' : portText(meant.port),
        ...{ kind: kindOf(route.resource), protocol, other: other === undefined ? '' : protocolOf(other) },
      };
      yield {
        at: written.at,
        message: other !== undefined ? 'otherProtocol' : meant?.how === 'podPort' ? 'podPort' : 'absent',
        values,
        related: services.map((one) => ({
          resource: one,
          at: { path: ['spec', 'ports'] },
          message: 'relatedPorts',
          values: { service: displayNameOf(one), ports: enumerated(one.resource.ports, portText) },
        })),
        fixes: meant === undefined ? [] : fixesFor(route, backend, meant.port),
      };
    }
  },
});

/** Whether a backend of the Gateway API names no port. Source: Gateway API, BackendObjectReference, "Must have port for Service reference". */
function isPortMissing(route: Placed<Ingress | GatewayRoute>, backend: Backend): boolean {
  if (route.resource.kind === 'Ingress' || isOpenBackend(backend)) return false;
  return entryOf(nodeIn(route, backend.at.path), 'port') === undefined;
}

/** The port of the Service, where it has one of the protocol. */
function fixesForMissing(
  route: Placed,
  { at }: Backend,
  service: Placed<Service> | undefined,
  protocol: string,
): readonly Fix[] {
  const port = onlyOne(service?.resource.ports.filter((one) => protocolOf(one) === protocol) ?? []);
  const target = port?.port?.value;
  if (target === undefined) return [];
  return [suggest({ title: 'fixMissing', values: { target } }, route, put([...at.path, 'port'], target))];
}

/** An alias has no ports of its own, and one that does not say which it has is still being written, or rejected. */
function isJudged(route: Placed, service: Placed<Service>): boolean {
  const { resource } = service;
  if (isAliasService(resource) || !isSurelyMeant(route, service)) return false;
  return areKnownPorts(resource);
}

/** Whether a Service is near, or both say that they are of one namespace: one of that name far away may be of another example. */
function isSurelyMeant(route: Placed, service: Placed): boolean {
  return isNearby(route, service) || (service.namespaceOrigin === 'written' && service.namespace === route.namespace);
}

interface MeantPort {
  readonly port: ServicePort;
  /** The Service port whose Pod port was written, or the only one there is. */
  readonly how: 'podPort' | 'only';
}

function meantPort(
  snapshot: Questions,
  service: Placed<Service>,
  { written, protocol }: { readonly written: number | string; readonly protocol: string },
): MeantPort | undefined {
  const ports = service.resource.ports.filter((port) => protocolOf(port) === protocol);
  const leading = ports.filter((port) => {
    if (targetPortOf(port) === written) return true;
    const backend = backendPortOf(snapshot, service, port);
    if (backend.kind !== 'agreed') return false;
    return backend.number === written || backend.sources.some((source) => isCalled(source, port, written));
  });
  const [port] = leading;
  if (port !== undefined) return { port, how: 'podPort' };
  const only = onlyOne(ports);
  return only && { port: only, how: 'only' };
}

/** Whether the Pods behind a Service port have a name for its number. */
function isCalled({ resource, number }: PortSource, port: ServicePort, name: number | string): boolean {
  if (!isWorkload(resource)) return false;
  return declaredNames(resource.resource.template, number, protocolOf(port)).some((one) => one === name);
}

/** The reference keeps its form, number or name, where the port has both. */
function fixesFor(route: Placed, { portNumber, portName }: Backend, port: ServicePort): readonly Fix[] {
  const number = port.port?.value;
  const name = port.name?.value || undefined;
  const fix = (target: number | string, changes: readonly YamlChange[]): readonly Fix[] => [
    suggest({ title: 'fixPort', values: { target } }, route, ...changes),
  ];
  if (portNumber !== undefined) {
    return number === undefined ? [] : fix(number, [put(portNumber.at.path, number)]);
  }
  if (portName === undefined) return [];
  const path = portName.at.path;
  // A reference by name takes 15 characters at most. Source: kubernetes pkg/apis/networking/validation, IsValidPortName.
  if (name !== undefined && name.length <= 15) return fix(`"${name}"`, [put(path, name)]);
  if (number === undefined) return [];
  if (path.at(-1) !== 'name') return fix(number, [put(path, number)]);
  const parent = path.slice(0, -1);
  return fix(number, [put([...parent, 'number'], number, { after: 'name' }), remove(path)]);
}
