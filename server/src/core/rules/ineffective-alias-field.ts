import { defineEffectRule } from './constraints/effect-rule.ts';

export const ineffectiveAliasField = defineEffectRule({
  code: 'ineffective-alias-field',
  traits: ['alias'],
  summary: 'A field of an ExternalName Service that works only with endpoints or a cluster IP.',
  source: 'Kubernetes API, ServiceSpec; kubernetes pkg/api/service/warnings.go, GetWarningsForService',
  messages: {
    selector:
      'The selector has no effect on ExternalName Service "{service}". It is a DNS alias: its name answers with "{target}", and no Pods are involved.',
    sessionAffinity:
      'sessionAffinity has no effect on ExternalName Service "{service}". It is a DNS alias: clients connect to "{target}" directly, without a proxy.',
    nodePort:
      'nodePort {value} is never opened: Service "{service}" is of type ExternalName. It is a DNS alias: clients connect to "{target}" directly, not through the nodes.',
    externalIPs:
      'externalIPs have no effect on ExternalName Service "{service}". It is a DNS alias: its name answers with "{target}", and no node accepts traffic to these addresses.',
    internalTrafficPolicy:
      'internalTrafficPolicy has no effect on ExternalName Service "{service}". It is a DNS alias: clients connect to "{target}" directly, and no proxy chooses among endpoints.',
    trafficDistribution:
      'trafficDistribution has no effect on ExternalName Service "{service}". It is a DNS alias: clients connect to "{target}" directly, and no proxy chooses among endpoints.',
    loadBalancerIP:
      'loadBalancerIP has no effect on ExternalName Service "{service}". Only a Service of type LoadBalancer gets a load balancer.',
    publishNotReadyAddresses:
      'publishNotReadyAddresses has no effect on ExternalName Service "{service}". It is a DNS alias without endpoints: its name always answers with "{target}".',
    fixRemove: 'Remove {field}',
  },
});
