import type { Workload } from '../kubernetes/workloads.ts';
import { originOf, placeInFile, type FilePlace } from '../objects/origins.ts';
import type { Placed } from '../objects/placed.ts';
import { writtenTreeOf } from '../objects/places.ts';
import type { Span } from '../text/span.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { YamlNode } from '../yaml/node.ts';
import type { ScalarAt } from '../yaml/path.ts';
import { sourceStretch } from '../yaml/stretch.ts';
import { patchesOf } from './rename/kustomization-names.ts';

/** A name that counts within one workload alone, where a tree declares it or refers to it. */
export interface InnerName extends ScalarAt {
  readonly name: string;
  readonly role: 'declaration' | 'reference';
  readonly within: Span;
}

/** Such a name in a file. */
export interface InnerPlace<N extends InnerName = InnerName> {
  readonly place: FilePlace;
  readonly of: N;
}

/**
 * The names in the own text of a workload and in the patches of it, of which its tree has only one where both say a name; what patches
 * say refers to what the workload has. Nothing where its tree is its text.
 */
export function namesInTexts<N extends InnerName>(
  snapshot: Snapshot,
  workload: Placed<Workload>,
  namesIn: (workload: Placed<Workload>, tree: YamlNode | undefined) => readonly N[],
): readonly (InnerPlace<N> & { readonly isOfPatch: boolean })[] {
  const { built, document } = workload;
  if (built === undefined) return [];
  const own = { tree: writtenTreeOf(workload), origin: originOf(document) };
  return [own, ...patchesOf(snapshot, workload)].flatMap(({ tree, origin }) =>
    namesIn(workload, tree).map((of) => ({
      place: placeInFile(origin, sourceStretch(origin.text, of.scalar, of.within)),
      of,
      isOfPatch: origin !== own.origin,
    })),
  );
}
