import { entryOf, scalarText, type YamlMap, type YamlNode, type YamlSequence } from '../yaml/node.ts';
import { ownNamespace, unknownPart, type Values } from './variables.ts';

/**
 * The environment variables of a container whose values are beside them, or are known by the field they are taken from; `undefined`
 * for a map that has none. A shell has the name of its Pod in `HOSTNAME`. Source: Kubernetes API, EnvVarSource.
 */
export function valuesOfContainer(container: YamlMap): Values | undefined {
  const env = entryOf(container, 'env')?.value;
  if (env?.kind !== 'sequence') return undefined;
  let read: Variables | undefined;
  const variables = (): Variables => (read ??= readVariables(env));
  return {
    of: (name) => variables().values.get(name),
    isOwnPod: (name) => variables().ownNames.has(name),
    declares: (name) => variables().declared.has(name),
  };
}

interface Variables {
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Those that hold the name of the Pod. */
  readonly ownNames: ReadonlySet<string>;
  readonly declared: ReadonlySet<string>;
}

function readVariables({ items }: YamlSequence): Variables {
  const values = new Map<string, readonly string[]>();
  const ownNames = new Set(['hostname', 'HOSTNAME']);
  const declared = new Set<string>();
  for (const item of items) {
    const name = scalarText(entryOf(item, 'name')?.value);
    if (name === undefined) continue;
    declared.add(name);
    const field = fieldOf(item);
    if (field === 'metadata.name') ownNames.add(name);
    const value = field === 'metadata.namespace' ? ownNamespace : literalOf(item);
    if (value !== undefined) values.set(name, [value]);
  }
  return { values, ownNames, declared };
}

function fieldOf(item: YamlNode): string | undefined {
  const source = entryOf(entryOf(item, 'valueFrom')?.value, 'fieldRef')?.value;
  return scalarText(entryOf(source, 'fieldPath')?.value);
}

/** A value without variables of its own. */
function literalOf(item: YamlNode): string | undefined {
  const value = scalarText(entryOf(item, 'value')?.value);
  return value === undefined || value.includes('$') || value.includes(unknownPart) ? undefined : value;
}
