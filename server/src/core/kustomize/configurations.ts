import { fieldSpecs } from '../kubernetes/kinds/kustomization.ts';
import { View } from '../kubernetes/field.ts';
import { readConfigurationOfKinds } from '../kubernetes/kustomization-values.ts';
import { list, object, text } from '../kubernetes/table/fields.ts';
import { judge } from '../kubernetes/table/judge.ts';
import { defaultSettings } from '../settings/settings.ts';
import { isNull, type YamlNode } from '../yaml/node.ts';
import { nodeAt, keysOn } from '../yaml/path.ts';
import { locateFile, report, type Building } from './building.ts';
import type { KustomizationFile } from './files.ts';
import { wayOf } from './kind-way.ts';
import type { KustomizationProblemKind } from './problem.ts';

/**
 * Reads what a kustomization says of kinds: which fields follow names, and in which vars are put in. It holds for all that is
 * built together. What else such a file says is not followed, and leaves open what comes out.
 * Source: kustomize api/internal/plugins/builtinconfig/transformerconfig.go.
 */
export function readConfigurations(one: KustomizationFile, building: Building): void {
  for (const entry of one.kustomization.configurations) {
    const facts = locateFile(entry, one, building)?.documents[0]?.forOthers;
    const root = facts?.yaml.root;
    if (root === undefined) continue;
    const wrong = facts?.certain === true ? misreadOf(root) : undefined;
    if (wrong !== undefined) report(building, wrong.kind, one, entry.at, { path: entry.value, field: wrong.field });
    const { nameReferences, varReferences, saysMore } = readConfigurationOfKinds(new View(root));
    if (saysMore) building.open = true;
    for (const { kind, fields } of nameReferences) {
      for (const field of fields) building.references.push({ ...wayOf(field), target: kind });
    }
    for (const field of varReferences) building.varFields.push(wayOf(field));
  }
}

/** What kustomize cannot decode of a file of configurations, the first of all; upper and lower case are the same to it. */
function misreadOf(root: YamlNode): { readonly kind: KustomizationProblemKind; readonly field: string } | undefined {
  if (root.kind !== 'map') return isNull(root) ? undefined : { kind: 'notMap', field: '' };
  for (const { code, at, values } of judge(new View(root), configurationTable, defaultSettings)) {
    const field = String(keysOn(at.path).at(-1));
    // What is to be a text may be any one value, as the reader makes a text of it.
    if (code === 'invalid-field-type' && textFields.includes(field) && nodeAt(root, at.path)?.kind === 'scalar')
      continue;
    if (code === 'invalid-field-type') return { kind: 'otherConfiguration', field };
    const other = values['other'];
    if (typeof other !== 'string' || other.toLowerCase() !== field.toLowerCase())
      return { kind: 'notConfiguration', field };
  }
  return undefined;
}

const textFields: readonly string[] = ['group', 'version', 'kind', 'path'];

/** Source: kustomize api/internal/plugins/builtinconfig/transformerconfig.go. */
const configurationTable = object({
  namePrefix: fieldSpecs,
  nameSuffix: fieldSpecs,
  namespace: fieldSpecs,
  commonLabels: fieldSpecs,
  labels: fieldSpecs,
  templateLabels: fieldSpecs,
  volumeClaimTemplateLabels: fieldSpecs,
  commonAnnotations: fieldSpecs,
  varReference: fieldSpecs,
  images: fieldSpecs,
  replicas: fieldSpecs,
  nameReference: list(object({ group: text(), version: text(), kind: text(), fieldSpecs })),
});
