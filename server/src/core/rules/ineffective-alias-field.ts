import { changeResource } from '../edits/change-resource.ts';
import { serviceTypeOf, type Service } from '../kubernetes/service.ts';
import { writtenName } from '../workspace/describe.ts';
import type { Path } from '../yaml/path.ts';
import { defineRule } from './rule.ts';

export const ineffectiveAliasField = defineRule({
  code: 'ineffective-alias-field',
  severity: 'information',
  needs: 'document',
  appliesTo: ['Service'],
  since: '0.1.0',
  summary: 'A field of an ExternalName Service that only works with endpoints or a cluster IP.',
  source: 'Kubernetes API, ServiceSpec; kubernetes pkg/api/service/warnings.go, GetWarningsForService',
  messages: {
    selector:
      'The selector has no effect on ExternalName Service "{service}". It is a DNS alias: its name answers with "{target}", and Pods play no part in it.',
    sessionAffinity:
      'sessionAffinity has no effect on ExternalName Service "{service}". It is a DNS alias: clients connect to "{target}" themselves, and no proxy stands between.',
    nodePort:
      'nodePort {port} is never opened, as Service "{service}" is of type ExternalName. It is a DNS alias: clients connect to "{target}" themselves, and the nodes take in nothing for it.',
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
  *check(service) {
    const { resource } = service;
    if (serviceTypeOf(resource) !== 'ExternalName') return;
    const values = { service: writtenName(service), target: resource.externalName?.value ?? '' };
    for (const { field, path, together, port } of ineffectiveFields(resource)) {
      yield {
        at: { path, part: 'key' },
        message: field,
        values: { ...values, port },
        fixes: [
          {
            title: 'fixRemove',
            values: { field },
            safety: 'safe',
            edit: () =>
              changeResource(
                service,
                [path, ...together].map((one) => ({ kind: 'remove', path: one })),
              ),
          },
        ],
      };
    }
  },
});

interface IneffectiveField {
  readonly field: 'selector' | 'sessionAffinity' | 'nodePort' | 'externalIPs' | PlainField;
  readonly path: Path;
  /** What means nothing without it. */
  readonly together: readonly Path[];
  readonly port: number;
}

type PlainField = 'internalTrafficPolicy' | 'trafficDistribution' | 'loadBalancerIP' | 'publishNotReadyAddresses';

/** The default `sessionAffinity: None` is harmless, and so are the ports, which tell people what to dial. */
function ineffectiveFields(service: Service): readonly IneffectiveField[] {
  const found: IneffectiveField[] = [];
  const { selector, sessionAffinity, externalIPs, ports } = service;
  if (selector.pairs.size > 0) found.push({ field: 'selector', path: selector.at.path, together: [], port: 0 });
  if (sessionAffinity?.value === 'ClientIP') {
    const together = [['spec', 'sessionAffinityConfig']];
    found.push({ field: 'sessionAffinity', path: sessionAffinity.at.path, together, port: 0 });
  }
  for (const { nodePort } of ports) {
    if (nodePort?.value) found.push({ field: 'nodePort', path: nodePort.at.path, together: [], port: nodePort.value });
  }
  if (externalIPs.length > 0)
    found.push({ field: 'externalIPs', path: ['spec', 'externalIPs'], together: [], port: 0 });
  if (service.internalTrafficPolicy?.value === 'Local') found.push(plain('internalTrafficPolicy'));
  if (service.trafficDistribution?.value) found.push(plain('trafficDistribution'));
  if (service.loadBalancerIP?.value) found.push(plain('loadBalancerIP'));
  if (service.publishNotReadyAddresses?.value) found.push(plain('publishNotReadyAddresses'));
  return found;
}

function plain(field: PlainField): IneffectiveField {
  return { field, path: ['spec', field], together: [], port: 0 };
}
