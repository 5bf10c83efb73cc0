import { rules } from '../../rules/index.ts';
import { builtInNamespaces, levels } from '../../settings/settings.ts';
import { settingDefinition, settingDefinitions, type SettingType } from '../../settings/table.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { Completion } from '../completion/completion.ts';
import { levelMeanings } from './configuration-hover.ts';
import { configurationPlaceAt, type ConfigurationPlace } from './configuration-place.ts';
import { defineMessages, formatMessage } from '../../util/format.ts';

const words = defineMessages('features/configuration/configuration-completion', {
  default: 'The default.',
  namespace: 'A namespace',
});

/** What can be at an offset of a configuration file: settings, rules, levels, namespaces. */
export function configurationCompletion(snapshot: Snapshot, text: string, offset: number): readonly Completion[] {
  const place = configurationPlaceAt(text, offset);
  if (place === undefined) return [];
  const { word, span } = place;
  return wordsFor(snapshot, place)
    .filter(({ text: candidate }) => candidate.startsWith(word))
    .map((candidate) => ({ ...candidate, span }));
}

function wordsFor(snapshot: Snapshot, place: ConfigurationPlace): readonly Omit<Completion, 'span'>[] {
  const { parent, key } = place;
  if (parent === undefined) return key === undefined ? keys(place) : valuesOf(snapshot, key);
  if (parent === 'rules') return key === undefined ? ruleCodes(place) : levelWords();
  return parent === 'namespaces' && key !== undefined ? namespaces(snapshot) : [];
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
  return [{ text: definition.fallback, kind: 'setting', detail: formatMessage(words.default) }];
}

function namespaces(snapshot: Snapshot): readonly Omit<Completion, 'span'>[] {
  const written = snapshot.resources.flatMap(({ namespace, namespaceOrigin }) =>
    namespaceOrigin === 'written' ? [namespace] : [],
  );
  const declared = snapshot.ofKind('Namespace').flatMap(({ name }) => name ?? []);
  const names = [...new Set([...written, ...declared].sort()), ...builtInNamespaces];
  return [...new Set(names)].map((name) => ({ text: name, kind: 'namespace', detail: formatMessage(words.namespace) }));
}

function firstSentence(text: string): string {
  return /^.*?\.(?=\s|$)/su.exec(text)?.[0] ?? text;
}
