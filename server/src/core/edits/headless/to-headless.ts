import {
  hasSelector,
  headlessClusterIP,
  isAcceptedHeadless,
  serviceTypeOf,
  type Service,
  isAliasService,
  defaultServiceType,
} from '../../kubernetes/service.ts';
import { formatMessage, defineMessages } from '../../util/format.ts';
import { displayNameOf, isStatefulSet, type Placed } from '../../objects/placed.ts';
import type { WorkspaceEdit } from '../../files/file.ts';
import { referrers } from '../../relations/linked.ts';
import { nodeIn } from '../../objects/places.ts';
import type { Questions } from '../../workspace/questions.ts';
import { combineEdits, changeResource, noteOf, type Remedy, remove, type YamlChange } from '../changes.ts';
import { alignedPorts, alignmentChanges, type AlignedPort, clientEdits, portUsersText } from './port-users.ts';
import { labelsOfOnly, selectorChanges } from '../select-pods.ts';
import { withoutRejected } from './rejected-fields.ts';

/** The words of the conversion to a headless Service. */
export const toHeadlessMessages = defineMessages('edits/headless/to-headless', {
  toHeadless: 'Convert to Headless Service',
  toHeadlessLive: 'Convert to Headless Service (delete and re-create a running one)',
  noteLive:
    'Kubernetes does not allow this change on the running Service "{service}". Delete it, then apply again (kubectl replace --force does both). {lost}',
  lostAddress: 'It loses its cluster IP.',
  lostNodePorts: 'It loses its cluster IP and node ports.',
  lostBalancer: 'It loses its cluster IP, node ports and load balancer.',
  noteAlias: 'The running Service "{service}" can be changed in place.',
  noteNothingBehind:
    'Give "{service}" a selector, Endpoints or an EndpointSlice. Without them its name does not resolve.',
  notePort: 'Port {from} of "{service}" is now {to}, the port of its {backends}.',
  pods: 'Pods',
  endpoints: 'endpoints',
  noteClients: 'Clients that connect to {from} must now connect to {to}.',
  noteUsers: 'Still using {from}: {users}.',
  toHeadlessWithClient: 'Convert to Headless Service, and change 1 place where a client uses an old port',
  toHeadlessWithClients: 'Convert to Headless Service, and change {count} places where clients use old ports',
});

/**
 * The offer to make a Service headless; `undefined` where it is headless already. The title says that a live Service has to
 * be deleted and created again, which is so for every type but ExternalName.
 */
export function headlessRemedy(snapshot: Questions, service: Placed<Service>): Remedy | undefined {
  if (service.document.facts.templated || isAcceptedHeadless(service.resource)) return undefined;
  const isAlias = isAliasService(service.resource);
  return {
    title: isAlias ? 'toHeadless' : 'toHeadlessLive',
    values: { service: displayNameOf(service) },
    edit: () => convertToHeadlessEdit(snapshot, service),
  };
}

/**
 * The offer to change the clients of ports that are no longer there in the same go; `undefined` where there are none, or none can
 * be changed.
 */
export function headlessWithClientsRemedy(snapshot: Questions, service: Placed<Service>): Remedy | undefined {
  if (headlessRemedy(snapshot, service) === undefined) return undefined;
  const clients = clientEdits(snapshot, service, alignedPorts(snapshot, service));
  if (clients.length === 0) return undefined;
  const count = clients.reduce((sum, { edits }) => sum + edits.length, 0);
  const title = count === 1 ? 'toHeadlessWithClient' : 'toHeadlessWithClients';
  return {
    title,
    values: { service: displayNameOf(service), count },
    edit() {
      const own = convertToHeadlessEdit(snapshot, service, 'withClients');
      const all = own && combineEdits([own.files, clients], own.note);
      return all && { ...all, label: formatMessage(toHeadlessMessages[title], { count }) };
    },
  };
}

/**
 * Makes a Service headless: sets `clusterIP: None`, takes out exactly what the API server would reject together with it, and sets
 * each port to the one the Pods have, where all of them agree. What merely loses its effect stays, but for an external name. The note says
 * what is left to do. `undefined` where the Service is headless already, or its text cannot be changed so. Source: kubernetes
 * pkg/apis/core/validation/validation.go, ValidateService, validateUpgradeDowngradeClusterIPs.
 */
function convertToHeadlessEdit(
  snapshot: Questions,
  service: Placed<Service>,
  clients: 'withClients' | 'alone' = 'alone',
): WorkspaceEdit | undefined {
  if (isAcceptedHeadless(service.resource)) return undefined;
  const aligned = alignedPorts(snapshot, service);
  const added = addedSelector(snapshot, service);
  const changes = [
    ...addressChanges(service),
    ...withoutRejected(snapshot, service, 'headless'),
    ...withoutAlias(service),
    ...alignmentChanges(aligned),
    ...(added === undefined ? [] : selectorChanges(service.resource, added)),
  ];
  return changeResource(service, changes, noteOf(noteSentences(snapshot, service, aligned, clients)));
}

/** The selector of an alias that nothing is behind, once it is headless: the labels of the StatefulSets that it governs. */
function addedSelector(snapshot: Questions, service: Placed<Service>): ReadonlyMap<string, string> | undefined {
  if (!isAliasService(service.resource) || isBacked(snapshot, service)) return undefined;
  return labelsOfOnly(snapshot, referrers(snapshot, service, 'governedBy').filter(isStatefulSet));
}

function isBacked(snapshot: Questions, service: Placed<Service>): boolean {
  return hasSelector(service.resource) || referrers(snapshot, service, 'backs').length > 0;
}

/** Takes out the name that an alias stands for, which would mislead whoever reads it afterwards. */
function withoutAlias({ resource }: Placed<Service>): readonly YamlChange[] {
  const { externalName } = resource;
  return isAliasService(resource) && externalName !== undefined ? [remove(externalName.at.path)] : [];
}

/** The changes that make the addresses of a Service those of a headless one. */
export function addressChanges(service: Placed<Service>): readonly YamlChange[] {
  const { type } = service.resource;
  const changes: YamlChange[] = [];
  if (type !== undefined && type.value !== '' && type.value !== defaultServiceType) {
    changes.push({ kind: 'set', path: type.at.path, source: defaultServiceType });
  }
  changes.push({ kind: 'set', path: ['spec', 'clusterIP'], source: headlessClusterIP, after: 'type', place: 'start' });
  // Where addresses are written too, they have to be exactly [None].
  const addresses = nodeIn(service, ['spec', 'clusterIPs']);
  if (addresses?.kind === 'sequence' && addresses.items.length > 0) {
    changes.push({ kind: 'set', path: ['spec', 'clusterIPs', 0], source: headlessClusterIP });
    for (const index of addresses.items.keys()) {
      if (index > 0) changes.push(remove(['spec', 'clusterIPs', index]));
    }
  }
  return changes;
}

function noteSentences(
  snapshot: Questions,
  service: Placed<Service>,
  aligned: readonly AlignedPort[],
  clients: 'withClients' | 'alone',
): readonly string[] {
  const lost = toHeadlessMessages[lossOf(service.resource)];
  const values = { service: displayNameOf(service), lost };
  const isAlias = isAliasService(service.resource);
  const sentences = [formatMessage(isAlias ? toHeadlessMessages.noteAlias : toHeadlessMessages.noteLive, values)];
  if (isAlias && !isBacked(snapshot, service) && addedSelector(snapshot, service) === undefined)
    sentences.push(formatMessage(toHeadlessMessages.noteNothingBehind, values));
  const backends = hasSelector(service.resource) ? toHeadlessMessages.pods : toHeadlessMessages.endpoints;
  for (const { port, from, to } of aligned) {
    const users = portUsersText(snapshot, service, port);
    sentences.push(formatMessage(toHeadlessMessages.notePort, { ...values, from, to, backends }));
    if (clients === 'withClients') continue;
    sentences.push(formatMessage(toHeadlessMessages.noteClients, { from, to }));
    if (users !== '') sentences.push(formatMessage(toHeadlessMessages.noteUsers, { from, users }));
  }
  return sentences;
}

/** What a Service gives up when it is deleted, by its type. */
function lossOf(service: Service): 'lostAddress' | 'lostNodePorts' | 'lostBalancer' {
  const type = serviceTypeOf(service);
  if (type === 'LoadBalancer') return 'lostBalancer';
  return type === 'NodePort' ? 'lostNodePorts' : 'lostAddress';
}
