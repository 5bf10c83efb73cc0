import { splitRemedy, splitServiceMessages } from '../edits/split-service.ts';
import { defined } from '../util/collections.ts';
import { defineAssist } from './assist.ts';

export const splitService = defineAssist({
  id: 'splitService',
  appliesTo: ['Service'],
  actionKind: 'refactor.extract',
  messages: splitServiceMessages,
  offer: (service, snapshot) => defined([splitRemedy(snapshot, service)]),
});
