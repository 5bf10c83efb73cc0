import { readAddress } from '../names/ip-address.ts';
import { addressMeantBy } from '../kubernetes/formats.ts';
import { sliceAddressFault } from '../kubernetes/rejected-addresses.ts';
import { serviceTypeOf, type Service, ipFamilyOf, type IPFamily } from '../kubernetes/service.ts';
import { displayNameOf, type Placed } from '../objects/placed.ts';
import type { WorkspaceEdit } from '../files/file.ts';
import { editObject } from '../objects/edit-object.ts';
import { minorVersionOf } from '../settings/settings.ts';
import type { Questions } from '../workspace/questions.ts';
import { addObjects } from './add-object.ts';
import { endpointSliceFor } from './endpoint-objects.ts';
import { combineEdits, type Remedy, remove } from './changes.ts';
import { withoutRejected } from './headless/rejected-fields.ts';
import { addressChanges } from './headless/to-headless.ts';
import { defineMessages } from '../util/format.ts';

/** The words of the move of an address behind a Service. */
export const addressBehindServiceMessages = defineMessages('edits/address-behind-service', {
  fixSlice: 'Make Service "{service}" headless, with {address} in an EndpointSlice',
});

/** The address that an alias points to; `undefined` where it points to a name. */
function aliasedAddress({ resource }: Placed<Service>): string | undefined {
  return serviceTypeOf(resource) === 'ExternalName' ? addressMeantBy(resource.externalName?.value ?? '') : undefined;
}

/** The offer to put the address that an alias points to behind it; `undefined` where it points to a name, or no slice takes it. */
export function addressRemedy(snapshot: Questions, service: Placed<Service>): Remedy | undefined {
  const address = aliasedAddress(service);
  const written = address === undefined ? undefined : readAddress(address);
  if (address === undefined || written?.spelling !== 'usual' || service.document.facts.templated) return undefined;
  const family = ipFamilyOf(written.family);
  const minor = minorVersionOf(snapshot.settingsOf(service.document.file));
  if (sliceAddressFault(written.canonical, family, minor) !== undefined) return undefined;
  return {
    title: 'fixSlice',
    values: { service: displayNameOf(service), address },
    edit: () => addressBehindServiceEdit(snapshot, service, family, written.canonical),
  };
}

/**
 * Makes a Service that is an alias for an IP address what it was meant to be: a headless Service without a selector, and
 * behind it an EndpointSlice that holds the address. `undefined` where the text cannot be changed so.
 * Source: Kubernetes documentation, Services without selectors.
 */
function addressBehindServiceEdit(
  snapshot: Questions,
  service: Placed<Service>,
  family: IPFamily,
  address: string,
): WorkspaceEdit | undefined {
  const changed = editObject(service, [
    ...addressChanges(service),
    remove(['spec', 'externalName']),
    // Without effect on an alias until now.
    remove(['spec', 'selector']),
    ...withoutRejected(snapshot, service, 'headless'),
  ]);
  const slice = endpointSliceFor(snapshot, service, family, address, (port) => port.port?.value);
  return combineEdits([changed && addObjects(service, [slice], changed)]);
}
