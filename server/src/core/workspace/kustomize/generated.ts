import { entryOf, type YamlNode } from '../../yaml/node.ts';
import { mapOf, newEntry, scalarOf, textOf } from './tree.ts';

/** A generated ConfigMap or Secret, of which the name alone is known. */
export function generatedTree(kind: string, name: string, namespace: string | undefined): YamlNode {
  const named = [newEntry('name', scalarOf(name))];
  if (namespace !== undefined) named.push(newEntry('namespace', scalarOf(namespace)));
  return mapOf([
    newEntry('apiVersion', scalarOf('v1')),
    newEntry('kind', scalarOf(kind)),
    newEntry('metadata', mapOf(named)),
  ]);
}

/** Whether an object stays on the machine: kustomize leaves it out of what it builds. */
export function isLocal(tree: YamlNode): boolean {
  const annotations = entryOf(entryOf(tree, 'metadata')?.value, 'annotations')?.value;
  const local = entryOf(annotations, 'config.kubernetes.io/local-config')?.value;
  return local !== undefined && textOf(local) !== 'false';
}
