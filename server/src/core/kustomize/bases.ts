import { getOrMake } from '../util/collections.ts';
import { isInFolder } from '../util/paths.ts';
import { isTooMuch, longestChain, newBuilding, reportAgain, type Building } from './building.ts';
import type { Draft } from './draft.ts';
import type { KustomizationFile } from './files.ts';
import type { KustomizationProblemKind } from './problem.ts';

/**
 * What kustomizations that others are upon come to, so that a base under many overlays is built once. Rests on the files, which stay
 * the same while one of these is in use.
 */
export type Bases = Map<KustomizationFile, Base | 'unlike'>;

/** What a kustomization comes to wherever it is a base: its objects, and what building them has noted. */
interface Base {
  readonly drafts: readonly Draft[];
  readonly building: Building;
}

/** Builds the objects of a kustomization in a build of its own or in the given one. */
type Accumulate = (building: Building) => readonly Draft[];

/** The objects of a base, as a kustomization upon it may change them; `above` are the kustomizations upon it, the outermost first. */
export function draftsOfBase(
  one: KustomizationFile,
  above: readonly KustomizationFile[],
  building: Building,
  accumulate: Accumulate,
): readonly Draft[] {
  const base = getOrMake(building.bases, one, () => build(accumulate, building));
  if (base === 'unlike' || !isSameBelow(base, above, building)) return accumulate(building);
  takeOver(base.building, building);
  return base.drafts.map(copyOf);
}

function build(accumulate: Accumulate, { files, bases }: Building): Base | 'unlike' {
  const building = newBuilding(files.unasked(), bases);
  const drafts = accumulate(building);
  const { repeated, references, varFields, vars, problems } = building;
  const notesForAll = references.length + varFields.length + vars.size;
  const isAlike = problems.every(({ kind }) => !kindsOfChains.includes(kind)) && !isTooMuch(building);
  return isAlike && repeated.size === 0 && notesForAll === 0 ? { drafts, building } : 'unlike';
}

/** What depends on the kustomizations above. */
const kindsOfChains: readonly KustomizationProblemKind[] = ['cycle', 'tooLong'];

/**
 * Whether building a base would come to the same below these kustomizations: no chain would get too long there or close on itself, and all
 * be done.
 */
function isSameBelow({ building: base }: Base, above: readonly KustomizationFile[], { work }: Building): boolean {
  if (isTooMuch({ work: work + base.work }) || above.length + base.entered.size >= longestChain) return false;
  return above.every(({ folder }) => [...base.entered].every((entered) => !isInFolder(folder, entered)));
}

function takeOver(base: Building, building: Building): void {
  building.files.include(base.files);
  for (const folder of base.entered) building.entered.add(folder);
  for (const one of base.reached) building.reached.add(one);
  for (const file of base.used) building.used.add(file);
  for (const object of base.deleted) building.deleted.add(object);
  for (const problem of base.problems) reportAgain(building, problem);
  building.open ||= base.open;
  building.adds ||= base.adds;
  building.work += base.work;
}

/** An object that may be changed on its way while the other one stays. */
function copyOf(draft: Draft): Draft {
  const { previous, prefixes, suffixes, patchedBy } = draft;
  return {
    ...draft,
    previous: [...previous],
    prefixes: [...prefixes],
    suffixes: [...suffixes],
    patchedBy: new Set(patchedBy),
  };
}
