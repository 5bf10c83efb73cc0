import type { Field } from '../kubernetes/field.ts';
import { readPlugin, type BuiltinPlugin } from '../kubernetes/kustomization-plugins.ts';
import { entryOf, isNullOrAbsent } from '../yaml/node.ts';
import type { SnapshotDocument, SnapshotFile } from '../files/file.ts';
import { originOf } from '../objects/origins.ts';
import { fileNamed, type Building } from './building.ts';
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
  const pluginOf = (document: SnapshotDocument, inside: PlacedTree): Plugin | undefined => {
    const plugin = readPlugin(one.kustomization, inside.tree, role);
    if (plugin === undefined) return undefined;
    const part = { ...one, document, kustomization: plugin.says, inside };
    return { part, reaches: reachOf(plugin), entry, one };
  };
  if (entry.value.includes('\n')) {
    const { roots, templated, broken } = readPatchText(entry, one);
    return roots.map((text) => (templated || broken ? undefined : pluginOf(one.document, text)));
  }
  return (findFile(entry.value)?.documents ?? []).flatMap((document) => {
    const { yaml, certain } = document.forOthers;
    if (yaml.root === undefined) return [];
    return [certain ? pluginOf(document, { tree: yaml.root, origin: originOf(document) }) : undefined];
  });
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
  for (const problem of building.problems.splice(before))
    building.problems.push({ ...problem, document: one.document, at: entry.at });
}
