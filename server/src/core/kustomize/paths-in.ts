import type { Kustomization } from '../kubernetes/kustomization.ts';
import { pathOfEntry } from './files.ts';

/** The paths in a kustomization, as they are written. */
export function pathsIn(kustomization: Kustomization): readonly string[] {
  return [...manifestPathsIn(kustomization), ...otherPathsIn(kustomization), ...textPathsIn(kustomization)];
}

/** Those of what a search for manifests finds. */
export function manifestPathsIn(kustomization: Kustomization): readonly string[] {
  const { resources, components, patches, replacements, configurations, plugins } = kustomization;
  const inFiles = [...patches, ...replacements].flatMap(({ path }) => path ?? []);
  return [...resources, ...components, ...inFiles, ...configurations, ...plugins].map(({ value }) => value);
}

/** Those of files of which nothing is read. */
export function otherPathsIn({ schemas, values }: Kustomization): readonly string[] {
  return [...schemas, ...values].map(({ value }) => value);
}

/** Those of files whose text goes into ConfigMaps and Secrets. */
export function textPathsIn({ generators }: Kustomization): readonly string[] {
  return generators.flatMap(({ files, envs }) => [
    ...files.map(({ value }) => pathOfEntry(value)),
    ...envs.map(({ value }) => value),
  ]);
}
