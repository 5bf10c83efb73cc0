import type { Field } from '../../kubernetes/field.ts';
import { isEarlyPatch, type KustomizePatch } from '../../kubernetes/kustomization.ts';
import { groupBy } from '../../util/collections.ts';
import { folderOf } from '../../util/paths.ts';
import { entryOf, type YamlNode } from '../../yaml/node.ts';
import type { At, Path } from '../../yaml/path.ts';
import { isTemplated } from '../../yaml/template.ts';
import type { SnapshotDocument, SnapshotFile } from '../snapshot.ts';
import { identityOf, type Draft } from './draft.ts';
import type { KustomizationFile, KustomizationFiles } from './files.ts';
import { applyPatch, generatedTree, isLocal, readPatchFile, readPatchText, type PatchText } from './patches.ts';
import { isInFolder, isRemote, resolvePath } from './paths.ts';
import type { KustomizationProblem, KustomizationProblemKind } from './problem.ts';
import { followNames } from './references.ts';
import { Sources } from './sources.ts';
import { textOf } from './tree.ts';
import { setReplicas, transform } from './transforms.ts';

/** What `kustomize build` makes of a kustomization, as far as the workspace tells. */
export interface Build {
  readonly drafts: readonly Draft[];
  readonly sources: Sources;
  /** Whether it holds objects, or changes of them, that are not known: remote ones, generated ones, those of missing files. */
  readonly open: boolean;
  readonly problems: readonly KustomizationProblem[];
  /** Every kustomization it was made of. */
  readonly reached: readonly KustomizationFile[];
  /** Every file it was made of, kustomizations included. */
  readonly files: readonly SnapshotFile[];
}

/**
 * Builds a kustomization: puts its objects together, changes them, and lets references follow their names. What kustomize
 * refuses is a problem, and the rest is built all the same.
 * Source: kustomize api/internal/target/kusttarget.go.
 */
export function buildKustomization(top: KustomizationFile, files: KustomizationFiles): Build {
  const building: Building = {
    files,
    sources: new Sources(),
    problems: [],
    reached: new Set(),
    used: new Set(),
    // A component on its own is for objects that nobody named yet.
    open: top.kustomization.isComponent,
  };
  const drafts = accumulate(top, [], [], building).filter(({ tree }) => tree !== undefined && !isLocal(tree));
  followNames(drafts);
  const { sources, open, problems, reached, used } = building;
  return { drafts, sources, open, problems, reached: [...reached], files: [...used] };
}

interface Building {
  readonly files: KustomizationFiles;
  readonly sources: Sources;
  readonly problems: KustomizationProblem[];
  readonly reached: Set<KustomizationFile>;
  readonly used: Set<SnapshotFile>;
  open: boolean;
}

/** The objects of a kustomization together with those it is put upon: none, or for a component its parent's. */
function accumulate(
  one: KustomizationFile,
  given: readonly Draft[],
  above: readonly KustomizationFile[],
  building: Building,
): readonly Draft[] {
  const { kustomization, document } = one;
  building.reached.add(one);
  building.used.add(document.file);
  if (kustomization.opaque.length > 0) building.open = true;
  if (kustomization.isEmpty) report(building, 'empty', one, { path: [] }, {});
  const folder = folderOf(document.file.path);
  if (building.files.isAmbiguous(folder)) report(building, 'twoKustomizations', one, { path: [] }, { path: '.' });
  let drafts = [...given];
  for (const entry of kustomization.resources) {
    addDrafts(drafts, resourcesOf(entry, one, above, building), entry, one, building);
  }
  drafts.push(...generated(one));
  for (const entry of kustomization.components) {
    const component = folderEntry(entry, one, above, 'component', building);
    if (component !== undefined) drafts = [...accumulate(component, drafts, [...above, one], building)];
  }
  patch(drafts, one, kustomization.patches.filter(isEarlyPatch), building);
  transform(drafts, kustomization, document, building.sources);
  patch(
    drafts,
    one,
    kustomization.patches.filter((late) => !isEarlyPatch(late)),
    building,
  );
  for (const { at, name } of setReplicas(drafts, kustomization)) {
    report(building, 'noTarget', one, name?.at ?? at, { object: `workload "${name?.value ?? ''}"` });
  }
  return drafts.filter((draft) => draft.tree !== undefined);
}

/**
 * Kustomize takes no object twice. One that is written at two places stays all the same, so that rules can lead to both.
 * Source: kustomize api/resmap/reswrangler.go, Append.
 */
function addDrafts(
  drafts: Draft[],
  more: readonly Draft[],
  entry: Field<string>,
  one: KustomizationFile,
  building: Building,
): void {
  const known = new Map(groupBy(drafts, keyOf));
  const repeated: Draft[] = [];
  for (const draft of more) {
    const key = keyOf(draft);
    if (key === undefined) continue;
    const same = known.get(key) ?? [];
    if (same.length > 0) repeated.push(draft);
    if (same.some((other) => isSamePlace(other, draft))) continue;
    drafts.push(draft);
    known.set(key, [...same, draft]);
  }
  const [first] = repeated;
  if (first?.tree === undefined) return;
  const { kind, name } = identityOf(first.tree);
  report(building, 'twice', one, entry.at, { object: `${kind} "${name}"` });
}

function isSamePlace(one: Draft, other: Draft): boolean {
  return one.document === other.document && one.root.join('/') === other.root.join('/');
}

function keyOf({ tree }: Draft): string | undefined {
  if (tree === undefined) return undefined;
  const { group, version, kind, namespace, name } = identityOf(tree);
  return [group, version, kind, namespace, name].join('/');
}

function resourcesOf(
  entry: Field<string>,
  one: KustomizationFile,
  above: readonly KustomizationFile[],
  building: Building,
): readonly Draft[] {
  const path = locate(entry, one, building);
  if (path === undefined) return [];
  const file = building.files.file(path);
  if (file === undefined) {
    const base = folderEntry(entry, one, above, 'resource', building);
    return base === undefined ? [] : accumulate(base, [], [...above, one], building);
  }
  building.used.add(file);
  if (!isInFolder(path, folderOf(one.document.file.path))) {
    report(building, 'outside', one, entry.at, { path: entry.value });
  }
  return file.documents.flatMap((document) => {
    const { root } = document.facts.yaml;
    return root === undefined ? [] : draftsOf(root, document, []);
  });
}

/** The objects of a tree: one, those of a list, or none. */
function draftsOf(tree: YamlNode, document: SnapshotDocument, root: Path): readonly Draft[] {
  const kind = textOf(entryOf(tree, 'kind')?.value);
  const apiVersion = textOf(entryOf(tree, 'apiVersion')?.value);
  if (kind === '' || apiVersion === '') return [];
  const items = entryOf(tree, 'items')?.value;
  if (kind.endsWith('List') && apiVersion === 'v1') {
    if (items?.kind !== 'sequence') return [];
    return items.items.flatMap((item, index) => draftsOf(item, document, [...root, 'items', index]));
  }
  return [newDraft(tree, document, root, 'written')];
}

function newDraft(tree: YamlNode, document: SnapshotDocument, root: Path, origin: Draft['origin']): Draft {
  return { tree, document, root, previous: [], prefixes: [], suffixes: [], patchedBy: new Set(), origin };
}

function generated({ kustomization, document }: KustomizationFile): readonly Draft[] {
  return kustomization.generators.flatMap((map) => {
    if (map.name === undefined || map.addsToOther) return [];
    const tree = generatedTree(map.kind, map.name.value, map.namespace?.value);
    return [newDraft(tree, document, map.at.path, 'generated')];
  });
}

/** The kustomization in the folder that an entry names. */
function folderEntry(
  entry: Field<string>,
  one: KustomizationFile,
  above: readonly KustomizationFile[],
  role: 'resource' | 'component',
  building: Building,
): KustomizationFile | undefined {
  const path = locate(entry, one, building);
  if (path === undefined) return undefined;
  const refuse = (kind: KustomizationProblemKind): undefined => {
    report(building, kind, one, entry.at, { path: entry.value });
    building.open = true;
    return undefined;
  };
  const found = building.files.inFolder(path);
  if (found === undefined) {
    const absence = building.files.absence(path);
    if (absence !== 'unknown') return refuse(absence === 'file' ? 'missing' : 'notKustomization');
    building.open = true;
    return undefined;
  }
  if (building.files.isAmbiguous(path)) return refuse('twoKustomizations');
  if ([...above, one].some((upper) => isInFolder(folderOf(upper.document.file.path), path))) return refuse('cycle');
  if (role === 'resource' && found.kustomization.isComponent) return refuse('component');
  if (role === 'component' && !found.kustomization.isComponent) return refuse('notComponent');
  return found;
}

/** Where an entry leads; `undefined` where that is outside of what is known. */
function locate(entry: Field<string>, one: KustomizationFile, building: Building): string | undefined {
  const path = resolvePath(folderOf(one.document.file.path), entry.value);
  const isThere = path !== undefined && (building.files.file(path) ?? building.files.inFolder(path)) !== undefined;
  if (isThere) return path;
  if (path === undefined && entry.value.startsWith('/') && !isTemplated(entry.value)) {
    report(building, 'outside', one, entry.at, { path: entry.value });
  }
  if (path === undefined || isRemote(entry.value) || isTemplated(entry.value)) {
    building.open = true;
    return undefined;
  }
  return path;
}

function patch(
  drafts: readonly Draft[],
  one: KustomizationFile,
  patches: readonly KustomizePatch[],
  building: Building,
): void {
  for (const written of patches) {
    const text = patchText(written, one, building);
    if (text === undefined) continue;
    if (text.templated) building.open = true;
    for (const failure of applyPatch(drafts, written, text, building.sources)) {
      if (text.templated) continue;
      const at =
        written.path?.at ?? (written.text === undefined ? written.at : { ...written.at, path: written.at.path });
      if (failure.kind === 'noTarget') report(building, 'noTarget', one, at, { object: failure.object });
      else report(building, 'noField', one, at, { pointer: failure.pointer, object: failure.object });
    }
  }
}

function patchText(written: KustomizePatch, one: KustomizationFile, building: Building): PatchText | undefined {
  const { path: entry, text } = written;
  if (text !== undefined && isBrokenJson(text.value.trim())) {
    report(building, 'notJson', one, text.at, {});
    return undefined;
  }
  if (text !== undefined) return readPatchText(text.value, one.document, text.at.path, building.sources);
  if (entry === undefined) {
    report(building, 'noPatch', one, written.at, {});
    return undefined;
  }
  const path = locate(entry, one, building);
  if (path === undefined) return undefined;
  const file = building.files.file(path);
  if (file !== undefined) {
    building.used.add(file);
    if (!isInFolder(path, folderOf(one.document.file.path))) {
      report(building, 'outside', one, entry.at, { path: entry.value });
    }
    return readPatchFile(file, building.sources);
  }
  if (building.files.absence(path) !== 'unknown') report(building, 'missing', one, entry.at, { path: entry.value });
  building.open = true;
  return undefined;
}

/** A text that begins as a list of JSON is read as nothing else. Source: kustomize api/internal/builtins/PatchTransformer.go, jsonPatchFromBytes. */
function isBrokenJson(text: string): boolean {
  if (!text.startsWith('[')) return false;
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

/** What comes of things that are not known is no mistake. */
function report(
  building: Building,
  kind: KustomizationProblemKind,
  one: KustomizationFile,
  at: At,
  values: KustomizationProblem['values'],
): void {
  if (building.open && (kind === 'noTarget' || kind === 'noField')) return;
  building.problems.push({ kind, document: one.document, at, values });
}
