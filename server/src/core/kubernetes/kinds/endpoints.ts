import {
  countOf,
  endpointAddress,
  fieldOf,
  hostLabel,
  inCore,
  kind,
  list,
  metadataOf,
  namesOfSeveral,
  object,
  type ObjectTable,
  portLabel,
  portNumber,
  protocol,
  qualifiedName,
  refersTo,
  row,
  text,
  unread,
  whole,
  writtenSubdomainName,
} from '../table/vocabulary.ts';

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
