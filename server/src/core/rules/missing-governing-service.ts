import { hasId } from '../dns/diagnosis/reason.ts';
import { messagesAt } from '../dns/diagnosis/reasons.ts';
import { danglingIds, serviceMeant } from '../dns/diagnosis/why-no-service-named.ts';
import { whyUnnamed } from '../dns/diagnosis/why-unnamed.ts';
import { createHeadlessServiceMessages, governingServiceRemedy } from '../edits/create-headless-service.ts';
import { moveServiceMessages, moveServiceRemedy } from '../edits/move-service.ts';
import { defined } from '../util/collections.ts';
import { nameToWrite } from '../kustomize/name-to-write.ts';
import { headlessServiceBefore } from '../relations/linked.ts';
import { relatedToName, selectingMessages } from './pods/unselected.ts';
import { defineRule, put, suggest } from './rule.ts';

export const missingGoverningService = defineRule({
  code: 'missing-governing-service',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['StatefulSet'],
  summary: 'serviceName names a Service that does not exist.',
  source: 'Kubernetes API, StatefulSetSpec.serviceName; Kubernetes DNS specification 2.4',
  messages: {
    ...messagesAt('serviceName', danglingIds),
    ...createHeadlessServiceMessages,
    fixName: 'Change serviceName to "{near}"',
    ...selectingMessages,
    ...moveServiceMessages,
    noteRecreate:
      'Kubernetes does not allow changing serviceName on a running StatefulSet. Delete it (--cascade=orphan keeps its Pods), then apply again.',
  },
  *check(statefulSet, { snapshot }) {
    const { serviceName } = statefulSet.resource;
    const reason = whyUnnamed(snapshot, statefulSet);
    if (serviceName === undefined || !hasId(reason, danglingIds)) return;
    const service = serviceMeant(reason) ?? headlessServiceBefore(snapshot, statefulSet);
    const path = ['spec', 'serviceName'];
    const near = service === undefined ? '' : nameToWrite(statefulSet, path, service);
    const fixName = { title: 'fixName', values: { near }, note: 'noteRecreate' };
    yield {
      at: serviceName.at,
      message: reason.reasonId,
      values: reason.values,
      related: relatedToName(reason, service),
      fixes: defined([
        reason.reasonId !== 'serviceInOther' && service ? suggest(fixName, statefulSet, put(path, near)) : undefined,
        reason.reasonId === 'serviceInOther' && service ? moveServiceRemedy(service, statefulSet) : undefined,
        governingServiceRemedy(snapshot, statefulSet),
      ]),
    };
  },
});
