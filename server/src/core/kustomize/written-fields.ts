import { spanAt } from '../text/span.ts';
import type { SnapshotFile } from '../files/file.ts';
import { dataFields } from '../objects/placed.ts';
import { originOf, placeInFile, type FilePlace, type Origin } from '../objects/origins.ts';
import { entryOf, itemsIn, textUnder, type YamlNode } from '../yaml/node.ts';
import { nodeAt, type Path } from '../yaml/path.ts';
import { sourceStretch } from '../yaml/stretch.ts';
import { stepsOfFieldPath } from './field-path.ts';
import { stepsOfPointer } from './json-patch.ts';
import { writtenIn, type KustomizationFile } from './files.ts';
import { readPatchFile, readPatchText } from './patches.ts';
import { partsOfPlugins } from './plugins.ts';
import type { WrittenName } from './written-names.ts';

/** A step of a field path or JSON pointer that calls something by its name: an item of a list, as `[name=web]`, or a key of a map of data. */
export interface WrittenStep extends Pick<WrittenName, 'isPattern' | 'kinds' | 'namespace'> {
  /** Which objects the field is in, by their names. */
  readonly text: string;
  /** The steps to the list or map. */
  readonly to: readonly string[];
  /** What an item is told from others by; absent of a key. */
  readonly key: string | undefined;
  readonly value: string;
  /** Where the value is. */
  readonly place: FilePlace;
}

type FindFile = (entry: string) => SnapshotFile | undefined;
type Meant = Pick<WrittenStep, 'text' | 'isPattern' | 'kinds' | 'namespace'>;

/** The steps by names in what a kustomization replaces and patches. */
export function stepsIn(one: KustomizationFile, findFile: FindFile): readonly WrittenStep[] {
  const { tree, origin } = writtenIn(one);
  return [
    ...itemsIn(entryOf(tree, 'replacements')?.value).flatMap((item) => stepsOfReplacement(item, origin, findFile)),
    ...stepsOfPatches(one, findFile),
    ...partsOfPlugins(one, findFile).flatMap((part) => stepsIn(part, findFile)),
  ];
}

function stepsOfReplacement(item: YamlNode, origin: Origin, findFile: FindFile): readonly WrittenStep[] {
  const path = textUnder(item, 'path');
  if (path !== undefined)
    return (findFile(path)?.documents ?? []).flatMap((document) => {
      const { root } = document.forOthers.yaml;
      const all = root?.kind === 'sequence' ? root.items : root === undefined ? [] : [root];
      return all
        .filter((one) => textUnder(one, 'path') === undefined)
        .flatMap((one) => stepsOfReplacement(one, originOf(document), findFile));
    });
  const source = entryOf(item, 'source')?.value;
  return [
    ...stepsOfPath(entryOf(source, 'fieldPath')?.value, origin, meantBy(source)),
    ...itemsIn(entryOf(item, 'targets')?.value).flatMap((target) => {
      const meant = meantBy(entryOf(target, 'select')?.value);
      return itemsIn(entryOf(target, 'fieldPaths')?.value).flatMap((field) => stepsOfPath(field, origin, meant));
    }),
  ];
}

function meantBy(node: YamlNode | undefined): Meant {
  const kind = textUnder(node, 'kind');
  return {
    text: textUnder(node, 'name') ?? '.*',
    isPattern: true,
    kinds: kind === undefined ? [] : [kind],
    namespace: textUnder(node, 'namespace'),
  };
}

function stepsOfPath(node: YamlNode | undefined, origin: Origin, meant: Meant): readonly WrittenStep[] {
  if (node?.kind !== 'scalar') return [];
  const { text } = node;
  const step = (start: number, value: string, rest: Pick<WrittenStep, 'to' | 'key'>): WrittenStep => ({
    ...meant,
    ...rest,
    value,
    place: placeInFile(origin, sourceStretch(origin.text, node, spanAt(start, value.length))),
  });
  const items = [...text.matchAll(/\[([^\]=[]+)=([^\]]+)\]/g)].map(({ 0: whole, 1: key = '', 2: value = '', index }) =>
    step(index + whole.length - 1 - value.length, value, {
      to: stepsOfFieldPath(text.slice(0, index).replace(/\.$/, '')),
      key,
    }),
  );
  const [, map = '', name = ''] = /^(\w+)\.([\w-]+)$/.exec(text) ?? [];
  return dataFields.includes(map) ? [...items, step(map.length + 1, name, { to: [map], key: undefined })] : items;
}

/** The keys of data in the pointers of JSON patches. */
function stepsOfPatches(one: KustomizationFile, findFile: FindFile): readonly WrittenStep[] {
  return one.kustomization.patches.flatMap(({ path, text, target }) => {
    if (target === undefined) return [];
    const meant = meantBy(nodeAt(writtenIn(one).tree, target.at.path));
    const file = path === undefined ? undefined : findFile(path.value);
    const read = file !== undefined ? readPatchFile(file) : text === undefined ? undefined : readPatchText(text, one);
    return (read?.roots ?? []).flatMap(({ tree, origin }) =>
      (tree.kind === 'sequence' ? tree.items : []).flatMap((operation) =>
        ['path', 'from'].flatMap((key) => stepsOfPatch(entryOf(operation, key)?.value, origin, meant)),
      ),
    );
  });
}

function stepsOfPatch(node: YamlNode | undefined, origin: Origin, meant: Meant): readonly WrittenStep[] {
  if (node?.kind !== 'scalar') return [];
  const [map = '', value = '', ...more] = stepsOfPointer(node.text);
  // A key with signs that a pointer writes otherwise cannot be one of data.
  if (!dataFields.includes(map) || value === '' || more.length > 0 || !node.text.endsWith(`/${value}`)) return [];
  const span = spanAt(node.text.length - value.length, value.length);
  const place = placeInFile(origin, sourceStretch(origin.text, node, span));
  return [{ ...meant, to: [map], key: undefined, value, place }];
}

/** The paths at which steps lead to something in a tree, several where one of them takes all items. */
export function pathsOfSteps(tree: YamlNode | undefined, steps: readonly string[], path: Path = []): readonly Path[] {
  const [step, ...rest] = steps;
  if (tree === undefined) return [];
  if (step === undefined) return [path];
  if (tree.kind === 'map') return pathsOfSteps(entryOf(tree, step)?.value, rest, [...path, step]);
  const [, key, value] = /^\[([^=]+)=(.*)\]$/.exec(step) ?? [];
  return itemsIn(tree).flatMap((item, index) => {
    const isMeant = step === '*' || step === String(index) || (key !== undefined && textUnder(item, key) === value);
    return isMeant ? pathsOfSteps(item, rest, [...path, index]) : [];
  });
}
