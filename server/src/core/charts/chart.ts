import { folderOf, foldersAbove, joinPath, fileNameOf } from '../util/paths.ts';
import { entryOf, type YamlNode, textUnder } from '../yaml/node.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { SnapshotFile } from '../files/file.ts';

/** A Helm chart as its own files describe it. */
export interface Chart {
  /** The folder that holds `Chart.yaml`. */
  readonly folder: string;
  /** What `Chart.yaml` calls it, else the name of its folder. */
  readonly name: string;
  readonly version: string | undefined;
  /** The chart it is a part of, in whose `charts` folder it is. */
  readonly parent: Chart | undefined;
  /** The root of its `values.yaml`. */
  readonly values: YamlNode | undefined;
}

/** The innermost chart a file is part of; `undefined` outside of charts. */
export function chartOf(snapshot: Snapshot, file: SnapshotFile): Chart | undefined {
  return innermost(snapshot.derive(findCharts), folderOf(file.path));
}

/**
 * The default of a value, by its path below `.Values`: what the charts above say of it, the outermost first, else the chart
 * itself. `undefined` where nothing is said. Source: Helm documentation, Subcharts and Global Values.
 */
export function defaultValue(chart: Chart, path: readonly string[]): YamlNode | undefined {
  const above = chart.parent;
  // A chart's values are in those of its parent under its folder's name, which is its own or the alias it is used under.
  const wide = path[0] === 'global' ? path : [fileNameOf(chart.folder), ...path];
  const given = above === undefined ? undefined : defaultValue(above, wide);
  return given ?? path.reduce<YamlNode | undefined>((node, key) => entryOf(node, key)?.value, chart.values);
}

function findCharts(snapshot: Snapshot): ReadonlyMap<string, Chart> {
  const byPath = new Map([...snapshot.files.values()].map((file) => [file.path, file]));
  const descriptions = [...byPath.values()].filter(({ path }) => /(?:^|\/)Chart\.yaml$/.test(path));
  const charts = new Map<string, Chart>();
  // The outer ones first, as the inner ones name them as their parents.
  for (const file of descriptions.sort((one, other) => one.path.length - other.path.length)) {
    const folder = folderOf(file.path);
    const root = rootOf(file);
    charts.set(folder, {
      folder,
      name: textUnder(root, 'name') ?? fileNameOf(folder),
      version: textUnder(root, 'version'),
      parent: innermost(charts, folderOf(folder)),
      values: rootOf(byPath.get(joinPath(folder, 'values.yaml'))),
    });
  }
  return charts;
}

function innermost(charts: ReadonlyMap<string, Chart>, start: string): Chart | undefined {
  if (charts.size === 0) return undefined;
  const folder = foldersAbove(start).find((one) => charts.has(one));
  return folder === undefined ? undefined : charts.get(folder);
}

function rootOf(file: SnapshotFile | undefined): YamlNode | undefined {
  return file?.documents[0]?.forOthers.yaml.root;
}
