import type { Reason } from '../dns/diagnosis/reason.ts';
import { messagesAt } from '../dns/diagnosis/reasons.ts';
import { isWritable, serviceMeant, unfollowedIds, whyNoServiceNamed } from '../dns/diagnosis/why-no-service-named.ts';
import { nameSourceOf } from '../dns/record.ts';
import { endpointsNameRemedy, renameEndpointsEdit, renameEndpointsMessages } from '../edits/rename-endpoints.ts';
import { serviceNameLabel, type EndpointSlice } from '../kubernetes/endpoints.ts';
import { takesEndpoints, type Service, isAliasService } from '../kubernetes/service.ts';
import { defined } from '../util/collections.ts';
import { displayNameOf, type Placed } from '../objects/placed.ts';
import { isMissing } from '../existence/existence.ts';
import { backedServices } from '../relations/linked.ts';
import type { Questions } from '../workspace/questions.ts';
import { isTemplated } from '../yaml/template.ts';
import { defineRule, type Fix, put, relatedService, suggest } from './rule.ts';

export const danglingEndpointSlice = defineRule({
  code: 'dangling-endpoint-slice',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['EndpointSlice'],
  summary: 'An EndpointSlice belongs to no Service: its label names none.',
  source: 'Kubernetes API discovery/v1, LabelServiceName; Kubernetes documentation, EndpointSlices, Ownership',
  messages: {
    unlabelled:
      'This EndpointSlice belongs to no Service: it lacks the label "{label}". The name of a slice means nothing; only that label ties it to Service "{service}".',
    bare: 'This EndpointSlice belongs to no Service: it lacks the label "{label}". The name of a slice means nothing; set the label to the name of the Service.',
    ...messagesAt('EndpointSlice', unfollowedIds),
    labelSlice: renameEndpointsMessages.labelSlice,
    fixNamespace: 'Move the EndpointSlice to namespace "{other}"',
  },
  *check(slice, { snapshot }) {
    const { resource } = slice;
    const label = resource.serviceName;
    if (backedServices(snapshot, slice).length > 0) return;
    if (!resource.metadata.labels.known || isTemplated(label?.value ?? '')) return;
    // A controller of its own looks for it by another label.
    if (label === undefined && [...resource.metadata.labels.pairs.keys()].some((key) => key.endsWith('/service-name')))
      return;
    if (!label?.value) {
      if (!isMissing(snapshot, { kind: 'more', of: 'services', from: slice })) return;
      const service = serviceOfName(snapshot, slice);
      const remedy = service === undefined ? endpointsNameRemedy(snapshot, slice) : undefined;
      yield {
        at: { path: ['metadata', 'labels', ...(label === undefined ? [] : [serviceNameLabel])] },
        message: service === undefined ? 'bare' : 'unlabelled',
        values: { label: serviceNameLabel, service: service === undefined ? '' : displayNameOf(service) },
        severity: service === undefined ? 'hint' : 'warning',
        related: service === undefined ? [] : relatedService({ place: nameSourceOf(service) }),
        fixes: service === undefined ? defined([remedy]) : [labelFix(slice, service)],
      };
      return;
    }
    const field = { name: label.value, path: label.at.path };
    const reason = whyNoServiceNamed(snapshot, slice, field);
    if (reason === undefined) return;
    const meant = serviceMeant(reason);
    yield {
      at: label.at,
      message: reason.reasonId,
      values: { ...reason.values, label: serviceNameLabel },
      severity: meant === undefined ? 'hint' : 'warning',
      related: relatedService(reason),
      fixes: meant === undefined ? [] : fixesFor(snapshot, slice, meant, reason),
    };
  },
});

function fixesFor(
  snapshot: Questions,
  slice: Placed<EndpointSlice>,
  meant: Placed<Service>,
  reason: Reason,
): readonly Fix[] {
  if (reason.reasonId === 'serviceInOther') return [moveFix(slice, meant)];
  return isWritable(snapshot, reason) ? [labelFix(slice, meant)] : [];
}

/** The Service that has the name of the slice, or all of it but what tells several slices of one Service apart. */
function serviceOfName(snapshot: Questions, slice: Placed<EndpointSlice>): Placed<Service> | undefined {
  const { name } = slice;
  if (name === undefined) return undefined;
  const parts = name.split('-');
  const names = parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
  for (const candidate of names) {
    const isWhole = candidate === name;
    const found = snapshot
      .contentsOf(slice.scope)
      .named('Service', candidate)
      // A selector fills slices by itself, so what is only called alike is not meant there.
      .nearest(slice, slice.namespace, ({ resource }) => isWhole || takesEndpoints(resource));
    const [service] = found;
    if (service !== undefined && !isAliasService(service.resource)) return service;
  }
  return undefined;
}

function labelFix(slice: Placed<EndpointSlice>, service: Placed<Service>): Fix {
  const values = { service: displayNameOf(service) };
  return { title: 'labelSlice', values, edit: () => renameEndpointsEdit(slice, service) };
}

function moveFix(slice: Placed<EndpointSlice>, service: Placed<Service>): Fix {
  const path = ['metadata', 'namespace'];
  return suggest({ title: 'fixNamespace', values: { other: service.namespace } }, slice, put(path, service.namespace));
}
