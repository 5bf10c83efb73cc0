import { changeResource } from '../edits/change-resource.ts';
import { serviceNatureOf, serviceTypeOf } from '../kubernetes/service.ts';
import { minorVersionOf } from '../settings/settings.ts';
import { writtenName } from '../workspace/describe.ts';
import type { Placed } from '../workspace/snapshot.ts';
import type { Path } from '../yaml/path.ts';
import { isTemplated } from '../yaml/template.ts';
import { defineRule, type Fix } from './rule.ts';

export const ineffectiveServiceField = defineRule({
  code: 'ineffective-service-field',
  severity: 'information',
  needs: 'document',
  appliesTo: ['Service'],
  since: '0.1.0',
  summary: 'A field of a Service that its type or another field makes useless.',
  source:
    'kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_Service; pkg/registry/core/service/strategy.go, PrepareForCreate; Kubernetes API, ServiceSpec.loadBalancerIP',
  messages: {
    affinityConfig:
      'sessionAffinityConfig is dropped, as sessionAffinity of Service "{service}" is not ClientIP. The API server takes the field out without a word.',
    loadBalancerIP:
      'loadBalancerIP has no effect on Service "{service}": its type is {type}. Only a Service of type LoadBalancer asks for a load balancer.',
    status:
      'The status of Service "{service}" is dropped. The API server takes it from controllers only, never from a manifest.',
    distribution:
      'trafficDistribution of Service "{service}" is dropped by Kubernetes before 1.31. The field does nothing in this version, whatever its value is.',
    fixRemove: 'Remove {field}',
  },
  *check(service, { settings }) {
    const { resource } = service;
    const type = serviceTypeOf(resource);
    const values = { service: writtenName(service), type };
    if (resource.hasAffinityConfig && (resource.sessionAffinity?.value || 'None') === 'None') {
      yield {
        at: { path: ['spec', 'sessionAffinityConfig'], part: 'key' },
        message: 'affinityConfig',
        values,
        fixes: [removal(service, ['spec', 'sessionAffinityConfig'])],
      };
    }
    // What is exported from a cluster often has an empty one, which nobody means anything by.
    if (resource.hasStatus)
      yield { at: { path: ['status'], part: 'key' }, message: 'status', values, fixes: [removal(service, ['status'])] };
    const { trafficDistribution } = resource;
    if (trafficDistribution?.value && minorVersionOf(settings) < 31 && serviceNatureOf(resource) === 'virtualIp') {
      yield {
        at: { ...trafficDistribution.at, part: 'key' },
        message: 'distribution',
        values,
        fixes: [removal(service, trafficDistribution.at.path)],
      };
    }
    // Of headless Services and aliases other rules say so.
    const isOther = (type === 'ClusterIP' || type === 'NodePort') && serviceNatureOf(resource) === 'virtualIp';
    if (isOther && resource.loadBalancerIP?.value && !isTemplated(type)) {
      yield {
        at: { ...resource.loadBalancerIP.at, part: 'key' },
        message: 'loadBalancerIP',
        values,
        fixes: [removal(service, resource.loadBalancerIP.at.path)],
      };
    }
  },
});

function removal(service: Placed, path: Path): Fix {
  const edit: Fix['edit'] = () => changeResource(service, [{ kind: 'remove', path }]);
  return { title: 'fixRemove', values: { field: String(path.at(-1)) }, safety: 'safe', edit };
}
