import { entryOf, type YamlNode } from '../yaml/node.ts';
import { folderOf, joinPath } from '../util/paths.ts';
import type { SnapshotFile } from './snapshot.ts';

/** Which resources are applied together. References stay inside their scope. */
export type Scope = PlainScope | ChartScope;

/** Files that nothing binds together: a reference goes to the nearest candidate. */
export interface PlainScope {
  readonly kind: 'plain';
}

/** A Helm chart: `Chart.yaml` and everything beside and under it. */
export interface ChartScope {
  readonly kind: 'chart';
  /** The folder that holds `Chart.yaml`. */
  readonly folder: string;
}

/** Tells the scope of a file. */
export interface ScopeIndex {
  /** `undefined` for a file whose documents are no objects: a patch that a kustomization applies. */
  scopeOf(file: SnapshotFile): Scope | undefined;
}

const plainScope: PlainScope = { kind: 'plain' };
const kustomizationNames = new Set(['kustomization.yaml', 'kustomization.yml', 'Kustomization']);

/** Finds the charts of a workspace and the files that its kustomizations apply as patches. */
export function findScopes(files: Iterable<SnapshotFile>): ScopeIndex {
  const charts = new Map<string, ChartScope>();
  const patches = new Set<string>();
  for (const file of files) {
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    const folder = folderOf(file.path);
    if (name === 'Chart.yaml') charts.set(folder, { kind: 'chart', folder });
    if (kustomizationNames.has(name)) for (const path of patchesOf(file)) patches.add(joinPath(folder, path));
  }
  return {
    scopeOf(file) {
      if (patches.has(file.path)) return undefined;
      return charts.size === 0 ? plainScope : (nearestChart(file.path, charts) ?? plainScope);
    },
  };
}

/** The outermost chart above a path, as a chart's own charts are rendered with it. */
function nearestChart(path: string, charts: ReadonlyMap<string, ChartScope>): ChartScope | undefined {
  let found: ChartScope | undefined;
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    found = charts.get(folder) ?? found;
    if (folder === '' || folder === '/' || folderOf(folder) === folder) return found;
  }
}

/** The files that a kustomization names as patches, relative to its folder. Source: kustomize api/types, Kustomization. */
function patchesOf(file: SnapshotFile): readonly string[] {
  return file.documents.flatMap((document) => {
    const root = document.facts.yaml.root;
    const named = ['patches', 'patchesJson6902'].flatMap((key) =>
      itemsAt(root, key).map((item) => entryOf(item, 'path')?.value),
    );
    return [...itemsAt(root, 'patchesStrategicMerge'), ...named].flatMap((node) =>
      node?.kind === 'scalar' && node.style !== 'literal' ? [node.text] : [],
    );
  });
}

function itemsAt(root: YamlNode | undefined, key: string): readonly YamlNode[] {
  const value = entryOf(root, key)?.value;
  return value?.kind === 'sequence' ? value.items : [];
}
