import { changeResource } from '../edits/change-resource.ts';
import { existenceOf, isMissing } from '../existence/existence.ts';
import { serviceExportTable } from '../kubernetes/kinds/multi-cluster.ts';
import { tableOf } from '../kubernetes/kinds/index.ts';
import { serviceNatureOf, type Service } from '../kubernetes/service.ts';
import type { Unknown } from '../kubernetes/unknown.ts';
import { displayNameOf } from '../objects/describe.ts';
import type { Placed } from '../objects/placed.ts';
import { findNearService, type NearService } from '../relations/near-misses.ts';
import { defineRule, type Fix } from './rule.ts';

export const danglingServiceExport = defineRule({
  code: 'dangling-service-export',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['Unknown'],
  since: '0.1.0',
  summary: 'A ServiceExport shares nothing: no Service has its name and namespace, or the Service is an alias.',
  source: 'Kubernetes enhancement 1645, Exporting Services; kubernetes-sigs/mcs-api pkg/apis/v1beta1/serviceexport.go',
  messages: {
    near: 'There is no Service "{name}" to export; there is a Service "{service}". A ServiceExport shares the Service of the same name, so no cluster gets this one.',
    namespace:
      'Service "{service}" is in namespace "{other}", this ServiceExport is in "{namespace}". A ServiceExport shares a Service of its own namespace.',
    missing:
      'There is no Service "{name}" here to export. A ServiceExport shares the Service of the same name and namespace; without one its condition Valid is False.',
    alias:
      'Service "{service}" is an alias, and aliases are not exported. The ServiceExport gets the condition Valid=False with the reason InvalidServiceType.',
    relatedService: 'Service "{service}" in namespace "{other}".',
    fixName: 'Change the name to "{service}"',
    fixNamespace: 'Move the ServiceExport to namespace "{other}"',
  },
  *check(placed, { snapshot }) {
    const { resource, name } = placed;
    if (name === undefined || tableOf(resource.writtenKind, resource.apiVersion) !== serviceExportTable) return;
    const path = ['metadata', 'name'];
    const [service] = snapshot
      .contentsOf(placed.scope)
      .named('Service', name)
      .nearest(placed, placed.namespace, (one) => one.namespace === placed.namespace);
    if (service !== undefined) {
      if (serviceNatureOf(service.resource) === 'alias') yield { at: { path }, ...saying('alias', placed, service) };
      return;
    }
    if (!isMissing(existenceOf(snapshot, { kind: 'Service', name }, placed))) return;
    const near = findNearService(snapshot, placed, { name, path }, (one) => serviceNatureOf(one) !== 'alias');
    if (near === undefined) yield { at: { path }, message: 'missing', values: { name }, severity: 'hint' };
    else {
      const message = near.differs === 'name' ? 'near' : 'namespace';
      const at = { path: near.differs === 'name' ? path : ['metadata', 'namespace'] };
      yield { at, ...saying(message, placed, near.service), fixes: [fixFor(placed, near)] };
    }
  },
});

function saying(message: 'near' | 'namespace' | 'alias', placed: Placed<Unknown>, service: Placed<Service>) {
  const values = {
    name: placed.name ?? '',
    namespace: placed.namespace,
    service: displayNameOf(service),
    other: service.namespace,
  };
  const at = service.resource.metadata.name?.at ?? { path: ['metadata'] };
  return { message, values, related: [{ resource: service, at, message: 'relatedService', values }] };
}

function fixFor(placed: Placed<Unknown>, { service, differs }: NearService): Fix {
  const values = { service: displayNameOf(service), other: service.namespace };
  const value = differs === 'name' ? (service.writtenName ?? values.service) : service.namespace;
  const edit: Fix['edit'] = () => changeResource(placed, [{ kind: 'put', path: ['metadata', differs], value }]);
  return { title: differs === 'name' ? 'fixName' : 'fixNamespace', values, safety: 'suggested', edit };
}
