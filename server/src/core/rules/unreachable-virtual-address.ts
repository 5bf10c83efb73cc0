import { parseIp } from '../names/ip-address.ts';
import { fqdnOf } from '../dns/names.ts';
import type { Field } from '../kubernetes/field.ts';
import type { Service } from '../kubernetes/service.ts';
import { defined } from '../util/collections.ts';
import { displayNameOf, type Placed } from '../objects/placed.ts';
import { isNearby } from '../scopes/near.ts';
import { defineIndex } from '../scopes/object-index.ts';
import type { Questions } from '../workspace/questions.ts';
import { defineRule } from './rule.ts';
import { writtenAddressesOf } from '../kubernetes/endpoints.ts';

export const unreachableVirtualAddress = defineRule({
  code: 'unreachable-virtual-address',
  severity: 'warning',
  needs: 'document',
  appliesTo: ['Endpoints', 'EndpointSlice'],
  summary: 'An address of Endpoints or an EndpointSlice is the cluster IP of a Service.',
  source: 'Kubernetes documentation, Services without selectors; Kubernetes API, EndpointAddress.ip',
  messages: {
    virtual:
      'Address {address} is the cluster IP of Service "{service}", which cannot be an endpoint. kube-proxy does not forward from one cluster IP to another. Use an ExternalName Service with "{name}" instead.',
    relatedAddress: 'Service "{service}" in namespace "{namespace}" has this cluster IP.',
  },
  *check(endpoints, { snapshot }) {
    for (const address of writtenAddressesOf(endpoints.resource)) {
      const key = parseIp(address.value)?.canonical;
      const service = key === undefined ? undefined : serviceAt(snapshot, endpoints, key);
      if (service === undefined) continue;
      const { namespace } = service;
      const name = displayNameOf(service);
      const field = writtenAddresses(service.resource).find(({ value }) => parseIp(value)?.canonical === key);
      const values = {
        address: address.value,
        service: name,
        namespace,
        name: fqdnOf(snapshot, name, namespace),
      };
      yield {
        at: address.at,
        message: 'virtual',
        values,
        related: [{ resource: service, at: field?.at ?? { path: ['spec'] }, message: 'relatedAddress', values }],
      };
    }
  },
});

/** Addresses are those of one cluster, so what is far away in a repository is of another. */
function serviceAt(snapshot: Questions, endpoints: Placed, key: string): Placed<Service> | undefined {
  const services = snapshot.contentsOf(endpoints.scope).index(byClusterIP).get(key).all;
  return services.find((service) => isNearby(endpoints, service));
}

/** Services by their cluster IPs, in canonical form. */
const byClusterIP = defineIndex(['Service'], ({ resource }) =>
  writtenAddresses(resource).flatMap(({ value }) => parseIp(value)?.canonical ?? []),
);

function writtenAddresses({ clusterIP, clusterIPs }: Service): readonly Field<string>[] {
  return defined([clusterIP, ...clusterIPs]);
}
