import { boolean, int64, list, map, object, part, string } from './shape.ts';

const any = { kind: 'any' } as const;

/** Source: kustomize api/types/selector.go and kyaml/resid/resid.go. */
const selector = object({
  group: string,
  version: string,
  kind: string,
  name: string,
  namespace: string,
  labelSelector: string,
  annotationSelector: string,
});

/** Source: kustomize api/types/patch.go. */
const patches = list(object({ path: string, patch: string, target: selector, options: map(boolean) }));

const generated = {
  name: string,
  namespace: string,
  behavior: string,
  literals: list(string),
  files: list(string),
  envs: list(string),
  env: string,
  options: any,
};

/** What a kustomization or component looks like. Source: kustomize api/types/kustomization.go and the types beside it. */
export const kustomizationShape = object(
  {
    apiVersion: string,
    kind: string,
    resources: list(string),
    bases: list(string),
    components: list(string),
    namespace: string,
    namePrefix: string,
    nameSuffix: string,
    commonLabels: map(string),
    commonAnnotations: map(string),
    labels: list(
      object({
        pairs: map(string),
        includeSelectors: boolean,
        includeTemplates: boolean,
        fields: list(object({ group: string, version: string, kind: string, path: string, create: boolean })),
      }),
    ),
    patches,
    patchesStrategicMerge: list(string),
    patchesJson6902: patches,
    replicas: list(object({ name: string, count: int64 })),
    images: list(object({ name: string, newName: string, newTag: string, digest: string, tagSuffix: string })),
    configMapGenerator: list(part(generated)),
    secretGenerator: list(part({ ...generated, type: string })),
    crds: list(string),
    generators: list(string),
    transformers: list(string),
    validators: list(string),
    configurations: list(string),
    buildMetadata: list(string),
  },
  `metadata openapi replacements vars sortOptions helmGlobals helmCharts helmChartInflationGenerator generatorOptions
   imageTags`,
);
