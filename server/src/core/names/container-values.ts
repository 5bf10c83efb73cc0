import { entryOf, scalarText, type YamlMap, type YamlNode, type YamlSequence } from '../yaml/node.ts';
import { getOrMake, lastWhere } from '../util/collections.ts';
import { ownNamespace, unknownPart, type Values } from './variables.ts';

/**
 * The environment variables of a container whose values are beside them, or are known by the field they are taken from; `undefined`
 * for a map that has none. Of a name that is there twice the last one counts. A shell has the name of its Pod in `HOSTNAME`.
 * Source: Kubernetes API, EnvVarSource; kubernetes pkg/kubelet, makeEnvironment.
 */
export function valuesOfContainer(container: YamlMap): Values | undefined {
  const env = entryOf(container, 'env')?.value;
  if (env?.kind !== 'sequence') return undefined;
  let read: Variables | undefined;
  return valuesBefore(() => (read ??= readVariables(env)), Infinity);
}

/** What variables are to the one at an index of the list, whose value may take those before it. */
function valuesBefore(variables: () => Variables, index: number): Values {
  const declared = (name: string): Declaration | undefined =>
    lastWhere(variables().get(name) ?? [], (one) => one.index < index);
  return {
    of(name) {
      const value = declared(name)?.value;
      return value === undefined ? undefined : [value];
    },
    isOwnPod: (name) => declared(name)?.isOwnPod ?? setByShells.has(name),
    declares: (name) => declared(name) !== undefined,
    before: (earlier) => valuesBefore(variables, earlier),
  };
}

const setByShells: ReadonlySet<string> = new Set(['hostname', 'HOSTNAME']);

/** The declarations of each name, in their order. */
type Variables = ReadonlyMap<string, readonly Declaration[]>;

interface Declaration {
  readonly index: number;
  /** `undefined` where it is not known. */
  readonly value: string | undefined;
  /** Whether it holds the name of the Pod. */
  readonly isOwnPod: boolean;
}

function readVariables({ items }: YamlSequence): Variables {
  const variables = new Map<string, Declaration[]>();
  for (const [index, item] of items.entries()) {
    const name = scalarText(entryOf(item, 'name')?.value);
    if (name === undefined) continue;
    const field = fieldOf(item);
    const known = (earlier: string): string | undefined => variables.get(earlier)?.at(-1)?.value;
    const value = field === 'metadata.namespace' ? ownNamespace : valueOf(item, known);
    getOrMake(variables, name, () => []).push({ index, value, isOwnPod: field === 'metadata.name' });
  }
  return variables;
}

function fieldOf(item: YamlNode): string | undefined {
  const source = entryOf(entryOf(item, 'valueFrom')?.value, 'fieldRef')?.value;
  return scalarText(entryOf(source, 'fieldPath')?.value);
}

/** A value once those before it that it takes are put in; `undefined` where one is not known, or the value is longer than people write. */
function valueOf(item: YamlNode, known: (name: string) => string | undefined): string | undefined {
  const written = scalarText(entryOf(item, 'value')?.value);
  const value = written?.replace(/\$\(([\w.-]+)\)/g, (variable, name: string) => known(name) ?? variable);
  if (value === undefined || value.includes('$') || value.includes(unknownPart)) return undefined;
  return value === written || value.length <= longestPutTogether ? value : undefined;
}

/** Values that take others twice would double with each. */
const longestPutTogether = 512;
