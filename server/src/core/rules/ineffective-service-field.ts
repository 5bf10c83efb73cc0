import { changeResource } from '../edits/change-resource.ts';
import { serviceNatureOf, serviceTypeOf } from '../kubernetes/service.ts';
import { writtenName } from '../workspace/describe.ts';
import { nodeAt } from '../yaml/path.ts';
import type { Placed } from '../workspace/snapshot.ts';
import { isTemplated } from '../yaml/template.ts';
import { defineRule, type Fix } from './rule.ts';

export const ineffectiveServiceField = defineRule({
  code: 'ineffective-service-field',
  severity: 'information',
  needs: 'document',
  appliesTo: ['Service'],
  since: '0.1.0',
  summary: 'A field of a Service that its type or another field makes useless.',
  source: 'kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_Service; Kubernetes API, ServiceSpec.loadBalancerIP',
  messages: {
    affinityConfig:
      'sessionAffinityConfig is dropped, as sessionAffinity of Service "{service}" is not ClientIP. The API server takes the field out without a word.',
    loadBalancerIP:
      'loadBalancerIP has no effect on Service "{service}": its type is {type}. Only a Service of type LoadBalancer asks for a load balancer.',
    fixRemove: 'Remove {field}',
  },
  *check(service) {
    const { resource } = service;
    const type = serviceTypeOf(resource);
    const values = { service: writtenName(service), type };
    if (isWritten(service, 'sessionAffinityConfig') && (resource.sessionAffinity?.value || 'None') === 'None') {
      yield {
        at: { path: ['spec', 'sessionAffinityConfig'], part: 'key' },
        message: 'affinityConfig',
        values,
        fixes: [removal(service, 'sessionAffinityConfig')],
      };
    }
    // Of headless Services and aliases other rules say so.
    const isOther = (type === 'ClusterIP' || type === 'NodePort') && serviceNatureOf(resource) === 'virtualIp';
    if (isOther && resource.loadBalancerIP?.value && !isTemplated(type)) {
      yield {
        at: { ...resource.loadBalancerIP.at, part: 'key' },
        message: 'loadBalancerIP',
        values,
        fixes: [removal(service, 'loadBalancerIP')],
      };
    }
  },
});

function isWritten({ document, resource }: Placed, field: string): boolean {
  return nodeAt(document.facts.yaml.root, [...resource.root, 'spec', field])?.kind === 'map';
}

function removal(service: Placed, field: string): Fix {
  const edit: Fix['edit'] = () => changeResource(service, [{ kind: 'remove', path: ['spec', field] }]);
  return { title: 'fixRemove', values: { field }, safety: 'safe', edit };
}
