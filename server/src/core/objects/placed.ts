import { servedKinds } from '../names/zones.ts';
import { factsOfObjects, type SnapshotDocument, type SnapshotFile } from '../files/file.ts';
import { isAnyEndpoints, type AnyEndpoints } from '../kubernetes/endpoints.ts';
import { namePath, type Resource, type ResourceOf } from '../kubernetes/resource.ts';
import type { GatewayRoute, Ingress } from '../kubernetes/routing.ts';
import type { Service } from '../kubernetes/service.ts';
import type { StatefulSet, Workload } from '../kubernetes/workloads.ts';
import { type YamlNode, entryOf, keysOf } from '../yaml/node.ts';
import { isTemplated } from '../yaml/template.ts';
import { defineMessages, formatMessage, quotedList } from '../util/format.ts';
import { textsIn, type StringMap } from '../kubernetes/field.ts';
import { treeOf } from './places.ts';
import type { At, Path } from '../yaml/path.ts';
import { toldFolder } from '../util/paths.ts';

/**
 * A resource where it is, with the name and namespace it will have. An object that several kustomizations build is several
 * of these, each as that kustomization changes it; their places still are the lines a person has to change.
 */
export interface Placed<R extends Resource = Resource> {
  readonly resource: R;
  readonly document: SnapshotDocument;
  readonly scope: Scope;
  /** `undefined` where no name is written, or it is put in by a template. */
  readonly name: string | undefined;
  /** The namespace it will live in: the one written, else the ambient one. */
  readonly namespace: string;
  /** Whether the manifest writes the namespace. Links are kinder where it does not. */
  readonly namespaceOrigin: 'written' | 'ambient' | 'templated';
  /** The name as its own text has it, which a kustomization may change. */
  readonly writtenName: string | undefined;
  /** The names that kustomizations gave it before the last one, where these are others. */
  readonly formerNames?: readonly string[];
  /** Whether a template leaves open what it says: it is read as far as it is literal, and never judged. */
  readonly templated: boolean;
  /** Whether part of it may be lost, as a text that it is written in is no valid YAML. */
  readonly broken: boolean;
  /** The object as a kustomization makes it, where that is not what its text says. */
  readonly built?: BuiltObject;
}

/** An object of one of some kinds, so that the compiler tells by a guard which is left. */
export type PlacedOf<K extends Resource['kind']> = K extends Resource['kind'] ? Placed<ResourceOf<K>> : never;

/** An object that a kustomization changed. */
interface BuiltObject {
  /** Its nodes are in several texts, see `objects/origins.ts`. */
  readonly tree: YamlNode;
  /** The documents besides its own that nodes of it are in, and those of the patches that took something out. */
  readonly documents: readonly SnapshotDocument[];
}

/** A resource with the name and namespace it will have; `ambient` is the namespace where it writes none. */
export function placeResource(resource: Resource, document: SnapshotDocument, scope: Scope, ambient: string): Placed {
  const written = resource.metadata.namespace?.value;
  const facts = factsOfObjects(document);
  const name = literal(resource.metadata.name?.value);
  const isOpen = written !== undefined && written !== '' && literal(written) === undefined;
  const namespace = isOpen || !written ? ambient : written;
  return {
    resource,
    document,
    scope,
    name,
    namespace,
    namespaceOrigin: isOpen ? 'templated' : written ? 'written' : 'ambient',
    writtenName: name,
    templated: facts.templated,
    broken: facts.broken,
  };
}

function literal(value: string | undefined): string | undefined {
  return value === undefined || value === '' || isTemplated(value) ? undefined : value;
}

/** Whether an object is a Service; a ServiceImport, which has names as well, is none. */
export function isService(placed: Placed): placed is Placed<Service> {
  return placed.resource.kind === 'Service';
}

/** Whether an object is a StatefulSet. */
export function isStatefulSet(placed: Placed): placed is Placed<StatefulSet> {
  return placed.resource.kind === 'StatefulSet';
}

/** Whether an object has a template of Pods, or is a Pod; custom resources that have one count, too. */
export function isWorkload(placed: Placed): placed is Placed<Workload> {
  return 'template' in placed.resource;
}

/** Whether an object says all that it is: neither a template nor a broken text is part of it. What else is read of it may be half of the truth. */
export function isCertain({ templated, broken }: Placed): boolean {
  return !templated && !broken;
}

/** Whether an object is a ConfigMap or a Secret. */
export function isDataMap({ resource }: Placed): boolean {
  return isDataKind(resource.kind);
}

/** Whether a kind is that of maps with keys and texts. */
export function isDataKind(kind: string): kind is 'ConfigMap' | 'Secret' {
  return kind === 'ConfigMap' || kind === 'Secret';
}

/** Whether an object is of a kind. */
export function isOfKind<K extends Resource['kind']>(placed: Placed, kind: K): placed is Placed<ResourceOf<K>> {
  return placed.resource.kind === kind;
}

/** Whether an object is endpoints of either kind. */
export function isEndpoints(placed: Placed): placed is Placed<AnyEndpoints> {
  return isAnyEndpoints(placed.resource);
}

/** Whether an object points to Services by its backends. */
export function isRoute(placed: Placed): placed is Placed<Ingress | GatewayRoute> {
  return 'backends' in placed.resource;
}

/** Whether an object has names in DNS as a Service has. */
export function isServed(placed: Placed): placed is Placed<Service> {
  return servedKinds.some((kind) => kind === placed.resource.kind);
}

/** The place of an object's name; where it would be, if none is written. */
export function nameAtOf({ resource }: Placed): At {
  return resource.metadata.name?.at ?? { path: namePath };
}

/** Whether an object that means a namespace leaves open which it is: it says none itself, and means its own. */
export function leavesNamespaceOpen(from: Pick<Placed, 'namespace' | 'namespaceOrigin'>, namespace: string): boolean {
  return from.namespaceOrigin !== 'written' && namespace === from.namespace;
}

/** An object that names something, or asks for it, in a namespace that it says itself: it leaves that open no more than what writes its own. */
export function sayingNamespace(from: Placed, namespace: string | undefined): Placed {
  const isOpen = namespace !== undefined && namespace === from.namespace && from.namespaceOrigin === 'ambient';
  return isOpen ? { ...from, namespaceOrigin: 'written' } : from;
}

const words = defineMessages('objects/placed', { none: 'none' });

/** What a resource is called in a message: its name, the prefix it gets a name from, or what a template leaves of it. */
export function displayNameOf(placed: Placed): string {
  const { name, generateName } = placed.resource.metadata;
  return name?.value ?? generateName?.value ?? '';
}

/** The pairs of labels or a selector as they are written, for the middle of a sentence: `"app: web" and "tier: db"`. */
export function pairsText(
  pairs: StringMap | ReadonlyMap<string, string> | readonly (readonly [string, string])[],
): string {
  const list = 'pairs' in pairs ? textsIn(pairs) : [...pairs];
  return list.length === 0 ? formatMessage(words.none) : quotedList(list.map(([key, value]) => `${key}: ${value}`));
}

/** Whether a cluster printed an object, so that it was not written by hand: it has what the API server or the controller of Jobs writes. */
export function isDump({ resource }: Placed): boolean {
  return (
    resource.metadata.isPrinted ||
    (resource.kind === 'Job' && controllerLabels.some((label) => resource.template.labels.pairs.has(label)))
  );
}

/** Source: Kubernetes API batch/v1, ControllerUidLabel. */
const controllerLabels = ['controller-uid', 'batch.kubernetes.io/controller-uid'];

/** The fields of ConfigMaps and Secrets that hold their keys. */
export const dataFields: readonly string[] = ['data', 'stringData', 'binaryData'];

/** The keys of a ConfigMap or a Secret; none of anything else. */
export function mapKeysOf(object: Placed): readonly string[] {
  if (!isDataMap(object)) return [];
  return dataFields.flatMap((field) => keysOf(entryOf(treeOf(object), field)?.value));
}

/**
 * Where a second object begins in the document of an object, as no `---` is between them: the keys of both are those of one map.
 * `undefined` where there is but one.
 */
export function secondObjectIn({ document, resource }: Pick<Placed, 'document' | 'resource'>): Path | undefined {
  const repeated = document.facts.repeatedKeys.filter((path) => path.length === 1);
  return resource.root.length === 0 && repeated.some(([key]) => key === 'kind') ? repeated[0] : undefined;
}

/** Which resources are applied together. References stay inside their scope. */
export type Scope = PlainScope | ChartScope | KustomizationScope;

/** Files that nothing binds together: a reference goes to the nearest candidate. */
interface PlainScope {
  readonly kind: 'plain';
}

/** A Helm chart: `Chart.yaml` and everything beside and under it. */
export interface ChartScope {
  readonly kind: 'chart';
  /** The folder that holds `Chart.yaml`. */
  readonly folder: string;
}

/** What a kustomization builds that no other one reaches: its own objects, and those of its bases under their final names. */
export interface KustomizationScope {
  readonly kind: 'kustomization';
  /** The folder of the kustomization, which is what people call it by: `overlays/prod`. */
  readonly folder: string;
  readonly file: SnapshotFile;
  /** Whether it may hold objects that are not known, so that nothing in it is called absent. */
  readonly open: boolean;
  /** Whether the objects that are known may be otherwise, as what is not known changes objects. */
  readonly altered: boolean;
  /** The Services that patches delete in it, by the names in their own texts. */
  readonly deletedServices: readonly string[];
}

/** The scope of files that nothing binds together. */
export const plainScope: PlainScope = { kind: 'plain' };

/** Whether two scopes are one: what is in them is applied together, as far as is known. */
export function isOneScope(one: Scope, other: Scope): boolean {
  if (one.kind === 'plain') return other.kind === 'plain';
  return one.kind === other.kind && one.folder === other.folder;
}

/** What people call a scope by: the folder of a kustomization or chart. */
export function scopeLabel(scope: Scope): string {
  if (scope.kind === 'plain') return '';
  return toldFolder(scope.folder);
}

/** A key of the text that an object is made of, which all its variants share. */
export function textKeyOf({ document, resource }: Placed): string {
  return [document.file.uri, document.start, ...resource.root].join(' ');
}
