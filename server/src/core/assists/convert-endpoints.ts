import { convertEndpointsMessages, endpointSliceRemedy } from '../edits/convert-endpoints.ts';
import { defined } from '../util/collections.ts';
import { defineAssist } from './assist.ts';

export const convertEndpoints = defineAssist({
  id: 'convertEndpoints',
  appliesTo: ['Endpoints'],
  actionKind: 'refactor.rewrite',
  messages: convertEndpointsMessages,
  offer: (endpoints, snapshot) => defined([endpointSliceRemedy(snapshot, endpoints)]),
});
