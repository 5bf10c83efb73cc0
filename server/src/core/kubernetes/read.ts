import { findMentions } from '../names/mentions.ts';
import type { YamlDocument } from '../yaml/parse.ts';
import type { Path } from '../yaml/path.ts';
import { isTemplated } from '../yaml/template.ts';
import { readEndpoints, readEndpointSlice } from './endpoints.ts';
import { fieldOf, itemsOf, readString, readStringMap, type View } from './field.ts';
import { readHorizontalPodAutoscaler, readUnknown } from './other.ts';
import { kustomizeGroup, readKustomization, type Kustomization } from './kustomization.ts';
import { groupOf, type KnownKind, type Metadata, type Resource, type ResourceBase } from './resource.ts';
import { readGatewayRoute, readIngress, readNetworkPolicy } from './routing.ts';
import { readService } from './service.ts';
import { readPod, readStatefulSet, readWorkload } from './workloads.ts';

/**
 * The Kubernetes objects of a document: one, those of a `kind: List`, or none. What is Kubernetes is decided by
 * `apiVersion` and `kind`, never by a file's name.
 */
export function readResources(document: YamlDocument): readonly Resource[] {
  return readObjects({ node: document.root, path: [] }, []);
}

/**
 * The kustomization of a document that stands in a file of its name, where `apiVersion` and `kind` may be left out;
 * `undefined` where they say that it is something else, or the document is no map.
 */
export function readKustomizationFile(document: YamlDocument): Kustomization | undefined {
  const object: View = { node: document.root, path: [] };
  if (object.node?.kind !== 'map') return undefined;
  const apiVersion = readString(fieldOf(object, 'apiVersion'))?.value ?? '';
  const kind = readString(fieldOf(object, 'kind'))?.value ?? 'Kustomization';
  const isKustomization = kind === 'Kustomization' || kind === 'Component';
  if (!isKustomization || (apiVersion !== '' && !apiVersion.startsWith(`${kustomizeGroup}/`))) return undefined;
  // What stands in its patches and literals are strings of the objects it builds.
  return readKustomization({ apiVersion, root: [], metadata: readMetadata(object), mentions: [] }, object);
}

/** The objects at a view: one, those of a `kind: List`, or none. `root` is the way from their document to the view. */
export function readObjects(object: View, root: Path): readonly Resource[] {
  const apiVersion = readString(fieldOf(object, 'apiVersion'))?.value;
  const kind = readString(fieldOf(object, 'kind'))?.value;
  if (apiVersion === undefined || kind === undefined || apiVersion === '' || kind === '') return [];
  if (apiVersion === 'v1' && kind.endsWith('List')) {
    return itemsOf(fieldOf(object, 'items')).flatMap((item, index) => {
      const inner = [...root, 'items', index];
      return readObjects({ node: item.node, path: [] }, inner);
    });
  }
  const mentions = findMentions(object.node);
  return [readResource({ apiVersion, root, metadata: readMetadata(object), mentions }, object, kind)];
}

function readResource(base: ResourceBase, object: View, writtenKind: string): Resource {
  const kind = knownKind(base.apiVersion, writtenKind);
  switch (kind) {
    case undefined:
      return readUnknown(base, object, writtenKind);
    case 'Service':
      return readService(base, object);
    case 'Endpoints':
      return readEndpoints(base, object);
    case 'EndpointSlice':
      return readEndpointSlice(base, object);
    case 'StatefulSet':
      return readStatefulSet(base, object);
    case 'Pod':
      return readPod(base, object);
    case 'Deployment':
    case 'ReplicaSet':
    case 'ReplicationController':
    case 'DaemonSet':
    case 'Job':
    case 'CronJob':
      return readWorkload(base, object, kind);
    case 'Ingress':
      return readIngress(base, object);
    case 'HTTPRoute':
    case 'GRPCRoute':
    case 'TLSRoute':
    case 'TCPRoute':
    case 'UDPRoute':
      return readGatewayRoute(base, object, kind);
    case 'NetworkPolicy':
      return readNetworkPolicy(base, object);
    case 'HorizontalPodAutoscaler':
      return readHorizontalPodAutoscaler(base, object);
    case 'Namespace':
    case 'ConfigMap':
    case 'Secret':
      return { ...base, kind };
  }
}

/** The API groups in which a kind is the one Headlight knows; a Service of serving.knative.dev is another thing. */
const groupsOfKinds: Readonly<Record<KnownKind, readonly string[]>> = {
  Service: [''],
  Endpoints: [''],
  EndpointSlice: ['discovery.k8s.io'],
  StatefulSet: ['apps'],
  Pod: [''],
  Deployment: ['apps', 'extensions'],
  ReplicaSet: ['apps', 'extensions'],
  ReplicationController: [''],
  DaemonSet: ['apps', 'extensions'],
  Job: ['batch'],
  CronJob: ['batch'],
  Namespace: [''],
  ConfigMap: [''],
  Secret: [''],
  Ingress: ['networking.k8s.io', 'extensions'],
  HTTPRoute: ['gateway.networking.k8s.io'],
  GRPCRoute: ['gateway.networking.k8s.io'],
  TLSRoute: ['gateway.networking.k8s.io'],
  TCPRoute: ['gateway.networking.k8s.io'],
  UDPRoute: ['gateway.networking.k8s.io'],
  NetworkPolicy: ['networking.k8s.io', 'extensions'],
  HorizontalPodAutoscaler: ['autoscaling'],
};

/**
 * Groups in which nobody but Kubernetes defines kinds, so that a known kind in the wrong one of them is meant all the same.
 * Source: Kubernetes API reference; the group of a custom resource has a dot.
 */
const ownGroups: readonly string[] = [
  'apps',
  'autoscaling',
  'batch',
  'discovery.k8s.io',
  'extensions',
  'networking.k8s.io',
  'policy',
];

function knownKind(apiVersion: string, kind: string): KnownKind | undefined {
  if (!isKnownKind(kind)) return undefined;
  // A chart asks the cluster for the version; the kind is what people mean by its name.
  if (isTemplated(apiVersion)) return kind;
  const group = groupOf(apiVersion);
  const isOwn = apiVersion === 'v1' || ownGroups.includes(group) || groupsOfKinds[kind].includes(group);
  return isOwn ? kind : undefined;
}

function isKnownKind(kind: string): kind is KnownKind {
  return Object.hasOwn(groupsOfKinds, kind);
}

function readMetadata(object: View): Metadata {
  const metadata = fieldOf(object, 'metadata');
  return {
    name: readString(fieldOf(metadata, 'name')),
    generateName: readString(fieldOf(metadata, 'generateName')),
    namespace: readString(fieldOf(metadata, 'namespace')),
    labels: readStringMap(fieldOf(metadata, 'labels')),
    annotations: readStringMap(fieldOf(metadata, 'annotations')),
    hasUid: fieldOf(metadata, 'uid').node !== undefined,
  };
}
