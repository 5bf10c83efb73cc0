import { serviceMentionsIn, servicesNamed } from '../../hosts/mentions.ts';
import { readHostName } from '../../names/host-name.ts';
import { kindServedIn } from '../../names/zones.ts';
import {
  defaultProtocol,
  protocolOf,
  type Service,
  type ServicePort,
  isHeadlessService,
} from '../../kubernetes/service.ts';
import { searchedContainersOf, type Container, type Workload } from '../../kubernetes/workloads.ts';
import { isService, isWorkload, type Placed, isRoute, isEndpoints, isOfKind } from '../../objects/placed.ts';
import { ownersOfPortAt, probedContainerAt, wordsOfPortAt } from '../../relations/port-names.ts';
import { backendServices } from '../../relations/backends.ts';
import { backedServices, selectedBy } from '../../relations/linked.ts';
import { policyPodsOf } from '../../relations/pod-selectors.ts';
import { backendPortOf } from '../../relations/ports.ts';
import { minorVersionOf } from '../../settings/settings.ts';
import { isAtOrBelow, isSamePath, type Path } from '../../yaml/path.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { objectTitle } from '../hover/content.ts';
import { detailOf, type Name } from './service-names.ts';
import { isInQuotes } from './written-name.ts';
import type { WritingPlace } from './writing-place.ts';
import { defineMessages, formatMessage } from '../../util/format.ts';

const words = defineMessages('features/completion/port-names', {
  port: '{port} of {service}',
  container: 'container {container} of {workload}',
});

/** The ports that can be in a field that names one; `undefined` where no port is wanted. */
export function portsFor(snapshot: Snapshot, place: WritingPlace): readonly Name[] | undefined {
  const wanted = isInQuotes(place) ? 'names' : wordsOfPortAt(place.placed.resource, place.path);
  // A number in quotes is not a number, and not the name of a port either.
  return portsAt(snapshot, place)?.filter(
    ({ text }) => wanted === 'both' || (wanted === 'numbers') === /^\d+$/.test(text),
  );
}

function portsAt(snapshot: Snapshot, { placed, path }: WritingPlace): readonly Name[] | undefined {
  const last = path.at(-1);
  if (isService(placed) && path[1] === 'ports' && last === 'targetPort') {
    const port = placed.resource.ports.find((one) => isAtOrBelow(path, one.at.path));
    return podPorts(snapshot, placed, selectedBy(snapshot, placed), port && protocolOf(port));
  }
  if (isOfKind(placed, 'NetworkPolicy') && last === 'port') {
    const port = placed.resource.ports.find((one) => isAtOrBelow(path, one.at.path));
    const workloads = port && policyPodsOf(snapshot, placed, port.pods);
    return podPorts(snapshot, placed, workloads ?? [], port && protocolOf(port));
  }
  if (isWorkload(placed)) {
    const container = probedContainerAt(placed, path);
    return container && containerPorts([{ container, workload: placed }], defaultProtocol);
  }
  if (isEndpoints(placed) && path.at(-3) === 'ports' && last === 'name')
    return backedServices(snapshot, placed).flatMap((service) => backendPorts(service, 'name'));
  const owners = ownersOfPortAt(snapshot, placed, path);
  const services = owners.filter(isService);
  if (services.length > 0)
    return (['name', 'number'] as const).flatMap((wanted) => services.flatMap((one) => backendPorts(one, wanted)));
  if (owners.length > 0) return podPorts(snapshot, placed, owners.filter(isWorkload), undefined);
  if (!isRoute(placed)) return placed.resource.kind === 'Unknown' ? portsBeside(snapshot, placed, path) : undefined;
  const isName = last === 'name' && path.at(-2) === 'port';
  const isNumber = (last === 'number' && path.at(-2) === 'port') || last === 'port' || last === 'servicePort';
  const backend = placed.resource.backends.find((one) => isAtOrBelow(path, one.at.path));
  if (!(isName || isNumber) || backend === undefined) return undefined;
  const [service] = backendServices(snapshot, placed, backend);
  return service === undefined ? [] : backendPorts(service, isName ? 'name' : 'number');
}

/** The ports of the Service whose host name is in a key next to it, as in destinations of Istio: `{host: db, port: {number: 5432}}`. */
function portsBeside(snapshot: Snapshot, placed: Placed, path: Path): readonly Name[] | undefined {
  const isInside = path.at(-1) === 'number' && path.at(-2) === 'port';
  if (!isInside && path.at(-1) !== 'port') return undefined;
  const beside = path.slice(0, isInside ? -2 : -1);
  const mentions = serviceMentionsIn(snapshot, placed).filter(({ mention }) =>
    isSamePath(mention.at.path.slice(0, -1), beside),
  );
  const [first] = mentions.flatMap(({ services }) => services);
  return first && backendPorts(first, 'number');
}

/** The ports of the Service whose host name is before a colon. */
export function portsBehindHost(
  snapshot: Snapshot,
  { placed, before, word, gap }: WritingPlace,
): readonly Name[] | undefined {
  const host = /([A-Za-z0-9][A-Za-z0-9_.-]*):$/.exec(before)?.[1];
  if (host === undefined || gap !== '' || !/^\d*$/.test(word)) return undefined;
  const service = serviceNamed(snapshot, placed, host);
  // In a URL nothing but a port, or a password, is there.
  if (service === undefined) return /\/\/[^\s/]*$/.test(before) ? [] : undefined;
  return service.resource.ports.flatMap((port): readonly Name[] => {
    const number = dialled(snapshot, service, port);
    if (number === undefined) return [];
    return [{ text: String(number), kind: 'port', detail: portOf(service, port.name?.value) }];
  });
}

/** The port that clients of a Service use: nothing translates those of a headless one. */
function dialled(snapshot: Snapshot, service: Placed<Service>, port: ServicePort): number | undefined {
  if (!isHeadlessService(service.resource)) return port.port?.value;
  const found = backendPortOf(snapshot, service, port);
  return found.kind === 'agreed' ? found.number : port.port?.value;
}

function serviceNamed(snapshot: Snapshot, from: Placed, host: string): Placed<Service> | undefined {
  const names = readHostName(host.toLowerCase()).filter(
    ({ below, zone }) => below?.kind !== 'port' && kindServedIn(zone, snapshot.settings) !== undefined,
  );
  const mention = { evidence: 'port', isOwn: false } as const;
  return names.flatMap((name) => servicesNamed(snapshot, { from, mention }, name))[0];
}

/** The ports of all containers that Services may lead to. */
function podPorts(
  snapshot: Snapshot,
  from: Placed,
  workloads: readonly Placed<Workload>[],
  protocol = defaultProtocol,
): readonly Name[] {
  const minor = minorVersionOf(snapshot.settingsOf(from.document.file));
  const containers = workloads.flatMap((workload) =>
    searchedContainersOf(workload.resource.template, minor).map((container) => ({ container, workload })),
  );
  return containerPorts(containers, protocol);
}

/** A container with what makes the Pods that have it. */
interface ContainerOf {
  readonly container: Container;
  readonly workload: Placed<Workload>;
}

/** Names first, then numbers. */
function containerPorts(containers: readonly ContainerOf[], protocol: string): readonly Name[] {
  const ports = containers.flatMap(({ container, workload }) =>
    container.ports
      .filter((port) => protocolOf(port) === protocol)
      .map((port) => ({
        port,
        of: formatMessage(words.container, {
          container: container.name?.value ?? '',
          workload: objectTitle(workload),
        }),
      })),
  );
  const names = ports.flatMap(({ port: { name, containerPort }, of }): readonly Name[] =>
    name === undefined ? [] : [{ text: name.value, kind: 'port', detail: `${containerPort?.value ?? ''}, ${of}` }],
  );
  const numbers = ports.flatMap(({ port: { name, containerPort }, of }): readonly Name[] => {
    if (containerPort === undefined) return [];
    const named = name === undefined ? '' : `${name.value}, `;
    return [{ text: String(containerPort.value), kind: 'port', detail: `${named}${of}` }];
  });
  return [...names, ...numbers];
}

function backendPorts(service: Placed<Service>, wanted: 'name' | 'number'): readonly Name[] {
  return service.resource.ports.flatMap(({ name, port }): readonly Name[] => {
    const [text, other] = wanted === 'name' ? [name?.value, port?.value] : [port?.value, name?.value];
    if (text === undefined) return [];
    return [{ text: String(text), kind: 'port', detail: portOf(service, other) }];
  });
}

function portOf(service: Placed<Service>, port: string | number | undefined): string {
  return port === undefined ? detailOf(service) : formatMessage(words.port, { port, service: detailOf(service) });
}
