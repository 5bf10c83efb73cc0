import { changeResource } from '../edits/change-resource.ts';
import { serviceNatureOf } from '../kubernetes/service.ts';
import { isTemplated } from '../yaml/template.ts';
import { stringSource } from '../yaml/scalar.ts';
import { writtenName } from '../workspace/describe.ts';
import { mayBeUnseen } from '../workspace/gaps.ts';
import { governingServices } from '../workspace/links.ts';
import { findNearService } from '../workspace/near-misses.ts';
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
      'Service "{service}" is in namespace "{other}", StatefulSet "{set}" is in "{namespace}". serviceName names a Service of the same namespace, so names such as {pod}.{service} do not resolve.',
    relatedService: 'Service "{near}" in namespace "{other}".',
    fixName: 'Change serviceName to "{near}"',
  },
  *check(statefulSet, { snapshot }) {
    const { serviceName } = statefulSet.resource;
    if (serviceName === undefined || serviceName.value === '' || isTemplated(serviceName.value)) return;
    if (governingServices(snapshot, statefulSet).length > 0) return;
    if (mayBeUnseen(snapshot, statefulSet, ['Service'])) return;
    const found = findNearService(
      snapshot,
      statefulSet,
      serviceName.value,
      (service) => serviceNatureOf(service) !== 'alias',
    );
    const set = writtenName(statefulSet);
    const near = found === undefined ? '' : writtenName(found.service);
    const values = {
      service: serviceName.value,
      set,
      pod: `${set}-${statefulSet.resource.ordinalsStart?.value ?? 0}`,
      namespace: statefulSet.namespace,
      near,
      other: found?.service.namespace ?? '',
    };
    const rename: Fix = {
      title: 'fixName',
      values,
      safety: 'suggested',
      edit: () => changeResource(statefulSet, [{ kind: 'set', path: serviceName.at.path, source: stringSource(near) }]),
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
      fixes: found?.differs === 'name' ? [rename] : [],
    };
  },
});
