import { View } from '../kubernetes/field.ts';
import { readConfigurationOfKinds } from '../kubernetes/kustomization-values.ts';
import { locateFile, type Building } from './building.ts';
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
    const { nameReferences, varReferences, saysMore } = readConfigurationOfKinds(new View(root));
    if (saysMore) building.open = true;
    for (const { kind, fields } of nameReferences) {
      for (const field of fields) building.references.push({ ...wayOf(field), target: kind });
    }
    for (const field of varReferences) building.varFields.push(wayOf(field));
  }
}
