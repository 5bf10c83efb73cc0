import { suggest, put } from '../edits/changes.ts';
import { defineEffectRule } from './constraints/effect-rule.ts';

export const ineffectiveExternalName = defineEffectRule({
  code: 'ineffective-external-name',
  traits: ['clusterIP', 'nodePort', 'loadBalancer', 'headless'],
  summary: 'externalName is set on a Service of another type.',
  source: 'kubernetes pkg/api/service/warnings.go, GetWarningsForService',
  messages: {
    externalName:
      'externalName has no effect on Service "{service}": its type is {type}. Only type ExternalName uses the field; since Kubernetes 1.28 kubectl apply warns about it.',
    fixRemove: 'Remove externalName',
    fixType: 'Set type to ExternalName',
  },
  // Only where no type is written: the field says what was meant then.
  fixesBeside(service) {
    const { clusterIP, clusterIPs, type } = service.resource;
    const hasAddress = (clusterIP?.value ?? '') !== '' || clusterIPs.length > 0;
    if (type !== undefined || hasAddress) return [];
    return [suggest({ title: 'fixType' }, service, put(['spec', 'type'], 'ExternalName'))];
  },
});
