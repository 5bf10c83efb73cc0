import type { Resource } from '../kubernetes/resource.ts';
import { workloadKinds } from '../kubernetes/workloads.ts';

/** What there may be more of than is known. */
export type More = keyof typeof bringers;

/** The kinds of the objects that would bring more. */
export function bringersOf(more: More): readonly Resource['kind'][] {
  return bringers[more];
}

const bringers = {
  services: ['Service'],
  /** Names of Pods below Services: who governs whom, and whether it is headless. */
  podNames: ['Service', 'StatefulSet'],
  podsOfSets: ['StatefulSet', 'HorizontalPodAutoscaler'],
  /** What is behind Services. */
  endpoints: [...workloadKinds, 'EndpointSlice', 'Endpoints'],
  /** Named ports, which SRV records are made of. */
  namedPorts: ['Service', 'EndpointSlice', 'Endpoints'],
  containerPorts: workloadKinds,
  /** Ports of Pods, and of the Services that lead to them. */
  podPorts: [...workloadKinds, 'Service'],
  policies: ['NetworkPolicy'],
} as const satisfies Readonly<Record<string, readonly Resource['kind'][]>>;
