import { findMentions } from '../names/mention.ts';
import { compact } from '../util/collections.ts';
import { entryOf, scalarText, type YamlEntry, type YamlNode } from '../yaml/node.ts';
import type { YamlDocument } from '../yaml/parse.ts';
import type { Path } from '../yaml/path.ts';
import type { SharedReads } from '../yaml/shared.ts';
import { isTemplated } from '../yaml/template.ts';
import { fieldAt, fieldOf, itemsOf, readBoolean, readString, readStringMap, View } from './field.ts';
import { kustomizationKinds, kustomizeGroup, readKustomization, type Kustomization } from './kustomization.ts';
import { customWorkloadTable, isCustomWorkload } from './kinds/custom-workload.ts';
import { extendedTable, isReadKind, tableOf } from './kinds/index.ts';
import { type Metadata, type Resource, type ResourceBase, readUnknown } from './resource.ts';
import { readReferences } from './object-references.ts';
import { readKind, type KindTable } from './table/kind.ts';

/**
 * The Kubernetes objects of a document: one, those of a list, or none. What is Kubernetes is decided by
 * `apiVersion` and `kind`, never by a file's name.
 */
export function readResources(document: YamlDocument): readonly Resource[] {
  return readObjects(new View(document.root), wholeDocument);
}

const wholeDocument: Path = [];

/**
 * The kustomization of a document that is in a file of its name, where `apiVersion` and `kind` may be left out;
 * `undefined` where they say that it is something else, or the document is no map.
 */
export function readKustomizationFile(document: YamlDocument): Kustomization | undefined {
  const object = new View(document.root);
  if (object.node?.kind !== 'map') return undefined;
  const apiVersion = readString(fieldOf(object, 'apiVersion'))?.value ?? '';
  const kind = readString(fieldOf(object, 'kind'))?.value ?? 'Kustomization';
  const isOfKustomize = apiVersion.startsWith(`${kustomizeGroup}/`);
  // With its apiVersion it is meant for one, be the kind misspelt.
  if (!isOfKustomize && (apiVersion !== '' || !kustomizationKinds.includes(kind))) return undefined;
  // What is in its patches and literals are strings of the objects it builds.
  return readKustomization(
    { apiVersion, root: [], metadata: readMetadata(object), mentions: [], references: [] },
    object,
  );
}

/** Whether `readResources` finds any objects in a document. */
export function holdsResources({ root }: YamlDocument): boolean {
  return isObject(new View(root));
}

function isObject(object: View, inherited = untyped): boolean {
  const type = readType(object) ?? inherited;
  if (type.apiVersion === '' || type.kind === '') return false;
  const ofItems = typeOfItems(type);
  return (
    !isListOfObjects(object.node) ||
    itemsOf(fieldOf(object, 'items')).some((item) => isObject(new View(item.node), ofItems))
  );
}

/** What an object is. */
interface ObjectType {
  readonly apiVersion: string;
  readonly kind: string;
}

const untyped: ObjectType = { apiVersion: '', kind: '' };

/** What an object says that it is; `undefined` where it says no kind. */
function readType(object: View): ObjectType | undefined {
  const kind = readString(fieldOf(object, 'kind'))?.value ?? '';
  return kind === '' ? undefined : { apiVersion: readString(fieldOf(object, 'apiVersion'))?.value ?? '', kind };
}

/** What kubectl takes the items of a list for that say no kind. Source: apimachinery pkg/apis/meta/v1/unstructured/helpers.go, decodeToList. */
function typeOfItems({ apiVersion, kind }: ObjectType): ObjectType {
  return { apiVersion, kind: kind.replace(/List$/, '') };
}

/** Whether a node is a list of objects, such as a `List` or a `ServiceList`; a kind without items may be called so, too. */
export function isListOfObjects(node: YamlNode | undefined): boolean {
  const kind = scalarText(entryOf(node, 'kind')?.value);
  if (kind?.endsWith('List') !== true) return false;
  return scalarText(entryOf(node, 'apiVersion')?.value) === 'v1' || entryOf(node, 'items')?.value.kind === 'sequence';
}

/** Whether a document says that it is a kustomization or a component of one. */
export function isKustomizationDocument({ root }: YamlDocument): boolean {
  const kind = scalarText(entryOf(root, 'kind')?.value);
  return (
    kustomizationKinds.includes(kind ?? '') &&
    scalarText(entryOf(root, 'apiVersion')?.value)?.startsWith(`${kustomizeGroup}/`) === true
  );
}

/**
 * The objects at a view: one, those of a list, or none. `root` is the way from their document to the view. `shared` knows what was
 * read of parts that other objects have, too; `inherited` is what a list says of its items.
 */
export function readObjects(object: View, root: Path, shared?: SharedReads, inherited = untyped): readonly Resource[] {
  const own = readType(object);
  const { apiVersion, kind } = own ?? inherited;
  if (apiVersion === '' || kind === '') return [];
  if (isListOfObjects(object.node)) {
    const ofItems = typeOfItems({ apiVersion, kind });
    return itemsOf(fieldOf(object, 'items')).flatMap((item, index) => {
      const inner = [...root, 'items', index];
      return readObjects(new View(item.node), inner, shared, ofItems);
    });
  }
  const mentions = compact(findMentions(object.node, shared));
  const known = tableFor(kind, apiVersion, object);
  const references = compact(readReferences(kind, apiVersion, object.node, known));
  const base: ResourceBase = { apiVersion, root, metadata: readMetadata(object), mentions, references };
  const isRead = known === customWorkloadTable || isReadKind(known);
  // Of other kinds is only read what says so itself.
  if (own === undefined && (known === undefined || !isReadKind(known))) return [];
  if (known === undefined || !isRead) return [readUnknown(base, object)];
  // A table says what is read, which its type says, too.
  return [readKind(known, base, object, shared) as Resource];
}

/** The table that an object is read by: that of its kind, of the one that its kind extends, or of all that make Pods of a template. */
function tableFor(kind: string, apiVersion: string, object: View): KindTable | undefined {
  // A chart asks the cluster for the version; the kind is what people mean by its name.
  const known = tableOf(kind, isTemplated(apiVersion) ? undefined : apiVersion);
  if (known !== undefined) return known;
  const extended = extendedTable(kind, apiVersion);
  // Ordinals that are left out are not those of a StatefulSet. Source: OpenKruise API apps/v1beta1, StatefulSetSpec.
  if (extended !== undefined && fieldAt(object, 'spec', 'reserveOrdinals').node === undefined) return extended;
  return isCustomWorkload(object, apiVersion) ? customWorkloadTable : undefined;
}

function readMetadata(object: View): Metadata {
  const metadata = fieldOf(object, 'metadata');
  return {
    name: readString(fieldOf(metadata, 'name')),
    generateName: readString(fieldOf(metadata, 'generateName')),
    namespace: readString(fieldOf(metadata, 'namespace')),
    labels: readStringMap(fieldOf(metadata, 'labels')),
    annotations: readStringMap(fieldOf(metadata, 'annotations')),
    isPrinted: isPrinted(metadata),
    owners: readOwners(fieldOf(metadata, 'ownerReferences')),
  };
}

/** What the API server alone writes; without a value it is what clients print of an object that they made up. Source: Kubernetes API, ObjectMeta. */
const writtenByServer: ReadonlySet<string> = new Set([
  ...['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'managedFields', 'selfLink'],
]);

/** An owner without apiVersion and uid was one of a cluster, and what differs from run to run was taken out. */
function isPrinted(metadata: View): boolean {
  if (metadata.node?.kind !== 'map') return false;
  const isOfServer = ({ key, value }: YamlEntry): boolean =>
    writtenByServer.has(key) && !(value.kind === 'scalar' && value.value === null);
  return (
    metadata.node.entries.some(isOfServer) ||
    itemsOf(fieldOf(metadata, 'ownerReferences')).some(
      (owner) => readBoolean(fieldOf(owner, 'controller'))?.value === true && lacks(owner, 'uid', 'apiVersion'),
    )
  );
}

function lacks(view: View, ...keys: readonly string[]): boolean {
  return keys.every((key) => fieldOf(view, key).node === undefined);
}

function readOwners(owners: View): readonly string[] {
  const items = itemsOf(owners);
  if (items.length === 0) return noOwners;
  return items.map(
    (owner) => `${readString(fieldOf(owner, 'kind'))?.value}/${readString(fieldOf(owner, 'name'))?.value}`,
  );
}

const noOwners: readonly string[] = [];
