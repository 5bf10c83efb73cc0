import { remove } from '../yaml/edit.ts';
import { suggest } from '../edits/change-resource.ts';
import { managedByLabel, sliceControllers } from '../kubernetes/endpoints.ts';
import { hasSelector, serviceNatureOf, type Service } from '../kubernetes/service.ts';
import { displayNameOf } from '../objects/describe.ts';
import { isDump } from '../objects/dumps.ts';
import { backedServices } from '../relations/linked.ts';
import type { Placed } from '../objects/placed.ts';
import { defineRule } from './rule.ts';

export const misleadingSliceLabel = defineRule({
  code: 'misleading-slice-label',
  severity: 'warning',
  needs: 'document',
  appliesTo: ['EndpointSlice'],
  summary: 'An EndpointSlice written by hand has a label that controllers use to claim it.',
  source: 'Kubernetes API discovery/v1, LabelManagedBy; kubernetes pkg/controller/endpointslice; pkg/proxy/config',
  messages: {
    managed:
      'This label hands the slice to the controller, which rewrites or deletes it. Service "{service}" has a selector, so {value} replaces the addresses by those of the Pods it finds.',
    mirrored:
      'This label hands the slice to the controller, which rewrites or deletes it. {value} makes slices from Endpoints and deletes those of its own that have no Endpoints.',
    claimed:
      'This label claims the slice for {value}, but it is written by hand. The controller leaves it alone only while the Service has no selector.',
    headless:
      'This label hides the slice from kube-proxy, and Service "{service}" has a cluster IP. Controllers set it on slices of headless Services, which kube-proxy skips.',
    relatedSelector: 'The selector of Service "{service}".',
    fixRemove: 'Remove label "{label}"',
  },
  *check(slice, { snapshot }) {
    if (isDump(slice)) return;
    const { pairs } = slice.resource.metadata.labels;
    const services = backedServices(snapshot, slice);
    const manager = pairs.get(managedByLabel);
    if (manager !== undefined && (manager.value === endpointSlice || manager.value === mirroring)) {
      const service = services.find(({ resource }) => hasSelector(resource) && serviceNatureOf(resource) !== 'alias');
      const isMirrored = manager.value === mirroring;
      const message = isMirrored ? 'mirrored' : service === undefined ? 'claimed' : 'managed';
      const values = { value: manager.value, service: service === undefined ? '' : displayNameOf(service) };
      yield {
        at: manager.at,
        message,
        values,
        severity: message === 'claimed' ? 'information' : 'warning',
        related:
          isMirrored || service === undefined
            ? []
            : [{ resource: service, at: service.resource.selector.at, message: 'relatedSelector', values }],
        fixes: [removeFix(slice, managedByLabel)],
      };
    }
    const headless = pairs.get(headlessLabel);
    const virtual = services.find(isVirtual);
    if (headless === undefined || virtual === undefined || !services.every(isVirtual)) return;
    yield {
      at: headless.at,
      message: 'headless',
      values: { service: displayNameOf(virtual) },
      fixes: [removeFix(slice, headlessLabel)],
    };
  },
});

const { endpointSlice, mirroring } = sliceControllers;

/** Source: Kubernetes API core/v1, IsHeadlessService. */
const headlessLabel = 'service.kubernetes.io/headless';

function isVirtual({ document, resource }: Placed<Service>): boolean {
  return serviceNatureOf(resource) === 'virtualIp' && document.forOthers.certain;
}

function removeFix(slice: Placed, label: string) {
  return suggest({ title: 'fixRemove', values: { label } }, slice, remove(['metadata', 'labels', label]));
}
