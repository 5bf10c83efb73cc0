import { defaultSettings } from './settings.ts';
import { defineMessage, type Message } from '../util/format.ts';

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
  readonly expected: Message;
  /** Markdown, a sentence or more. */
  readonly description: Message;
  /** The other settings that its description names, to which editors link. */
  readonly names: readonly string[];
  /** Whether each folder of an editor's workspace may have its own. What holds for a whole cluster, or for reading files, may not. */
  readonly perFolder: boolean;
  /** What follows the key in an example, YAML on one line or on indented ones. */
  readonly example: string;
  /** Whether editors have it as a setting of their own too. */
  readonly inEditor: boolean;
}

/** A setting in English. */
interface WrittenSetting extends Omit<SettingDefinition, 'expected' | 'description'> {
  readonly expected: string;
  readonly description: string;
}

const written: readonly WrittenSetting[] = [
  {
    key: 'clusterDomain',
    type: 'text',
    fallback: defaultSettings.clusterDomain,
    expected: 'a DNS name such as "cluster.local"',
    description: 'The DNS domain of the cluster. Every name that Headlight shows ends with it.',
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
      'The namespace of objects whose manifest does not set one. `kubectl` takes it from your context; an Argo CD Application or Flux Kustomization for the folder takes precedence. Use `namespaces` to set a different one for some files.',
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
      'The namespace of objects whose manifest does not set one, by glob pattern of the file. Patterns are relative to the workspace folder or the configuration file. If several match, the last one applies; if none does, `defaultNamespace` applies.',
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
      'The Kubernetes version of your cluster, 1.27 or later. Headlight reports what an API server of this version rejects.',
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
      'The range of node ports in your cluster (`--service-node-port-range` of the API server). The API server rejects a `nodePort` outside this range.',
    names: [],
    perFolder: true,
    example: ' 30000-32767',
    inEditor: true,
  },
  {
    key: 'loadRestrictor',
    type: 'text',
    fallback: defaultSettings.loadRestrictor,
    expected: '"LoadRestrictionsNone" or "LoadRestrictionsRootOnly"',
    description:
      'The files that kustomizations may read, like the `--load-restrictor` flag of kustomize: those in and below their own folders (`LoadRestrictionsRootOnly`), or all (`LoadRestrictionsNone`). If a comment in a kustomization names `LoadRestrictionsNone`, it applies to that kustomization. If a manifest, workflow, makefile or README names it, such as in the options of Argo CD, it applies to all.',
    names: [],
    perFolder: true,
    example: ' LoadRestrictionsNone',
    inEditor: true,
  },
  {
    key: 'outside',
    type: 'outside',
    fallback: {},
    expected: 'a map of "namespaces", "services" such as "db.prod" and "labels" such as "app=db"',
    description:
      'What exists in the cluster without a manifest in this workspace, so that Headlight does not report it as missing: `namespaces` whose objects come from elsewhere, `services` as `name.namespace` (add `headless` or `ExternalName` where it is one), and `labels` of Pods that come from elsewhere.',
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
    expected: 'a map from rule codes to levels',
    description:
      "Change a rule's severity or turn it off. `error`, `warning` and `information` appear in the Problems panel, `hint` only as dots in the text, and `off` turns the rule off. To turn a rule off for one line, write the comment `# headlight-disable-next-line <code>` above it. To leave out whole files, use `exclude`.",
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
      'Files and folders that Headlight does not read, as glob patterns relative to the workspace folder or the configuration file, for example `**/testdata/**`. Headlight never reads `node_modules`, `.git` or files larger than `maxFileSize`.',
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
    description: 'The largest file that Headlight reads, in bytes. The output lists the files it left out.',
    names: [],
    perFolder: false,
    example: ' 4194304',
    inEditor: true,
  },
];

/** The settings that a configuration file may have, in the order in which they are documented. */
export const settingDefinitions: readonly SettingDefinition[] = written.map((setting) => ({
  ...setting,
  expected: defineMessage(`settings/table/${setting.key}.expected`, setting.expected),
  description: defineMessage(`settings/table/${setting.key}.description`, setting.description),
}));

/** The definition of a setting by its key. */
export function settingDefinition(key: string): SettingDefinition | undefined {
  return settingDefinitions.find((definition) => definition.key === key);
}
