import { writtenNamespaces } from '../existence/existence.ts';
import { type Span, spanBetween } from '../text/span.ts';
import type { Configuration } from '../files/configuration.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { rules } from '../rules/index.ts';
import { knownRules } from '../rules/known-rules.ts';
import { levels, type Level } from '../settings/settings.ts';
import { settingDefinition, settingDefinitions, type SettingType } from '../settings/table.ts';
import { defineMessages, formatMessage, type Messages } from '../util/format.ts';
import type { PlaceAtOffset } from '../yaml/path.ts';
import type { Completion } from './completion/completion.ts';
import { startOfLine } from '../text/lines.ts';

/** Where a configuration file is being written, by its lines alone: half-written text is no YAML yet. */
interface ConfigurationPlace {
  /** The key whose map or list the line belongs to; absent at the top. */
  readonly parent: string | undefined;
  /** The key in whose value the offset is; absent where a key, or an item of a list, is written. */
  readonly key: string | undefined;
  /** The word around the offset, as far as it is written before it, and as offsets in the file's text. */
  readonly word: string;
  readonly span: Span;
  /** Whether an item of a list is written. */
  readonly isItem: boolean;
  /** Whether a colon is behind the word already. */
  readonly hasColon: boolean;
  /** The keys next to the one being written. */
  readonly siblings: readonly string[];
}

/** The configuration that a file is, if it is one. */
export function configurationOf(snapshot: Snapshot, uri: string): Configuration | undefined {
  return snapshot.configurations.find(({ file }) => file.uri === uri);
}

/** What is at an offset of a configuration file; `undefined` in a comment. */
function configurationPlaceAt(text: string, offset: number): ConfigurationPlace | undefined {
  const lineStart = startOfLine(text, offset);
  const before = text.slice(lineStart, offset);
  if (/(?:^|\s)#/.test(before)) return undefined;
  const after = /^[^\r\n]*/.exec(text.slice(offset))?.[0] ?? '';
  const [, key, gap = ''] = /^\s*(?:- )?["']?([^\s:"'#][^:"'#]*)["']?:(\s+)/.exec(before) ?? [];
  const word = /[^\s"':]*$/.exec(before)?.[0] ?? '';
  const rest = /^[^\s"':#]*/.exec(after)?.[0] ?? '';
  const lines = linesOf(text);
  const index = lines.indexOfStart(lineStart);
  const indent = /^ */.exec(before)?.[0].length ?? 0;
  const parentAt = indent === 0 ? -1 : lines.parentOf(index, indent);
  return {
    parent: lines.all[parentAt]?.key,
    key: gap === '' ? undefined : key,
    word,
    isItem: /^\s*- /.test(before),
    span: spanBetween(offset - word.length, offset + rest.length),
    hasColon: after.slice(rest.length).startsWith(':') || /^["']:/.test(after.slice(rest.length)),
    siblings: lines
      .below(parentAt, indent)
      .filter((line) => line.indent === indent && line !== lines.all[index])
      .flatMap((line) => line.key ?? []),
  };
}

interface Line {
  readonly start: number;
  readonly indent: number;
  readonly key: string | undefined;
}

function linesOf(text: string): {
  readonly all: readonly Line[];
  indexOfStart(start: number): number;
  parentOf(index: number, indent: number): number;
  /** The lines behind a parent, to the next key that is written further left than an indent. */
  below(parent: number, indent: number): readonly Line[];
} {
  let start = 0;
  const all = text.split('\n').map((line): Line => {
    const own = start;
    start += line.length + 1;
    const [, indent = '', key] = /^( *)(?:["']?([^\s:"'#-][^:"'#]*)["']?:(?:\s|$))?/.exec(line) ?? [];
    return { start: own, indent: indent.length, key };
  });
  return {
    all,
    indexOfStart: (wanted) => all.findIndex((line) => line.start === wanted),
    parentOf(index, indent) {
      for (let at = index - 1; at >= 0; at--) {
        const line = all[at];
        if (line?.key !== undefined && line.indent < indent) return at;
      }
      return -1;
    },
    below(parent, indent) {
      const behind = all.slice(parent + 1);
      const end = behind.findIndex((line) => line.key !== undefined && line.indent < indent);
      return end < 0 ? behind : behind.slice(0, end);
    },
  };
}

/** What each level means, in a sentence. */
const levelMeanings: Messages<Level> = defineMessages('features/configuration-file', {
  error: 'The API server rejects it. `headlight check` exits with 1.',
  warning: 'The API server accepts it, but it does not do what it says.',
  information: 'It works, but is probably not intended.',
  hint: 'It depends on something outside the workspace, or there is a simpler way.',
  off: 'The rule is turned off.',
});

const messages = defineMessages('features/configuration-file', {
  default: 'Default: {value}',
  ownLevel: 'Default level: {level}. {meaning}',
});

/** What a setting, a rule or a level in a configuration file means, in Markdown; `undefined` elsewhere. */
export function configurationHover(
  configuration: Configuration,
  offset: number,
): { readonly markdown: string; readonly span: Span } | undefined {
  const place = configuration.placeAt(offset);
  const markdown = place && textOf(place, place.written);
  return place === undefined || markdown === undefined ? undefined : { markdown, span: place.span };
}

function textOf({ path, part }: PlaceAtOffset, written: string): string | undefined {
  const [key, code] = path;
  if (key === 'rules' && path.length === 2 && typeof code === 'string')
    return part === 'key' ? ruleText(code) : levelText(written);
  if (part === 'value' || path.length !== 1 || typeof key !== 'string') return undefined;
  const definition = settingDefinition(key);
  if (definition === undefined) return undefined;
  const { description, fallback, example } = definition;
  const shown = formatMessage(messages.default, { value: `\`${JSON.stringify(fallback)}\`` });
  return `${formatMessage(description)}\n\n${shown}\n\n\`\`\`yaml\n${key}:${example}\n\`\`\``;
}

function ruleText(code: string): string | undefined {
  const rule = knownRules.called(code);
  return (
    rule &&
    `${formatMessage(rule.summary)}\n\n${formatMessage(messages.ownLevel, { level: `\`${rule.severity}\``, meaning: levelMeanings[rule.severity] })}`
  );
}

function levelText(written: string): string | undefined {
  const level = levels.find((candidate) => candidate === written.replace(/^["']|["']$/g, ''));
  return level && formatMessage(levelMeanings[level]);
}

const words = defineMessages('features/configuration-file', {
  isDefault: 'The default.',
  namespace: 'A namespace',
});

/** What can be at an offset of a configuration file: settings, rules, levels, namespaces. */
export function configurationCompletion(snapshot: Snapshot, text: string, offset: number): readonly Completion[] {
  const place = configurationPlaceAt(text, offset);
  if (place === undefined) return [];
  const { word, span } = place;
  // A namespace that is being written in a list of those that exist counts as one already.
  const written = text.slice(span.start, span.end);
  return wordsFor(snapshot, place)
    .filter(
      ({ text: candidate, kind }) => candidate.startsWith(word) && !(kind === 'namespace' && candidate === written),
    )
    .map((candidate) => ({ ...candidate, span }));
}

function wordsFor(snapshot: Snapshot, place: ConfigurationPlace): readonly Omit<Completion, 'span'>[] {
  const { parent, key } = place;
  if (parent === undefined) return key === undefined ? keys(place) : valuesOf(snapshot, key);
  if (parent === 'rules') return key === undefined ? ruleCodes(place) : levelWords();
  if (parent === 'outside' && key === undefined) return outsideKeys(place);
  return parent === 'namespaces' && (key !== undefined || place.isItem) ? namespaces(snapshot) : [];
}

/** What begins the value of a setting of a type. */
const beginnings: Readonly<Record<SettingType, string>> = {
  text: ': ',
  bytes: ': ',
  globs: ':\n  - ',
  levels: ':\n  ',
  namespaces: ':\n  ',
  outside: ':\n  ',
};

function keys({ siblings, hasColon }: ConfigurationPlace): readonly Omit<Completion, 'span'>[] {
  return settingDefinitions
    .filter(({ key }) => !siblings.includes(key))
    .map(({ key, type, description }) => ({
      text: key + (hasColon ? '' : beginnings[type]),
      label: key,
      kind: 'setting',
      detail: firstSentence(formatMessage(description)),
    }));
}

const outsideWords: Messages<'namespaces' | 'services' | 'labels'> = defineMessages('features/configuration-file', {
  namespaces: 'Namespaces whose objects come from elsewhere.',
  services: 'Services that come from elsewhere, as `name.namespace`.',
  labels: 'Labels of Pods that come from elsewhere.',
});

function outsideKeys({ siblings, hasColon }: ConfigurationPlace): readonly Omit<Completion, 'span'>[] {
  return (['namespaces', 'services', 'labels'] as const)
    .filter((key) => !siblings.includes(key))
    .map((key) => ({
      text: key + (hasColon ? '' : ':'),
      label: key,
      kind: 'setting',
      detail: formatMessage(outsideWords[key]),
    }));
}

function ruleCodes({ siblings, hasColon }: ConfigurationPlace): readonly Omit<Completion, 'span'>[] {
  return rules
    .filter(({ code }) => !siblings.includes(code))
    .map(({ code, summary, severity }) => ({
      text: code + (hasColon ? '' : ': '),
      label: code,
      kind: 'rule',
      detail: `${formatMessage(summary)} (${severity})`,
    }));
}

function levelWords(): readonly Omit<Completion, 'span'>[] {
  return levels.map((level) => ({ text: level, kind: 'level', detail: formatMessage(levelMeanings[level]) }));
}

function valuesOf(snapshot: Snapshot, key: string): readonly Omit<Completion, 'span'>[] {
  const definition = settingDefinition(key);
  if (key === 'defaultNamespace') return namespaces(snapshot);
  if (definition === undefined || definition.type !== 'text' || typeof definition.fallback !== 'string') return [];
  return [{ text: definition.fallback, kind: 'setting', detail: formatMessage(words.isDefault) }];
}

function namespaces(snapshot: Snapshot): readonly Omit<Completion, 'span'>[] {
  const detail = formatMessage(words.namespace);
  return writtenNamespaces(snapshot).map((text) => ({ text, kind: 'namespace', detail }));
}

function firstSentence(text: string): string {
  return /^.*?\.(?=\s|$)/su.exec(text)?.[0] ?? text;
}
