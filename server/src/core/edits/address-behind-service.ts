import { fields } from '../yaml/edit.ts';
import { serviceNameLabel } from '../kubernetes/endpoints.ts';
import { headlessClusterIP, protocolOf, type Service } from '../kubernetes/service.ts';
import { writtenName } from '../workspace/describe.ts';
import { editResource, type WorkspaceEdit } from '../workspace/edit.ts';
import type { Placed } from '../workspace/snapshot.ts';
import { addObject } from './add-object.ts';

/**
 * Makes a Service that is an alias for an IP address what it was meant to be: a headless Service without a selector, and
 * behind it an EndpointSlice that holds the address. `undefined` where the text cannot be changed so.
 * Source: Kubernetes documentation, Services without selectors.
 */
export function putAddressBehindService(service: Placed<Service>, address: string): WorkspaceEdit | undefined {
  const { resource } = service;
  const name = writtenName(service);
  const changed = editResource(service, [
    { kind: 'put', path: ['spec', 'type'], value: 'ClusterIP' },
    { kind: 'put', path: ['spec', 'clusterIP'], value: headlessClusterIP, after: 'type' },
    { kind: 'remove', path: ['spec', 'externalName'] },
    // Without effect on an alias until now.
    { kind: 'remove', path: ['spec', 'selector'] },
  ]);
  const ports = resource.ports.flatMap((port) => {
    if (port.port === undefined) return [];
    const protocol = protocolOf(port);
    return [
      fields({
        name: port.name?.value || undefined,
        port: port.port.value,
        protocol: protocol === 'TCP' ? undefined : protocol,
      }),
    ];
  });
  const added = addObject(
    service,
    fields({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: fields({
        name: `${name}-1`,
        namespace: resource.metadata.namespace?.value || undefined,
        labels: fields({ [serviceNameLabel]: name }),
      }),
      addressType: address.includes(':') ? 'IPv6' : 'IPv4',
      ports: ports.length === 0 ? undefined : ports,
      endpoints: [fields({ addresses: [address] })],
    }),
  );
  if (changed === undefined || added === undefined) return undefined;
  return { files: [{ file: changed.file, edits: [...changed.edits, ...added.edits] }] };
}
