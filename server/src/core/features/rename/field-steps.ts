import type { SnapshotFile } from '../../files/file.ts';
import { kustomizationOf } from '../../kustomize/files.ts';
import { pathsOfSteps, stepsIn, type WrittenStep } from '../../kustomize/written-fields.ts';
import { placeOf, treeOf } from '../../objects/places.ts';
import type { FilePlace } from '../../objects/origins.ts';
import { dataFields, type KustomizationScope, type Placed } from '../../objects/placed.ts';
import { spanAt, spanTouches } from '../../text/span.ts';
import { uniqueBy } from '../../util/collections.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { nodeAt, keyAt } from '../../yaml/path.ts';
import { objectsMeant, scopesOf } from './kustomization-names.ts';

/** A step of a field path, and where what it calls by its name has that. */
interface FieldStep {
  readonly place: FilePlace;
  readonly means: readonly FilePlace[];
}

/**
 * The steps of field paths that call by its name what has it at one of some places, each with that place. Kustomizations that build one of
 * `objects`, or a variant of it, write them.
 */
export function stepsNaming<P extends FilePlace>(
  snapshot: Snapshot,
  objects: readonly Placed[],
  places: readonly P[],
): readonly { readonly place: FilePlace; readonly named: P }[] {
  const scopes = new Set([...snapshot.withVariantsOf(objects)].map(({ scope }) => scope));
  const kustomizations = [...scopes].filter((scope) => scope.kind === 'kustomization');
  if (kustomizations.length === 0) return [];
  const byPlace = new Map(places.map((place) => [keyOf(place), place]));
  const texts = new Set(places.map(({ file, span }) => bare(file.text.slice(span.start, span.end))));
  return kustomizations.flatMap((scope) =>
    stepsOfScope(snapshot, scope, ({ value }) => texts.has(value)).flatMap(({ place, means }) => {
      const named = means.map((one) => byPlace.get(keyOf(one))).find((one) => one !== undefined);
      return named === undefined ? [] : [{ place, named }];
    }),
  );
}

/** A key without the quotes that may be around it. */
function bare(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}

/** The step of a field path at a place of a file; `undefined` where there is none, or nothing has the name. */
export function stepAt(snapshot: Snapshot, file: SnapshotFile, offset: number): FieldStep | undefined {
  return scopesOf(snapshot, file)
    .flatMap((scope) =>
      stepsOfScope(snapshot, scope, ({ place }) => place.file === file && spanTouches(place.span, offset)),
    )
    .find(({ means }) => means.length > 0);
}

function stepsOfScope(
  snapshot: Snapshot,
  scope: KustomizationScope,
  isWanted: (step: WrittenStep) => boolean,
): readonly FieldStep[] {
  return snapshot.scopes.filesOf(scope).flatMap((file) =>
    snapshot
      .about(file, stepsOfFile)
      .filter(isWanted)
      .map((step) => ({ place: step.place, means: placesMeant(snapshot, step, { file, scope }) })),
  );
}

function stepsOfFile(snapshot: Snapshot, file: SnapshotFile): readonly WrittenStep[] {
  const one = kustomizationOf(file);
  return one === undefined ? [] : stepsIn(one, (entry) => snapshot.scopes.namedBy(file, entry));
}

function placesMeant(
  snapshot: Snapshot,
  step: WrittenStep,
  where: { readonly file: SnapshotFile; readonly scope: KustomizationScope },
): readonly FilePlace[] {
  const { key, value, to } = step;
  const places = objectsMeant(snapshot, { ...step, ...where }).flatMap((object) => {
    const tree = treeOf(object);
    if (key !== undefined)
      return pathsOfSteps(tree, [...to, `[${key}=${value}]`]).map((path) =>
        placeOf(object, { path: [...path, key], within: spanAt(0, value.length) }),
      );
    // What is generated for a Secret is in the open here.
    const field = dataFields.find((one) => nodeAt(tree, [one, value]) !== undefined);
    return field === undefined ? [] : [placeOf(object, keyAt([field, value]))];
  });
  return uniqueBy(places, keyOf);
}

function keyOf({ file, span }: FilePlace): string {
  return `${file.uri} ${span.start}`;
}
