import { View } from '../kubernetes/field.ts';
import { readConfigurationOfKinds } from '../kubernetes/kustomization-values.ts';
import type { YamlNode } from '../yaml/node.ts';
import { locateFile, report, type Building } from './building.ts';
import type { KustomizationFile } from './files.ts';
import { wayOf } from './kind-way.ts';

/**
 * Reads what a kustomization says of kinds: which fields follow names, and in which vars are put in. It holds for all that is
 * built together. What else such a file says is not followed, and leaves open what comes out.
 * Source: kustomize api/internal/plugins/builtinconfig/transformerconfig.go.
 */
export function readConfigurations(one: KustomizationFile, building: Building): void {
  for (const entry of one.kustomization.configurations) {
    const root = locateFile(entry, one, building)?.documents[0]?.forOthers.yaml.root;
    if (root === undefined) continue;
    const field = unknownField(root);
    if (field !== undefined) report(building, 'notConfiguration', one, entry.at, { path: entry.value, field });
    const { nameReferences, varReferences, saysMore } = readConfigurationOfKinds(new View(root));
    if (saysMore) building.open = true;
    for (const { kind, fields } of nameReferences) {
      for (const field of fields) building.references.push({ ...wayOf(field), target: kind });
    }
    for (const field of varReferences) building.varFields.push(wayOf(field));
  }
}

/** A key that kustomize does not take in a file of configurations, in upper or lower case. */
function unknownField(root: YamlNode): string | undefined {
  if (root.kind !== 'map') return undefined;
  for (const { key, value } of root.entries) {
    const list = key.toLowerCase();
    if (!listsOfFields.has(list) && list !== 'namereference') return key;
    const found = unknownKeyIn(value, list === 'namereference' ? keysOfReferences : keysOfFields);
    if (found !== undefined) return found;
  }
  return undefined;
}

function unknownKeyIn(list: YamlNode, known: ReadonlySet<string>): string | undefined {
  const maps = list.kind === 'sequence' ? list.items.flatMap((item) => (item.kind === 'map' ? item.entries : [])) : [];
  for (const { key, value } of maps) {
    const lower = key.toLowerCase();
    if (!known.has(lower)) return key;
    const below = lower === 'fieldspecs' ? unknownKeyIn(value, keysOfFields) : undefined;
    if (below !== undefined) return below;
  }
  return undefined;
}

const listsOfFields = wordsIn(
  'nameprefix namesuffix namespace commonlabels labels templatelabels volumeclaimtemplatelabels commonannotations varreference images replicas',
);
const keysOfFields = wordsIn('group version kind path create');
const keysOfReferences = wordsIn('group version kind fieldspecs');

function wordsIn(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
