import { defineEffectRule } from './constraints/effect-rule.ts';

export const ineffectiveServiceField = defineEffectRule({
  code: 'ineffective-service-field',
  natures: ['clusterIP', 'nodePort', 'loadBalancer', 'selectorless', 'any'],
  summary: 'A field of a Service that its type or another field makes useless.',
  source:
    'kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_Service; pkg/registry/core/service/strategy.go, PrepareForCreate; Kubernetes API, ServiceSpec.loadBalancerIP',
  messages: {
    sessionAffinityConfig:
      'sessionAffinityConfig is dropped, as sessionAffinity of Service "{service}" is not ClientIP. The API server takes the field out without a word.',
    loadBalancerIP:
      'loadBalancerIP has no effect on Service "{service}": its type is {type}. Only a Service of type LoadBalancer asks for a load balancer.',
    status:
      'The status of Service "{service}" is dropped. The API server takes it from controllers only, never from a manifest.',
    trafficDistribution:
      'trafficDistribution of Service "{service}" is dropped by Kubernetes before 1.31. The field does nothing in this version, whatever its value is.',
    publishNotReadyAddresses:
      'publishNotReadyAddresses has no effect on Service "{service}", which has no selector. The field is about Pods; whoever writes the addresses says which of them are ready.',
    fixRemove: 'Remove {field}',
  },
});
