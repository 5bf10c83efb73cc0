import type { At } from '../yaml/path.ts';
import {
  fieldAt,
  fieldOf,
  isPresent,
  itemsOf,
  readBoolean,
  readNumber,
  readString,
  readStrings,
  type Field,
  type View,
} from './field.ts';
import type { ResourceBase } from './resource.ts';

/** An Endpoints object. Source: Kubernetes API core/v1, Endpoints. */
export interface Endpoints extends ResourceBase {
  readonly kind: 'Endpoints';
  readonly subsets: readonly EndpointSubset[];
}

/** Addresses that share ports. */
export interface EndpointSubset {
  readonly at: At;
  readonly addresses: readonly EndpointAddress[];
  readonly notReadyAddresses: readonly EndpointAddress[];
  readonly ports: readonly EndpointPort[];
}

/** One address of an Endpoints subset. */
export interface EndpointAddress {
  readonly at: At;
  readonly ip: Field<string> | undefined;
  readonly hostname: Field<string> | undefined;
}

/** One port of a subset or slice. */
export interface EndpointPort {
  readonly at: At;
  readonly name: Field<string> | undefined;
  readonly port: Field<number> | undefined;
  readonly protocol: Field<string> | undefined;
}

/** An EndpointSlice. Source: Kubernetes API discovery/v1, EndpointSlice. */
export interface EndpointSlice extends ResourceBase {
  readonly kind: 'EndpointSlice';
  readonly addressType: Field<string> | undefined;
  readonly endpoints: readonly SliceEndpoint[];
  readonly ports: readonly EndpointPort[];
  /** The label `kubernetes.io/service-name`: the one thing that ties a slice to its Service. */
  readonly serviceName: Field<string> | undefined;
}

/** One endpoint of a slice. All its addresses count. */
export interface SliceEndpoint {
  readonly at: At;
  readonly addresses: readonly Field<string>[];
  readonly hostname: Field<string> | undefined;
  /** conditions.ready; absent counts as ready. */
  readonly ready: Field<boolean> | undefined;
}

/** The label that ties an EndpointSlice to its Service. Source: Kubernetes API discovery/v1, LabelServiceName. */
export const serviceNameLabel = 'kubernetes.io/service-name';

/** The label that says which controller a slice belongs to. Source: Kubernetes API discovery/v1, LabelManagedBy. */
export const managedByLabel = 'endpointslice.kubernetes.io/managed-by';

/** The controllers of Kubernetes, which rewrite or delete slices that are labelled as theirs. Source: kubernetes pkg/controller/endpointslice and pkg/controller/endpointslicemirroring, controllerName. */
export const sliceControllers = {
  endpointSlice: 'endpointslice-controller.k8s.io',
  mirroring: 'endpointslicemirroring-controller.k8s.io',
} as const;

/** Reads an Endpoints object. */
export function readEndpoints(base: ResourceBase, object: View): Endpoints {
  return {
    ...base,
    kind: 'Endpoints',
    subsets: itemsOf(fieldOf(object, 'subsets')).map((subset) => ({
      at: { path: subset.path },
      addresses: itemsOf(fieldOf(subset, 'addresses')).map(readAddress),
      notReadyAddresses: itemsOf(fieldOf(subset, 'notReadyAddresses')).map(readAddress),
      ports: itemsOf(fieldOf(subset, 'ports')).map(readEndpointPort),
    })),
  };
}

/** Reads an EndpointSlice. */
export function readEndpointSlice(base: ResourceBase, object: View): EndpointSlice {
  return {
    ...base,
    kind: 'EndpointSlice',
    addressType: readString(fieldOf(object, 'addressType')),
    endpoints: itemsOf(fieldOf(object, 'endpoints'))
      .filter(isPresent)
      .map((endpoint) => ({
        at: { path: endpoint.path },
        addresses: readStrings(fieldOf(endpoint, 'addresses')),
        hostname: readString(fieldOf(endpoint, 'hostname')),
        ready: readBoolean(fieldAt(endpoint, 'conditions', 'ready')),
      })),
    ports: itemsOf(fieldOf(object, 'ports')).map(readEndpointPort),
    serviceName: base.metadata.labels.pairs.get(serviceNameLabel),
  };
}

function readAddress(address: View): EndpointAddress {
  return {
    at: { path: address.path },
    ip: readString(fieldOf(address, 'ip')),
    hostname: readString(fieldOf(address, 'hostname')),
  };
}

function readEndpointPort(port: View): EndpointPort {
  return {
    at: { path: port.path },
    name: readString(fieldOf(port, 'name')),
    port: readNumber(fieldOf(port, 'port')),
    protocol: readString(fieldOf(port, 'protocol')),
  };
}
