import type { Field } from '../kubernetes/field.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../yaml/node.ts';
import { locate, nodeAt, keyAt } from '../yaml/path.ts';
import { from, type Origin } from '../objects/origins.ts';
import { originIn, writtenIn, type KustomizationFile } from './files.ts';
import { newEntry, nowhere, scalarOf } from './tree.ts';

/** What a kustomization says, as nodes that are where it says so. */
export interface WrittenNodes {
  readonly origin: Origin;
  /** The node that a field is read from. */
  node(field: Pick<Field<unknown>, 'at'>): YamlNode | undefined;
  scalar(field: Field<string | number>): YamlScalar;
  /** A map that only stands for what is in it. */
  readonly place: (map: YamlMap) => YamlMap;
  /** An entry of a map of pairs. */
  entry(key: string, field: Field<string>): YamlEntry & { readonly value: YamlScalar };
}

/** The words of a kustomization; `shared` are those that are said of many objects at once. */
export function wordsOf(one: KustomizationFile, reach: 'shared' | 'own'): WrittenNodes {
  const own = originIn(one);
  const origin = reach === 'shared' ? asShared(own) : own;
  // Many change nothing that needs their trees, which would have to be parsed anew.
  const root = (): YamlNode | undefined => writtenIn(one).tree;
  const node: WrittenNodes['node'] = ({ at }) => nodeAt(root(), at.path);
  const scalar: WrittenNodes['scalar'] = (field) => from(origin, scalarOf(field.value, node(field)?.span ?? nowhere));
  return {
    origin,
    node,
    scalar,
    place: (map) => from(origin, map),
    entry(key, field) {
      const value = scalar(field);
      return { ...newEntry(key, value, locate(root(), keyAt(field.at.path)).span), value };
    },
  };
}

/** What is said in a string of a document is said there. */
function asShared(origin: Origin): Origin {
  if (origin.kind === 'document') return { ...origin, shared: true };
  if (origin.kind !== 'string') return origin;
  return { ...origin, source: { ...origin.source, origin: asShared(origin.source.origin) } };
}
