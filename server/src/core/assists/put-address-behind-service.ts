import { addressBehindServiceMessages, addressRemedy } from '../edits/address-behind-service.ts';
import { defined } from '../util/collections.ts';
import { defineAssist } from './assist.ts';

export const putAddressBehindService = defineAssist({
  id: 'putAddressBehindService',
  appliesTo: ['Service'],
  actionKind: 'refactor.rewrite',
  messages: addressBehindServiceMessages,
  offer: (service) => defined([addressRemedy(service)]),
});
