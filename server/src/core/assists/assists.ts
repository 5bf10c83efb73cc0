import { convertEndpointsMessages, endpointSliceRemedy } from '../edits/convert-endpoints.ts';
import { clusterIPRemedy, toClusterIPMessages } from '../edits/headless/to-cluster-ip.ts';
import { headlessRemedy, headlessWithClientsRemedy, toHeadlessMessages } from '../edits/headless/to-headless.ts';
import { createEndpointsMessages, endpointsRemedies } from '../edits/create-endpoints.ts';
import { createHeadlessServiceMessages, governingServiceRemedy } from '../edits/create-headless-service.ts';
import { namePortsMessages, portNameRemedies } from '../edits/name-ports.ts';
import { addressBehindServiceMessages, addressRemedy } from '../edits/address-behind-service.ts';
import { endpointsNameRemedy, namesakeRemedies, renameEndpointsMessages } from '../edits/rename-endpoints.ts';
import { splitRemedy, splitServiceMessages } from '../edits/split-service.ts';
import { defined } from '../util/collections.ts';
import type { Remedy } from '../edits/changes.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { type Placed, isService, type PlacedOf } from '../objects/placed.ts';
import type { Messages } from '../util/format.ts';
import type { Questions } from '../workspace/questions.ts';

/** A code action that is no fix of a problem: offered anywhere inside the resource it changes. */
export interface Assist {
  readonly appliesTo: readonly Resource['kind'][];
  /** What the editor files it under: a rewrite where nothing is said. */
  readonly actionKind?: 'refactor.rewrite' | 'refactor.extract';
  /** Whether it is offered where a StatefulSet names the resource, too. */
  readonly isOfferedAtName?: true;
  /** By id: titles, notes for afterwards, and what is written into manifests. */
  readonly messages: Messages;
  /** What can be done with this resource; nothing where the assist does not fit. */
  offer(resource: Placed, snapshot: Questions): readonly Remedy[];
}

/** An assist as it is written below: `offer` knows that the resource is of one of the kinds it applies to. */
interface AssistDefinition<K extends Resource['kind']> extends Assist {
  readonly appliesTo: readonly K[];
  offer(resource: PlacedOf<K>, snapshot: Questions): readonly Remedy[];
}

/** Declares an assist; gives its `offer` the type of the resources it applies to. */
function defineAssist<const K extends Resource['kind']>(assist: AssistDefinition<K>): Assist {
  return assist;
}

/** What can be done besides fixes. The edits themselves are in the stage `edits`, because fixes of rules share them. */
export const assists: readonly Assist[] = [
  defineAssist({
    appliesTo: ['Endpoints'],
    messages: convertEndpointsMessages,
    offer: (endpoints, snapshot) => defined([endpointSliceRemedy(snapshot, endpoints)]),
  }),
  defineAssist({
    appliesTo: ['Service'],
    messages: toClusterIPMessages,
    offer: (service, snapshot) => defined([clusterIPRemedy(snapshot, service)]),
  }),
  defineAssist({
    isOfferedAtName: true,
    appliesTo: ['Service'],
    messages: toHeadlessMessages,
    offer: (service, snapshot) =>
      defined([headlessRemedy(snapshot, service), headlessWithClientsRemedy(snapshot, service)]),
  }),
  defineAssist({
    appliesTo: ['Service'],
    messages: createEndpointsMessages,
    offer: (service, snapshot) => endpointsRemedies(snapshot, service),
  }),
  defineAssist({
    appliesTo: ['StatefulSet'],
    messages: createHeadlessServiceMessages,
    offer: (statefulSet, snapshot) => defined([governingServiceRemedy(snapshot, statefulSet)]),
  }),
  defineAssist({
    appliesTo: ['Service'],
    messages: namePortsMessages,
    offer: (service, snapshot) => portNameRemedies(snapshot, service),
  }),
  defineAssist({
    appliesTo: ['Service'],
    messages: addressBehindServiceMessages,
    offer: (service, snapshot) => defined([addressRemedy(snapshot, service)]),
  }),
  defineAssist({
    appliesTo: ['Endpoints', 'EndpointSlice', 'Service'],
    messages: renameEndpointsMessages,
    offer: (placed, snapshot) =>
      isService(placed) ? namesakeRemedies(snapshot, placed) : defined([endpointsNameRemedy(snapshot, placed)]),
  }),
  defineAssist({
    appliesTo: ['Service'],
    actionKind: 'refactor.extract',
    messages: splitServiceMessages,
    offer: (service, snapshot) => defined([splitRemedy(snapshot, service)]),
  }),
];
