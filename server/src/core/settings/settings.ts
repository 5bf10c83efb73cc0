import { nothingOutside, withOutside, type Outside } from './outside.ts';

/** How loudly a rule speaks. `error` means that kubectl or the API server rejects the manifest, nothing else. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** A severity, or `off`. */
export type Level = Severity | 'off';

/** What kustomize takes for its flag `--load-restrictor`. */
export type LoadRestrictor = 'LoadRestrictionsRootOnly' | 'LoadRestrictionsNone';

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

/** The default settings. The one home of the default domain, namespace and version. */
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

/** The minor version of the API server: 37 of `1.37`. Versions that are not known yet count as they are numbered. */
export function minorVersionOf({ kubernetesVersion }: Settings): number {
  return minorVersionIn(kubernetesVersion) ?? 0;
}

/** The minor version in `1.34`, also as `v1.34` and with what is behind it: `1.34.2`, `v1.34.2-gke.1`; `undefined` in anything else. */
export function minorVersionIn(version: string): number | undefined {
  const [, minor] = versionPattern.exec(version) ?? [];
  return minor === undefined ? undefined : Number(minor);
}

const versionPattern = /^v?1\.([0-9]{1,3})(?:[.+-].*)?$/;

/** Whether a value is an object of JSON, and no list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
