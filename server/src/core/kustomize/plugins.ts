import type { Field } from '../kubernetes/field.ts';
import { readPlugin } from '../kubernetes/kustomization-plugins.ts';
import { entryOf, isNullOrAbsent } from '../yaml/node.ts';
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

function inRole(role: Role, one: KustomizationFile, building: Building): readonly Plugin[] {
  return one.kustomization.pluginEntries[role].flatMap((entry) => {
    const plugins = writtenBy(entry, one, building).flatMap(({ part, text }) => {
      const plugin = readPlugin(one.kustomization, text?.tree, role);
      if (plugin === undefined || text === undefined) return [undefined];
      const { says, kinds, otherThan, isForNoNamespace } = plugin;
      const reaches = ({ tree }: Draft): boolean => {
        if (tree === undefined) return false;
        const { kind } = identityOf(tree);
        const namespace = isForNoNamespace ? entryOf(entryOf(tree, 'metadata')?.value, 'namespace')?.value : undefined;
        return (kinds?.has(kind) ?? true) && !otherThan.has(kind) && isNullOrAbsent(namespace);
      };
      return [{ part: { ...part, kustomization: says, inside: text }, reaches, entry, one }];
    });
    const known = plugins.filter((plugin) => plugin !== undefined);
    if (plugins.length === 0 || known.length < plugins.length) {
      if (role === 'transformers') building.open = true;
      else building.adds = true;
    }
    return known;
  });
}

/** The documents of an entry: those of its file, or of the text that it is itself. None are of a folder, or of what is not there. */
function writtenBy(
  entry: Field<string>,
  one: KustomizationFile,
  building: Building,
): readonly { readonly part: KustomizationFile; readonly text: PlacedTree | undefined }[] {
  if (entry.value.includes('\n')) {
    const { roots, templated, broken } = readPatchText(entry, one);
    return roots.map((text) => ({ part: one, text: templated || broken ? undefined : text }));
  }
  const file = fileNamed(entry.value, one, building);
  if (file === undefined) return [];
  building.used.add(file);
  return file.documents.flatMap((document) => {
    const { yaml, certain } = document.forOthers;
    if (yaml.root === undefined) return [];
    const text = certain ? { tree: yaml.root, origin: originOf(document) } : undefined;
    return [{ part: { ...one, document }, text }];
  });
}

/** Says what kustomize rejects of a plugin where the kustomization names it. */
export function reportThere({ entry, one }: Plugin, building: Building, run: () => void): void {
  const before = building.problems.length;
  run();
  for (const problem of building.problems.splice(before))
    building.problems.push({ ...problem, document: one.document, at: entry.at });
}
