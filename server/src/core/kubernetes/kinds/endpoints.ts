import { row, inCore } from '../table/row.ts';
import { fieldOf } from '../field.ts';
import { endpointAddress } from '../table/address-rows.ts';
import { list, object, refersTo, text, unread, whole, type ObjectTable } from '../table/fields.ts';
import { kind, metadataOf } from '../table/kind.ts';
import {
  namesOfSeveral,
  hostLabel,
  portLabel,
  portNumber,
  protocol,
  qualifiedName,
  writtenSubdomainName,
  countOf,
} from '../table/values.ts';

const portSource = inCore('validateEndpointPort');

/** What an address stands for; its fields are free. Source: Kubernetes API core/v1, ObjectReference. */
export const objectReference: ObjectTable = object({
  kind: text(),
  namespace: text(),
  name: text(refersTo('Pod')),
  uid: text(),
  apiVersion: text(),
  resourceVersion: text(),
  fieldPath: text(),
});

const addresses = list(
  object(
    {
      ip: text(endpointAddress),
      hostname: text(hostLabel),
      nodeName: unread(text(writtenSubdomainName)),
      targetRef: unread(objectReference),
    },
    inCore('validateEndpointAddress'),
  ),
);

/** Endpoints. Source: Kubernetes API core/v1, Endpoints. */
export const endpointsTable = kind(
  'Endpoints',
  'v1',
  {
    metadata: metadataOf('subdomain', inCore('ValidateEndpointsName'), { name: [refersTo('Service', 'backs')] }),
    subsets: list(
      object(
        {
          addresses,
          notReadyAddresses: addresses,
          ports: list(
            object(
              {
                name: text(portLabel),
                port: whole(portNumber),
                protocol: text(protocol()),
                appProtocol: unread(text(qualifiedName)),
              },
              portSource,
            ),
            namesOfSeveral(portSource),
          ),
        },
        row(
          'missing-field',
          'addresses',
          (subset) => {
            const isEmpty = ['addresses', 'notReadyAddresses'].every((key) => countOf(fieldOf(subset, key)) === 0);
            return isEmpty && { at: { path: [...subset.path, 'addresses'] } };
          },
          inCore('validateEndpointSubsets'),
        ),
      ),
    ),
  },
  { hasNoStatus: true },
);
