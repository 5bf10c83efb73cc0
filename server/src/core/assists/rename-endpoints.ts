import {
  endpointsNameRemedy,
  namesakeRemedies,
  renameEndpointsMessages,
  type PlacedEndpoints,
} from '../edits/rename-endpoints.ts';
import type { Service } from '../kubernetes/service.ts';
import { defined } from '../util/collections.ts';
import type { Placed } from '../objects/placed.ts';
import { defineAssist } from './assist.ts';

export const renameEndpoints = defineAssist({
  id: 'renameEndpoints',
  appliesTo: ['Endpoints', 'EndpointSlice', 'Service'],
  actionKind: 'refactor.rewrite',
  messages: renameEndpointsMessages,
  offer: (placed, snapshot) =>
    placed.resource.kind === 'Service'
      ? namesakeRemedies(snapshot, placed as Placed<Service>)
      : defined([endpointsNameRemedy(snapshot, placed as PlacedEndpoints)]),
});
