import { spanAt } from '../text/span.ts';
import type { SnapshotFile } from '../files/file.ts';
import { workloadKinds } from '../kubernetes/workloads.ts';
import { originOf, placeInFile, type FilePlace, type Origin } from '../objects/origins.ts';
import { entryOf, type YamlNode, textUnder } from '../yaml/node.ts';
import { sourceStretch } from '../yaml/stretch.ts';
import type { KustomizationFile } from './files.ts';
import { readPatchFile, readPatchText, type PatchRoot } from './patches.ts';

/** A place by which a kustomization means objects: a target, what a patch says that it is, a source, an entry of `replicas`. */
export interface WrittenName {
  readonly place: FilePlace;
  /** As it is written. */
  readonly text: string;
  /** Whether it is a regular expression, as targets have them. */
  readonly isPattern: boolean;
  /** The kinds it is about; `undefined` for all. */
  readonly kinds: readonly string[] | undefined;
}

/** The file that an entry of the kustomization names. */
type FindFile = (entry: string) => SnapshotFile | undefined;

/** By what a kustomization and its patches tell objects apart. */
type NamingField = 'name' | 'namespace';

/** The names or namespaces of objects that a kustomization and its patches write; `root` is where it says what it changes. */
export function namesIn(
  one: KustomizationFile,
  field: NamingField,
  findFile: FindFile,
  root = one.document.forOthers.yaml.root,
): readonly WrittenName[] {
  const origin = originOf(one.document);
  const items = (key: string): readonly YamlNode[] => itemsOf(entryOf(root, key)?.value);
  const fixed = (node: YamlNode | undefined, kinds?: readonly string[]): readonly WrittenName[] =>
    nameIn(node, origin, { field, isPattern: false, kinds });
  return [
    ...['patches', 'patchesJson6902'].flatMap((key) =>
      items(key).flatMap((item) => nameIn(entryOf(item, 'target')?.value, origin, { field, isPattern: true })),
    ),
    ...items('replacements').flatMap((item) => namesOfReplacement(item, origin, field, findFile)),
    ...items('vars').flatMap((item) => fixed(entryOf(item, 'objref')?.value)),
    // Of an order of Flux, which waits for these objects.
    ...items('healthChecks').flatMap((item) => fixed(item)),
    ...items('replicas').flatMap((item) => fixed(item, workloadKinds)),
    ...items('configMapGenerator').flatMap((item) => fixed(item, ['ConfigMap'])),
    ...items('secretGenerator').flatMap((item) => fixed(item, ['Secret'])),
    ...namesOfPatches(one, field, findFile),
  ];
}

/** A replacement, or the file that holds one or a list of them. Source: kustomize api/types/replacement.go. */
function namesOfReplacement(
  item: YamlNode,
  origin: Origin,
  field: NamingField,
  findFile: FindFile,
): readonly WrittenName[] {
  const path = textUnder(item, 'path');
  if (path !== undefined) {
    return (findFile(path)?.documents ?? []).flatMap((document) => {
      const { root } = document.forOthers.yaml;
      const all = root?.kind === 'sequence' ? root.items : root === undefined ? [] : [root];
      return all
        .filter((one) => textUnder(one, 'path') === undefined)
        .flatMap((one) => namesOfReplacement(one, originOf(document), field, findFile));
    });
  }
  const pattern = (node: YamlNode | undefined): readonly WrittenName[] =>
    nameIn(node, origin, { field, isPattern: true });
  return [
    ...pattern(entryOf(item, 'source')?.value),
    ...itemsOf(entryOf(item, 'targets')?.value).flatMap((target) => [
      ...pattern(entryOf(target, 'select')?.value),
      ...itemsOf(entryOf(target, 'reject')?.value).flatMap(pattern),
    ]),
  ];
}

/** The objects that strategic merge patches say they are. */
function namesOfPatches(one: KustomizationFile, field: NamingField, findFile: FindFile): readonly WrittenName[] {
  return mergePatchesIn(one, findFile).flatMap((root) => namesOfPatch(root, field));
}

/** The strategic merge patches of a kustomization. */
export function mergePatchesIn(one: KustomizationFile, findFile: FindFile): readonly PatchRoot[] {
  return one.kustomization.patches.flatMap(({ path, text }) => {
    const file = path === undefined ? undefined : findFile(path.value);
    const read = file !== undefined ? readPatchFile(file) : text === undefined ? undefined : readPatchText(text, one);
    return (read?.roots ?? []).filter(({ tree }) => textUnder(tree, 'kind') !== undefined);
  });
}

/** The object that one says it is. */
export function namesOfPatch({ tree, origin }: PatchRoot, field: NamingField): readonly WrittenName[] {
  const kind = textUnder(tree, 'kind') ?? '';
  return nameIn(entryOf(tree, 'metadata')?.value, origin, { field, isPattern: false, kinds: [kind] });
}

/** The name or namespace in a map, for the kind that is beside it. */
function nameIn(
  node: YamlNode | undefined,
  above: Origin,
  {
    field,
    isPattern,
    kinds,
  }: { readonly field: NamingField; readonly isPattern: boolean; readonly kinds?: readonly string[] | undefined },
): readonly WrittenName[] {
  const name = entryOf(node, field)?.value;
  const kind = textUnder(node, 'kind');
  if (name?.kind !== 'scalar' || name.text === '') return [];
  const place = placeInFile(above, sourceStretch(above.text, name, spanAt(0, name.text.length)));
  return [{ place, text: name.text, isPattern, kinds: kinds ?? (kind === undefined ? undefined : [kind]) }];
}

function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === 'sequence' ? node.items : [];
}
