import type { StringMap } from '../kubernetes/field.ts';
import type { Unknown } from '../kubernetes/unknown.ts';
import type { OutsideService } from '../settings/outside.ts';
import { operatorOfService } from './operators/operators.ts';
import type { Placed, Snapshot } from './snapshot.ts';

/** Why a Service exists that no manifest of the workspace makes. */
export type Elsewhere =
  /** Every cluster has it. */
  | { readonly kind: 'controlPlane' }
  /** A setting says so. */
  | { readonly kind: 'declared'; readonly nature: OutsideService['nature'] }
  /** A setting says that others fill its namespace. */
  | { readonly kind: 'namespace' }
  /** The operator of a custom resource makes it. */
  | { readonly kind: 'operator'; readonly custom: Placed<Unknown> };

/**
 * Whether a Service of a name and namespace exists without a manifest in the workspace, and why. `from` is who refers to it: where
 * that writes no namespace, it may mean any.
 */
export function serviceElsewhere(
  snapshot: Snapshot,
  name: string,
  namespace: string,
  from?: Placed,
): Elsewhere | undefined {
  if (controlPlane.has(`${name}.${namespace}`)) return { kind: 'controlPlane' };
  const { outside } = from === undefined ? snapshot.settings : snapshot.settingsOf(from.document.file);
  const isOpen = from !== undefined && from.namespaceOrigin !== 'written' && namespace === from.namespace;
  const declared = outside.services.find(
    (service) => service.name === name && (isOpen || service.namespace === namespace),
  );
  if (declared !== undefined) return { kind: 'declared', nature: declared.nature };
  if (outside.namespaces.includes(namespace)) return { kind: 'namespace' };
  const custom = operatorOfService(snapshot, name, namespace, from);
  return custom === undefined ? undefined : { kind: 'operator', custom };
}

/** Whether a setting says that Pods with all the labels of a selector are outside of the workspace. */
export function arePodsElsewhere(snapshot: Snapshot, from: Placed, selector: StringMap): boolean {
  if (selector.pairs.size === 0) return false;
  const { outside } = snapshot.settingsOf(from.document.file);
  return outside.labels.some((labels) => [...selector.pairs].every(([key, { value }]) => labels.get(key) === value));
}

/**
 * Services that every cluster has. Source: kubernetes pkg/controlplane/controller/kubernetesservice; the name of the DNS
 * Service is that of kubeadm's CoreDNS and of kube-dns.
 */
const controlPlane: ReadonlySet<string> = new Set(['kubernetes.default', 'kube-dns.kube-system']);
