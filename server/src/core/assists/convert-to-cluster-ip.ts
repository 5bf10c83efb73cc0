import { clusterIPRemedy, toClusterIPMessages } from '../edits/headless/to-cluster-ip.ts';
import { defined } from '../util/collections.ts';
import { defineAssist } from './assist.ts';

export const convertToClusterIp = defineAssist({
  id: 'convertToClusterIp',
  appliesTo: ['Service'],
  actionKind: 'refactor.rewrite',
  messages: toClusterIPMessages,
  offer: (service, snapshot) => defined([clusterIPRemedy(snapshot, service)]),
});
