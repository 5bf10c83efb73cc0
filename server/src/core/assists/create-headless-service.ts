import { createHeadlessServiceMessages, governingServiceRemedy } from '../edits/create-headless-service.ts';
import { defined } from '../util/collections.ts';
import { defineAssist } from './assist.ts';

export const createHeadlessService = defineAssist({
  id: 'createHeadlessService',
  appliesTo: ['StatefulSet'],
  actionKind: 'refactor.rewrite',
  messages: createHeadlessServiceMessages,
  offer: (statefulSet, snapshot) => defined([governingServiceRemedy(snapshot, statefulSet)]),
});
