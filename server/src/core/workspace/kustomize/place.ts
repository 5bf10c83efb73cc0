import { readObjects } from '../../kubernetes/read.ts';
import { Derivations } from '../../util/derivations.ts';
import type { Path } from '../../yaml/path.ts';
import { nodeAt } from '../../yaml/path.ts';
import type { KustomizationScope } from '../scopes/scope.ts';
import { placeResource, type BuiltObject, type Placed, type SnapshotDocument, type SnapshotFile } from '../snapshot.ts';
import type { Build } from './build.ts';
import type { Draft } from './draft.ts';
import { withSourcePlaces, type PlaceMove } from './sources.ts';

/** The objects that a kustomization builds from files, by those files; generated ones are known to exist and stand nowhere. */
export function placeBuild(
  build: Build,
  scope: KustomizationScope,
  ambientNamespace: (file: SnapshotFile) => string,
): ReadonlyMap<SnapshotFile, readonly Placed[]> {
  const placed = new Map<SnapshotFile, Placed[]>();
  for (const draft of build.drafts) {
    if (draft.origin === 'generated') continue;
    const { file } = draft.document;
    const one = placeDraft(draft, build, scope, ambientNamespace(file));
    if (one === undefined) continue;
    const known = placed.get(file);
    if (known === undefined) placed.set(file, [one]);
    else known.push(one);
  }
  return placed;
}

function placeDraft(
  { tree, document, root, patchedBy, isReadAnew }: Draft,
  { sources }: Build,
  scope: KustomizationScope,
  ambient: string,
): Placed | undefined {
  const written = document.facts.resources.find((resource) => isSamePath(resource.root, root));
  const writtenName = written?.metadata.name?.value;
  if (tree === undefined) return undefined;
  if (written !== undefined && tree === nodeAt(document.facts.yaml.root, root)) {
    return { ...placeResource(written, document, scope, ambient), writtenName };
  }
  const [read] = readObjects({ node: tree, path: [] }, root);
  if (read === undefined) return undefined;
  const elsewhere = new Set<SnapshotDocument>();
  const move: PlaceMove = { tree, home: document, root, sources, elsewhere };
  const placed = { ...placeResource(withSourcePlaces(read, move), document, scope, ambient), writtenName };
  const built: BuiltObject = {
    tree,
    derivations: new Derivations(),
    place: (at) => withSourcePlaces(at, move),
  };
  for (const patch of patchedBy) elsewhere.add(patch);
  return {
    ...placed,
    ...(elsewhere.size === 0 ? {} : { elsewhere: [...elsewhere] }),
    ...(patchedBy.size === 0 && !isReadAnew ? {} : { built }),
  };
}

function isSamePath(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((step, index) => step === other[index]);
}
