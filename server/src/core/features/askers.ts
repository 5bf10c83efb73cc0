import { compareNumbered } from '../util/collections.ts';
import { existingNamespaces } from '../existence/existence.ts';
import { type Workload } from '../kubernetes/workloads.ts';
import { isWorkload, type Placed } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { resourceIn } from './at-cursor.ts';

/** Who a question may come from. */
export interface KnownAskers {
  /** The namespaces that manifests use or declare, sorted, then those that every other cluster has as well. */
  readonly namespaces: readonly string[];
  /** The Pods, as `NAMESPACE/POD` by the name of what makes them, sorted, with the kind of that. */
  readonly pods: readonly { readonly name: string; readonly kind: Workload['kind'] }[];
  /** The namespace of the object at the place asked about. */
  readonly here: string | undefined;
  /** The Pods that the object there makes, as in `pods`. */
  readonly podsHere: string | undefined;
}

/** Who can ask in the cluster that the manifests make, and who does so at a place. */
export function knownAskers(
  snapshot: Snapshot,
  place?: { readonly uri: string; readonly offset: number },
): KnownAskers {
  const own = new Set(
    snapshot.resources.filter((placed) => placed.name !== undefined).map(({ namespace }) => namespace),
  );
  const all = existingNamespaces(snapshot);
  const workloads = snapshot.everything.workloads.all;
  const pods = new Map(workloads.flatMap((one) => (one.name === undefined ? [] : [[askerOf(one), one.resource.kind]])));
  const object = place && resourceIn(snapshot, place.uri, place.offset);
  return {
    namespaces: [
      ...all.filter((name) => own.has(name)).sort(compareNumbered),
      ...all.filter((name) => !own.has(name)).sort(compareNumbered),
    ],
    pods: [...pods].map(([name, kind]) => ({ name, kind })).sort((one, other) => compareNumbered(one.name, other.name)),
    here: object?.namespace,
    podsHere: object?.name !== undefined && isWorkload(object) ? askerOf(object) : undefined,
  };
}

/** What the asker is called: see `resolverNamed`. */
function askerOf({ namespace, name = '' }: Placed): string {
  return `${namespace}/${name}`;
}
