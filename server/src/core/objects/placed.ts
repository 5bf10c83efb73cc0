import { servedKinds } from '../names/zones.ts';
import { factsOfObjects, type SnapshotDocument } from '../files/file.ts';
import type { Resource } from '../kubernetes/resource.ts';
import type { Service } from '../kubernetes/service.ts';
import type { StatefulSet, Workload } from '../kubernetes/workloads.ts';
import type { Derivations } from '../util/derivations.ts';
import type { YamlNode } from '../yaml/node.ts';
import { isTemplated } from '../yaml/template.ts';
import type { Scope } from './scope.ts';

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
  /** Whether a template leaves open what it says: it is read as far as it is literal, and never judged. */
  readonly templated: boolean;
  /** Whether part of it may be lost, as a text that it is written in is no valid YAML. */
  readonly broken: boolean;
  /** The object as a kustomization makes it, where that is not what its text says. */
  readonly built?: BuiltObject;
}

/** An object that a kustomization changed. */
interface BuiltObject {
  /** Its nodes are in several texts, see `objects/origins.ts`. */
  readonly tree: YamlNode;
  /** The documents beside its own that nodes of it are in, and those of the patches that took something out. */
  readonly documents: readonly SnapshotDocument[];
  /** What later stages keep about it. */
  readonly derivations: Derivations;
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
    broken: facts.syntaxProblems.length > 0,
  };
}

function literal(value: string | undefined): string | undefined {
  return value === undefined || value === '' || isTemplated(value) ? undefined : value;
}

export function isService(placed: Placed): placed is Placed<Service> {
  return placed.resource.kind === 'Service';
}

export function isStatefulSet(placed: Placed): placed is Placed<StatefulSet> {
  return placed.resource.kind === 'StatefulSet';
}

export function isWorkload(placed: Placed): placed is Placed<Workload> {
  return 'template' in placed.resource;
}

/** Whether an object says all that it is: neither a template nor a broken text is part of it. What else is read of it may be half of the truth. */
export function isCertain({ templated, broken }: Placed): boolean {
  return !templated && !broken;
}

/** Whether an object is a ConfigMap or a Secret. */
export function isDataMap({ resource }: Placed): boolean {
  return resource.kind === 'ConfigMap' || resource.kind === 'Secret';
}

/** Whether an object has names in DNS as a Service has. */
export function isServed(placed: Placed): placed is Placed<Service> {
  return servedKinds.some((kind) => kind === placed.resource.kind);
}

/** The namespace that an object's own text writes; `undefined` where it writes none, or an empty one. */
export function writtenNamespaceOf({ resource }: Placed): string | undefined {
  return resource.metadata.namespace?.value || undefined;
}
