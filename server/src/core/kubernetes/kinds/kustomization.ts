import { any, flag, list, long, map, object, part, text } from '../table/vocabulary.ts';

/** Source: kustomize kyaml/resid/resid.go. */
const resourceId = { group: text(), version: text(), kind: text(), name: text(), namespace: text() };

/** Source: kustomize api/types/selector.go. */
const selector = object({ ...resourceId, labelSelector: text(), annotationSelector: text() });

/** Source: kustomize api/types/patch.go. */
const patches = list(
  object({
    path: text(),
    patch: text(),
    target: selector,
    options: part({ allowNameChange: flag(), allowKindChange: flag() }),
  }),
);

/** Source: kustomize api/types/replacement.go. */
const fieldOptions = object({ delimiter: text(), index: long(), encoding: text(), create: flag() });

/** Source: kustomize api/types/replacementfield.go. */
const replacements = list(
  object({
    path: text(),
    source: object({ ...resourceId, fieldPath: text(), options: fieldOptions }),
    sourceValue: text(),
    targets: list(
      object({ select: selector, reject: list(selector), fieldPaths: list(text()), options: fieldOptions }),
    ),
  }),
);

/** Source: kustomize api/types/var.go. */
const vars = list(
  object({
    name: text(),
    objref: object({ apiVersion: text(), ...resourceId }),
    fieldref: object({ fieldPath: text() }),
  }),
);

/** Source: kustomize api/types/generatoroptions.go. */
const generatorOptions = object({
  labels: map(),
  annotations: map(),
  disableNameSuffixHash: flag(),
  immutable: flag(),
});

const generated = {
  name: text(),
  namespace: text(),
  behavior: text(),
  literals: list(text()),
  files: list(text()),
  envs: list(text()),
  env: text(),
  options: generatorOptions,
};

/** Source: kustomize api/types/image.go. */
const images = list(object({ name: text(), newName: text(), newTag: text(), digest: text(), tagSuffix: text() }));

/** Source: kustomize api/types/helmchartargs.go. */
const helm = {
  helmGlobals: object({ chartHome: text(), configHome: text() }),
  helmCharts: list(
    object({
      name: text(),
      version: text(),
      repo: text(),
      releaseName: text(),
      namespace: text(),
      additionalValuesFiles: list(text()),
      valuesFile: text(),
      valuesInline: any(),
      valuesMerge: text(),
      includeCRDs: flag(),
      skipHooks: flag(),
      apiVersions: list(text()),
      kubeVersion: text(),
      nameTemplate: text(),
      skipTests: flag(),
      debug: flag(),
      devel: flag(),
    }),
  ),
  helmChartInflationGenerator: list(
    object({
      chartName: text(),
      chartVersion: text(),
      chartRepoUrl: text(),
      chartHome: text(),
      chartRepoName: text(),
      helmBin: text(),
      helmHome: text(),
      values: text(),
      valuesLocal: any(),
      valuesMerge: text(),
      releaseName: text(),
      releaseNamespace: text(),
      extraArgs: list(text()),
    }),
  ),
};

/** The fields that a change goes into. Source: kustomize api/types/fieldspec.go. */
export const fieldSpecs = list(object({ group: text(), version: text(), kind: text(), path: text(), create: flag() }));

/** What a kustomization or component looks like. Source: kustomize api/types/kustomization.go and the types beside it. */
export const kustomizationTable = object({
  apiVersion: text(),
  kind: text(),
  resources: list(text()),
  bases: list(text()),
  components: list(text()),
  namespace: text(),
  namePrefix: text(),
  nameSuffix: text(),
  commonLabels: map(),
  commonAnnotations: map(),
  labels: list(
    object({
      pairs: map(),
      includeSelectors: flag(),
      includeTemplates: flag(),
      fields: fieldSpecs,
    }),
  ),
  patches,
  patchesStrategicMerge: list(text()),
  patchesJson6902: patches,
  replicas: list(object({ name: text(), count: long() })),
  images,
  imageTags: images,
  configMapGenerator: list(object(generated)),
  secretGenerator: list(object({ ...generated, type: text() })),
  crds: list(text()),
  generators: list(text()),
  transformers: list(text()),
  validators: list(text()),
  configurations: list(text()),
  replacements,
  vars,
  buildMetadata: list(text()),
  generatorOptions,
  metadata: object({ name: text(), namespace: text(), labels: map(), annotations: map() }),
  openapi: map(),
  sortOptions: object({
    order: text(),
    legacySortOptions: object({ orderFirst: list(text()), orderLast: list(text()) }),
  }),
  ...helm,
});
