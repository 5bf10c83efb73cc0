import type { Mention } from '../names/mention.ts';
import { isSamePath, type Path } from '../yaml/path.ts';
import { type Field, type StringMap, fieldOf, readString, type View } from './field.ts';
import type { NameReference } from './object-references.ts';
import type { Endpoints, EndpointSlice } from './endpoints.ts';
import type { HorizontalPodAutoscaler } from './kinds/autoscaler.ts';
import type { ConfigMap, Secret } from './kinds/data-maps.ts';
import type { Namespace } from './kinds/namespace.ts';
import type { Kustomization } from './kustomization.ts';
import type { GatewayRoute, Ingress, NetworkPolicy } from './routing.ts';
import type { Service } from './service.ts';
import type { KindTable } from './table/kind.ts';
import type { ReadFields } from './table/read-fields.ts';
import type { Workload } from './workloads.ts';
import { compact } from '../util/collections.ts';
import type { YamlNode } from '../yaml/node.ts';
import { isLabelValue } from './formats.ts';
import { isTemplated } from '../yaml/template.ts';

/** What every object has. */
export interface ResourceBase {
  readonly apiVersion: string;
  /** The way from the document's root to the object: empty, or `items`, index in a `kind: List`. All places are relative to it. */
  readonly root: Path;
  readonly metadata: Metadata;
  /** The host names in its strings. */
  readonly mentions: readonly Mention[];
  /** The objects that its fields name. */
  readonly references: readonly NameReference[];
}

/** What is read of an object of a kind: as its table says. */
export type ResourceOfTable<T> =
  T extends KindTable<infer K, infer F, infer A>
    ? ResourceBase & { readonly kind: K } & ReadFields<Omit<F, 'metadata' | 'status'>> & A
    : never;

/** The group of an `apiVersion`, empty for that of the core. Source: Kubernetes documentation, API Groups. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** Whether kinds of a group are none of the API server's own: who installs them decides which versions there are. */
export function isCustomGroup(group: string): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io');
}

/** Whether an operator may make other objects for those of a group, as Pods for a Gateway; Kubernetes itself makes none for a budget or a claim. */
export function isOfOperator(apiVersion: string): boolean {
  const group = groupOf(apiVersion);
  return isCustomGroup(group) || group === 'gateway.networking.k8s.io' || isTemplated(apiVersion);
}

/** The place of an object's own name. */
export const namePath: Path = ['metadata', 'name'];

/** Whether a path is that of an object's own name. */
export function isNamePath(path: Path): boolean {
  return isSamePath(path, namePath);
}

/** metadata of an object. Source: Kubernetes API, ObjectMeta. */
export interface Metadata {
  readonly name: Field<string> | undefined;
  readonly generateName: Field<string> | undefined;
  readonly namespace: Field<string> | undefined;
  readonly labels: StringMap;
  readonly annotations: StringMap;
  /** Whether a cluster printed the object, so that it was not written by hand. */
  readonly isPrinted: boolean;
  /** What made it, `ReplicaSet/web-6d4b`: an object printed by a cluster says so. */
  readonly owners: readonly string[];
}

/** Everything Headlight reads. `Unknown` is a Kubernetes object that is known to exist, and judged if at all as its table says. */
export type Resource =
  | Service
  | Endpoints
  | EndpointSlice
  | Workload
  | Namespace
  | ConfigMap
  | Secret
  | Ingress
  | GatewayRoute
  | NetworkPolicy
  | HorizontalPodAutoscaler
  | Kustomization
  | Unknown;

/** The kind as it is written, which people are told. */
export function kindOf(resource: Resource): string {
  return 'writtenKind' in resource ? resource.writtenKind : resource.kind;
}

/** The resource type of a kind. */
export type ResourceOf<K extends Resource['kind']> = ResourceWith<Resource, K>;

type ResourceWith<R extends Resource, K> = R extends Resource
  ? [Extract<R['kind'], K>] extends [never]
    ? never
    : R
  : never;

/** A Kubernetes object of another kind: known to exist, and judged if at all as its table says. */
export interface Unknown extends ResourceBase {
  readonly kind: 'Unknown';
  /** The kind as written. */
  readonly writtenKind: string;
  /** The maps somewhere inside it that may be labels of Pods that its operator makes. */
  readonly labelSets: readonly ReadonlyMap<string, string>[];
}

/** Reads an object of another kind. */
export function readUnknown(base: ResourceBase, object: View): Unknown {
  const { apiVersion, root, metadata, mentions, references } = base;
  const { writtenKind, labelSets } = customFacts(object);
  return {
    apiVersion,
    root,
    metadata,
    mentions,
    references,
    kind: 'Unknown',
    writtenKind,
    labelSets,
  };
}

/** What is read of a custom resource, whether it is a workload or not. */
export function customFacts(object: View): Pick<Unknown, 'writtenKind' | 'labelSets'> {
  const writtenKind = readString(fieldOf(object, 'kind'))?.value ?? '';
  const apiVersion = readString(fieldOf(object, 'apiVersion'))?.value ?? '';
  return {
    writtenKind,
    labelSets: isOfOperator(apiVersion) ? compact(labelSetsIn(object.node)) : [],
  };
}

/** The maps of words below a field. A list holds containers, variables and the like, and metadata names the object: these are no labels. */
function labelSetsIn(node: YamlNode | undefined): readonly ReadonlyMap<string, string>[] {
  switch (node?.kind) {
    case undefined:
    case 'scalar':
      return [];
    case 'sequence':
      return node.items.flatMap(labelSetsBelow);
    case 'map': {
      const pairs = node.entries.flatMap(({ key, value }) =>
        value.kind === 'scalar' && typeof value.value === 'string' && isLabelValue(value.value)
          ? [[key, value.value] as const]
          : [],
      );
      const below = labelSetsBelow(node);
      return pairs.length === 0 ? below : [new Map(pairs), ...below];
    }
  }
}

function labelSetsBelow(node: YamlNode): readonly ReadonlyMap<string, string>[] {
  if (node.kind !== 'map') return labelSetsIn(node);
  return node.entries.flatMap(({ key, value }) => (key === 'metadata' ? labelSetsBelow(value) : labelSetsIn(value)));
}
