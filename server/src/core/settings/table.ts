import { defaultSettings } from './settings.ts';

/** The name of the configuration file, which is at the top of what it configures. */
export const configurationFileName = '.headlight.yaml';

/** What a value of a setting looks like. */
export type SettingType = 'text' | 'bytes' | 'globs' | 'levels' | 'namespaces' | 'outside';

/**
 * A setting of the engine, as people know it: the one source of the editor's descriptions, the configuration file's schema, its
 * completion and hover, and the documentation.
 */
export interface SettingDefinition {
  /** Its name in `.headlight.yaml`, and in an editor behind `headlight.`. */
  readonly key: string;
  readonly type: SettingType;
  /** Its default, as JSON. */
  readonly fallback: unknown;
  /** What a usable value is, for the end of a sentence that begins "It has to be". */
  readonly expected: string;
  /** Markdown, a sentence or more. */
  readonly description: string;
  /** The other settings that its description names, to which editors link. */
  readonly names: readonly string[];
  /** Whether each folder of an editor's workspace may have its own. What holds for a whole cluster, or for reading files, may not. */
  readonly perFolder: boolean;
  /** What follows the key in an example, YAML on one line or on indented ones. */
  readonly example: string;
  /** Whether editors have it as a setting of their own too. */
  readonly inEditor: boolean;
}

/** The settings that a configuration file may have, in the order in which they are documented. */
export const settingDefinitions: readonly SettingDefinition[] = [
  {
    key: 'clusterDomain',
    type: 'text',
    fallback: defaultSettings.clusterDomain,
    expected: 'a DNS name such as "cluster.local"',
    description: 'The domain that the cluster serves Services under. It ends every name that Headlight shows.',
    names: [],
    perFolder: false,
    example: ' cluster.local',
    inEditor: true,
  },
  {
    key: 'defaultNamespace',
    type: 'text',
    fallback: defaultSettings.defaultNamespace,
    expected: 'a DNS label such as "prod"',
    description:
      'The namespace of a manifest that names none, as `kubectl` takes it from your context. `namespaces` gives others by file.',
    names: ['namespaces'],
    perFolder: true,
    example: ' default',
    inEditor: true,
  },
  {
    key: 'namespaces',
    type: 'namespaces',
    fallback: {},
    expected: 'a map from glob patterns to namespaces',
    description:
      'The namespaces of manifests that name none, by glob pattern of their files, relative to the workspace folder or the configuration file. The last pattern that matches counts; where none does, `defaultNamespace` is taken.',
    names: ['defaultNamespace'],
    perFolder: true,
    example: '\n  deploy/prod/**: prod',
    inEditor: true,
  },
  {
    key: 'kubernetesVersion',
    type: 'text',
    fallback: defaultSettings.kubernetesVersion,
    expected: 'a version such as "1.34"',
    description:
      'The version of the API server that manifests are held to, from 1.27 on. What a version refuses or allows is said with its number.',
    names: [],
    perFolder: true,
    example: " '1.37'",
    inEditor: true,
  },
  {
    key: 'nodePortRange',
    type: 'text',
    fallback: defaultSettings.nodePortRange.join('-'),
    expected: 'a range such as "30000-32767"',
    description:
      'The node ports that the API server gives out, as its flag `--service-node-port-range` says. A `nodePort` outside is refused.',
    names: [],
    perFolder: true,
    example: ' 30000-32767',
    inEditor: true,
  },
  {
    key: 'outside',
    type: 'outside',
    fallback: {},
    expected: 'a map of "namespaces", "services" such as "db.prod" and "labels" such as "app=db"',
    description:
      'What exists without a manifest here, so that nothing is said to be missing: `namespaces` that others fill, `services` as `name.namespace`, with `headless` or `ExternalName` behind it for one that is, and `labels` of Pods that others make.',
    names: [],
    perFolder: true,
    example:
      "\n  namespaces: [monitoring]\n  services: [db.prod, 'cache.prod headless']\n  labels: ['app=db,tier=back']",
    inEditor: true,
  },
  {
    key: 'rules',
    type: 'levels',
    fallback: defaultSettings.rules,
    expected: 'a map from codes of rules to levels',
    description:
      "Levels that differ from the rules' own, by code. `error`, `warning` and `information` are listed in the Problems panel, `hint` shows as dots in the text, `off` switches a rule off. A comment `# headlight-disable-next-line <code>` does the same for one line, and `exclude` leaves whole files out.",
    names: ['exclude'],
    perFolder: true,
    example: '\n  missing-endpoints: off',
    inEditor: true,
  },
  {
    key: 'exclude',
    type: 'globs',
    fallback: defaultSettings.exclude,
    expected: 'a list of glob patterns',
    description:
      'Glob patterns of files and folders that are not read, relative to the workspace folder or the configuration file, for instance `**/testdata/**`. `node_modules` and `.git` are never read, nor are files above `maxFileSize`.',
    names: ['maxFileSize'],
    perFolder: true,
    example: "\n  - '**/testdata/**'",
    inEditor: true,
  },
  {
    key: 'maxFileSize',
    type: 'bytes',
    fallback: defaultSettings.maxFileSize,
    expected: 'a number of bytes above 0',
    description: 'Files larger than this, in bytes, are not read. The output says which were left out.',
    names: [],
    perFolder: false,
    example: ' 4194304',
    inEditor: true,
  },
];

/** The definition of a setting by its key. */
export function settingDefinition(key: string): SettingDefinition | undefined {
  return settingDefinitions.find((definition) => definition.key === key);
}
