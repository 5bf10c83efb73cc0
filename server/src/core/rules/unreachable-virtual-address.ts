import { parseIp } from '../dns/addresses.ts';
import { fqdnOf } from '../dns/names.ts';
import type { Endpoints, EndpointSlice } from '../kubernetes/endpoints.ts';
import type { Field } from '../kubernetes/field.ts';
import type { Service } from '../kubernetes/service.ts';
import { defined, groupBy } from '../util/collections.ts';
import { writtenName } from '../objects/describe.ts';
import { isNearby } from '../scopes/near.ts';
import type { Contents } from '../scopes/contents.ts';
import type { Placed } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { defineRule } from './rule.ts';

export const unreachableVirtualAddress = defineRule({
  code: 'unreachable-virtual-address',
  severity: 'warning',
  needs: 'document',
  appliesTo: ['Endpoints', 'EndpointSlice'],
  since: '0.1.0',
  summary: 'An address of Endpoints or an EndpointSlice is the cluster IP of a Service.',
  source: 'Kubernetes documentation, Services without selectors; Kubernetes API, EndpointAddress.ip',
  messages: {
    virtual:
      'Address {address} is the cluster IP of Service "{service}", which no endpoint can be. kube-proxy does not forward from one virtual IP to another. An ExternalName Service that names "{name}" leads there.',
    relatedAddress: 'Service "{service}" in namespace "{namespace}" has this cluster IP.',
  },
  *check(endpoints, { snapshot }) {
    for (const address of addressesOf(endpoints.resource)) {
      const key = parseIp(address.value)?.canonical;
      const service = key === undefined ? undefined : serviceAt(snapshot, endpoints, key);
      if (service === undefined) continue;
      const { namespace } = service.service;
      const name = writtenName(service.service);
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
        related: [{ resource: service.service, at: service.field.at, message: 'relatedAddress', values }],
      };
    }
  },
});

interface ClusterAddress {
  readonly service: Placed<Service>;
  readonly field: Field<string>;
  readonly key: string;
}

function addressesOf(resource: Endpoints | EndpointSlice): readonly Field<string>[] {
  if (resource.kind === 'EndpointSlice') return resource.endpoints.flatMap((endpoint) => endpoint.addresses);
  return resource.subsets.flatMap((subset) =>
    defined([...subset.addresses, ...subset.notReadyAddresses].map((address) => address.ip)),
  );
}

/** Addresses are those of one cluster, so what stands far away in a repository is of another. */
function serviceAt(snapshot: Snapshot, endpoints: Placed, key: string): ClusterAddress | undefined {
  return snapshot
    .contentsOf(endpoints.scope)
    .derive(clusterAddresses)
    .get(key)
    ?.find(({ service }) => isNearby(endpoints, service));
}

function clusterAddresses(contents: Contents): ReadonlyMap<string, readonly ClusterAddress[]> {
  const all = contents.ofKind('Service').flatMap((service): readonly ClusterAddress[] => {
    const fields = defined([service.resource.clusterIP, ...service.resource.clusterIPs]);
    return fields.flatMap((field) => {
      const key = parseIp(field.value)?.canonical;
      return key === undefined ? [] : [{ service, field, key }];
    });
  });
  return groupBy(all, ({ key }) => key);
}
