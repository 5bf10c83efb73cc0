import { isDns1123Label } from '../util/dns-label.ts';
import { nothingOutside, readOutside, withOutside, type Outside } from './outside.ts';
import { defineMessages, formatMessage, type Message } from '../util/format.ts';

/** How loudly a rule speaks. `error` means that kubectl or the API server rejects the manifest, nothing else. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** A severity, or `off`. */
export type Level = Severity | 'off';

/** What kustomize takes for its flag `--load-restrictor`. */
type LoadRestrictor = 'LoadRestrictionsRootOnly' | 'LoadRestrictionsNone';

/** All levels, loudest first. */
export const levels: readonly Level[] = ['error', 'warning', 'information', 'hint', 'off'];

/** What a user can set about the engine. Settings of the editor alone live in the client's package.json. */
export interface Settings {
  /** The zone the cluster serves Services under, without a final dot. */
  readonly clusterDomain: string;
  /** The namespace of a resource that writes none. */
  readonly defaultNamespace: string;
  /** The namespaces of resources that write none, by globs of their files relative to a workspace folder; the last that matches counts. */
  readonly namespaces: Readonly<Record<string, string>>;
  /** The version of the API server that manifests are held to, such as `1.37`. */
  readonly kubernetesVersion: string;
  /** The first and the last port that the API server gives to Services of type NodePort and LoadBalancer. */
  readonly nodePortRange: readonly [first: number, last: number];
  /** Which files kustomizations may read: those below their own folders, or all. */
  readonly loadRestrictor: LoadRestrictor;
  /** What exists without a manifest in the workspace. */
  readonly outside: Outside;
  /** Levels that differ from the rules' own, by code. */
  readonly rules: Readonly<Record<string, Level>>;
  /** Files left out: globs in the manner of `files.exclude`, relative to a workspace folder. */
  readonly exclude: readonly string[];
  /** Files above this size, in bytes, are left out. */
  readonly maxFileSize: number;
  /** Whether problems are shown for the whole workspace or for open files only. */
  readonly diagnosticsScope: 'workspace' | 'openFiles';
  /** Whether what is behind a Service or StatefulSet is told above it. */
  readonly codeLens: boolean;
  /** Whether names and ports are shown in the text. */
  readonly inlayHints: boolean;
  /** Whether there is an outline, for editors in which nothing else makes one of YAML. */
  readonly documentSymbols: boolean;
}

/** The settings nobody changed. The one home of the default domain, namespace and version. */
export const defaultSettings: Settings = {
  clusterDomain: 'cluster.local',
  defaultNamespace: 'default',
  namespaces: {},
  kubernetesVersion: '1.37',
  nodePortRange: [30000, 32767],
  loadRestrictor: 'LoadRestrictionsRootOnly',
  outside: nothingOutside,
  rules: {},
  exclude: [],
  maxFileSize: 4 * 1024 * 1024,
  diagnosticsScope: 'workspace',
  codeLens: true,
  inlayHints: false,
  documentSymbols: false,
};

/** The namespaces every cluster has. Source: kubernetes pkg/controlplane/controller/systemnamespaces. */
export const builtInNamespaces: readonly string[] = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/** Settings as one place gives them: what it leaves out is left to others. */
export type GivenSettings = Partial<Settings>;

/**
 * The settings with others laid over them: levels count one by one, globs of files left out and what is outside add up, the
 * rest is replaced.
 */
export function withSettings(settings: Settings, given: GivenSettings): Settings {
  return {
    ...settings,
    ...given,
    outside: withOutside(settings.outside, given.outside),
    rules: { ...settings.rules, ...given.rules },
    exclude: given.exclude === undefined ? settings.exclude : [...settings.exclude, ...given.exclude],
  };
}

/** A setting that could not be used, said in one sentence. */
export interface SettingProblem {
  readonly setting: string;
  readonly message: string;
}

const words = defineMessages('settings/settings', {
  dnsName: 'a DNS name',
  dnsLabel: 'a DNS label',
  version: 'a version such as "1.34"',
  range: 'a range such as "30000-32767"',
  loadRestrictor: '"LoadRestrictionsNone" or "LoadRestrictionsRootOnly"',
  wrongValue: 'The setting "{setting}" is not {what}; "{fallback}" is used instead.',
  wrongPart: 'The setting "{setting}" is not {what}; that part of it is ignored.',
  wrongLevel: 'The level of "{code}" is none of {levels}; the rule keeps its own level.',
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
  const string = (name: string, fallback: string, isUsable: (value: string) => boolean, what: Message): string => {
    const value = given[name];
    if (value === undefined || value === null) return fallback;
    const cleaned = typeof value === 'string' ? value.replace(/\.$/, '').toLowerCase() : '';
    if (isUsable(cleaned)) return cleaned;
    problems.push({ setting: name, message: formatMessage(words.wrongValue, { setting: name, what, fallback }) });
    return fallback;
  };
  const flag = (name: string, fallback: boolean): boolean => {
    const value = given[name];
    return typeof value === 'boolean' ? value : fallback;
  };
  const diagnostics = isRecord(given['diagnostics']) ? given['diagnostics'] : {};
  const settings: Settings = {
    clusterDomain: string('clusterDomain', defaultSettings.clusterDomain, isDnsName, words.dnsName),
    defaultNamespace: string('defaultNamespace', defaultSettings.defaultNamespace, isDns1123Label, words.dnsLabel),
    namespaces: readNamespaces(given['namespaces'], problems),
    kubernetesVersion: string(
      'kubernetesVersion',
      defaultSettings.kubernetesVersion,
      isKubernetesVersion,
      words.version,
    ).replace(versionPattern, '1.$1'),
    nodePortRange: readPortRange(
      string('nodePortRange', defaultSettings.nodePortRange.join('-'), isPortRange, words.range),
    ),
    loadRestrictor: readLoadRestrictor(
      string('loadRestrictor', defaultSettings.loadRestrictor, isLoadRestrictor, words.loadRestrictor),
    ),
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

/** The minor version of the API server: 37 of `1.37`. Versions that nobody knows yet count as they are numbered. */
export function minorVersionOf({ kubernetesVersion }: Settings): number {
  return Number(versionPattern.exec(kubernetesVersion)?.[1] ?? 0);
}

/** `1.34`, also as `v1.34` and with what is behind it: `1.34.2`, `v1.34.2-gke.1`. */
const versionPattern = /^v?1\.([0-9]{1,3})(?:[.+-].*)?$/;

function isKubernetesVersion(value: string): boolean {
  return versionPattern.test(value);
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

/** Whether a value is an object of JSON, and no list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
