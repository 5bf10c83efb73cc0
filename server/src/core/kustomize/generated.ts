import type { Field, StringMap } from '../kubernetes/field.ts';
import type { GeneratedMap } from '../kubernetes/kustomization.ts';
import { folderOf } from '../util/paths.ts';
import { entryOf, type YamlEntry, type YamlMap, type YamlNode, type YamlScalar } from '../yaml/node.ts';
import { headOf } from '../yaml/path.ts';
import { sourceStretch } from '../yaml/stretch.ts';
import type { SnapshotFile } from '../files/file.ts';
import { composedAt, type ComposedOrigin } from '../objects/origins.ts';
import { spanAt, type Span, spanBetween } from '../text/span.ts';
import { type Building, fileNamed } from './building.ts';
import { type KustomizationFile, pathOfEntry } from './files.ts';
import { mapNode, newEntry, nowhere, scalarOf, textOfNode, withEntry, withoutEntry, withValue } from './tree.ts';
import { wordsOf, type WrittenNodes } from './written-values.ts';

/**
 * A ConfigMap or Secret as a generator makes it, without the hash behind its name; `undefined` where it has no name. The values of a Secret
 * are in the open, as nobody writes them otherwise. Source: kustomize api/internal/generators/configmap.go; api/kv/kv.go.
 */
export function generatedTree(map: GeneratedMap, one: KustomizationFile, building: Building): YamlMap | undefined {
  const words = wordsOf(one, 'own');
  const item = words.node(map);
  if (map.name === undefined || item?.kind !== 'map') return undefined;
  const head = headOf(item);
  const metadata = [
    // The file of a plugin names as objects do.
    entryOf(item, 'name') ?? entryOf(entryOf(item, 'metadata')?.value, 'name'),
    entryOf(item, 'namespace') ?? entryOf(entryOf(item, 'metadata')?.value, 'namespace'),
    pairsEntry('labels', map.labels, words),
    pairsEntry('annotations', map.annotations, words),
  ].flatMap((entry) => entry ?? []);
  const data = dataOf(map, one, head, building);
  return mapNode(
    [
      newEntry('apiVersion', scalarOf('v1', head)),
      newEntry('kind', scalarOf(map.kind, head)),
      newEntry('metadata', mapNode(metadata, head)),
      ...typeOf(map, words),
      newEntry(dataKey(map.kind), data),
    ],
    item.span,
  );
}

/**
 * An object after a generator adds to its data, or puts others in their place; labels and annotations are added.
 * Source: kustomize api/resmap/reswrangler.go, appendReplaceOrMerge.
 */
export function withGenerated(old: YamlNode, map: GeneratedMap, one: KustomizationFile, building: Building): YamlNode {
  if (old.kind !== 'map') return old;
  const words = wordsOf(one, 'own');
  const key = dataKey(map.kind);
  const before = entryOf(old, key);
  const item = words.node(map);
  const given = dataOf(map, one, item === undefined ? nowhere : headOf(item), building);
  const metadata = entryOf(old, 'metadata')?.value;
  const typed = typeOf(map, words).reduce(withEntry, withoutEntry(old, 'type'));
  const data =
    map.behavior === 'merge' && before?.value.kind === 'map'
      ? newEntry(key, { ...given.entries.reduce(withEntry, before.value), ...openAs(given) }, before.keySpan)
      : newEntry(key, words.place(given));
  // Of nothing kustomize makes no data.
  const isEmpty = data.value.kind === 'map' && data.value.entries.length === 0 && given.open !== true;
  const withData = isEmpty ? withoutEntry(typed, key) : withEntry(typed, data);
  if (metadata?.kind !== 'map') return withData;
  const labelled = (['labels', 'annotations'] as const).reduce(
    (before, field) => withPairs(before, field, map[field], words),
    metadata,
  );
  return withValue(withData, 'metadata', labelled);
}

function typeOf({ type }: GeneratedMap, words: WrittenNodes): readonly YamlEntry[] {
  return type === undefined ? [] : [words.entry('type', type)];
}

/** Whether an object stays on the machine: kustomize leaves it out of what it builds. */
export function isLocal(tree: YamlNode): boolean {
  const annotations = entryOf(entryOf(tree, 'metadata')?.value, 'annotations')?.value;
  const local = entryOf(annotations, 'config.kubernetes.io/local-config')?.value;
  return local !== undefined && textOfNode(local) !== 'false';
}

function dataKey(kind: GeneratedMap['kind']): string {
  return kind === 'ConfigMap' ? 'data' : 'stringData';
}

function withPairs(metadata: YamlMap, field: string, sets: readonly StringMap[], words: WrittenNodes): YamlMap {
  const entries = entriesOf(sets, words);
  const old = entryOf(metadata, field)?.value;
  if (entries.length === 0) return metadata;
  if (old?.kind === 'map') return withValue(metadata, field, entries.reduce(withEntry, old));
  return withEntry(metadata, newEntry(field, words.place(mapNode(entries, entries[0]?.keySpan ?? nowhere))));
}

function pairsEntry(key: string, sets: readonly StringMap[], words: WrittenNodes): YamlEntry | undefined {
  const entries = entriesOf(sets, words);
  return entries.length === 0 ? undefined : newEntry(key, mapNode(entries, entries[0]?.keySpan ?? nowhere));
}

function entriesOf(sets: readonly StringMap[], words: WrittenNodes): readonly YamlEntry[] {
  return sets.flatMap(({ pairs }) => [...pairs].map(([key, field]) => words.entry(key, field)));
}

/** What a generator is given, `open` where a file is not known. */
function dataOf(map: GeneratedMap, one: KustomizationFile, head: Span, building: Building): YamlMap {
  const words = wordsOf(one, 'own');
  const entries = [
    ...map.literals.flatMap((literal) => literalEntry(literal, words) ?? []),
    ...map.files.flatMap((entry) => fileEntry(entry, one, words, building) ?? []),
    ...map.envs.flatMap((entry) => pairEntries(entry, one, words, building)),
  ];
  const paths = [...map.envs.map(({ value }) => value), ...map.files.map(({ value }) => pathOfEntry(value))];
  const isOpen = paths.some((path) => fileNamed(path, one, building) === undefined);
  return { ...mapNode(entries, head), ...openAs({ open: isOpen }) };
}

function openAs({ open }: { readonly open?: boolean }): Pick<YamlMap, 'open'> {
  return open === true ? { open } : {};
}

/** `key=value`; quotes around the value are taken off. Source: kustomize api/kv/kv.go, parseLiteralSource. */
function literalEntry(literal: Field<string>, words: WrittenNodes): YamlEntry | undefined {
  const scalar = words.node(literal);
  const equals = literal.value.indexOf('=');
  if (scalar?.kind !== 'scalar' || equals < 1) return undefined;
  const { origin } = words;
  const written = literal.value.slice(equals + 1);
  const value = written.replace(/^["']+/, '').replace(/["']+$/, '');
  const start = equals + 1 + (value === '' ? 0 : written.indexOf(value));
  const within = spanAt(start, value.length);
  const node = composedAt([{ text: value, source: { origin, scalar, within } }], { origin, span: scalar.span });
  const keySpan = sourceStretch(origin.text, scalar, spanBetween(0, equals));
  return newEntry(literal.value.slice(0, equals), node, keySpan);
}

/**
 * The pairs of a file, `KEY=value` on lines of their own; none where it is not known. A key without a value takes that of the machine that
 * builds. Source: kustomize api/kv/kv.go, keyValuesFromLines.
 */
function pairEntries(
  entry: Field<string>,
  one: KustomizationFile,
  words: WrittenNodes,
  building: Building,
): readonly YamlEntry[] {
  const scalar = words.node(entry);
  const file = fileNamed(entry.value, one, building);
  if (file === undefined || scalar === undefined) return [];
  building.used.add(file);
  return [...file.text.matchAll(pairsOfFile)].map(({ 0: whole, 1: key = '', 2: value = '', index }) => {
    const end = index + whole.length;
    const node = textOfFile(file, spanBetween(end - value.length, end), { origin: words.origin, span: scalar.span });
    return newEntry(key, node, scalar.span);
  });
}

const pairsOfFile = /^[^\S\n]*([^=#\s][^=\n]*)=([^\n\r]*)/gm;

/** The keys of the pairs of a file, as `pairEntries` gives them. */
export function keysOfPairs(entry: Field<string>, one: KustomizationFile, building: Building): readonly string[] {
  const text = fileNamed(entry.value, one, building)?.text ?? '';
  return [...text.matchAll(pairsOfFile)].map(([, key = '']) => key);
}

/** A stretch of a file's text as a value. */
function textOfFile(file: SnapshotFile, within: Span, whole: ComposedOrigin['whole']): YamlScalar {
  const { text } = file;
  const content = { kind: 'scalar', value: text, text, style: 'plain', span: spanAt(0, text.length) } as const;
  const source = { origin: { kind: 'file', text, file }, scalar: content, within } as const;
  return composedAt([{ text: text.slice(within.start, within.end), source }], whole);
}

/** The text of a file; `undefined` where it is not known. */
function fileEntry(
  entry: Field<string>,
  one: KustomizationFile,
  words: WrittenNodes,
  building: Building,
): YamlEntry | undefined {
  const scalar = words.node(entry);
  const equals = entry.value.indexOf('=');
  const file = fileNamed(pathOfEntry(entry.value), one, building);
  if (file === undefined || scalar === undefined) return undefined;
  building.used.add(file);
  const key =
    equals < 0 ? file.path.slice(folderOf(file.path).length).replace(/^\//, '') : entry.value.slice(0, equals);
  const within = spanAt(0, file.text.length);
  return newEntry(key, textOfFile(file, within, { origin: words.origin, span: scalar.span }), scalar.span);
}
