import { remove } from '../yaml/edit.ts';
import { suggest } from '../edits/change-resource.ts';
import { hasSelector, serviceNatureOf } from '../kubernetes/service.ts';
import { displayNameOf } from '../objects/describe.ts';
import { existenceOf, isMissing } from '../existence/existence.ts';
import { backedServices } from '../relations/linked.ts';
import type { At } from '../yaml/path.ts';
import { defineRule } from './rule.ts';

export const unreachableUnmirroredEndpoints = defineRule({
  code: 'unreachable-unmirrored-endpoints',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['Endpoints'],
  summary: 'Endpoints are marked not to be mirrored, so nothing reads them.',
  source: 'kubernetes pkg/controller/endpointslicemirroring, skipMirror; Kubernetes API, LabelSkipMirror',
  messages: {
    skipped:
      'Label "{label}" keeps these Endpoints from Service "{service}". kube-proxy and CoreDNS read only EndpointSlices, the controller that mirrors Endpoints skips these, and this workspace has no slice of the Service.',
    leader:
      'Annotation "{label}" keeps these Endpoints from Service "{service}". It marks the lock of a leader election, which is not mirrored into EndpointSlices; kube-proxy and CoreDNS read only slices.',
    fixLabel: 'Remove label "{label}"',
    fixAnnotation: 'Remove annotation "{label}"',
  },
  *check(endpoints, { snapshot }) {
    const { labels, annotations } = endpoints.resource.metadata;
    const services = backedServices(snapshot, endpoints);
    const [service] = services;
    if (service === undefined || services.length > 1 || !service.document.forOthers.certain) return;
    // With a selector they are overwritten, which is another rule's to say.
    if (hasSelector(service.resource) || serviceNatureOf(service.resource) === 'alias') return;
    const skipped = labels.pairs.get(skipMirrorLabel);
    const leader = annotations.pairs.get(leaderAnnotation);
    const field = skipped?.value === 'true' ? skipped : leader;
    if (field === undefined) return;
    if (!isMissing(existenceOf(snapshot, { kind: 'endpoints', of: service, as: ['EndpointSlice'] }))) return;
    const isLabel = field === skipped;
    const at: At = { path: field.at.path, part: 'key' };
    yield {
      at,
      message: isLabel ? 'skipped' : 'leader',
      values: { label: isLabel ? skipMirrorLabel : leaderAnnotation, service: displayNameOf(service) },
      fixes: [
        suggest(
          {
            title: isLabel ? 'fixLabel' : 'fixAnnotation',
            values: { label: isLabel ? skipMirrorLabel : leaderAnnotation },
          },
          endpoints,
          remove(field.at.path),
        ),
      ],
    };
  },
});

/** Source: Kubernetes API discovery/v1, LabelSkipMirror. */
const skipMirrorLabel = 'endpointslice.kubernetes.io/skip-mirror';

/** Source: client-go tools/leaderelection/resourcelock, LeaderElectionRecordAnnotationKey. */
const leaderAnnotation = 'control-plane.alpha.kubernetes.io/leader';
