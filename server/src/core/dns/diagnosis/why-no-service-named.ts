import { isMissing } from '../../existence/existence.ts';
import type { SnapshotFile } from '../../files/file.ts';
import type { Resource } from '../../kubernetes/resource.ts';
import { takesEndpoints, type Service, isAliasService } from '../../kubernetes/service.ts';
import { followsNamesOf } from '../../kustomize/name-references.ts';
import { displayNameOf, scopeLabel, isService, sayingNamespace, textKeyOf, type Placed } from '../../objects/placed.ts';
import { findNearService, renamedService, serviceOfRelease, type NamingPlace } from '../../relations/near-services.ts';
import { getOrMake } from '../../util/collections.ts';
import type { Questions } from '../../workspace/questions.ts';
import { nameSourceOf } from '../record.ts';
import { reason, type Reason } from './reason.ts';

/** What is wrong with a field that names a Service that does not exist. */
export const danglingIds = ['noService', 'serviceAlike', 'serviceInOther'] as const;

/** The same of a field that keeps the name that a kustomization takes from the Service. */
export const unfollowedIds = [...danglingIds, 'renamed'] as const;

/**
 * Why the Service that a field of an object names does not exist, as `noServiceNamed` says it. `undefined` where there is one,
 * or may be.
 */
export function whyNoServiceNamed(snapshot: Questions, from: Placed, field: NamingPlace): Reason | undefined {
  const { name, namespace } = field;
  const asker = sayingNamespace(from, namespace);
  if (!isMissing(snapshot, { kind: 'Service', name, namespace, from: asker })) return undefined;
  return noServiceNamed(snapshot, from, field);
}

/** That there is no Service for a field of an object, and which one may be meant; its place is that Service's. */
export function noServiceNamed(snapshot: Questions, from: Placed, field: NamingPlace): Reason {
  const { name, namespace = from.namespace } = field;
  const values = { service: name, namespace };
  const fits = (service: Service): boolean => canServe(from.resource, service);
  const renamed = followsNamesOf(from.resource, field.path, 'Service')
    ? undefined
    : renamedService(snapshot, from, name, namespace);
  if (renamed !== undefined && fits(renamed.resource)) {
    const path = scopeLabel(renamed.scope);
    return reason('renamed', { ...values, near: displayNameOf(renamed), path }, nameSourceOf(renamed));
  }
  const near = findNearService(snapshot, sayingNamespace(from, field.namespace), field, fits);
  if (near === undefined) {
    const ofRelease = mayBeOfRelease(from.resource) ? serviceOfRelease(snapshot, from, name, namespace) : undefined;
    if (ofRelease === undefined || !fits(ofRelease.resource)) return reason('noService', values);
    return reason('serviceAlike', { ...values, near: displayNameOf(ofRelease) }, nameSourceOf(ofRelease));
  }
  const place = nameSourceOf(near.service);
  return near.differs === 'name'
    ? reason('serviceAlike', { ...values, near: displayNameOf(near.service) }, place)
    : reason('serviceInOther', { ...values, other: near.service.namespace }, place);
}

/** That a patch of the kustomization that an object is built by deletes the Service that it names; `undefined` where none does. */
export function whyDeleted(
  { scope, namespace: own }: Placed,
  { service, namespace }: { readonly service: string; readonly namespace: string },
): Reason | undefined {
  if (scope.kind !== 'kustomization' || own !== namespace || !scope.deletedServices.includes(service)) return undefined;
  return reason('deleted', { service, path: scopeLabel(scope) });
}

/** Whether what names a Service calls it: what governs Pods, or is one with endpoints, has a name of its own. */
function mayBeOfRelease(from: Resource): boolean {
  return from.kind === 'Unknown' || 'backends' in from;
}

/** Whether a Service can serve the purpose an object names it for. Only routes can use an alias. */
function canServe(from: Resource, service: Service): boolean {
  if (from.kind === 'Endpoints') return takesEndpoints(service);
  return 'backends' in from || !isAliasService(service);
}

/** Whether the name of the Service that is meant can be written: it has another one in some kustomization that builds it where it is renamed. */
export function isWritable(snapshot: Questions, reason: Reason): boolean {
  const { reasonId } = reason;
  if (reasonId === 'serviceAlike') return true;
  const service = reasonId === 'renamed' ? serviceMeant(reason) : undefined;
  return service !== undefined && hasOneName(snapshot, service);
}

/** Whether all kustomizations that build a Service give it one name. */
export function hasOneName(snapshot: Questions, service: Placed<Service>): boolean {
  if (service.scope.kind !== 'kustomization') return true;
  return snapshot.about(service.document.file, namesOfVariants).get(textKeyOf(service))?.size === 1;
}

/** The names that each object of a file gets, by where it is written, for all variants at once. */
function namesOfVariants(
  snapshot: Questions,
  { uri }: SnapshotFile,
): ReadonlyMap<string, ReadonlySet<string | undefined>> {
  const found = new Map<string, Set<string | undefined>>();
  for (const one of snapshot.inFile(uri))
    getOrMake(found, textKeyOf(one), () => new Set<string | undefined>()).add(one.name);
  return found;
}

/** The Service that may be meant instead. */
export function serviceMeant({ place }: Reason): Placed<Service> | undefined {
  return place !== undefined && isService(place.resource) ? place.resource : undefined;
}
