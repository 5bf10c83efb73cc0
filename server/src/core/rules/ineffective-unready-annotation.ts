import { isAliasService } from '../kubernetes/service.ts';
import { displayNameOf } from '../objects/placed.ts';
import { defineRule, put, remove, suggest } from './rule.ts';

export const ineffectiveUnreadyAnnotation = defineRule({
  code: 'ineffective-unready-annotation',
  severity: 'information',
  needs: 'document',
  appliesTo: ['Service'],
  summary: 'A Service asks for Pods that are not ready through an annotation that no longer has an effect.',
  source: 'kubernetes pull request 108020; Kubernetes API, ServiceSpec.publishNotReadyAddresses',
  messages: {
    lost: 'This annotation has no effect since Kubernetes 1.24. Pods that are not ready stay out of the endpoints of Service "{service}" and out of DNS. Set spec.publishNotReadyAddresses: true instead.',
    again:
      'This annotation has no effect since Kubernetes 1.24. Service "{service}" has publishNotReadyAddresses: true, which does the same.',
    fixReplace: 'Replace the annotation with publishNotReadyAddresses: true',
    fixRemove: 'Remove the annotation',
  },
  *check(service) {
    const { metadata, publishNotReadyAddresses } = service.resource;
    const annotation = metadata.annotations.pairs.get(unreadyAnnotation);
    if (annotation?.value !== 'true' || isAliasService(service.resource)) return;
    const isAgain = publishNotReadyAddresses?.value === true;
    const removed = remove(annotation.at.path);
    const replaced = put(['spec', 'publishNotReadyAddresses'], true, { after: 'clusterIP' });
    yield {
      at: { ...annotation.at, part: 'key' },
      message: isAgain ? 'again' : 'lost',
      values: { service: displayNameOf(service) },
      fixes: [
        isAgain
          ? suggest({ title: 'fixRemove', safety: 'safe' }, service, removed)
          : suggest({ title: 'fixReplace' }, service, removed, replaced),
      ],
    };
  },
});

/** Deprecated since 1.11, and never read for EndpointSlices. Source: kubernetes issue 63741. */
const unreadyAnnotation = 'service.alpha.kubernetes.io/tolerate-unready-endpoints';
