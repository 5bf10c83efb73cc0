import { serviceNameLabel } from '../kubernetes/endpoints.ts';
import type { IPFamily } from '../kubernetes/ip-families.ts';
import { protocolOf, type ServicePort, type Service } from '../kubernetes/service.ts';
import { displayNameOf } from '../objects/describe.ts';
import type { Placed } from '../objects/placed.ts';
import { fields, type YamlFields, type YamlValue } from '../yaml/edit.ts';
import { servicePorts } from './container-ports.ts';

/** The EndpointSlice of a Service, with one address, and the ports that a function gives numbers. */
export function endpointSliceFor(
  service: Placed<Service>,
  family: IPFamily,
  address: YamlValue,
  numberOf: (port: ServicePort) => number | undefined,
): YamlFields {
  const name = displayNameOf(service);
  return fields({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: fields({
      name: `${name}-1`,
      namespace: service.resource.metadata.namespace?.value || undefined,
      labels: fields({ [serviceNameLabel]: name }),
    }),
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
