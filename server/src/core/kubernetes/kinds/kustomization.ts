import { flag, list, long, map, object, others, part, text } from '../table/fields.ts';

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
      fields: list(object({ group: text(), version: text(), kind: text(), path: text(), create: flag() })),
    }),
  ),
  patches,
  patchesStrategicMerge: list(text()),
  patchesJson6902: patches,
  replicas: list(object({ name: text(), count: long() })),
  images: list(object({ name: text(), newName: text(), newTag: text(), digest: text(), tagSuffix: text() })),
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
  ...others('helmGlobals helmCharts helmChartInflationGenerator imageTags'),
});
