import { keyAt } from '../yaml/path.ts';
import { hasId } from '../dns/diagnosis/reason.ts';
import { reasonMessages } from '../dns/diagnosis/reasons.ts';
import { whyUnread } from '../dns/diagnosis/why-unread.ts';
import { mirroringObstacle } from '../dns/from-addresses.ts';
import { isMissing } from '../existence/existence.ts';
import { backedServices } from '../relations/linked.ts';
import { defineRule, remove, suggest } from './rule.ts';
import { onlyOne } from '../util/collections.ts';

export const unreachableUnmirroredEndpoints = defineRule({
  code: 'unreachable-unmirrored-endpoints',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['Endpoints'],
  summary: 'Endpoints are marked not to be mirrored, so nothing reads them.',
  source: 'kubernetes pkg/controller/endpointslicemirroring, skipMirror; Kubernetes API, LabelSkipMirror',
  messages: {
    label: reasonMessages['endpointsNotMirrored.label'],
    annotation: reasonMessages['endpointsNotMirrored.annotation'],
    fixLabel: 'Remove label "{label}"',
    fixAnnotation: 'Remove annotation "{label}"',
  },
  *check(endpoints, { snapshot }) {
    const service = onlyOne(backedServices(snapshot, endpoints));
    if (service === undefined) return;
    const reason = whyUnread(endpoints, service);
    const obstacle = mirroringObstacle(endpoints.resource);
    if (!hasId(reason, ['endpointsNotMirrored']) || obstacle === undefined) return;
    if (!isMissing(snapshot, { kind: 'endpoints', of: service, as: ['EndpointSlice'] })) return;
    const { kind, key, at } = obstacle;
    const title = kind === 'label' ? 'fixLabel' : 'fixAnnotation';
    yield {
      at: keyAt(at.path),
      message: kind,
      values: reason.values,
      restsOn: [service],
      fixes: [suggest({ title, values: { label: key } }, endpoints, remove(at.path))],
    };
  },
});
