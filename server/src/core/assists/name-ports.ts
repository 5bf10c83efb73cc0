import { namePortsMessages, portNameRemedies } from '../edits/name-ports.ts';
import { defineAssist } from './assist.ts';

export const namePorts = defineAssist({
  id: 'namePorts',
  appliesTo: ['Service'],
  actionKind: 'refactor.rewrite',
  messages: namePortsMessages,
  offer: (service, snapshot) => portNameRemedies(snapshot, service),
});
