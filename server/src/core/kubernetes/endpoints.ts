import type { endpointSliceTable } from './kinds/endpoint-slice.ts';
import type { endpointsTable } from './kinds/endpoints.ts';
import type { ResourceOfTable } from './resource.ts';

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

/** The label that ties an EndpointSlice to its Service. Source: Kubernetes API discovery/v1, LabelServiceName. */
export const serviceNameLabel = 'kubernetes.io/service-name';

/** The label that keeps Endpoints from being mirrored; it means nothing on a slice. Source: Kubernetes API discovery/v1, LabelSkipMirror. */
export const skipMirrorLabel = 'endpointslice.kubernetes.io/skip-mirror';

/** Marks Endpoints that a leader election uses as its lock. Source: client-go tools/leaderelection/resourcelock, LeaderElectionRecordAnnotationKey. */
export const leaderAnnotation = 'control-plane.alpha.kubernetes.io/leader';

/** The label that says which controller a slice belongs to. Source: Kubernetes API discovery/v1, LabelManagedBy. */
export const managedByLabel = 'endpointslice.kubernetes.io/managed-by';

/** The label of slices of headless Services, which kube-proxy skips. Source: Kubernetes API core/v1, IsHeadlessService. */
export const headlessLabel = 'service.kubernetes.io/headless';

/** The controllers of Kubernetes, which rewrite or delete slices that are labelled as theirs. Source: kubernetes pkg/controller/endpointslice and pkg/controller/endpointslicemirroring, controllerName. */
export const sliceControllers = {
  endpointSlice: 'endpointslice-controller.k8s.io',
  mirroring: 'endpointslicemirroring-controller.k8s.io',
} as const;
