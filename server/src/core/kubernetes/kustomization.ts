import { defined } from '../util/collections.ts';
import { type At, keyAt } from '../yaml/path.ts';
import {
  fieldOf,
  isPresent,
  itemsOf,
  readBoolean,
  readNumber,
  readString,
  readStringMap,
  readStrings,
  type Field,
  type StringMap,
  type View,
} from './field.ts';
import {
  fieldInAnyCase,
  isTextItself,
  noEntriesIn,
  readFieldSpec,
  readSelector,
  saysAnything,
  textIn,
  type FieldSpec,
  type KustomizeSelector,
} from './kustomization-fields.ts';
import {
  readReplacement,
  readSortOptions,
  readVar,
  type KustomizeVar,
  type Replacement,
  type SortOptions,
} from './kustomization-values.ts';
import type { ResourceBase } from './resource.ts';

/** A kustomization or a component of one: what it puts together and how it changes it. Never sent to a cluster. Source: kustomize api/types/kustomization.go. */
export interface Kustomization extends ResourceBase {
  readonly kind: 'Kustomization';
  readonly isComponent: boolean;
  /** The kind that it says, where that is none of a kustomization. */
  readonly otherKind: string | undefined;
  /** Whether it says nothing besides what it is; an empty list says something to kustomize. */
  readonly isEmpty: boolean;
  /** Entries of lists of paths and pairs that are null. */
  readonly noEntries: readonly At[];
  /** Files, folders and remote places: `resources`, then the retired `bases`. */
  readonly resources: readonly Field<string>[];
  readonly components: readonly Field<string>[];
  readonly namespace: Field<string> | undefined;
  readonly namePrefix: Field<string> | undefined;
  readonly nameSuffix: Field<string> | undefined;
  /** `labels`, then `commonLabels`, as they are applied. */
  readonly labels: readonly LabelSet[];
  readonly commonAnnotations: StringMap;
  /** In the order in which they are applied. */
  readonly patches: readonly KustomizePatch[];
  readonly replicas: readonly ReplicaCount[];
  readonly images: readonly ImageChange[];
  readonly generators: readonly GeneratedMap[];
  readonly replacements: readonly Replacement[];
  readonly vars: readonly KustomizeVar[];
  /** Files that say more of kinds. */
  readonly configurations: readonly Field<string>[];
  /** Files of schemas of kinds, of which nothing is read. */
  readonly schemas: readonly Field<string>[];
  /** What makes or changes objects in ways of its own: files and folders, then the same with texts in place. */
  readonly plugins: readonly Field<string>[];
  readonly pluginEntries: Readonly<Record<'generators' | 'transformers' | 'all', readonly Field<string>[]>>;
  /** Files of values for charts. */
  readonly values: readonly Field<string>[];
  /** The schema by which kustomize merges lists, in the place of its own: a file, or one of its own by version. */
  readonly openapi: { readonly path: Field<string> | undefined; readonly version: Field<string> | undefined };
  readonly sortOptions: SortOptions | undefined;
  /** Fields by which it makes or changes objects in ways that are not followed here. */
  readonly opaque: readonly Field<string>[];
}

/** Labels that a kustomization puts on objects. Source: kustomize api/types/labels.go. */
export interface LabelSet {
  readonly pairs: StringMap;
  /** Where besides `metadata.labels` they go; with `fields` not even there. */
  readonly reach: 'fields' | 'metadata' | 'templates' | 'selectors';
  /** Further places that they go to. */
  readonly fields: readonly FieldSpec[];
}

/** A patch, as a file or in place. Source: kustomize api/types/patch.go. */
export interface KustomizePatch {
  readonly at: At;
  /** `either` where the text itself says which it is. */
  readonly form: 'strategic' | 'json' | 'either';
  readonly path: Field<string> | undefined;
  readonly text: Field<string> | undefined;
  readonly target: KustomizeSelector | undefined;
  readonly allowNameChange: boolean;
  readonly allowKindChange: boolean;
}

/** A number of replicas for the workloads of a name. */
interface ReplicaCount {
  readonly at: At;
  readonly name: Field<string> | undefined;
  readonly count: Field<number> | undefined;
  /** For which kinds, if not those of `replicatedKinds`; all where it is empty. */
  readonly kinds?: readonly string[];
}

/** Another name for the images of a name, which is a pattern. What is said of tags and digests is not read. Source: kustomize api/types/image.go. */
interface ImageChange {
  readonly name: string;
  readonly newName: Field<string> | undefined;
}

/** A ConfigMap or Secret that kustomize makes; its name gets the hash of its content behind it. Source: kustomize api/types/configmapargs.go. */
export interface GeneratedMap {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly at: At;
  readonly name: Field<string> | undefined;
  /** Whether it makes one, or adds its data to one that is there, or puts them in the place of its data. */
  readonly behavior: 'create' | 'merge' | 'replace';
  /** That of a Secret. */
  readonly type: Field<string> | undefined;
  /** Pairs as `key=value`. */
  readonly literals: readonly Field<string>[];
  /** Files whose text becomes a value: `path`, or `key=path`. */
  readonly files: readonly Field<string>[];
  /** Files of pairs, each of which becomes a key with its value. */
  readonly envs: readonly Field<string>[];
  /** Its own, and those of all generators. */
  readonly labels: readonly StringMap[];
  readonly annotations: readonly StringMap[];
}

/** The names under which kustomize looks for its file. Source: kustomize api/konfig/general.go. */
export const kustomizationNames: readonly string[] = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Source: kustomize api/types/kustomization.go. */
export const kustomizationKinds: readonly string[] = ['Kustomization', 'Component'];

/** The API group of kustomizations, which their files may leave out. */
export const kustomizeGroup = 'kustomize.config.k8s.io';

/** Reads a kustomization, whose fields may be in upper or lower case. What is of the wrong type is left out. */
export function readKustomization(base: ResourceBase, object: View): Kustomization {
  const field = (key: string): View => fieldInAnyCase(object, key);
  const commonLabels = readStringMap(field('commonLabels'));
  const options = field('generatorOptions');
  const openapi = {
    path: readString(fieldInAnyCase(field('openapi'), 'path')),
    version: readString(fieldInAnyCase(field('openapi'), 'version')),
  };
  const pluginEntries = {
    generators: readStrings(field('generators')),
    transformers: readStrings(field('transformers')),
    all: pluginFields.flatMap((key) => readStrings(field(key))),
  };
  return {
    kind: 'Kustomization',
    ...base,
    isComponent: readString(field('kind'))?.value === 'Component',
    otherKind: readOtherKind(fieldOf(object, 'kind')),
    isEmpty: !saysAnything(object),
    noEntries: noEntriesIn(object),
    resources: [...readStrings(field('resources')), ...readStrings(field('bases'))],
    components: readStrings(field('components')),
    namespace: readString(field('namespace')),
    namePrefix: readString(field('namePrefix')),
    nameSuffix: readString(field('nameSuffix')),
    labels: [
      ...itemsOf(field('labels')).map(readLabelSet),
      ...(commonLabels.present ? [{ pairs: commonLabels, reach: 'selectors', fields: [] } as const] : []),
    ],
    commonAnnotations: readStringMap(field('commonAnnotations')),
    patches: readPatches(field),
    replicas: itemsOf(field('replicas')).map((item) => ({
      at: { path: item.path },
      name: readString(fieldInAnyCase(item, 'name')),
      count: readNumber(fieldInAnyCase(item, 'count')),
    })),
    images: itemsOf(field('images')).map((item) => ({
      name: textIn(item, 'name'),
      newName: readString(fieldInAnyCase(item, 'newName')),
    })),
    generators: [
      ...itemsOf(field('configMapGenerator')).map((item) => readGenerated(item, 'ConfigMap', options)),
      ...itemsOf(field('secretGenerator')).map((item) => readGenerated(item, 'Secret', options)),
    ],
    replacements: itemsOf(field('replacements')).map(readReplacement),
    vars: itemsOf(field('vars')).map(readVar),
    configurations: readStrings(field('configurations')),
    schemas: [...readStrings(field('crds')), ...defined([openapi.path])],
    plugins: pluginEntries.all.filter(({ value }) => !isTextItself(value)),
    pluginEntries,
    values: [
      ...itemsOf(field('helmCharts')).flatMap((item) => [
        ...defined([readString(fieldInAnyCase(item, 'valuesFile'))]),
        ...readStrings(fieldInAnyCase(item, 'additionalValuesFiles')),
      ]),
      ...itemsOf(field('helmChartInflationGenerator')).flatMap((item) =>
        defined([readString(fieldInAnyCase(item, 'values'))]),
      ),
    ],
    openapi,
    sortOptions: readSortOptions(field('sortOptions')),
    opaque: opaqueFields
      .map((key) => ({ key, view: field(key) }))
      .filter(({ view }) => isPresent(view))
      .map(({ key, view }) => ({ value: key, at: keyAt(view.path) })),
  };
}

function readOtherKind({ node }: View): string | undefined {
  return node?.kind !== 'scalar' || kustomizationKinds.includes(node.text) ? undefined : node.text;
}

/** Whether a patch comes before namespace, names and labels are changed, as all but `patchesJson6902` do. */
export function isEarlyPatch(patch: KustomizePatch): boolean {
  return patch.form !== 'json';
}

/** Fields whose entries are files, folders, or the texts themselves. Source: kustomize api/internal/target/kusttarget.go, configureExternalTransformers. */
const pluginFields: readonly string[] = ['generators', 'transformers', 'validators'];

const opaqueFields: readonly string[] = ['generators', 'transformers', 'helmCharts', 'helmChartInflationGenerator'];

function readLabelSet(item: View): LabelSet {
  const includes = (key: string): boolean => readBoolean(fieldInAnyCase(item, key))?.value === true;
  const reach = includes('includeSelectors') ? 'selectors' : includes('includeTemplates') ? 'templates' : 'metadata';
  return {
    pairs: readStringMap(fieldInAnyCase(item, 'pairs')),
    reach,
    fields: itemsOf(fieldInAnyCase(item, 'fields')).map(readFieldSpec),
  };
}

/** In the order of kustomize: strategic merge patches, then `patches`, then JSON patches. Source: kustomize api/internal/target/kusttarget_configplugin.go. */
function readPatches(field: (key: string) => View): readonly KustomizePatch[] {
  const strategic = readStrings(field('patchesStrategicMerge')).map((entry): KustomizePatch => {
    const isText = isTextItself(entry.value);
    return {
      at: entry.at,
      form: 'strategic',
      path: isText ? undefined : entry,
      text: isText ? entry : undefined,
      target: undefined,
      allowNameChange: false,
      allowKindChange: false,
    };
  });
  return [
    ...strategic,
    ...itemsOf(field('patches')).map((item) => readPatch(item, 'either')),
    ...itemsOf(field('patchesJson6902')).map((item) => readPatch(item, 'json')),
  ];
}

/** Reads an entry of patches. */
export function readPatch(item: View, form: KustomizePatch['form']): KustomizePatch {
  // An empty text is none to kustomize.
  const text = readString(fieldInAnyCase(item, 'patch'));
  const allows = (key: string): boolean =>
    readBoolean(fieldInAnyCase(fieldInAnyCase(item, 'options'), key))?.value === true;
  return {
    at: { path: item.path },
    form,
    // A path alone, which kustomize no longer takes, is still one of a patch.
    path: readString(fieldInAnyCase(item, 'path')) ?? readString(item),
    text: text?.value === '' ? undefined : text,
    target: readSelector(fieldInAnyCase(item, 'target')),
    allowNameChange: allows('allowNameChange'),
    allowKindChange: allows('allowKindChange'),
  };
}

/** Reads a generator; `shared` is what is said for all. */
export function readGenerated(item: View, kind: GeneratedMap['kind'], shared: View): GeneratedMap {
  const behavior = readString(fieldInAnyCase(item, 'behavior'))?.value;
  const options = [shared, fieldInAnyCase(item, 'options')];
  return {
    kind,
    at: { path: item.path },
    name: readString(fieldInAnyCase(item, 'name')),
    behavior: behavior === 'merge' || behavior === 'replace' ? behavior : 'create',
    type: kind === 'Secret' ? readString(fieldInAnyCase(item, 'type')) : undefined,
    literals: readStrings(fieldInAnyCase(item, 'literals')),
    files: readStrings(fieldInAnyCase(item, 'files')),
    envs: [...readStrings(fieldInAnyCase(item, 'envs')), ...defined([readString(fieldInAnyCase(item, 'env'))])],
    labels: options.map((view) => readStringMap(fieldInAnyCase(view, 'labels'))),
    annotations: options.map((view) => readStringMap(fieldInAnyCase(view, 'annotations'))),
  };
}
