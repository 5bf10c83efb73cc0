import { sourceAt } from '../record.ts';
import { portListsOf, type AnyEndpoints, type EndpointPort } from '../../kubernetes/endpoints.ts';
import { hasSelector, protocolOf, serviceNatureOf, type Service, type ServicePort } from '../../kubernetes/service.ts';
import { displayNameOf, isCertain, type Placed } from '../../objects/placed.ts';
import { servedKey } from '../../relations/ports.ts';
import { defineMessages, enumerated, formatMessage } from '../../util/format.ts';
import type { Questions } from '../../workspace/questions.ts';
import type { At } from '../../yaml/path.ts';
import { anyEndpointsOf } from '../behind-service.ts';
import { reason, type Reason } from './reason.ts';
import type { ReasonId } from './reasons.ts';
import { whyUnread } from './why-unread.ts';

/** What does not match between one list of ports of Endpoints or a slice and their Service. */
interface UnmatchedPorts {
  /** Ports of the list that the Service does not have. */
  readonly idle: readonly EndpointPort[];
  /** Ports of the Service that the list does not have. */
  readonly unserved: readonly ServicePort[];
}

/** What does not match in each list of ports: of a slice the only one, of Endpoints that of each subset. */
export function unmatchedPorts(
  { resource }: Placed<AnyEndpoints>,
  service: Placed<Service>,
): readonly UnmatchedPorts[] {
  const wanted = service.resource.ports;
  const keys = new Set(wanted.map(servedKey));
  return portListsOf(resource).map((ports) => {
    const served = new Set(ports.map(servedKey));
    return {
      idle: ports.filter((one) => !keys.has(servedKey(one))),
      unserved: wanted.filter((port) => !served.has(servedKey(port))),
    };
  });
}

/**
 * Why a port of Endpoints or a slice serves nothing: the Service has none of its name and protocol, and lacks others. `undefined` where
 * the Service lacks none, and of an alias. `list` is the one that the port is in. Source: Kubernetes API, EndpointPort.name; kubernetes
 * pkg/proxy/endpointschangetracker.go.
 */
export function whyIdle(
  endpoints: Placed<AnyEndpoints>,
  service: Placed<Service>,
  port: EndpointPort,
  list = unmatchedPorts(endpoints, service).find(({ idle }) => idle.includes(port)),
): Reason | undefined {
  const nature = serviceNatureOf(service.resource);
  if (list === undefined || list.unserved.length === 0) return undefined;
  if (nature !== 'virtualIp' && nature !== 'headless') return undefined;
  const name = port.name?.value ?? '';
  const namesake = list.unserved.find((one) => (one.name?.value ?? '') === name);
  const values = {
    service: displayNameOf(service),
    name,
    other: protocolOf(port),
    ports: enumerated(list.unserved, portText),
  };
  const place = sourceAt(endpoints, placeOf(port, namesake));
  return reason(nature === 'headless' ? 'idlePortOfHeadless' : idOf(name, namesake), values, place);
}

/** Why nothing that is listed by hand behind a Service answers at one of its ports; `undefined` where something does, or nothing is listed. */
export function whyUnserved(snapshot: Questions, service: Placed<Service>, port: ServicePort): Reason | undefined {
  if (hasSelector(service.resource)) return undefined;
  const read = anyEndpointsOf(snapshot, service).filter((one) => whyUnread(one, service) === undefined);
  const lists = read.flatMap((one) => unmatchedPorts(one, service));
  if (!read.every(isCertain) || lists.length === 0 || !lists.every(({ unserved }) => unserved.includes(port)))
    return undefined;
  const values = { service: displayNameOf(service), port: portText(port) };
  return reason('unservedPort', values, sourceAt(service, (port.name ?? port.port ?? port).at));
}

function idOf(name: string, namesake: ServicePort | undefined): ReasonId {
  if (namesake !== undefined) return 'idlePortProtocol';
  return name === '' ? 'idlePortUnnamed' : 'idlePortName';
}

function placeOf(port: EndpointPort, namesake: ServicePort | undefined): At {
  if (namesake !== undefined) return port.protocol?.at ?? { path: [...port.at.path, 'protocol'] };
  return port.name?.at ?? { ...port.at, part: 'key' };
}

const words = defineMessages('dns/diagnosis/why-unmatched', {
  namedPort: 'port "{name}" ({number})',
  unnamedPort: 'unnamed port {number}',
});

function portText(port: ServicePort): string {
  const number = `${port.port?.value ?? '?'}/${protocolOf(port)}`;
  return formatMessage(port.name?.value ? words.namedPort : words.unnamedPort, {
    name: port.name?.value ?? '',
    number,
  });
}
