import { compact } from '../util/collections.ts';
import { entryOf, isNull, itemsIn, scalarText, type YamlEntry, type YamlNode } from '../yaml/node.ts';
import type { At, Path } from '../yaml/path.ts';
import { fieldOf, readBoolean, type View } from './field.ts';

/** The field of a kustomization, whose keys kustomize takes in upper and lower case. Of several the one of the very case counts, else the first. */
export function fieldInAnyCase(view: View, key: string): View {
  const { node } = view;
  if (node?.kind !== 'map' || entryOf(node, key) !== undefined) return fieldOf(view, key);
  const wanted = key.toLowerCase();
  // Most keys are other words, as their length tells.
  const isWanted = (one: string): boolean => one.length === key.length && one.toLowerCase() === wanted;
  return fieldOf(view, node.entries.find((entry) => isWanted(entry.key))?.key ?? key);
}

/** A field of the objects of a kind; what is empty matches all. Source: kustomize api/types/fieldspec.go. */
export interface FieldSpec {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** Keys apart by `/`. */
  readonly path: string;
  /** Whether the field is made where it is missing. */
  readonly create: boolean;
}

/** Names an object; what is empty matches all. Source: kustomize kyaml/resid/resid.go, ResId. */
export interface ResourceId {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** Which objects are meant; what is empty matches all, and each of an id is a regular expression. Source: kustomize api/types/selector.go. */
export interface KustomizeSelector extends ResourceId {
  readonly at: At;
  readonly labelSelector: string;
  readonly annotationSelector: string;
}

/** Reads a field of a kind. */
export function readFieldSpec(item: View): FieldSpec {
  return {
    group: textIn(item, 'group'),
    version: textIn(item, 'version'),
    kind: textIn(item, 'kind'),
    path: textIn(item, 'path'),
    create: readBoolean(fieldInAnyCase(item, 'create'))?.value === true,
  };
}

/** Reads which objects are meant; `undefined` where nothing is written. */
export function readSelector(view: View): KustomizeSelector | undefined {
  if (view.node?.kind !== 'map') return undefined;
  return {
    at: { path: view.path },
    ...readResourceId(view),
    labelSelector: textIn(view, 'labelSelector'),
    annotationSelector: textIn(view, 'annotationSelector'),
  };
}

/** Reads what an object is named by. */
export function readResourceId(view: View): ResourceId {
  return {
    group: textIn(view, 'group'),
    version: textIn(view, 'version'),
    kind: textIn(view, 'kind'),
    name: textIn(view, 'name'),
    namespace: textIn(view, 'namespace'),
  };
}

/** The text of a field, the empty string where it is no scalar. */
export function textIn(view: View, key: string): string {
  return scalarText(fieldInAnyCase(view, key).node) ?? '';
}

/** Whether a kustomization says anything but what it is. */
export function saysAnything({ node }: View): boolean {
  if (node?.kind !== 'map') return false;
  const isSaid = ({ key, value }: YamlEntry): boolean =>
    key !== 'apiVersion' && key !== 'kind' && !(value.kind === 'scalar' && (value.value === null || value.text === ''));
  return node.entries.some(isSaid);
}

/** Where entries of lists of paths and pairs are null, which an empty text is to kustomize: it names nothing. */
export function noEntriesIn({ node, path }: View): readonly At[] {
  const found: At[] = [];
  const look = (map: YamlNode | undefined, above: Path, lists: ReadonlySet<string>): void => {
    for (const { key, value } of map?.kind === 'map' ? map.entries : []) {
      for (const [index, item] of itemsIn(value).entries()) {
        const at = [...above, key, index];
        if (lists.has(key.toLowerCase()) && isNull(item)) found.push({ path: at });
        else if (generatorLists.has(key.toLowerCase())) look(item, at, textLists);
      }
    }
  };
  look(node, path, pathLists);
  return compact(found);
}

const pathLists: ReadonlySet<string> = new Set(
  'resources bases components crds configurations patchesstrategicmerge'.split(' '),
);
const generatorLists: ReadonlySet<string> = new Set(['configmapgenerator', 'secretgenerator']);
const textLists: ReadonlySet<string> = new Set(['literals', 'files', 'envs']);

/** The kinds whose replicas a kustomization sets. Source: kustomize api/internal/konfig/builtinpluginconsts/replicas.go. */
export const replicatedKinds: readonly string[] = ['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'];

/** Whether an entry that may be a file or the text itself, as of `transformers` and `patchesStrategicMerge`, is the text: a path is on one line, and begins like no object of JSON. */
export function isTextItself(entry: string): boolean {
  return entry.includes('\n') || /^\{(?!\{)/.test(entry);
}
