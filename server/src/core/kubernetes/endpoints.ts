import { defined } from '../util/collections.ts';
import type { Field } from './field.ts';
import type { endpointSliceTable } from './kinds/endpoint-slice.ts';
import type { endpointsTable } from './kinds/endpoints.ts';
import type { Resource, ResourceOfTable } from './resource.ts';

/** An Endpoints object. */
export interface Endpoints extends ResourceOfTable<typeof endpointsTable> {}

/** Addresses that share ports. */
export type EndpointSubset = Endpoints['subsets'][number];

/** One address of an Endpoints subset. */
export type EndpointAddress = EndpointSubset['addresses'][number];

/** One port of a subset or slice. */
export type EndpointPort = EndpointSubset['ports'][number];

/** An EndpointSlice. */
export interface EndpointSlice extends ResourceOfTable<typeof endpointSliceTable> {}

/** Endpoints of either kind: an Endpoints object or a slice. */
export type AnyEndpoints = Endpoints | EndpointSlice;

/** Whether an object is endpoints of either kind. */
export function isAnyEndpoints(resource: Resource): resource is AnyEndpoints {
  return resource.kind === 'Endpoints' || resource.kind === 'EndpointSlice';
}

/** The lists of ports: of a slice the only one, of Endpoints that of each subset. */
export function portListsOf(endpoints: AnyEndpoints): readonly (readonly EndpointPort[])[] {
  return endpoints.kind === 'Endpoints' ? endpoints.subsets.map(({ ports }) => ports) : [endpoints.ports];
}

/** All addresses as they are written, ready or not, in the order of the text. */
export function writtenAddressesOf(endpoints: AnyEndpoints): readonly Field<string>[] {
  if (endpoints.kind === 'EndpointSlice') return endpoints.endpoints.flatMap(({ addresses }) => addresses);
  return endpoints.subsets.flatMap(({ addresses, notReadyAddresses }) =>
    defined([...addresses, ...notReadyAddresses].map(({ ip }) => ip)),
  );
}

/** The label that ties an EndpointSlice to its Service. Source: Kubernetes API discovery/v1, LabelServiceName. */
export const serviceNameLabel = 'kubernetes.io/service-name';

/** The label that keeps Endpoints from being mirrored; it means nothing on a slice. Source: Kubernetes API discovery/v1, LabelSkipMirror. */
export const skipMirrorLabel = 'endpointslice.kubernetes.io/skip-mirror';

/**
 * Marks Endpoints that a leader election uses as its lock. Source: client-go tools/leaderelection/resourcelock,
 * LeaderElectionRecordAnnotationKey.
 */
export const leaderAnnotation = 'control-plane.alpha.kubernetes.io/leader';

/** The label that says which controller a slice belongs to. Source: Kubernetes API discovery/v1, LabelManagedBy. */
export const managedByLabel = 'endpointslice.kubernetes.io/managed-by';

/** The label of slices of headless Services, which kube-proxy skips. Source: Kubernetes API core/v1, IsHeadlessService. */
export const headlessLabel = 'service.kubernetes.io/headless';

/**
 * The controllers of Kubernetes, which rewrite or delete slices that are labelled as theirs. Source: kubernetes
 * pkg/controller/endpointslice and pkg/controller/endpointslicemirroring, controllerName.
 */
export const sliceControllers = {
  endpointSlice: 'endpointslice-controller.k8s.io',
  mirroring: 'endpointslicemirroring-controller.k8s.io',
} as const;
