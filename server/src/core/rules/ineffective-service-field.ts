import { defineEffectRule } from './constraints/effect-rule.ts';

export const ineffectiveServiceField = defineEffectRule({
  code: 'ineffective-service-field',
  traits: ['clusterIP', 'nodePort', 'loadBalancer', 'selectorless', 'any'],
  summary: 'A field of a Service that has no effect with its type or its other fields.',
  source:
    'kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_Service; pkg/registry/core/service/strategy.go, PrepareForCreate; Kubernetes API, ServiceSpec.loadBalancerIP',
  messages: {
    sessionAffinityConfig:
      'sessionAffinityConfig is dropped: sessionAffinity of Service "{service}" is not ClientIP. The API server silently removes the field.',
    loadBalancerIP:
      'loadBalancerIP has no effect on Service "{service}": its type is {type}. Only a Service of type LoadBalancer gets a load balancer.',
    status:
      'The status of Service "{service}" is dropped. Only controllers set it; the API server ignores it in a manifest.',
    trafficDistribution:
      'Kubernetes before 1.31 drops trafficDistribution of Service "{service}". The field has no effect in this version, whatever its value.',
    publishNotReadyAddresses:
      'publishNotReadyAddresses has no effect on Service "{service}": it has no selector. The field applies to Pods. For addresses written by hand, their manifest says which ones are ready.',
    fixRemove: 'Remove {field}',
  },
});
