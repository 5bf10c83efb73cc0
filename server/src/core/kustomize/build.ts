import { defined } from '../util/collections.ts';
import type { Field } from '../kubernetes/field.ts';
import { isEarlyPatch } from '../kubernetes/kustomization.ts';
import { isListOfObjects } from '../kubernetes/read-resources.ts';
import { isInFolder } from '../util/paths.ts';
import { entryOf, type YamlNode } from '../yaml/node.ts';
import type { Path } from '../yaml/path.ts';
import type { SnapshotDocument, SnapshotFile } from '../files/file.ts';
import type { AskedFiles } from './asked-files.ts';
import { draftsOfBase, type Bases } from './bases.ts';
import {
  isTooMuch,
  leaveOpen,
  newBuilding,
  resolveEntry,
  longestChain,
  missingAs,
  missingValues,
  report,
  useFile,
  type Building,
} from './building.ts';
import { readConfigurations } from './configurations.ts';
import { identityOf, isNamelessObject, newDraft, type Draft, NamedDrafts } from './draft.ts';
import type { KustomizationFile } from './files.ts';
import { generatedTree, isLocal, withGenerated } from './generated.ts';
import { setImages } from './images.ts';
import { applyPatches } from './patching.ts';
import { pluginsOf, reportThere } from './plugins.ts';
import { addedComponents, agreedOrder, type BuildOrder } from './orders.ts';
import type { KustomizationProblem, KustomizationProblemKind } from './problem.ts';
import { followNames } from './name-references.ts';
import { reportGenerators, reportRejectedValues } from './rejected-values.ts';
import { addDrafts, knownPlacesOf, reportAlike } from './repeated.ts';
import { applyReplacements } from './replacements.ts';
import { listedIn, textOfNode } from './tree.ts';
import { substitute } from './substitutions.ts';
import { setReplicas, transform } from './transforms.ts';
import { declareVars, putVarsIn } from './vars.ts';

/** What `kustomize build` makes of a kustomization, as far as the workspace tells. */
export interface Build {
  readonly drafts: readonly Draft[];
  /** Whether it holds objects, or changes of them, that are not known: remote ones, generated ones, those of missing files. */
  readonly open: boolean;
  /** Whether its objects may be otherwise than they are known, beyond that there are more. */
  readonly altered: boolean;
  /** The Services that patches deleted, by the names in their own texts. */
  readonly deletedServices: readonly string[];
  readonly problems: readonly KustomizationProblem[];
  /** Every file it was made of, kustomizations included. */
  readonly files: readonly SnapshotFile[];
  /** By what Flux or Argo CD builds it. */
  readonly order: BuildOrder | undefined;
}

/**
 * Builds a kustomization: puts its objects together, changes them, and lets references follow their names. What kustomize
 * rejects is a problem, and the rest is built all the same. Builds of the same files may share their bases.
 * Source: kustomize api/internal/target/kusttarget.go.
 */
export function buildKustomization(top: KustomizationFile, files: AskedFiles, bases: Bases = new Map()): Build {
  const building = newBuilding(files, bases);
  // A component on its own is for objects that are not named yet.
  building.open = top.kustomization.isComponent;
  const { folder } = top;
  const orders = files.ordersFor(folder);
  const agreed = agreedOrder(orders);
  const order = agreed && { ...agreed, folder };
  // What is not known of one order is not known, and of several that differ nothing is.
  const isKnown = (one: BuildOrder): boolean =>
    one.kustomization.components.length === 0 ||
    (order !== undefined && !addedComponents(one, folder, files).includes(undefined));
  if (!orders.every(isKnown)) building.open = true;
  const all = accumulate(withComponents(top, order, files), [], [], building, order);
  if (mayReplaceLists([...building.reached])) building.open = true;
  followNames(all, building.references);
  putVarsIn(all, building);
  if (order?.substitutions !== undefined) substitute(all, order.substitutions);
  const drafts = all.filter(({ tree }) => tree !== undefined && !isLocal(tree));
  if (isTooMuch(building)) report(building, 'tooMuch', top, { path: [] }, {});
  const { open: altered, adds, deleted, problems, used } = building;
  const deletedServices = [...deleted].map(identityOf).flatMap(({ kind, name }) => (kind === 'Service' ? name : []));
  return { drafts, open: altered || adds, altered, deletedServices, problems, files: [...used], order };
}

/** Whether a schema of its own says which lists patches merge: it is not read. Source: kustomize kyaml/openapi/openapi.go, SetSchema. */
function mayReplaceLists(reached: readonly KustomizationFile[]): boolean {
  return (
    reached.some(({ kustomization }) => kustomization.openapi.path !== undefined) &&
    reached.some(({ kustomization }) => kustomization.patches.some(({ form }) => form !== 'json'))
  );
}

/** A kustomization with the components that Flux or Argo CD adds to it. */
function withComponents(top: KustomizationFile, order: BuildOrder | undefined, files: AskedFiles): KustomizationFile {
  if (order === undefined) return top;
  const components = [...top.kustomization.components, ...defined(addedComponents(order, top.folder, files))];
  return { ...top, kustomization: { ...top.kustomization, components } };
}

/**
 * The objects of a kustomization together with those it is put upon: none, or for a component its parent's. Flux and Argo CD write what
 * they change into its file, and then build it. Source: argo-cd util/kustomize/kustomize.go, Build; fluxcd/pkg
 * kustomize/kustomize_generator.go, GenerateManifest.
 */
function accumulate(
  one: KustomizationFile,
  given: readonly Draft[],
  above: readonly KustomizationFile[],
  building: Building,
  order?: BuildOrder,
): readonly Draft[] {
  const { kustomization, document, folder } = one;
  const parts = order === undefined ? ([one] as const) : ([one, order] as const);
  building.reached.add(one);
  building.used.add(document.file);
  if (kustomization.opaque.some(({ value }) => value.startsWith('helm'))) building.adds = true;
  const plugins = pluginsOf(one, building);
  if (kustomization.isEmpty) report(building, 'empty', one, { path: [] }, {});
  if (building.files.isAmbiguous(folder)) report(building, 'twoKustomizations', one, { path: [] }, { path: '.' });
  let drafts = [...given];
  const known = knownPlacesOf(drafts);
  for (const entry of kustomization.resources) {
    const more = resourcesOf(entry, one, above, building);
    building.work += more.length + 1;
    addDrafts(drafts, more, known, { entry, one, building });
  }
  reportRejectedValues(one, above.length === 0 ? 'uppermost' : 'below', building);
  readConfigurations(one, building);
  generate(drafts, one, building);
  for (const plugin of plugins.generators) {
    reportThere(plugin, building, () => reportGenerators(plugin.part, building));
    reportThere(plugin, building, () => generate(drafts, plugin.part, building));
  }
  for (const entry of kustomization.components) {
    const part = folderEntry(entry, one, above, 'component', building);
    if (part !== undefined) drafts = [...accumulate(part, drafts, [...above, one], building)];
  }
  change(drafts, parts, building);
  drafts = left(drafts, building);
  applyReplacements(drafts, one, building);
  for (const plugin of plugins.transformers) {
    reportThere(plugin, building, () => {
      const reached = drafts.filter(plugin.reaches);
      change(reached, [plugin.part], building);
      applyReplacements(reached, plugin.part, building);
    });
    drafts = left(drafts, building);
  }
  declareVars(drafts, one, building);
  return drafts;
}

/** Changes objects by what a kustomization says, and what is written into it, but for replacements. */
function change(
  drafts: Draft[],
  parts: readonly [KustomizationFile, ...KustomizationFile[]],
  building: Building,
): void {
  for (const part of parts) applyPatches(drafts, part, part.kustomization.patches.filter(isEarlyPatch), building);
  transform(drafts, parts);
  reportAlike(drafts, parts[0], building);
  for (const part of parts) {
    const late = part.kustomization.patches.filter((patch) => !isEarlyPatch(patch));
    applyPatches(drafts, part, late, building);
    for (const { at, name, near } of setReplicas(drafts, part)) {
      const values = { object: `workload "${name?.value ?? ''}"`, ...(near === undefined ? {} : { near }) };
      const kind = name === undefined || name.value === '' ? 'noWorkload' : 'noTarget';
      report(building, kind, part, name?.at ?? at, values);
    }
  }
  setImages(drafts, parts);
}

/** The objects that no patch deleted; of the others it is noted. */
function left(drafts: readonly Draft[], building: Building): Draft[] {
  for (const { tree, written } of drafts) if (tree === undefined) building.deleted.add(written);
  return drafts.filter(({ tree }) => tree !== undefined);
}

function resourcesOf(
  entry: Field<string>,
  one: KustomizationFile,
  above: readonly KustomizationFile[],
  building: Building,
): readonly Draft[] {
  const path = resolveEntry(entry, one, building, 'adds');
  if (path === undefined) return [];
  const file = building.files.file(path);
  if (file === undefined) {
    const base = folderEntry(entry, one, above, 'resource', building);
    if (base === undefined) return [];
    const all = [...above, one];
    return draftsOfBase(base, all, building, (of) => accumulate(base, [], all, of));
  }
  if (useFile(file, entry, one, building) === 'inside' && file.documents.some(isNameless)) {
    report(building, 'nameless', one, entry.at, { path: entry.value });
  }
  return file.documents.flatMap((document) => {
    const { root } = document.forOthers.yaml;
    return root === undefined ? [] : draftsOf(root, document, []);
  });
}

/**
 * Whether a document holds what kustomize takes for an object that has no kind or no name, which it reads of no list either; not where its text is
 * broken or a template. Source: kustomize kyaml/yaml/rnode.go, GetValidatedMetadata; api/resource/factory.go.
 */
function isNameless({ forOthers: facts }: SnapshotDocument): boolean {
  const { root } = facts.yaml;
  if (facts.templated || facts.yaml.problems.length > 0 || root?.kind !== 'map') return false;
  return isNamelessObject(root);
}

/** Those of a tree: one, those of a list, or none. */
function draftsOf(tree: YamlNode, document: SnapshotDocument, root: Path): readonly Draft[] {
  if (['kind', 'apiVersion'].some((key) => textOfNode(entryOf(tree, key)?.value) === '')) return [];
  return isListOfObjects(tree)
    ? listedIn(tree).flatMap((item, index) => draftsOf(item, document, [...root, 'items', index]))
    : [newDraft(tree, document, root, 'written')];
}

/** Makes the ConfigMaps and Secrets of generators, or lets them add to those that are there. */
function generate(drafts: Draft[], one: KustomizationFile, building: Building): void {
  const objects = new NamedDrafts(drafts);
  for (const map of one.kustomization.generators) {
    const tree = generatedTree(map, one, building);
    if (tree === undefined) continue;
    const identity = identityOf(tree);
    const [old, second] = objects.identical(identity);
    const object = `${map.kind} "${identity.name}"`;
    if (map.behavior === 'create') {
      if (old === undefined) objects.add(newDraft(tree, one.document, map.at.path, 'generated'));
      else report(building, 'twice', one, map.name?.at ?? map.at, { object });
    } else if (old?.tree === undefined) {
      report(building, 'noTarget', one, map.name?.at ?? map.at, { object });
    } else {
      if (second !== undefined) report(building, 'severalTargets', one, map.name?.at ?? map.at, { object });
      old.tree = withGenerated(old.tree, map, one, building);
      old.patchedBy.add(one.document);
    }
  }
}

/** The kustomization in the folder that an entry names. */
function folderEntry(
  entry: Field<string>,
  one: KustomizationFile,
  above: readonly KustomizationFile[],
  role: 'resource' | 'component',
  building: Building,
): KustomizationFile | undefined {
  const does = role === 'resource' ? 'adds' : 'changes';
  const path = resolveEntry(entry, one, building, does);
  if (path === undefined) return undefined;
  const giveUp = (): undefined => {
    leaveOpen(building, does);
  };
  const reject = (kind: KustomizationProblemKind): undefined => {
    const isMissing = kind === 'missing' || kind === 'ignored';
    const values = isMissing ? missingValues(entry.value, path, one, building) : { path: entry.value };
    report(building, kind, one, entry.at, values);
    giveUp();
  };
  const found = building.files.inFolder(path);
  if (found === undefined) {
    if (building.files.file(path) !== undefined) return reject('notFolder');
    const absence = building.files.absence(path);
    if (absence !== 'unknown') return reject(missingAs(absence, path, one, building));
    return giveUp();
  }
  if (building.files.isAmbiguous(path)) return reject('twoKustomizations');
  if (isTooMuch(building)) return giveUp();
  if ([...above, one].some((upper) => isInFolder(upper.folder, path))) return reject('cycle');
  if (above.length >= longestChain) return reject('tooLong');
  if (role === 'resource' && found.kustomization.isComponent) return reject('component');
  if (role === 'component' && !found.kustomization.isComponent) return reject('notComponent');
  building.entered.add(path);
  return found;
}
