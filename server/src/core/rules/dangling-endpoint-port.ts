import { reasonMessages } from '../dns/diagnosis/reasons.ts';
import { unmatchedPorts, whyIdle } from '../dns/diagnosis/why-unmatched.ts';
import type { AnyEndpoints, EndpointPort } from '../kubernetes/endpoints.ts';
import { protocolOf, type ServicePort, isHeadlessService } from '../kubernetes/service.ts';
import { backedServices } from '../relations/linked.ts';
import type { Placed } from '../objects/placed.ts';
import { defineRule, type Fix, put, remove, suggest, type YamlChange } from './rule.ts';
import { onlyOne } from '../util/collections.ts';

export const danglingEndpointPort = defineRule({
  code: 'dangling-endpoint-port',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['Endpoints', 'EndpointSlice'],
  summary: 'A port of Endpoints or an EndpointSlice has a name that its Service does not use.',
  source: 'Kubernetes API, EndpointPort.name; kubernetes pkg/proxy/endpointschangetracker.go',
  messages: {
    idlePortName: reasonMessages.idlePortName,
    idlePortUnnamed: reasonMessages.idlePortUnnamed,
    idlePortProtocol: reasonMessages.idlePortProtocol,
    idlePortOfHeadless: reasonMessages.idlePortOfHeadless,
    relatedPort: 'The port of Service "{service}" that matches no endpoint port.',
    fixName: 'Name the port "{target}"',
    fixNoName: 'Remove the name of the port',
    fixProtocol: 'Change protocol to {protocol}',
  },
  *check(endpoints, { snapshot }) {
    const service = onlyOne(backedServices(snapshot, endpoints));
    if (service === undefined) return;
    const isHeadless = isHeadlessService(service.resource);
    for (const list of unmatchedPorts(endpoints, service)) {
      const { idle, unserved } = list;
      const [first] = unserved;
      for (const port of idle) {
        const reason = whyIdle(endpoints, service, port, list);
        if (reason?.place === undefined || first === undefined) continue;
        // Endpoints with several ports name each, which is another rule's to say.
        if (isOneOfUnnamed(endpoints.resource, port)) continue;
        const { reasonId, values, place } = reason;
        yield {
          at: place.at,
          message: reasonId,
          values,
          severity: isHeadless ? 'information' : 'warning',
          related: [{ resource: service, at: (first.name ?? first.port ?? first).at, message: 'relatedPort', values }],
          fixes: unserved.length === 1 && idle.length === 1 ? fixesFor(endpoints, port, first) : [],
        };
      }
    }
  },
});

function isOneOfUnnamed(resource: AnyEndpoints, port: EndpointPort): boolean {
  if (resource.kind !== 'Endpoints' || port.name?.value) return false;
  return resource.subsets.some(({ ports }) => ports.length > 1 && ports.includes(port));
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
