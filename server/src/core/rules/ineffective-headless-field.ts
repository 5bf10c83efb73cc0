import { changeResource } from '../edits/change-resource.ts';
import { serviceNatureOf, serviceTypeOf, type Service } from '../kubernetes/service.ts';
import { defined } from '../util/collections.ts';
import { writtenName } from '../workspace/describe.ts';
import type { Path } from '../yaml/path.ts';
import { defineRule } from './rule.ts';

export const ineffectiveHeadlessField = defineRule({
  code: 'ineffective-headless-field',
  severity: 'information',
  needs: 'document',
  appliesTo: ['Service'],
  since: '0.1.0',
  summary: 'A field of a headless Service that only works with a cluster IP.',
  source: 'kubernetes pkg/api/service/warnings.go; pkg/proxy/util, ShouldSkipService',
  messages: {
    affinity:
      'sessionAffinity has no effect on headless Service "{service}". Clients get the Pods\' addresses from DNS and connect to them themselves; no proxy stands between that could keep them to one Pod.',
    externalIPs:
      'externalIPs have no effect on headless Service "{service}". kube-proxy skips headless Services, so nothing takes in traffic to these addresses.',
    externalTraffic:
      'externalTrafficPolicy "Local" has no effect on headless Service "{service}". It is about traffic that comes in through the externalIPs, and kube-proxy skips headless Services.',
    internalTraffic:
      'internalTrafficPolicy "Local" has no effect on headless Service "{service}". It tells kube-proxy which endpoints to use, and kube-proxy skips headless Services: DNS answers with all of them.',
    distribution:
      'trafficDistribution has no effect on headless Service "{service}". It guides kube-proxy, which skips headless Services; DNS answers with all endpoints, near and far.',
    loadBalancer:
      'loadBalancerIP has no effect on headless Service "{service}". Only a Service of type LoadBalancer asks for a load balancer.',
    fixRemove: 'Remove {field}',
  },
  *check(service) {
    const { resource } = service;
    // On other types clusterIP: None is refused, which is another rule's to say.
    if (serviceNatureOf(resource) !== 'headless' || serviceTypeOf(resource) !== 'ClusterIP') return;
    for (const { field, message, together } of ineffectiveFields(resource)) {
      yield {
        at: { path: ['spec', field], part: 'key' },
        message,
        values: { service: writtenName(service) },
        fixes: [
          {
            title: 'fixRemove',
            values: { field },
            safety: 'safe',
            edit: () =>
              changeResource(
                service,
                [['spec', field], ...together].map((path) => ({ kind: 'remove', path })),
              ),
          },
        ],
      };
    }
  },
});

interface IneffectiveField {
  readonly field: string;
  readonly message: string;
  /** What has to go with it, as it is refused or means nothing alone. */
  readonly together: readonly Path[];
}

/** Defaults that are written out, such as `sessionAffinity: None`, are harmless and no mistake. */
function ineffectiveFields(service: Service): readonly IneffectiveField[] {
  const { sessionAffinity, externalIPs, internalTrafficPolicy, trafficDistribution, loadBalancerIP } = service;
  return defined([
    sessionAffinity?.value === 'ClientIP'
      ? { field: 'sessionAffinity', message: 'affinity', together: [['spec', 'sessionAffinityConfig']] }
      : undefined,
    externalIPs.length > 0
      ? {
          field: 'externalIPs',
          message: 'externalIPs',
          // Refused without externalIPs. Source: validation.go, validateServiceExternalTrafficPolicy.
          together: service.externalTrafficPolicy === undefined ? [] : [service.externalTrafficPolicy.at.path],
        }
      : undefined,
    // Without externalIPs the API server refuses it.
    service.externalTrafficPolicy?.value === 'Local' && externalIPs.length > 0
      ? { field: 'externalTrafficPolicy', message: 'externalTraffic', together: [] }
      : undefined,
    internalTrafficPolicy?.value === 'Local'
      ? { field: 'internalTrafficPolicy', message: 'internalTraffic', together: [] }
      : undefined,
    trafficDistribution !== undefined && trafficDistribution.value !== ''
      ? { field: 'trafficDistribution', message: 'distribution', together: [] }
      : undefined,
    loadBalancerIP !== undefined && loadBalancerIP.value !== ''
      ? { field: 'loadBalancerIP', message: 'loadBalancer', together: [] }
      : undefined,
  ]);
}
