import { endpointSliceTable } from '../kubernetes/kinds/endpoint-slice.ts';
import { endpointsTable } from '../kubernetes/kinds/endpoints.ts';
import { writtenTypeOf } from '../kubernetes/table/kind.ts';
import {
  hasSelector,
  serviceNatureOf,
  targetPortOf,
  type Service,
  type ServicePort,
  isHeadlessService,
  type IPFamily,
} from '../kubernetes/service.ts';
import { formatMessage, defineMessages } from '../util/format.ts';
import { displayNameOf, type Placed } from '../objects/placed.ts';
import type { WorkspaceEdit } from '../files/file.ts';
import { existenceOf } from '../existence/existence.ts';
import type { Questions } from '../workspace/questions.ts';
import { addObjects, isRejected, metadataBeside } from './add-object.ts';
import { endpointPorts, endpointSliceFor } from './endpoint-objects.ts';
import { combineEdits, type Remedy, fields, type YamlFields, type YamlValue } from './changes.ts';
import { endpointsDeprecatedSince } from '../kubernetes/versions.ts';

/** The words of the creation of endpoints. */
export const createEndpointsMessages = defineMessages('edits/create-endpoints', {
  createEndpointSlice: 'Create EndpointSlice for Service "{service}"',
  createEndpoints: 'Create Endpoints for Service "{service}" (deprecated since Kubernetes {version})',
  comment: 'replace with the address to reach',
  noteAddress: 'Replace the placeholder address {address} with the addresses that Service "{service}" is to reach.',
});

/**
 * The offers to create what a Service without a selector lacks: an EndpointSlice, or Endpoints. None for a Service that has
 * some, that has a selector, that is an alias, or whose ports would be rejected; and none before the workspace is known.
 */
export function endpointsRemedies(snapshot: Questions, service: Placed<Service>): readonly Remedy[] {
  if (!snapshot.complete || !lacksEndpoints(snapshot, service)) return [];
  const values = { service: displayNameOf(service), version: `1.${endpointsDeprecatedSince}` };
  const kinds = [
    { title: 'createEndpointSlice', object: endpointSliceOf(snapshot, service), table: endpointSliceTable },
    { title: 'createEndpoints', object: endpointsOf(service), table: endpointsTable },
  ];
  return kinds
    .filter(({ object, table }) => !isRejected(snapshot, service, object, table))
    .map(({ title, object }) => ({ title, values, edit: () => added(service, object) }));
}

/** Whether a Service waits for endpoints that somebody has to write. */
export function lacksEndpoints(snapshot: Questions, service: Placed<Service>): boolean {
  const nature = serviceNatureOf(service.resource);
  if (service.document.facts.templated || service.name === undefined || hasSelector(service.resource)) return false;
  if (nature !== 'headless' && nature !== 'virtualIp') return false;
  const { kind } = existenceOf(snapshot, { kind: 'endpoints', of: service });
  return kind === 'absent' || kind === 'maybe';
}

/**
 * An EndpointSlice for a Service, with the Service's ports and an address of the documentation range to be replaced.
 * Source: Kubernetes documentation, Services without selectors; RFC 5737, RFC 3849.
 */
export function endpointSliceOf(snapshot: Questions, service: Placed<Service>): YamlFields {
  const { family, address } = basicsOf(service);
  return endpointSliceFor(snapshot, service, family, toBeReplaced(address), numberFor(service.resource));
}

/** Endpoints of a Service, as `endpointSliceOf` makes a slice. They have the Service's very name. */
function endpointsOf(service: Placed<Service>): YamlFields {
  const { resource } = service;
  const { name, address } = basicsOf(service);
  return fields({
    ...writtenTypeOf(endpointsTable),
    metadata: metadataBeside(service, name, fields({})),
    subsets: [
      fields({
        addresses: [fields({ ip: toBeReplaced(address) })],
        ports: endpointPorts(resource, numberFor(resource)),
      }),
    ],
  });
}

/** Adds endpoints behind a Service. */
function added(service: Placed<Service>, object: YamlFields): WorkspaceEdit | undefined {
  const edit = addObjects(service, [object]);
  const { name, address } = basicsOf(service);
  const note = formatMessage(createEndpointsMessages.noteAddress, { address, service: name });
  return combineEdits([edit], note);
}

function basicsOf(service: Placed<Service>): {
  readonly name: string;
  readonly family: IPFamily;
  readonly address: string;
} {
  const isIPv6 = service.resource.ipFamilies[0]?.value === 'IPv6';
  return {
    name: displayNameOf(service),
    family: isIPv6 ? 'IPv6' : 'IPv4',
    address: isIPv6 ? '2001:db8::1' : '192.0.2.1',
  };
}

/**
 * The number that endpoints have for a port of a Service: that of targetPort. Nothing rewrites the port of a headless Service, so there
 * it is that of `port`. No Pod is known that a named targetPort could be looked up in, so it is the Service's own number.
 */
function numberFor(service: Service): (port: ServicePort) => number | undefined {
  const isHeadless = isHeadlessService(service);
  return (port) => {
    const target = isHeadless ? undefined : targetPortOf(port);
    return typeof target === 'number' ? target : port.port?.value;
  };
}

function toBeReplaced(address: string): YamlValue {
  return { kind: 'commented', value: address, comment: formatMessage(createEndpointsMessages.comment) };
}
