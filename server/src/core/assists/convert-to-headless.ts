import { headlessRemedy, headlessWithClientsRemedy, toHeadlessMessages } from '../edits/headless/to-headless.ts';
import { defined } from '../util/collections.ts';
import { defineAssist } from './assist.ts';

export const convertToHeadless = defineAssist({
  id: 'convertToHeadless',
  appliesTo: ['Service'],
  actionKind: 'refactor.rewrite',
  messages: toHeadlessMessages,
  offer: (service, snapshot) =>
    defined([headlessRemedy(snapshot, service), headlessWithClientsRemedy(snapshot, service)]),
});
