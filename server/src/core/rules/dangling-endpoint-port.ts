import { suggest } from '../edits/change-resource.ts';
import type { EndpointPort, Endpoints, EndpointSlice } from '../kubernetes/endpoints.ts';
import { protocolOf, serviceNatureOf, type Service, type ServicePort } from '../kubernetes/service.ts';
import { displayNameOf } from '../objects/describe.ts';
import { backedServices } from '../relations/linked.ts';
import { servesPort } from '../relations/ports.ts';
import type { Placed } from '../objects/placed.ts';
import { put, remove, type YamlChange } from '../yaml/edit.ts';
import type { At } from '../yaml/path.ts';
import { defineRule, type Fix } from './rule.ts';
import { defineMessages, formatMessage } from '../util/format.ts';

export const danglingEndpointPort = defineRule({
  code: 'dangling-endpoint-port',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['Endpoints', 'EndpointSlice'],
  summary: 'A port of Endpoints or an EndpointSlice has a name that its Service does not use.',
  source: 'Kubernetes API, EndpointPort.name; kubernetes pkg/proxy/endpointschangetracker.go',
  messages: {
    name: 'Service "{service}" has no port "{name}"; it needs {ports}. Ports of a Service and of its endpoints are matched by name, whatever their numbers, so connections to the Service are refused.',
    unnamed:
      'This port has no name, and Service "{service}" needs {ports}. Ports of a Service and of its endpoints are matched by name, whatever their numbers, so connections to the Service are refused.',
    protocol:
      'This port is {other}, and Service "{service}" needs {ports}. Ports of a Service and of its endpoints are matched by name and protocol, so connections to the Service are refused.',
    headless:
      'No name here matches headless Service "{service}", which needs {ports}. Clients still reach the addresses, but the SRV records of the Service are missing.',
    relatedPort: 'The port of Service "{service}" that matches no endpoint port.',
    fixName: 'Name the port "{target}"',
    fixNoName: 'Remove the name of the port',
    fixProtocol: 'Change protocol to {protocol}',
  },
  *check(endpoints, { snapshot }) {
    const services = backedServices(snapshot, endpoints);
    const [service] = services;
    if (service === undefined || services.length > 1 || !isJudged(service)) return;
    for (const ports of portListsOf(endpoints.resource)) {
      const { ports: wanted } = service.resource;
      const unserved = wanted.filter((port) => !ports.some((one) => servesPort(one, port)));
      const idle = ports.filter((one) => !wanted.some((port) => servesPort(one, port)));
      const [first] = unserved;
      if (first === undefined) continue;
      for (const port of idle) {
        const name = port.name?.value ?? '';
        // Endpoints with several ports name each, which is another rule's to say.
        if (name === '' && ports.length > 1 && endpoints.resource.kind === 'Endpoints') continue;
        const namesake = unserved.find((one) => (one.name?.value ?? '') === name);
        const isHeadless = serviceNatureOf(service.resource) === 'headless';
        const values = {
          service: displayNameOf(service),
          name,
          other: protocolOf(port),
          ports: unserved.map(portText).join(', '),
        };
        yield {
          at: placeOf(port, namesake),
          message: isHeadless ? 'headless' : namesake !== undefined ? 'protocol' : name === '' ? 'unnamed' : 'name',
          values,
          severity: isHeadless ? 'information' : 'warning',
          related: [{ resource: service, at: (first.name ?? first.port ?? first).at, message: 'relatedPort', values }],
          fixes: unserved.length === 1 && idle.length === 1 ? fixesFor(endpoints, port, first) : [],
        };
      }
    }
  },
});

/** An alias has no endpoints, and a template may say more. */
function isJudged({ document, resource }: Placed<Service>): boolean {
  const nature = serviceNatureOf(resource);
  return (nature === 'virtualIp' || nature === 'headless') && document.forOthers.certain;
}

function portListsOf(resource: Endpoints | EndpointSlice): readonly (readonly EndpointPort[])[] {
  return resource.kind === 'Endpoints' ? resource.subsets.map((subset) => subset.ports) : [resource.ports];
}

const words = defineMessages('rules/dangling-endpoint-port', {
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

function placeOf(port: EndpointPort, namesake: ServicePort | undefined): At {
  if (namesake !== undefined) return port.protocol?.at ?? { path: [...port.at.path, 'protocol'] };
  return port.name?.at ?? { ...port.at, part: 'key' };
}

/** Where one port is left on either side, they are the same. */
function fixesFor(endpoints: Placed, port: EndpointPort, meant: ServicePort): readonly Fix[] {
  const protocol = protocolOf(meant);
  const target = meant.name?.value ?? '';
  const isOtherProtocol = protocolOf(port) !== protocol;
  // Where both differ they may well be two ports.
  if (isOtherProtocol && (port.name?.value ?? '') !== target) return [];
  const fix = (title: string, change: YamlChange): Fix =>
    suggest({ title, values: { target, protocol } }, endpoints, change);
  if (isOtherProtocol) return [fix('fixProtocol', put([...port.at.path, 'protocol'], protocol))];
  const path = [...port.at.path, 'name'];
  if (target === '') return [fix('fixNoName', remove(path))];
  return [fix('fixName', put(path, target, { place: 'start' }))];
}
