import { metadataBeside } from './add-object.ts';
import { endpointSliceTable } from '../kubernetes/kinds/endpoint-slice.ts';
import { writtenTypeOf } from '../kubernetes/table/kind.ts';
import { serviceNameLabel } from '../kubernetes/endpoints.ts';
import { protocolOf, type ServicePort, type Service, type IPFamily } from '../kubernetes/service.ts';
import { finalName } from '../objects/affixes.ts';
import { displayNameOf, isDump, type Placed } from '../objects/placed.ts';
import { defineMessages, formatMessage, quotedList, type Message } from '../util/format.ts';
import type { Questions } from '../workspace/questions.ts';
import { noteOf, fields, type YamlFields, type YamlValue } from './changes.ts';
import { servicePorts } from './container-ports.ts';

const notes = defineMessages('edits/endpoint-objects', {
  noteEndpoints: 'Delete Endpoints {names}: Kubernetes overwrites them with the addresses of the Pods.',
  noteSlices: 'Delete EndpointSlice {names} unless you want to keep its addresses alongside those of the Pods.',
});

/**
 * What becomes of endpoints made by hand once a Service selects Pods: Endpoints of its name are the controller's then, slices stay. `undefined` where
 * there are none; those that a cluster printed are made by a controller. Source: Kubernetes documentation, Service, Services without selectors.
 */
export function handMadeNote(objects: readonly Placed[]): string | undefined {
  const namesOf = (kind: string): readonly string[] =>
    objects.filter((one) => one.resource.kind === kind && !isDump(one)).map(displayNameOf);
  const sentence = (message: Message, names: readonly string[]): readonly string[] =>
    names.length === 0 ? [] : [formatMessage(message, { names: quotedList(names) })];
  return noteOf([
    ...sentence(notes.noteEndpoints, namesOf('Endpoints')),
    ...sentence(notes.noteSlices, namesOf('EndpointSlice')),
  ]);
}

/**
 * Names for new slices beside an object, as its own text has to write them: the first of `NAME-1`, `NAME-2`, … that no slice of its namespace
 * has, which would be overwritten.
 */
export function freeSliceNames(snapshot: Questions, beside: Placed, count: number): readonly string[] {
  const slices = snapshot.contentsOf(beside.scope);
  const base = beside.writtenName ?? displayNameOf(beside);
  const names: string[] = [];
  for (let number = 1; names.length < count; number++) {
    const name = `${base}-${number}`;
    // A kustomization will rename the new one like the object.
    if (slices.named('EndpointSlice', finalName(beside, name)).fitting(beside).length === 0) names.push(name);
  }
  return names;
}

/** The EndpointSlice of a Service, with one address, and the ports that a function gives numbers. */
export function endpointSliceFor(
  snapshot: Questions,
  service: Placed<Service>,
  family: IPFamily,
  address: YamlValue,
  numberOf: (port: ServicePort) => number | undefined,
): YamlFields {
  const [name = ''] = freeSliceNames(snapshot, service, 1);
  return fields({
    ...writtenTypeOf(endpointSliceTable),
    metadata: metadataBeside(service, name, fields({ [serviceNameLabel]: displayNameOf(service) })),
    addressType: family,
    ports: endpointPorts(service.resource, numberOf),
    endpoints: [fields({ addresses: [address] })],
  });
}

/** The ports of a Service as its endpoints have them: names equal, and the numbers that a function gives; those without one are left out. */
export function endpointPorts(
  service: Service,
  numberOf: (port: ServicePort) => number | undefined,
): YamlValue | undefined {
  return servicePorts(
    service.ports.flatMap((port) => {
      const number = numberOf(port);
      return number === undefined ? [] : [{ name: port.name?.value || undefined, number, protocol: protocolOf(port) }];
    }),
  );
}
