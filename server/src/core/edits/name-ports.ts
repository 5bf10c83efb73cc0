import { isDns1123Label } from '../util/dns-label.ts';
import type { EndpointPort } from '../kubernetes/endpoints.ts';
import { protocolOf, targetPortOf, type Service, type ServicePort } from '../kubernetes/service.ts';
import { defined } from '../util/collections.ts';
import type { WorkspaceEdit } from '../files/file.ts';
import { editObject } from '../objects/edit-object.ts';
import { referrers, selectedBy } from '../relations/linked.ts';
import { declaredNames, endpointPortsOf } from '../relations/ports.ts';
import type { Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import { combineEdits, type Remedy, put, type YamlChange } from './changes.ts';
import { defineMessages } from '../util/format.ts';

/** The words of naming ports. */
export const namePortsMessages = defineMessages('edits/name-ports', {
  namePort: 'Name the port "{name}"',
  nameAll: 'Name all ports of Service "{service}"',
});

/** A port and the name it is to have. */
interface PortName {
  readonly port: ServicePort;
  readonly name: string;
}

/** The offers to name the ports of a Service that have no name: each, and all at once where there are several. */
export function portNameRemedies(snapshot: Questions, service: Placed<Service>): readonly Remedy[] {
  if (service.document.facts.templated || service.name === undefined) return [];
  const names = namesForPorts(snapshot, service);
  const single = names.map((one): Remedy => ({
    title: 'namePort',
    values: { name: one.name },
    edit: () => namePortsEdit(snapshot, service, [one]),
  }));
  if (names.length < 2) return single;
  const all: Remedy = {
    title: 'nameAll',
    values: { service: service.name },
    edit: () => namePortsEdit(snapshot, service, names),
  };
  return [all, ...single];
}

/**
 * Names for the ports of a Service that have none: the name its endpoints or containers have for the port, else protocol
 * and number. All names are labels, and none is there twice; a port for which no free name is known is left out.
 * Source: kubernetes pkg/apis/core/validation/validation.go, validateServicePort.
 */
export function namesForPorts(snapshot: Questions, service: Placed<Service>): readonly PortName[] {
  const { ports } = service.resource;
  const taken = new Set(defined(ports.map((port) => port.name?.value)));
  return ports.flatMap((port): readonly PortName[] => {
    if (port.name?.value || port.port === undefined) return [];
    const candidates = [...knownNames(snapshot, service, port), `${protocolOf(port).toLowerCase()}-${port.port.value}`];
    const name = candidates.find((candidate) => isDns1123Label(candidate) && !taken.has(candidate));
    if (name === undefined) return [];
    taken.add(name);
    return [{ port, name }];
  });
}

/**
 * Names ports of a Service, and the ports of its hand-made endpoints with them, as both have to have one name.
 * Source: Kubernetes API, EndpointPort.name.
 */
export function namePortsEdit(
  snapshot: Questions,
  service: Placed<Service>,
  names: readonly PortName[],
): WorkspaceEdit | undefined {
  const own = names.map(({ port, name }): YamlChange => nameChange(port.at.path, name));
  const partners = referrers(snapshot, service, 'backs').map((endpoints) => {
    const changes = names.flatMap(({ port, name }): readonly YamlChange[] =>
      unnamedPortsOf(endpoints, port).map((one) => nameChange(one.at.path, name)),
    );
    return { endpoints, changes };
  });
  return combineEdits([
    editObject(service, own),
    ...partners
      .filter(({ changes }) => changes.length > 0)
      .map(({ endpoints, changes }) => editObject(endpoints, changes)),
  ]);
}

function nameChange(path: readonly (string | number)[], name: string): YamlChange {
  return put([...path, 'name'], name, { place: 'start' });
}

/** The unnamed port of each list that an unnamed Service port targets; where a list has several, it is not known which. */
function unnamedPortsOf(endpoints: Placed, port: ServicePort): readonly EndpointPort[] {
  const unnamed = endpointPortsOf(endpoints).filter((one) => !one.name?.value && protocolOf(one) === protocolOf(port));
  const lists = new Set(unnamed.map((one) => JSON.stringify(one.at.path.slice(0, -1))));
  return lists.size === unnamed.length ? unnamed : [];
}

/** What others call the port already: hand-made endpoints, a named targetPort, the container ports of that number. */
function knownNames(snapshot: Questions, service: Placed<Service>, port: ServicePort): readonly string[] {
  const target = targetPortOf(port);
  const fromEndpoints = referrers(snapshot, service, 'backs')
    .flatMap(endpointPortsOf)
    .filter((one) => one.port?.value === target && protocolOf(one) === protocolOf(port))
    .map((one) => one.name?.value);
  if (typeof target === 'string') return defined([...fromEndpoints, target]);
  const fromPods = selectedBy(snapshot, service).flatMap(({ resource: { template } }) =>
    target === undefined ? [] : declaredNames(template, target, protocolOf(port)),
  );
  return defined([...fromEndpoints, ...fromPods]);
}
