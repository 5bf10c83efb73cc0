import { isDns1123Label } from '../util/dns-label.ts';
import { levels, type GivenSettings, type Level } from '../settings/settings.ts';
import { readSettings } from '../settings/read-settings.ts';
import { configurationFileName, settingDefinition, type SettingDefinition } from '../settings/table.ts';
import { emptySpanAt, shiftSpan, spanAt, type Span } from '../text/span.ts';
import { lastWhere } from '../util/collections.ts';
import { globMatcher } from '../util/glob.ts';
import { folderOf } from '../util/paths.ts';
import { entryOf, isNull, scalarText, type YamlEntry, type YamlMap, type YamlNode } from '../yaml/node.ts';
import type { YamlDocument } from '../yaml/parse.ts';
import { locate, nodeAt, placeAtOffset, spanOf, type Path, type PlaceAtOffset, keyAt } from '../yaml/path.ts';
import { repeatedKeysOf } from '../yaml/repeated-keys.ts';
import { isHalfWritten, type SnapshotFile } from './file.ts';
import type { Message } from '../util/format.ts';

/** What a configuration file says. It holds for the files below its folder that have no nearer one. */
export interface Configuration {
  readonly file: SnapshotFile;
  /** The folder its globs are relative to, as a path; empty for the top of all paths. */
  readonly folder: string;
  /** The keys it sets, in the order of the file. */
  readonly keys: readonly string[];
  /** What it sets; what cannot be used is left out. */
  readonly given: GivenSettings;
  readonly problems: readonly ConfigurationProblem[];
  /** The rules whose levels it gives, with where their codes are, as offsets in the file's text. */
  readonly rules: readonly { readonly code: string; readonly span: Span }[];
  /** The namespaces it names, with where their names are, as offsets in the file's text. */
  readonly namespaces: readonly { readonly name: string; readonly span: Span }[];
  /** The key or value at an offset in the file's text, and how it is written. */
  placeAt(offset: number): (PlaceAtOffset & { readonly written: string }) | undefined;
  /** The namespace it gives to the manifests of a path that write none. */
  namespaceOf(path: string): string | undefined;
}

/** A place of a configuration file that cannot be used. */
export interface ConfigurationProblem {
  readonly kind:
    | 'syntax'
    | 'noMap'
    | 'repeatedKey'
    | 'further'
    | 'unknownKey'
    | 'wrongValue'
    | 'negatedGlob'
    | 'wrongLevel'
    | 'unknownRule';
  /** Offsets in the file's text. */
  readonly span: Span;
  readonly path: Path;
  /** The key or code that is meant. */
  readonly key: string;
  /** What it has to be, or what is wrong, for a message. */
  readonly expected: string | Message;
}

/** Whether a file is a configuration by its name. */
export function isConfigurationPath(path: string): boolean {
  return path === configurationFileName || path.endsWith(`/${configurationFileName}`);
}

/** Reads a configuration file; `folder` where its globs are relative to another one than its own. Anything unusable is a problem. */
export function readConfiguration(file: SnapshotFile, folder = folderOf(file.path)): Configuration {
  const [document] = file.documents;
  const start = document?.start ?? 0;
  const yaml = document?.facts.yaml;
  const reading: Reading = { start, keys: [], given: {}, namespaces: [], problems: [] };
  for (const { span, message } of yaml?.problems ?? []) {
    const expected = message.replace(/\.$/, '');
    reading.problems.push({ kind: 'syntax', span: shiftSpan(span, start), path: [], key: '', expected });
  }
  const root = document?.forOthers.yaml.root;
  if (root?.kind === 'map') readEntries(root, reading);
  else if (root !== undefined && !isEmpty(root))
    reading.problems.push({ kind: 'noMap', span: shiftSpan(root.span, start), path: [], key: '', expected: '' });
  for (const path of repeatedKeysOf(root)) {
    const { span } = locate(root, keyAt(path));
    report(reading, { kind: 'repeatedKey', span, path, key: String(path.at(-1)), expected: '' });
  }
  const further = file.documents[1];
  if (further !== undefined) {
    const span = shiftSpan(beginningOf(further.facts.yaml.root), further.start);
    reading.problems.push({ kind: 'further', span, path: [], key: '', expected: '' });
  }
  const { keys, given, namespaces } = reading;
  // What is said of a text that is no more is of no use.
  const isOld = document !== undefined && isHalfWritten(document);
  const problems = isOld ? reading.problems.filter(({ kind }) => kind === 'syntax') : reading.problems;
  return {
    file,
    folder,
    keys,
    given,
    problems,
    rules: rulesIn(yaml?.root, start),
    namespaces: yaml === undefined ? [] : namespacesIn(yaml, start),
    placeAt(offset) {
      const at = file.documents.find((one) => one.start <= offset && offset <= one.start + one.facts.text.length);
      const place = at && placeAtOffset(at.facts.yaml.root, offset - at.start);
      if (at === undefined || place === undefined) return undefined;
      const span = shiftSpan(place.span, at.start);
      return { ...place, span, written: file.text.slice(span.start, span.end) };
    },
    namespaceOf(path) {
      const relative = pathBelow(folder, path);
      return relative === undefined ? undefined : namespaceFor(namespaces, relative);
    },
  };
}

/** The first key of a map, all of anything else. */
function beginningOf(root: YamlNode | undefined): Span {
  const [first] = root?.kind === 'map' ? root.entries : [];
  return first?.keySpan ?? root?.span ?? emptySpanAt(0);
}

function rulesIn(root: YamlNode | undefined, start: number): Configuration['rules'] {
  const levels = entryOf(root, 'rules')?.value;
  if (levels?.kind !== 'map') return [];
  return levels.entries.map(({ key, keySpan }) => ({ code: key, span: shiftSpan(keySpan, start) }));
}

function namespacesIn(yaml: YamlDocument, start: number): Configuration['namespaces'] {
  const { root } = yaml;
  const outside = entryOf(root, 'outside')?.value;
  const whole = [
    ['defaultNamespace'],
    ...pathsBelow(entryOf(root, 'namespaces')?.value, ['namespaces']),
    ...pathsBelow(entryOf(outside, 'namespaces')?.value, ['outside', 'namespaces']),
  ];
  const services = pathsBelow(entryOf(outside, 'services')?.value, ['outside', 'services']);
  const stretchOf = (path: Path, pattern: RegExp): Configuration['namespaces'] => {
    const node = nodeAt(root, path);
    const [, before = '', name = ''] = (node?.kind === 'scalar' ? pattern.exec(node.text) : undefined) ?? [];
    if (name === '') return [];
    const within = spanAt(before.length, name.length);
    return [{ name, span: shiftSpan(spanOf(yaml, { path, within }), start) }];
  };
  return [
    ...whole.flatMap((path) => stretchOf(path, /^(\s*)(\S+)/)),
    ...services.flatMap((path) => stretchOf(path, /^(\s*[^\s.]+\.)(\S+)/)),
  ];
}

/** The entries of a map or the items of a list. */
function pathsBelow(node: YamlNode | undefined, path: Path): readonly Path[] {
  if (node?.kind === 'map') return node.entries.map(({ key }) => [...path, key]);
  return node?.kind === 'sequence' ? node.items.map((_, index) => [...path, index]) : [];
}

/** Manifests by a glob of their files, and the namespace of those that name none. */
export interface NamespacePattern {
  readonly matches: (path: string) => boolean;
  readonly namespace: string;
}

/** The namespace that the last pattern that matches a path gives. */
export function namespaceFor(patterns: readonly NamespacePattern[], path: string): string | undefined {
  return lastWhere(patterns, ({ matches }) => matches(path))?.namespace;
}

/** Whether a configuration in a folder is about a path. */
export function isConfigurationFor({ folder }: Configuration, path: string): boolean {
  return pathBelow(folder, path) !== undefined;
}

/** A path from a folder that it lies below. */
export function pathBelow(folder: string, path: string): string | undefined {
  if (folder === '') return path;
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}

/** What has been read so far. */
interface Reading {
  /** Where the document starts in the file. */
  readonly start: number;
  readonly keys: string[];
  given: GivenSettings;
  readonly namespaces: NamespacePattern[];
  readonly problems: ConfigurationProblem[];
}

function readEntries(root: YamlMap, reading: Reading): void {
  for (const entry of root.entries) {
    const definition = settingDefinition(entry.key);
    if (definition === undefined)
      report(reading, { kind: 'unknownKey', span: entry.keySpan, path: [entry.key], key: entry.key, expected: '' });
    // A key without a value is one that is being written, or left to its default.
    else if (!isEmpty(entry.value)) {
      reading.keys.push(entry.key);
      readValue(definition, entry, reading);
    }
  }
}

function readValue(definition: SettingDefinition, { value, keySpan }: YamlEntry, reading: Reading): void {
  const { key, expected } = definition;
  const reject = (node: YamlNode, path: Path): void => {
    const span = node.kind === 'scalar' || node.flow ? node.span : keySpan;
    report(reading, { kind: 'wrongValue', span, path, key, expected });
  };
  switch (definition.type) {
    case 'text':
      return value.kind === 'scalar' ? take(value.text) : reject(value, [key]);
    case 'bytes':
      return value.kind === 'scalar' && typeof value.value === 'number' && value.value > 0
        ? take(value.value)
        : reject(value, [key]);
    case 'globs': {
      if (value.kind !== 'sequence') return reject(value, [key]);
      const globs = value.items.flatMap((item, index) => {
        if (item.kind === 'scalar' && item.text.startsWith('!'))
          report(reading, { kind: 'negatedGlob', span: item.span, path: [key, index], key: item.text, expected: '' });
        if (item.kind === 'scalar' && item.text !== '') return [item.text];
        reject(item, [key, index]);
        return [];
      });
      return take(globs);
    }
    case 'levels':
      return value.kind === 'map' ? readLevels(value, reading) : reject(value, [key]);
    case 'namespaces':
      return value.kind === 'map' ? readNamespaces(value, reading) : reject(value, [key]);
    case 'outside':
      return value.kind === 'map' ? take(plainValue(value)) : reject(value, [key]);
  }

  /** The engine's own reader has the last word. */
  function take(plain: unknown): void {
    const { settings, problems } = readSettings({ [key]: plain });
    if (problems.length > 0) return reject(value, [key]);
    reading.given = { ...reading.given, [key]: settings[key as keyof typeof settings] };
  }
}

/** A node as JSON would hold it, every scalar as its text. */
function plainValue(node: YamlNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value === null ? null : node.text;
    case 'sequence':
      return node.items.map(plainValue);
    case 'map':
      return Object.fromEntries(node.entries.map((entry) => [entry.key, plainValue(entry.value)]));
  }
}

function readLevels(map: YamlMap, reading: Reading): void {
  const rules: Record<string, Level> = {};
  for (const { key, value, keySpan } of map.entries) {
    if (isEmpty(value)) continue;
    // The text, as YAML 1.1 reads "off" as a boolean.
    const level = levels.find((candidate) => value.kind === 'scalar' && value.text === candidate);
    if (level !== undefined) rules[key] = level;
    else {
      const span = value.kind === 'scalar' ? value.span : keySpan;
      report(reading, { kind: 'wrongLevel', span, path: ['rules', key], key, expected: levels.join(', ') });
    }
  }
  reading.given = { ...reading.given, rules };
}

function readNamespaces(map: YamlMap, reading: Reading): void {
  for (const { key, value, keySpan } of map.entries) {
    if (isEmpty(value)) continue;
    if (value.kind === 'scalar' && isDns1123Label(value.text))
      reading.namespaces.push({ matches: globMatcher([key]), namespace: value.text });
    else {
      const span = value.kind === 'scalar' ? value.span : keySpan;
      const expected = settingDefinition('defaultNamespace')?.expected ?? '';
      report(reading, { kind: 'wrongValue', span, path: ['namespaces', key], key, expected });
    }
  }
}

function report(reading: Reading, problem: ConfigurationProblem): void {
  reading.problems.push({ ...problem, span: shiftSpan(problem.span, reading.start) });
}

function isEmpty(node: YamlNode): boolean {
  return isNull(node) && scalarText(node) === '';
}
