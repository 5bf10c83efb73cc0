import { messagesAt, reasonMessages } from '../dns/diagnosis/reasons.ts';
import { whyHidden, whyTaken } from '../dns/diagnosis/why-unread.ts';
import { headlessLabel, managedByLabel, sliceControllers, type EndpointSlice } from '../kubernetes/endpoints.ts';
import { isDump, type Placed } from '../objects/placed.ts';
import type { Service } from '../kubernetes/service.ts';
import { backedServices } from '../relations/linked.ts';
import { defineRule, type Problem, remove, suggest } from './rule.ts';

export const misleadingSliceLabel = defineRule({
  code: 'misleading-slice-label',
  severity: 'warning',
  needs: 'document',
  appliesTo: ['EndpointSlice'],
  summary: 'An EndpointSlice written by hand has a label that controllers use to claim it.',
  source: 'Kubernetes API discovery/v1, LabelManagedBy; kubernetes pkg/controller/endpointslice; pkg/proxy/config',
  messages: {
    ...messagesAt('label', ['sliceManaged', 'sliceMirrored']),
    claimed:
      'This label claims the slice for {controller}, but it is written by hand. The controller leaves it alone only while the Service has no selector.',
    sliceHidden: reasonMessages.sliceHidden,
    relatedSelector: 'The selector of Service "{service}".',
    fixRemove: 'Remove label "{label}"',
  },
  *check(slice, { snapshot }) {
    if (isDump(slice)) return;
    const services = backedServices(snapshot, slice);
    const managed = managedProblem(slice, services);
    if (managed !== undefined) yield { ...managed, fixes: [removeFix(slice, managedByLabel)] };
    const hidden = services.map((one) => whyHidden(slice, one));
    const [reason] = hidden;
    if (reason?.place === undefined || hidden.includes(undefined)) return;
    const { reasonId, values, place } = reason;
    yield { at: place.at, message: reasonId, values, restsOn: services, fixes: [removeFix(slice, headlessLabel)] };
  },
});

/** A label that names a controller of Kubernetes, which takes the slice for its own or may do so one day. */
function managedProblem(
  slice: Placed<EndpointSlice>,
  services: readonly Placed<Service>[],
): Omit<Problem, 'fixes'> | undefined {
  const service = services.find((one) => whyTaken(slice, one) !== undefined);
  const reason = whyTaken(slice, service);
  if (reason?.place !== undefined) {
    const { reasonId, values, place } = reason;
    const filling = reasonId === 'sliceManaged' ? service : undefined;
    const related = filling && [
      { resource: filling, at: filling.resource.selector.at, message: 'relatedSelector', values },
    ];
    return { at: place.at, message: reasonId, values, ...(related && { related }) };
  }
  const label = slice.resource.metadata.labels.pairs.get(managedByLabel);
  if (label?.value !== sliceControllers.endpointSlice) return undefined;
  return { at: label.at, message: 'claimed', values: { controller: label.value }, severity: 'information' };
}

function removeFix(slice: Placed, label: string) {
  return suggest({ title: 'fixRemove', values: { label } }, slice, remove(['metadata', 'labels', label]));
}
