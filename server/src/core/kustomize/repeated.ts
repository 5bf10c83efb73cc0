import type { Field } from '../kubernetes/field.ts';
import { getOrMake } from '../util/collections.ts';
import { report, type Building } from './building.ts';
import { identityOf, type Draft } from './draft.ts';
import type { At } from '../yaml/path.ts';
import { isTemplated } from '../yaml/template.ts';
import type { KustomizationFile } from './files.ts';

/** The places at which objects are written, by what kustomize tells them apart by. */
type KnownPlaces = Map<string, Set<string>>;

/** The places of objects that are there already. */
export function knownPlacesOf(drafts: readonly Draft[]): KnownPlaces {
  const known: KnownPlaces = new Map();
  for (const draft of drafts) placesOf(keyOf(draft), known).add(placeOf(draft));
  return known;
}

/**
 * Kustomize takes no object twice. One that is written at two places stays all the same, so that rules can lead to both.
 * Source: kustomize api/resmap/reswrangler.go, Append.
 */
export function addDrafts(
  drafts: Draft[],
  more: readonly Draft[],
  known: KnownPlaces,
  {
    entry,
    one,
    building,
  }: { readonly entry: Field<string>; readonly one: KustomizationFile; readonly building: Building },
): void {
  const repeated: Draft[] = [];
  for (const draft of more) {
    const key = keyOf(draft);
    if (key === undefined) continue;
    const places = placesOf(key, known);
    // Of one that was two below already that is said there.
    if (places.size > 0 && !building.repeated.has(draft)) repeated.push(draft);
    if (places.has(placeOf(draft))) continue;
    if (places.size > 0) building.repeated.add(draft);
    drafts.push(draft);
    places.add(placeOf(draft));
  }
  const [first] = repeated;
  if (first?.tree === undefined) return;
  const { kind, name } = identityOf(first.tree);
  report(building, 'twice', one, entry.at, { object: `${kind} "${name}"` });
}

/** The places that objects of a key are written at. */
function placesOf(key: string | undefined, known: KnownPlaces): Set<string> {
  return getOrMake(known, key ?? '', () => new Set<string>());
}

function placeOf({ document, root }: Draft): string {
  return `${document.file.uri}\n${document.start}\n${root.join('/')}`;
}

/** Kustomize puts no two objects of a kind and name into one namespace. Source: kustomize api/internal/builtins/NamespaceTransformer.go. */
export function reportAlike(drafts: readonly Draft[], one: KustomizationFile, building: Building): void {
  const { namespace } = one.kustomization;
  if (namespace === undefined || namespace.value === '') return;
  const known = new Set<string>();
  for (const draft of drafts) {
    const key = keyOf(draft);
    if (key === undefined || draft.tree === undefined || building.repeated.has(draft)) continue;
    if (known.has(key)) {
      const { kind, name } = identityOf(draft.tree);
      report(building, 'alike', one, namespace.at, { object: `${kind} "${name}"`, namespace: namespace.value });
      return;
    }
    known.add(key);
  }
}

/**
 * Says where objects got the name, kind or namespace by which they are another one now. Source: kustomize api/resmap/factory.go,
 * FromResourceSlice.
 */
export function reportMadeAlike(
  drafts: readonly Draft[],
  renamed: ReadonlyMap<Draft, At>,
  one: KustomizationFile,
  building: Building,
): void {
  if (renamed.size === 0) return;
  const known = new Map<string, Draft>();
  for (const draft of drafts) {
    const key = keyOf(draft);
    if (key === undefined || draft.tree === undefined || isTemplated(key) || isOnItsOwn(draft, building)) continue;
    const first = getOrMake(known, key, () => draft);
    const at = renamed.get(draft) ?? renamed.get(first);
    if (first === draft || at === undefined) continue;
    building.repeated.add(draft);
    const { kind, name } = identityOf(draft.tree);
    report(building, 'madeAlike', one, at, { object: `${kind} "${name}"` });
  }
}

/** Whether an object clashes with none: that is said of it already, or it gets a hash behind its name yet. */
function isOnItsOwn(draft: Draft, { repeated }: Building): boolean {
  return repeated.has(draft) || draft.origin === 'generated';
}

function keyOf({ tree }: Draft): string | undefined {
  if (tree === undefined) return undefined;
  const { group, version, kind, namespace, name } = identityOf(tree);
  return [group, version, kind, namespace, name].join('/');
}
