import { any, flag, list, long, map, object, others, part, text } from '../table/fields.ts';

/** Source: kustomize api/types/selector.go and kyaml/resid/resid.go. */
const selector = object({
  group: text(),
  version: text(),
  kind: text(),
  name: text(),
  namespace: text(),
  labelSelector: text(),
  annotationSelector: text(),
});

/** Source: kustomize api/types/patch.go. */
const patches = list(object({ path: text(), patch: text(), target: selector, options: any() }));

const generated = {
  name: text(),
  namespace: text(),
  behavior: text(),
  literals: list(text()),
  files: list(text()),
  envs: list(text()),
  env: text(),
  options: any(),
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
  configMapGenerator: list(part(generated)),
  secretGenerator: list(part({ ...generated, type: text() })),
  crds: list(text()),
  generators: list(text()),
  transformers: list(text()),
  validators: list(text()),
  configurations: list(text()),
  buildMetadata: list(text()),
  ...others(
    `metadata openapi replacements vars sortOptions helmGlobals helmCharts helmChartInflationGenerator generatorOptions
       imageTags`,
  ),
});
