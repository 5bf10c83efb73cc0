import { defined, saidOf } from '../util/collections.ts';
import {
  fieldAt,
  fieldOf,
  itemsOf,
  readBoolean,
  readNumber,
  readString,
  readStringMap,
  readStrings,
  View,
} from './field.ts';
import { readFieldSpec, readSelector, textIn, type FieldSpec } from './kustomization-fields.ts';
import { readReplacement } from './kustomization-values.ts';
import {
  readGenerated,
  readKustomization,
  readPatch,
  type Kustomization,
  type KustomizePatch,
} from './kustomization.ts';

/** What a plugin does that kustomize brings: what a kustomization would that says only this, of some objects alone. */
export interface BuiltinPlugin {
  readonly says: Kustomization;
  /** The kinds that it reaches; all where this is absent. */
  readonly kinds: ReadonlySet<string> | undefined;
  /** The kinds that it leaves as they are. */
  readonly otherThan: ReadonlySet<string>;
  /** Whether it leaves the objects alone that say a namespace. */
  readonly isForNoNamespace: boolean;
}

/** Where a kustomization names a plugin: among what makes objects, or what changes or judges them. */
type PluginRole = 'generators' | 'transformers';

type Says = Partial<Kustomization>;
type PluginReader = (view: View, fields: readonly FieldSpec[]) => Says | undefined;

/**
 * Reads the configuration of a plugin, whose fields are those of its file; `undefined` where it is none that kustomize brings, or does what is not
 * followed here. `base` is the kustomization that names it. Source: kustomize api/internal/builtins.
 */
export function readPlugin(base: Kustomization, node: View['node'], role: PluginRole): BuiltinPlugin | undefined {
  const view = new View(node);
  if (textIn(view, 'apiVersion') !== 'builtin') return undefined;
  const kind = textIn(view, 'kind');
  const fields = itemsOf(fieldOf(view, 'fieldSpecs')).map(readFieldSpec);
  const said = saidOf(builtins[role], kind)?.(view, fields);
  if (said === undefined) return undefined;
  const named = new Set(fields.map((field) => field.kind));
  return {
    says: { ...readKustomization(base, new View(undefined)), ...said },
    kinds: kind === 'ReplicaCountTransformer' && !named.has('') ? named : undefined,
    otherThan: new Set(kind === 'NamespaceTransformer' ? kindsByFields.filter((one) => !named.has(one)) : []),
    isForNoNamespace: readBoolean(fieldOf(view, 'unsetOnly'))?.value === true,
  };
}

/** Whether kustomize brings a plugin of a kind. Source: kustomize api/internal/plugins/builtinhelpers/builtins.go. */
export function isBuiltin(role: PluginRole, kind: string): boolean {
  return Object.hasOwn(builtins[role], kind);
}

/** The kinds to which a namespace goes by fields that are named. Source: kustomize api/internal/konfig/builtinpluginconsts/namespace.go. */
const kindsByFields: readonly string[] = ['Namespace', 'APIService', 'CustomResourceDefinition'];

const namespacePaths: ReadonlySet<string> = new Set([
  'metadata/namespace',
  'metadata/name',
  'subjects',
  'spec/service/namespace',
  'spec/conversion/webhook/clientConfig/service/namespace',
]);

const generators: Readonly<Record<string, PluginReader | undefined>> = {
  ConfigMapGenerator: (view) => generatorOf(view, 'ConfigMap'),
  SecretGenerator: (view) => generatorOf(view, 'Secret'),
  HelmChartInflationGenerator: undefined,
  IAMPolicyGenerator: undefined,
};

function generatorOf(view: View, kind: 'ConfigMap' | 'Secret'): Says {
  const map = readGenerated(view, kind, new View(undefined));
  return { generators: [{ ...map, name: map.name ?? readString(fieldAt(view, 'metadata', 'name')) }] };
}

const transformers: Readonly<Record<string, PluginReader | undefined>> = {
  AnnotationsTransformer: (view, fields) => pairsOf(view, 'annotations', fields),
  HashTransformer: () => ({}),
  HelmChartInflationGenerator: undefined,
  ImageTagTransformer: (view) => ({
    images: [
      { name: textIn(fieldOf(view, 'imageTag'), 'name'), newName: readString(fieldAt(view, 'imageTag', 'newName')) },
    ],
  }),
  LabelTransformer: (view, fields) => pairsOf(view, 'labels', fields),
  NamespaceTransformer: (view, fields) =>
    fields.every(({ path }) => namespacePaths.has(path)) &&
    ['', 'defaultOnly'].includes(textIn(view, 'setRoleBindingSubjects'))
      ? { namespace: readString(fieldAt(view, 'metadata', 'namespace')) }
      : undefined,
  PatchJson6902Transformer: (view) => ({
    patches: [
      {
        ...readPatch(view, 'json'),
        target: readSelector(fieldOf(view, 'target')),
        text: readString(fieldOf(view, 'jsonOp')),
      },
    ],
  }),
  PatchStrategicMergeTransformer: (view) => {
    const patch: KustomizePatch = { ...readPatch(new View(undefined), 'strategic'), at: view.place.at };
    return {
      patches: [
        ...readStrings(fieldOf(view, 'paths')).map((path) => ({ ...patch, path })),
        ...defined([readString(fieldOf(view, 'patches'))]).map((text) => ({ ...patch, text })),
      ],
    };
  },
  PatchTransformer: (view) => ({ patches: [readPatch(view, 'either')] }),
  PrefixSuffixTransformer: (view, fields) => namesOf(view, fields),
  PrefixTransformer: (view, fields) => namesOf(view, fields),
  ReplacementTransformer: (view) => ({ replacements: itemsOf(fieldOf(view, 'replacements')).map(readReplacement) }),
  ReplicaCountTransformer: (view, fields) => {
    const replica = fieldOf(view, 'replica');
    const isUsual = fields.length > 0 && fields.every(({ path }) => path === 'spec/replicas');
    const kinds = fields.some(({ kind }) => kind === '') ? [] : fields.map(({ kind }) => kind);
    const name = readString(fieldOf(replica, 'name'));
    const count = readNumber(fieldOf(replica, 'count'));
    return isUsual ? { replicas: [{ at: replica.place.at, name, count, kinds }] } : undefined;
  },
  SuffixTransformer: (view, fields) => namesOf(view, fields),
  ValueAddTransformer: undefined,
};

/** All that kustomize brings; what is not followed here has no reader. */
const builtins = { generators, transformers };

function pairsOf(view: View, key: string, fields: readonly FieldSpec[]): Says {
  return { labels: [{ pairs: readStringMap(fieldOf(view, key)), reach: 'fields', fields }] };
}

/** Names change by the fields that are named, without which kustomize takes none: the names of all kinds. */
function namesOf(view: View, fields: readonly FieldSpec[]): Says | undefined {
  const isUsual = fields.every(({ path, kind, group }) => path === 'metadata/name' && kind === '' && group === '');
  if (!isUsual || fields.length === 0) return undefined;
  return { namePrefix: readString(fieldOf(view, 'prefix')), nameSuffix: readString(fieldOf(view, 'suffix')) };
}
