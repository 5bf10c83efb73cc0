import type { Judged } from './constraint.ts';
import { textOf, textsOf, viewAt } from './written.ts';

/** The types of a Service. Source: Kubernetes API core/v1, ServiceType. */
export const serviceTypes: readonly string[] = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'];

/** The type of a Service, ClusterIP where none is written; `undefined` where nobody can say. */
export function typeOf({ object }: Judged): string | undefined {
  const type = textOf(viewAt(object, 'spec.type'));
  return type === '' ? 'ClusterIP' : type;
}

/** Whether the type is one there is. What depends on the type is not judged while it is misspelt. */
export function hasServiceType(judged: Judged): boolean {
  return serviceTypes.includes(typeOf(judged) ?? '');
}

/** Whether it is a load balancer. */
export function isBalanced(judged: Judged): boolean {
  return typeOf(judged) === 'LoadBalancer';
}

/**
 * Whether the API server takes a Service for headless: the cluster IPs are None alone, written singly or as a list. The type
 * plays no part. Source: kubernetes pkg/apis/core/validation/validation.go, isHeadlessService; registry/core/service/storage,
 * normalizeClusterIPs.
 */
export function isHeadless(judged: Judged): boolean {
  const addresses = clusterIPsOf(judged);
  return addresses.length === 1 && addresses[0] === 'None';
}

/** clusterIPs, or clusterIP where the list is empty, as it is copied there before anything is looked at. */
export function clusterIPsOf({ object }: Judged): readonly string[] {
  const list = textsOf(viewAt(object, 'spec.clusterIPs')).map(({ text }) => text);
  const single = textOf(viewAt(object, 'spec.clusterIP'));
  return list.length > 0 || !single ? list : [single];
}
