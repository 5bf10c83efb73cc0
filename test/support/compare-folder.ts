import { loadSnapshot } from '../../server/src/cli/load.ts';
import { compareKustomizations, type Comparison } from './kustomize.ts';

/** Compares every kustomization below a folder of this machine with `kubectl kustomize`. */
export async function compareFolder(folder: string): Promise<readonly Comparison[]> {
  return compareKustomizations(await loadSnapshot([folder], { overrides: {} }, folder), folder);
}
