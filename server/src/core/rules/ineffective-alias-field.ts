import { defineEffectRule } from './constraints/effect-rule.ts';

export const ineffectiveAliasField = defineEffectRule({
  code: 'ineffective-alias-field',
  natures: ['alias'],
  summary: 'A field of an ExternalName Service that only works with endpoints or a cluster IP.',
  source: 'Kubernetes API, ServiceSpec; kubernetes pkg/api/service/warnings.go, GetWarningsForService',
  messages: {
    selector:
      'The selector has no effect on ExternalName Service "{service}". It is a DNS alias: its name answers with "{target}", and Pods play no part in it.',
    sessionAffinity:
      'sessionAffinity has no effect on ExternalName Service "{service}". It is a DNS alias: clients connect to "{target}" themselves, and no proxy stands between.',
    nodePort:
      'nodePort {value} is never opened, as Service "{service}" is of type ExternalName. It is a DNS alias: clients connect to "{target}" themselves, and the nodes take in nothing for it.',
    externalIPs:
      'externalIPs have no effect on ExternalName Service "{service}". It is a DNS alias: its name answers with "{target}", and nothing takes in traffic to these addresses.',
    internalTrafficPolicy:
      'internalTrafficPolicy has no effect on ExternalName Service "{service}". It is a DNS alias: no proxy chooses among endpoints, clients connect to "{target}" themselves.',
    trafficDistribution:
      'trafficDistribution has no effect on ExternalName Service "{service}". It is a DNS alias: no proxy chooses among endpoints, clients connect to "{target}" themselves.',
    loadBalancerIP:
      'loadBalancerIP has no effect on ExternalName Service "{service}". Only a Service of type LoadBalancer asks for a load balancer.',
    publishNotReadyAddresses:
      'publishNotReadyAddresses has no effect on ExternalName Service "{service}". It is a DNS alias without endpoints: its name answers with "{target}", whether anything is ready there or not.',
    fixRemove: 'Remove {field}',
  },
});
