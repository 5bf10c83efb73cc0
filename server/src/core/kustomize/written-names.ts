import { spanAt } from '../text/span.ts';
import { defined } from '../util/collections.ts';
import type { SnapshotFile } from '../files/file.ts';
import type { KustomizeSelector } from '../kubernetes/kustomization-fields.ts';
import { workloadKinds } from '../kubernetes/workloads.ts';
import { originOf, placeInFile, type FilePlace, type Origin } from '../objects/origins.ts';
import { entryOf, itemsIn, type YamlNode, textUnder } from '../yaml/node.ts';
import { sourceStretch } from '../yaml/stretch.ts';
import { namespaceThatCounts } from './draft.ts';
import { writtenIn, type KustomizationFile } from './files.ts';
import { partsOfPlugins } from './plugins.ts';
import { nodeAt } from '../yaml/path.ts';
import { readPatchFile, readPatchText, type PatchRoot } from './patches.ts';

/** A place by which a kustomization means objects: a target, what a patch says that it is, a source, an entry of `replicas`. */
export interface WrittenName {
  readonly place: FilePlace;
  /** As it is written. */
  readonly text: string;
  /** Whether it is a regular expression, as targets have them. */
  readonly isPattern: boolean;
  /** The kinds and the namespace it is about, patterns where the name is one; none for all. */
  readonly kinds: readonly string[];
  readonly namespace: string | undefined;
}

/** A patch, and by what it says which objects it is for; without a target it is the object that it says it is. */
export interface MergePatch extends PatchRoot {
  readonly target: KustomizeSelector | undefined;
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
  const items = (key: string): readonly YamlNode[] => itemsIn(entryOf(root, key)?.value);
  const fixed = (node: YamlNode | undefined, kinds = kindsIn(node)): readonly WrittenName[] =>
    nameIn(node, origin, { field, isPattern: false, kinds });
  const generated = (key: string, kind: string): readonly WrittenName[] =>
    items(key).flatMap((item) => identityIn(item, origin, field, kind));
  return [
    ...['patches', 'patchesJson6902'].flatMap((key) =>
      items(key).flatMap((item) => nameIn(entryOf(item, 'target')?.value, origin, { field, isPattern: true })),
    ),
    ...items('replacements').flatMap((item) => namesOfReplacement(item, origin, field, findFile)),
    ...items('vars').flatMap((item) => fixed(entryOf(item, 'objref')?.value)),
    // Of an order of Flux, which waits for these objects.
    ...items('healthChecks').flatMap((item) => fixed(item)),
    ...items('replicas').flatMap((item) => fixed(item, workloadKinds)),
    ...generated('configMapGenerator', 'ConfigMap'),
    ...generated('secretGenerator', 'Secret'),
    ...mergePatchesIn(one, findFile).flatMap((patch) => namesOfPatch(patch, field)),
    ...partsOfPlugins(one, findFile).flatMap((part) => namesOfPlugin(part, field, findFile)),
  ];
}

/** As `namesIn`, of a generator or transformer, but for the objects that its patches say they are. */
function namesOfPlugin(part: KustomizationFile, field: NamingField, findFile: FindFile): readonly WrittenName[] {
  const { tree, origin } = writtenIn(part);
  const { patches, replicas } = part.kustomization;
  return [
    ...defined(patches.map(({ target }) => target)).flatMap(({ at }) =>
      nameIn(nodeAt(tree, at.path), origin, { field, isPattern: true }),
    ),
    ...replicas.flatMap(({ at }) =>
      nameIn(nodeAt(tree, at.path), origin, { field, isPattern: false, kinds: workloadKinds }),
    ),
    ...itemsIn(entryOf(tree, 'replacements')?.value).flatMap((item) =>
      namesOfReplacement(item, origin, field, findFile),
    ),
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
    ...itemsIn(entryOf(item, 'targets')?.value).flatMap((target) => [
      ...pattern(entryOf(target, 'select')?.value),
      ...itemsIn(entryOf(target, 'reject')?.value).flatMap(pattern),
    ]),
  ];
}

/** The strategic merge patches of a kustomization, those of its transformers included. */
export function mergePatchesIn(one: KustomizationFile, findFile: FindFile): readonly MergePatch[] {
  const own = one.kustomization.patches.flatMap(({ path, text, target }) => {
    const file = path === undefined ? undefined : findFile(path.value);
    const read = file !== undefined ? readPatchFile(file) : text === undefined ? undefined : readPatchText(text, one);
    return (read?.roots ?? [])
      .filter(({ tree }) => textUnder(tree, 'kind') !== undefined)
      .map((root) => ({ ...root, target }));
  });
  return [...own, ...partsOfPlugins(one, findFile).flatMap((part) => mergePatchesIn(part, findFile))];
}

/** The object that a patch says it is. */
export function namesOfPatch({ tree, origin }: PatchRoot, field: NamingField): readonly WrittenName[] {
  return identityIn(entryOf(tree, 'metadata')?.value, origin, field, textUnder(tree, 'kind') ?? '');
}

/** What means one object by all that tells objects apart, the absence of a namespace included. */
function identityIn(
  node: YamlNode | undefined,
  origin: Origin,
  field: NamingField,
  kind: string,
): readonly WrittenName[] {
  const namespace = namespaceThatCounts(textUnder(node, 'namespace') ?? '');
  return nameIn(node, origin, { field, isPattern: false, kinds: [kind], namespace });
}

/** The name or namespace in a map, for the kind that is beside it. */
function nameIn(
  node: YamlNode | undefined,
  above: Origin,
  {
    field,
    isPattern,
    kinds = kindsIn(node),
    namespace = textUnder(node, 'namespace'),
  }: Partial<Pick<WrittenName, 'kinds' | 'namespace'>> &
    Pick<WrittenName, 'isPattern'> & { readonly field: NamingField },
): readonly WrittenName[] {
  const name = entryOf(node, field)?.value;
  if (name?.kind !== 'scalar' || name.text === '') return [];
  const place = placeInFile(above, sourceStretch(above.text, name, spanAt(0, name.text.length)));
  return [{ place, text: name.text, isPattern, kinds, namespace }];
}

function kindsIn(node: YamlNode | undefined): readonly string[] {
  return defined([textUnder(node, 'kind')]);
}
