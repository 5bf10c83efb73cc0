import { messagesAt } from '../dns/diagnosis/reasons.ts';
import { danglingIds, serviceMeant, whyNoServiceNamed } from '../dns/diagnosis/why-no-service-named.ts';
import { nameSourceOf } from '../dns/record.ts';
import { serviceExportTable } from '../kubernetes/kinds/multi-cluster.ts';
import { tableOf } from '../kubernetes/kinds/index.ts';
import { type Service, isAliasService } from '../kubernetes/service.ts';
import { displayNameOf, type Placed } from '../objects/placed.ts';
import { defineRule, type Fix, put, relatedService, suggest } from './rule.ts';

export const danglingServiceExport = defineRule({
  code: 'dangling-service-export',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['Unknown'],
  summary: 'A ServiceExport exports nothing: no Service has its name and namespace, or the Service is an alias.',
  source: 'Kubernetes enhancement 1645, Exporting Services; kubernetes-sigs/mcs-api pkg/apis/v1beta1/serviceexport.go',
  messages: {
    ...messagesAt('ServiceExport', danglingIds),
    alias:
      'Service "{service}" is an alias, and aliases are not exported. The ServiceExport gets the condition Valid=False with the reason InvalidServiceType.',
    fixName: 'Change the name to "{near}"',
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
      if (!isAliasService(service.resource)) return;
      const related = relatedService({ place: nameSourceOf(service) });
      yield { at: { path }, message: 'alias', values: { service: displayNameOf(service) }, related };
      return;
    }
    const reason = whyNoServiceNamed(snapshot, placed, { name, path });
    if (reason === undefined) return;
    const { reasonId, values } = reason;
    const meant = serviceMeant(reason);
    yield {
      at: { path: reasonId === 'serviceInOther' ? ['metadata', 'namespace'] : path },
      message: reasonId,
      values,
      severity: meant === undefined ? 'hint' : 'warning',
      related: relatedService(reason),
      fixes: meant === undefined ? [] : [reasonId === 'serviceAlike' ? nameFix(placed, meant) : moveFix(placed, meant)],
    };
  },
});

function nameFix(placed: Placed, { name = '', writtenName = name }: Placed<Service>): Fix {
  return suggest({ title: 'fixName', values: { near: name } }, placed, put(['metadata', 'name'], writtenName));
}

function moveFix(placed: Placed, { namespace: other }: Placed<Service>): Fix {
  return suggest({ title: 'fixNamespace', values: { other } }, placed, put(['metadata', 'namespace'], other));
}
