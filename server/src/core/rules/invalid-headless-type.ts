import { headlessRemedy, toHeadlessMessages } from '../edits/headless/to-headless.ts';
import { isService } from '../objects/placed.ts';
import { defined } from '../util/collections.ts';
import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidHeadlessType = defineConstraintRule({
  code: 'invalid-headless-type',
  summary: 'clusterIP is "None" on a type that cannot be headless.',
  source: 'kubernetes pkg/apis/core/validation/validation.go, ValidateService',
  messages: {
    noAddress:
      'A Service of type {type} cannot be headless. Node ports and load balancers send traffic to the cluster IP, so the API server rejects clusterIP "None" on this type.',
    alias:
      'clusterIP "None" is not allowed on type ExternalName, which has no cluster IP. The type makes the Service an alias in DNS; its other fields do not matter.',
    toHeadless: toHeadlessMessages.toHeadless,
    toHeadlessLive: toHeadlessMessages.toHeadlessLive,
    fixRemove: 'Remove clusterIP: None and keep type {type}',
  },
  fixes: (placed, { snapshot }, _, ofRow) =>
    isService(placed) ? [...defined([headlessRemedy(snapshot, placed)]), ...ofRow] : ofRow,
});
