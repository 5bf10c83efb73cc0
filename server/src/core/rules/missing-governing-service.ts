import { put } from '../yaml/edit.ts';
import { createHeadlessServiceMessages, governingServiceRemedy } from '../edits/create-headless-service.ts';
import { suggest } from '../edits/change-resource.ts';
import { serviceNatureOf } from '../kubernetes/service.ts';
import type { StatefulSet } from '../kubernetes/workloads.ts';
import { defined } from '../util/collections.ts';
import type { MessageValues } from '../util/format.ts';
import type { Placed } from '../objects/placed.ts';
import { isTemplated } from '../yaml/template.ts';
import { nameToWrite } from '../kustomize/name-to-write.ts';
import { displayNameOf } from '../objects/describe.ts';
import { existenceOf, isMissing } from '../existence/existence.ts';
import { findNearService, type NearService } from '../relations/near-misses.ts';
import { defineRule, type Fix } from './rule.ts';

export const missingGoverningService = defineRule({
  code: 'missing-governing-service',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['StatefulSet'],
  since: '0.1.0',
  summary: 'serviceName names a Service that does not exist.',
  source: 'Kubernetes API, StatefulSetSpec.serviceName; Kubernetes DNS specification 2.4',
  messages: {
    missing:
      'There is no Service "{service}" to give the Pods of StatefulSet "{set}" their names. The Pods start, but names such as {pod}.{service} do not resolve in namespace "{namespace}".',
    near: 'There is no Service "{service}" for StatefulSet "{set}"; there is a Service "{near}". The Pods start, but names such as {pod}.{service} do not resolve in namespace "{namespace}".',
    namespace:
      'Service "{service}" is in namespace "{other}", StatefulSet "{set}" is in "{namespace}". serviceName is the name of a Service of the same namespace, so names such as {pod}.{service} do not resolve.',
    relatedService: 'Service "{near}" in namespace "{other}".',
    ...createHeadlessServiceMessages,
    fixName: 'Change serviceName to "{near}"',
    fixNamespace: 'Move Service "{service}" to namespace "{namespace}"',
    noteNamespace: 'The running Service "{service}" stays in namespace "{other}" until it is deleted.',
    noteRecreate:
      'Kubernetes does not allow a change of serviceName on a running StatefulSet. Delete it (--cascade=orphan keeps its Pods), then apply again.',
  },
  *check(statefulSet, { snapshot }) {
    const { serviceName } = statefulSet.resource;
    if (serviceName === undefined || serviceName.value === '' || isTemplated(serviceName.value)) return;
    if (!isMissing(existenceOf(snapshot, { kind: 'Service', name: serviceName.value }, statefulSet))) return;
    const found = findNearService(
      snapshot,
      statefulSet,
      { name: serviceName.value, path: serviceName.at.path },
      (service) => serviceNatureOf(service) !== 'alias',
    );
    const set = displayNameOf(statefulSet);
    const near = found === undefined ? '' : displayNameOf(found.service);
    const values = {
      service: serviceName.value,
      set,
      pod: `${set}-${statefulSet.resource.ordinalsStart?.value ?? 0}`,
      namespace: statefulSet.namespace,
      near,
      other: found?.service.namespace ?? '',
    };
    yield {
      at: serviceName.at,
      message: found === undefined ? 'missing' : found.differs === 'name' ? 'near' : 'namespace',
      values,
      related:
        found === undefined
          ? []
          : [
              {
                resource: found.service,
                at: { path: ['metadata', found.differs === 'name' ? 'name' : 'namespace'] },
                message: 'relatedService',
                values,
              },
            ],
      fixes: defined([
        found === undefined ? undefined : fixFor(found, statefulSet, values),
        governingServiceRemedy(snapshot, statefulSet),
      ]),
    };
  },
});

function fixFor({ service, differs }: NearService, statefulSet: Placed<StatefulSet>, values: MessageValues): Fix {
  if (differs === 'name') {
    const path = ['spec', 'serviceName'];
    const near = nameToWrite(statefulSet, path, service);
    return suggest(
      { title: 'fixName', values: { ...values, near }, note: 'noteRecreate' },
      statefulSet,
      put(path, near),
    );
  }
  const path = ['metadata', 'namespace'];
  return suggest({ title: 'fixNamespace', values, note: 'noteNamespace' }, service, put(path, statefulSet.namespace));
}
