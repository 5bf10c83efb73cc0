import type { Placed } from './placed.ts';

/** Whether a cluster printed an object, so that nobody wrote it by hand: the API server gives each its uid. Source: Kubernetes API, ObjectMeta.uid. */
export function isDump({ resource }: Placed): boolean {
  return resource.metadata.hasUid;
}
