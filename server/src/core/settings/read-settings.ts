import { isDns1123Label, withoutFinalDot } from '../util/dns-label.ts';
import { defineMessages, formatMessage } from '../util/format.ts';
import { readOutside } from './outside.ts';
import {
  defaultSettings,
  isRecord,
  levels,
  minorVersionIn,
  type Level,
  type LoadRestrictor,
  type Settings,
} from './settings.ts';
import { settingDefinition } from './table.ts';

/** A setting that could not be used, said in one sentence. */
export interface SettingProblem {
  readonly setting: string;
  readonly message: string;
}

const words = defineMessages('settings/read-settings', {
  wrongValue: 'The setting "{setting}" is not {what}; "{fallback}" is used instead.',
  wrongPart: 'Part of the setting "{setting}" is not {what}; that part is ignored.',
  wrongLevel: 'The level of "{code}" is not one of {levels}; the rule keeps its default level.',
  wrongNamespace: 'The namespace of "{glob}" is not a DNS label such as "prod"; it is ignored.',
});

/**
 * Reads settings from what an editor or the command line sends. What is absent keeps its default; what cannot be used
 * keeps its default and is reported, so that one bad value costs nothing else.
 */
export function readSettings(input: unknown): {
  readonly settings: Settings;
  readonly problems: readonly SettingProblem[];
} {
  const problems: SettingProblem[] = [];
  const given = isRecord(input) ? input : {};
  const text = (setting: string, fallback: string, isUsable: (value: string) => boolean): string => {
    const value = given[setting];
    if (value === undefined || value === null) return fallback;
    const cleaned = typeof value === 'string' ? withoutFinalDot(value).toLowerCase() : '';
    if (isUsable(cleaned)) return cleaned;
    const what = settingDefinition(setting)?.expected ?? '';
    problems.push({ setting, message: formatMessage(words.wrongValue, { setting, what, fallback }) });
    return fallback;
  };
  const flag = (name: string, fallback: boolean): boolean => {
    const value = given[name];
    return typeof value === 'boolean' ? value : fallback;
  };
  const diagnostics = isRecord(given['diagnostics']) ? given['diagnostics'] : {};
  const settings: Settings = {
    clusterDomain: text('clusterDomain', defaultSettings.clusterDomain, isDnsName),
    defaultNamespace: text('defaultNamespace', defaultSettings.defaultNamespace, isDns1123Label),
    namespaces: readNamespaces(given['namespaces'], problems),
    kubernetesVersion: `1.${minorVersionIn(text('kubernetesVersion', defaultSettings.kubernetesVersion, isKubernetesVersion))}`,
    nodePortRange: readPortRange(text('nodePortRange', defaultSettings.nodePortRange.join('-'), isPortRange)),
    loadRestrictor: readLoadRestrictor(text('loadRestrictor', defaultSettings.loadRestrictor, isLoadRestrictor)),
    outside: readOutside(given['outside'], (setting, expected) => {
      problems.push({ setting, message: formatMessage(words.wrongPart, { setting, what: expected }) });
    }),
    rules: readLevels(given['rules'], problems),
    exclude: Array.isArray(given['exclude'])
      ? given['exclude'].filter((glob): glob is string => typeof glob === 'string')
      : defaultSettings.exclude,
    maxFileSize:
      typeof given['maxFileSize'] === 'number' && given['maxFileSize'] > 0
        ? given['maxFileSize']
        : defaultSettings.maxFileSize,
    diagnosticsScope: diagnostics['scope'] === 'openFiles' ? 'openFiles' : defaultSettings.diagnosticsScope,
    codeLens: flag('codeLens', defaultSettings.codeLens),
    inlayHints: flag('inlayHints', defaultSettings.inlayHints),
    documentSymbols: flag('documentSymbols', defaultSettings.documentSymbols),
  };
  return { settings, problems };
}

function isKubernetesVersion(value: string): boolean {
  return minorVersionIn(value) !== undefined;
}

function isPortRange(value: string): boolean {
  const [first, last] = readPortRange(value);
  return /^\d{1,5}-\d{1,5}$/.test(value) && first >= 1 && first <= last && last <= 65535;
}

function readPortRange(value: string): readonly [number, number] {
  const [first, last] = value.split('-').map(Number);
  return [first ?? 0, last ?? 0];
}

/** Kustomize tells them apart whatever their case. Source: kustomize kustomize/commands/build/flagloadrestrictor.go. */
function isLoadRestrictor(value: string): boolean {
  return /^loadrestrictions(?:none|rootonly)$/i.test(value);
}

function readLoadRestrictor(value: string): LoadRestrictor {
  return /none$/i.test(value) ? 'LoadRestrictionsNone' : 'LoadRestrictionsRootOnly';
}

function readLevels(input: unknown, problems: SettingProblem[]): Readonly<Record<string, Level>> {
  if (!isRecord(input)) return {};
  const result: Record<string, Level> = {};
  for (const [code, value] of Object.entries(input)) {
    const level = levels.find((candidate) => candidate === value);
    if (level !== undefined) result[code] = level;
    else
      problems.push({
        setting: `rules.${code}`,
        message: formatMessage(words.wrongLevel, { code, levels: levels.join(', ') }),
      });
  }
  return result;
}

function readNamespaces(input: unknown, problems: SettingProblem[]): Readonly<Record<string, string>> {
  if (!isRecord(input)) return {};
  const result: Record<string, string> = {};
  for (const [glob, value] of Object.entries(input)) {
    if (typeof value === 'string' && isDns1123Label(value)) result[glob] = value;
    else
      problems.push({
        setting: `namespaces.${glob}`,
        message: formatMessage(words.wrongNamespace, { glob }),
      });
  }
  return result;
}

function isDnsName(value: string): boolean {
  return value.length <= 253 && value.split('.').every(isDns1123Label);
}
