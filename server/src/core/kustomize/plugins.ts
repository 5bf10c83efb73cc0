import type { Field } from '../kubernetes/field.ts';
import { isTextItself } from '../kubernetes/kustomization-fields.ts';
import { isBuiltin, readPlugin, type BuiltinPlugin } from '../kubernetes/kustomization-plugins.ts';
import { entryOf, isNullOrAbsent, textUnder } from '../yaml/node.ts';
import type { SnapshotDocument, SnapshotFile } from '../files/file.ts';
import { originOf } from '../objects/origins.ts';
import { fileNamed, report, type Building } from './building.ts';
import { identityOf, type Draft } from './draft.ts';
import type { KustomizationFile, PlacedTree } from './files.ts';
import { readPatchText } from './patches.ts';

/** A generator or transformer that is followed: it does what a kustomization would that says the same, to some objects. */
interface Plugin {
  readonly part: KustomizationFile;
  readonly reaches: (draft: Draft) => boolean;
  /** Where the kustomization names it. */
  readonly entry: Field<string>;
  readonly one: KustomizationFile;
}

type Role = 'generators' | 'transformers';

/**
 * The generators and transformers that a kustomization names and that come with kustomize, in the order in which they are run. What others
 * make or change is not known. Source: kustomize api/internal/target/kusttarget.go, configureExternalTransformers.
 */
export function pluginsOf(one: KustomizationFile, building: Building): Readonly<Record<Role, readonly Plugin[]>> {
  return { generators: inRole('generators', one, building), transformers: inRole('transformers', one, building) };
}

/** What the generators and transformers that are followed say, as parts of the kustomization that names them. */
export function partsOfPlugins(one: KustomizationFile, findFile: FindFile): readonly KustomizationFile[] {
  return (['generators', 'transformers'] as const).flatMap((role) =>
    one.kustomization.pluginEntries[role].flatMap((entry) =>
      writtenBy(entry, { role, one, findFile }).flatMap((plugin) => plugin?.part ?? []),
    ),
  );
}

function inRole(role: Role, one: KustomizationFile, building: Building): readonly Plugin[] {
  const findFile: FindFile = (written) => {
    const file = fileNamed(written, one, building);
    if (file !== undefined) building.used.add(file);
    return file;
  };
  return one.kustomization.pluginEntries[role].flatMap((entry) => {
    const plugins = writtenBy(entry, { role, one, findFile });
    const known = plugins.filter((plugin) => plugin !== undefined);
    if (plugins.length === 0 || known.length < plugins.length) {
      if (role === 'transformers') building.open = true;
      else building.adds = true;
    }
    return known;
  });
}

/** The file that an entry of the kustomization names. */
type FindFile = (entry: string) => SnapshotFile | undefined;

interface Named {
  readonly role: Role;
  readonly one: KustomizationFile;
  readonly findFile: FindFile;
}

/**
 * The plugins of an entry: one of each document of its file, or of the text that it is itself; `undefined` for one that is not followed. None
 * are of a folder, or of what is not there.
 */
function writtenBy(entry: Field<string>, { role, one, findFile }: Named): readonly (Plugin | undefined)[] {
  return documentsOf(entry, one, findFile).map(({ document, inside, certain }) => {
    const plugin = certain ? readPlugin(one.kustomization, inside.tree, role) : undefined;
    if (plugin === undefined) return undefined;
    const part = { ...one, document, kustomization: plugin.says, inside };
    return { part, reaches: reachOf(plugin), entry, one };
  });
}

/** What says what a plugin does, of which there may be several in a text. */
interface PluginDocument {
  readonly document: SnapshotDocument;
  readonly inside: PlacedTree;
  /** Whether it says all that it will say. */
  readonly certain: boolean;
}

function documentsOf(entry: Field<string>, one: KustomizationFile, findFile: FindFile): readonly PluginDocument[] {
  if (isTextItself(entry.value)) {
    const { roots, templated, broken } = readPatchText(entry, one);
    return roots.map((inside) => ({ document: one.document, inside, certain: !templated && !broken }));
  }
  return (findFile(entry.value)?.documents ?? []).flatMap((document) => {
    const { yaml, certain } = document.forOthers;
    return yaml.root === undefined
      ? []
      : [{ document, inside: { tree: yaml.root, origin: originOf(document) }, certain }];
  });
}

/**
 * Says what kustomize takes for no plugin: it reads them as objects, and what is builtin has to be there. Source: kustomize
 * api/internal/plugins/loader/loader.go, LoadGenerators; api/internal/plugins/builtinhelpers/builtins.go.
 */
export function reportPlugins(one: KustomizationFile, building: Building): void {
  const findFile: FindFile = (written) => fileNamed(written, one, building);
  for (const entry of one.kustomization.pluginEntries.all) {
    const role = String(entry.at.path[0]).toLowerCase() === 'generators' ? 'generators' : 'transformers';
    for (const { inside, certain } of documentsOf(entry, one, findFile)) {
      const { tree } = inside;
      if (!certain || tree?.kind !== 'map') continue;
      const { kind, name } = identityOf(tree);
      // A list of them holds what is looked at by itself.
      if (kind.endsWith('List')) continue;
      if (kind === '' || name === '') report(building, 'namelessPlugin', one, entry.at, {});
      else if (textUnder(tree, 'apiVersion') === 'builtin' && !isBuiltin(role, kind))
        report(building, 'notBuiltin', one, entry.at, { kind });
    }
  }
}

function reachOf({ kinds, otherThan, isForNoNamespace }: BuiltinPlugin): Plugin['reaches'] {
  return ({ tree }) => {
    if (tree === undefined) return false;
    const { kind } = identityOf(tree);
    const namespace = isForNoNamespace ? entryOf(entryOf(tree, 'metadata')?.value, 'namespace')?.value : undefined;
    return (kinds?.has(kind) ?? true) && !otherThan.has(kind) && isNullOrAbsent(namespace);
  };
}

/** Says what kustomize rejects of a plugin where the kustomization names it. */
export function reportThere({ entry, one }: Plugin, building: Building, run: () => void): void {
  const before = building.problems.length;
  run();
  for (const problem of building.problems.splice(before)) {
    // What may be meant there is not written here.
    const { near, ...values } = problem.values;
    const kept = problem.where !== undefined && near !== undefined ? { ...values, near } : values;
    building.problems.push({ ...problem, values: kept, document: one.document, at: entry.at });
  }
}
