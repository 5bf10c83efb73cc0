import { createEndpointsMessages, endpointsRemedies } from '../edits/create-endpoints.ts';
import { defineAssist } from './assist.ts';

export const createEndpoints = defineAssist({
  id: 'createEndpoints',
  appliesTo: ['Service'],
  actionKind: 'refactor.rewrite',
  messages: createEndpointsMessages,
  offer: (service, snapshot) => endpointsRemedies(snapshot, service),
});
