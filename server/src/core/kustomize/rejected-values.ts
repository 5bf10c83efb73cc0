import { keyAt } from '../yaml/path.ts';
import type { Field, StringMap } from '../kubernetes/field.ts';
import type { GeneratedMap } from '../kubernetes/kustomization.ts';
import { uniqueBy } from '../util/collections.ts';
import { fileNameOf } from '../util/paths.ts';
import { isNull } from '../yaml/node.ts';
import { isTemplated } from '../yaml/template.ts';
import { resolvePlainScalar } from '../yaml/scalar.ts';
import { reportMissing, report, type Building, fileNamed } from './building.ts';
import { type KustomizationFile, pathOfEntry } from './files.ts';
import { keysOfPairs } from './generated.ts';
import { reportPlugins } from './plugins.ts';

/**
 * Says what kustomize rejects about values of a kustomization, whatever it builds: what generators are given, keys of labels and
 * annotations, and files of definitions that are not there. The order of what comes out is asked of the uppermost kustomization alone.
 */
export function reportRejectedValues(one: KustomizationFile, place: 'uppermost' | 'below', building: Building): void {
  const { kustomization } = one;
  reportGenerators(one, building);
  const sets = [
    ...kustomization.labels.map(({ pairs }) => pairs),
    kustomization.commonAnnotations,
    ...kustomization.generators.flatMap(({ labels, annotations }) => [...labels, ...annotations]),
  ];
  // What is said for all generators is among what is said for each.
  for (const set of uniqueBy(sets, ({ at }) => at.path.join('/'))) reportKeys(set, one, building);
  for (const entry of [...kustomization.schemas, ...kustomization.values]) reportMissing(entry, one, building);
  for (const entry of kustomization.plugins) reportMissing(entry, one, building, { takes: 'folders' });
  reportPlugins(one, building);
  reportSchemas(one, building);
  for (const at of kustomization.noEntries) report(building, 'noEntry', one, at, {});
  if (place === 'uppermost') reportOrder(one, building);
}

/**
 * Says what kustomize does not take as a schema, and as definitions of custom resources, for which people take these themselves. Sources:
 * kustomize kyaml/openapi/openapi.go, SetSchema; api/internal/accumulator/loadconfigfromcrds.go.
 */
function reportSchemas(one: KustomizationFile, building: Building): void {
  const { schemas, openapi } = one.kustomization;
  const { path, version } = openapi;
  if (version !== undefined && path !== undefined) report(building, 'twoSchemas', one, version.at, {});
  else if (version !== undefined && version.value !== '' && !knownSchemas.test(version.value))
    report(building, 'noSchema', one, version.at, { version: version.value });
  for (const entry of schemas) {
    const facts = entry === path ? undefined : fileNamed(entry.value, one, building)?.documents[0]?.forOthers;
    const root = facts?.certain === true ? facts.yaml.root : undefined;
    if (root === undefined || isNull(root)) continue;
    if (root.kind !== 'map') report(building, 'notMap', one, entry.at, { path: entry.value });
    else if (root.entries.some(({ value }) => value.kind !== 'map' && !isNull(value)))
      report(building, 'notDefinitions', one, entry.at, { path: entry.value });
  }
}

/** Those of all versions of kustomize since 4.0; a template may become any. */
const knownSchemas = /^v1[._]?(?:19[._]?1|20[._]?4|21[._]?2)$|[{$]/;

/** Says what kustomize rejects of what generators are given. */
export function reportGenerators(one: KustomizationFile, building: Building): void {
  for (const map of one.kustomization.generators) reportGenerator(map, one, building);
}

/** Source: kustomize api/kv/kv.go, parseLiteralSource and ParseFileSource; api/internal/generators/utils.go. */
function reportGenerator(map: GeneratedMap, one: KustomizationFile, building: Building): void {
  if (map.name === undefined || map.name.value === '') report(building, 'noName', one, map.at, {});
  for (const literal of map.literals) {
    if (literal.value.indexOf('=') < 1 && !isTemplated(literal.value))
      report(building, 'notPair', one, literal.at, { value: literal.value });
  }
  for (const file of map.files) {
    if (/^=|=$|=.*=/s.test(file.value)) {
      if (!isTemplated(file.value)) report(building, 'notFile', one, file.at, { value: file.value });
    } else reportMissing(file, one, building, { start: file.value.length - pathOfEntry(file.value).length });
  }
  for (const file of map.envs) reportMissing(file, one, building);
  const known = new Set<string>();
  for (const [key, entry] of keysGiven(map, one, building)) {
    if (known.has(key)) report(building, 'keyTwice', one, entry.at, { key });
    known.add(key);
  }
}

/** The keys that a generator is given, with the entries that bring them, as kustomize takes them. */
function* keysGiven(
  { literals, files, envs }: GeneratedMap,
  one: KustomizationFile,
  building: Building,
): Generator<readonly [key: string, entry: Field<string>], void, undefined> {
  for (const entry of envs) for (const key of keysOfPairs(entry, one, building)) yield [key, entry];
  for (const entry of files) {
    const { value } = entry;
    yield [value.includes('=') ? value.slice(0, value.indexOf('=')) : fileNameOf(pathOfEntry(value)), entry];
  }
  for (const entry of literals) {
    const end = entry.value.indexOf('=');
    if (end > 0) yield [entry.value.slice(0, end), entry];
  }
}

/** Keys get no quotes when kustomize puts them into objects, so that one that reads as a number or boolean is no string then. */
function reportKeys({ pairs }: StringMap, one: KustomizationFile, building: Building): void {
  for (const [key, { at }] of pairs) {
    if (typeof resolvePlainScalar(key) === 'string') continue;
    report(building, 'notKey', one, keyAt(at.path), {});
  }
}

/** Source: kustomize api/internal/builtins/SortOrderTransformer.go. */
function reportOrder(one: KustomizationFile, building: Building): void {
  const { sortOptions } = one.kustomization;
  if (sortOptions === undefined) return;
  const { at, order, legacy } = sortOptions;
  if (order?.value !== 'fifo' && order?.value !== 'legacy') report(building, 'notOrder', one, order?.at ?? at, {});
  else if (order.value === 'fifo' && legacy !== undefined) report(building, 'orderUnused', one, legacy, {});
}
