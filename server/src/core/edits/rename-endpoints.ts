import { serviceNameLabel, type AnyEndpoints } from '../kubernetes/endpoints.ts';
import { takesEndpoints, type Service } from '../kubernetes/service.ts';
import { nameToWrite } from '../kustomize/name-to-write.ts';
import { displayNameOf, type Scope, isService, type Placed } from '../objects/placed.ts';
import { groupBy, onlyOne } from '../util/collections.ts';
import type { SnapshotFile, WorkspaceEdit } from '../files/file.ts';
import { backedServices, referrers } from '../relations/linked.ts';
import { findNearService } from '../relations/near-services.ts';
import type { Questions } from '../workspace/questions.ts';
import type { Path } from '../yaml/path.ts';
import { changeResource, type Remedy, put } from './changes.ts';
import { lacksEndpoints } from './create-endpoints.ts';
import { defineMessages } from '../util/format.ts';

/** The words of tying endpoints to their Service. */
export const renameEndpointsMessages = defineMessages('edits/rename-endpoints', {
  renameEndpoints: 'Rename the Endpoints to "{service}"',
  renameOther: 'Rename Endpoints "{endpoints}" to "{service}"',
  labelSlice: 'Tie the EndpointSlice to Service "{service}"',
  labelOther: 'Tie EndpointSlice "{endpoints}" to Service "{service}"',
});

/** The offer to give Endpoints, or the label of a slice, the name of the Service they were meant for; said from their side. */
export function endpointsNameRemedy(snapshot: Questions, endpoints: Placed<AnyEndpoints>): Remedy | undefined {
  const service = meantService(snapshot, endpoints);
  return (
    service && remedy(endpoints, service, endpoints.resource.kind === 'Endpoints' ? 'renameEndpoints' : 'labelSlice')
  );
}

/** The same offers, said from the side of a Service that waits for endpoints. */
export function namesakeRemedies(snapshot: Questions, service: Placed<Service>): readonly Remedy[] {
  if (!snapshot.complete || !lacksEndpoints(snapshot, service)) return [];
  const meant = snapshot.about(service.scope, endpointsByMeantService).get(service) ?? [];
  return meant.map((endpoints) =>
    remedy(endpoints, service, endpoints.resource.kind === 'Endpoints' ? 'renameOther' : 'labelOther'),
  );
}

function endpointsByMeantService(
  snapshot: Questions,
  scope: Scope,
): ReadonlyMap<Placed<Service> | undefined, readonly Placed<AnyEndpoints>[]> {
  const contents = snapshot.contentsOf(scope);
  const candidates: readonly Placed<AnyEndpoints>[] = [
    ...contents.ofKind('Endpoints'),
    ...contents.ofKind('EndpointSlice'),
  ];
  return groupBy(candidates, (endpoints) => meantService(snapshot, endpoints));
}

/** Gives Endpoints the name of a Service, or a slice the label that names it. */
export function renameEndpointsEdit(
  endpoints: Placed<AnyEndpoints>,
  service: Placed<Service>,
): WorkspaceEdit | undefined {
  const path = placeOfName(endpoints);
  return changeResource(endpoints, [put(path, nameToWrite(endpoints, path, service))]);
}

function placeOfName({ resource }: Placed<AnyEndpoints>): Path {
  return resource.kind === 'Endpoints' ? ['metadata', 'name'] : ['metadata', 'labels', serviceNameLabel];
}

function remedy(endpoints: Placed<AnyEndpoints>, service: Placed<Service>, title: string): Remedy {
  return {
    title,
    values: { service: displayNameOf(service), endpoints: displayNameOf(endpoints) },
    edit: () => renameEndpointsEdit(endpoints, service),
  };
}

/** The Service that endpoints which no Service has were probably meant for. */
function meantService(snapshot: Questions, endpoints: Placed<AnyEndpoints>): Placed<Service> | undefined {
  const { resource, document } = endpoints;
  const name = resource.kind === 'Endpoints' ? endpoints.name : (resource.serviceName?.value ?? endpoints.name);
  if (!snapshot.complete || document.facts.templated || name === undefined) return undefined;
  if (backedServices(snapshot, endpoints).length > 0) return undefined;
  const near = findNearService(snapshot, endpoints, { name, path: placeOfName(endpoints) }, takesEndpoints);
  if (near?.differs === 'name') return near.service;
  return near === undefined ? waitingService(snapshot, endpoints) : undefined;
}

/** The one Service of the same file that waits for endpoints. */
export function waitingService(snapshot: Questions, endpoints: Placed): Placed<Service> | undefined {
  return snapshot.about(endpoints.document.file, findWaitingService);
}

function findWaitingService(snapshot: Questions, { uri }: SnapshotFile): Placed<Service> | undefined {
  const waiting = snapshot
    .inFile(uri)
    .filter(isService)
    .filter((service) => takesEndpoints(service.resource) && referrers(snapshot, service, 'backs').length === 0);
  return onlyOne(waiting);
}
