import { put, remove } from '../yaml/edit.ts';
import { suggest, changeResource } from '../edits/change-resource.ts';
import { serviceTypeOf } from '../kubernetes/service.ts';
import { displayNameOf } from '../objects/describe.ts';
import { defineRule } from './rule.ts';

export const ineffectiveExternalName = defineRule({
  code: 'ineffective-external-name',
  severity: 'information',
  needs: 'document',
  appliesTo: ['Service'],
  summary: 'externalName is set on a Service of another type.',
  source: 'kubernetes pkg/api/service/warnings.go, GetWarningsForService',
  messages: {
    otherType:
      'externalName has no effect on Service "{service}": its type is {type}. Only type ExternalName uses the field; since Kubernetes 1.28 kubectl apply warns about it.',
    fixRemove: 'Remove externalName',
    fixType: 'Set type to ExternalName',
  },
  *check(service) {
    const { externalName, clusterIP, clusterIPs, type: written } = service.resource;
    const type = serviceTypeOf(service.resource);
    if (externalName === undefined || externalName.value === '' || type === 'ExternalName') return;
    const hasAddress = (clusterIP?.value ?? '') !== '' || clusterIPs.length > 0;
    yield {
      at: { ...externalName.at, part: 'key' },
      message: 'otherType',
      values: { service: displayNameOf(service), type },
      fixes: [
        {
          title: 'fixRemove',
          safety: 'safe',
          edit: () => changeResource(service, [remove(externalName.at.path)]),
        },
        // Only where nobody wrote a type: the field says what was meant then.
        ...(written === undefined && !hasAddress
          ? [suggest({ title: 'fixType' }, service, put(['spec', 'type'], 'ExternalName'))]
          : []),
      ],
    };
  },
});
