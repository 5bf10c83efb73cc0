import { defineEffectRule } from './constraints/effect-rule.ts';

export const ineffectiveHeadlessField = defineEffectRule({
  code: 'ineffective-headless-field',
  traits: ['headless'],
  summary: 'A field of a headless Service that works only with a cluster IP.',
  source: 'kubernetes pkg/api/service/warnings.go; pkg/proxy/util, ShouldSkipService',
  messages: {
    sessionAffinity:
      'sessionAffinity has no effect on headless Service "{service}". Clients get the addresses of the Pods from DNS and connect directly; no proxy can keep a client on one Pod.',
    externalIPs:
      'externalIPs have no effect on headless Service "{service}". kube-proxy skips headless Services, so no node accepts traffic to these addresses.',
    externalTrafficPolicy:
      'externalTrafficPolicy "Local" has no effect on headless Service "{service}". It controls traffic that arrives through externalIPs, and kube-proxy skips headless Services.',
    internalTrafficPolicy:
      'internalTrafficPolicy "Local" has no effect on headless Service "{service}". It tells kube-proxy which endpoints to use, and kube-proxy skips headless Services: DNS answers with all of them.',
    trafficDistribution:
      'trafficDistribution has no effect on headless Service "{service}". It guides kube-proxy, which skips headless Services; DNS answers with all endpoints, wherever they are.',
    loadBalancerIP:
      'loadBalancerIP has no effect on headless Service "{service}". Only a Service of type LoadBalancer gets a load balancer.',
    fixRemove: 'Remove {field}',
  },
});
