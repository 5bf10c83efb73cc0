import { compareTexts } from '../util/collections.ts';
import { clusterOf } from '../dns/cluster.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { resourceIn } from './at-cursor.ts';

/** The namespaces a question may come from. */
export interface KnownNamespaces {
  /** Those that manifests use or declare, sorted, then those that every other cluster has as well. */
  readonly namespaces: readonly string[];
  /** That of the object at the place asked about. */
  readonly here: string | undefined;
}

/** The namespaces that the manifests make, and that of the object at a place. */
export function knownNamespaces(
  snapshot: Snapshot,
  place?: { readonly uri: string; readonly offset: number },
): KnownNamespaces {
  const own = new Set(
    snapshot.resources.filter((placed) => placed.name !== undefined).map(({ namespace }) => namespace),
  );
  const all = clusterOf(snapshot).namespaces();
  return {
    namespaces: [
      ...all.filter((name) => own.has(name)).sort(compareTexts),
      ...all.filter((name) => !own.has(name)).sort(compareTexts),
    ],
    here: place && resourceIn(snapshot, place.uri, place.offset)?.namespace,
  };
}
