import { remove } from '../yaml/edit.ts';
import { suggest } from '../edits/change-resource.ts';
import { headlessRemedy, toHeadlessMessages } from '../edits/headless/to-headless.ts';
import { headlessClusterIP, serviceTypeOf } from '../kubernetes/service.ts';
import { defined } from '../util/collections.ts';
import { defineRule } from './rule.ts';

export const invalidHeadlessType = defineRule({
  code: 'invalid-headless-type',
  severity: 'error',
  needs: 'document',
  appliesTo: ['Service'],
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
  *check(service, { snapshot }) {
    const type = serviceTypeOf(service.resource);
    if (type !== 'NodePort' && type !== 'LoadBalancer' && type !== 'ExternalName') return;
    const { clusterIP, clusterIPs } = service.resource;
    const field = clusterIP ?? clusterIPs[0];
    if (field?.value !== headlessClusterIP) return;
    yield {
      at: field.at,
      message: type === 'ExternalName' ? 'alias' : 'noAddress',
      values: { type },
      fixes: [
        ...defined([headlessRemedy(snapshot, service)]),
        suggest(
          { title: 'fixRemove', values: { type } },
          service,
          ...(clusterIP === undefined ? [] : [remove(clusterIP.at.path)]),
          ...(clusterIPs.length === 0 ? [] : [remove(['spec', 'clusterIPs'])]),
        ),
      ],
    };
  },
});
