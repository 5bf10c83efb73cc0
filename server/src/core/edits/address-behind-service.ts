import { put, remove } from '../yaml/edit.ts';
import { readAddress } from '../names/ip-address.ts';
import { addressMeantBy, specialAddressOf } from '../kubernetes/formats.ts';
import { headlessClusterIP, serviceTypeOf, type Service } from '../kubernetes/service.ts';
import { displayNameOf } from '../objects/describe.ts';
import type { WorkspaceEdit } from '../files/workspace-edit.ts';
import { editObject } from '../objects/edit-object.ts';
import type { Placed } from '../objects/placed.ts';
import { addObject } from './add-object.ts';
import { endpointSliceFor } from './endpoint-objects.ts';
import { combineEdits } from './combine.ts';
import type { Remedy } from './remedy.ts';
import { defineMessages } from '../util/format.ts';

/** The words of the move of an address behind a Service. */
export const addressBehindServiceMessages = defineMessages('edits/address-behind-service', {
  fixSlice: 'Make Service "{service}" headless, with {address} in an EndpointSlice',
});

/** The address that an alias leads to; `undefined` where it leads to a name. */
function aliasedAddress({ resource }: Placed<Service>): string | undefined {
  return serviceTypeOf(resource) === 'ExternalName' ? addressMeantBy(resource.externalName?.value ?? '') : undefined;
}

/** The offer to put the address that an alias leads to behind it; `undefined` where it leads to a name, or no slice takes it. */
export function addressRemedy(service: Placed<Service>): Remedy | undefined {
  const address = aliasedAddress(service);
  if (address === undefined || service.document.facts.templated || !isEndpointAddress(address)) return undefined;
  return {
    title: 'fixSlice',
    values: { service: displayNameOf(service), address },
    edit: () => addressBehindServiceEdit(service, address),
  };
}

/** Whether a slice takes an address on every version. Source: kubernetes pkg/apis/discovery/validation, ValidateEndpointSlice. */
function isEndpointAddress(text: string): boolean {
  const address = readAddress(text);
  return address?.spelling === 'usual' && specialAddressOf(address.bytes) === undefined;
}

/**
 * Makes a Service that is an alias for an IP address what it was meant to be: a headless Service without a selector, and
 * behind it an EndpointSlice that holds the address. `undefined` where the text cannot be changed so.
 * Source: Kubernetes documentation, Services without selectors.
 */
function addressBehindServiceEdit(service: Placed<Service>, address: string): WorkspaceEdit | undefined {
  const changed = editObject(service, [
    put(['spec', 'type'], 'ClusterIP'),
    put(['spec', 'clusterIP'], headlessClusterIP, { after: 'type' }),
    remove(['spec', 'externalName']),
    // Without effect on an alias until now.
    remove(['spec', 'selector']),
  ]);
  const family = address.includes(':') ? 'IPv6' : 'IPv4';
  const slice = endpointSliceFor(service, family, address, (port) => port.port?.value);
  const added = addObject(service, slice);
  return combineEdits([changed, added]);
}
