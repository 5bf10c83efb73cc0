import { loadSnapshot } from '../../server/src/cli/load.ts';
import { compareCharts, type ChartComparison } from './helm.ts';

/** Compares every chart below a folder of this machine with `helm template`. */
export async function compareChartsIn(folder: string): Promise<readonly ChartComparison[]> {
  return compareCharts(await loadSnapshot([folder], { overrides: {} }, folder), folder);
}
