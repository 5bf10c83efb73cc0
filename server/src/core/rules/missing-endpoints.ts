import { hasId } from '../dns/diagnosis/reason.ts';
import { reasonMessages } from '../dns/diagnosis/reasons.ts';
import { whyUnbacked } from '../dns/diagnosis/why-unbacked.ts';
import { createEndpointsMessages, endpointsRemedies } from '../edits/create-endpoints.ts';
import { namesakeRemedies, renameEndpointsMessages } from '../edits/rename-endpoints.ts';
import { hasSelector, serviceNatureOf } from '../kubernetes/service.ts';
import { displayNameOf } from '../objects/placed.ts';
import { isMissing } from '../existence/existence.ts';
import { referrers, publishedUnder } from '../relations/linked.ts';
import { defineRule } from './rule.ts';

export const missingEndpoints = defineRule({
  code: 'missing-endpoints',
  severity: 'hint',
  needs: 'workspace',
  appliesTo: ['Service'],
  summary: 'A Service without a selector has no Endpoints and no EndpointSlice.',
  source: 'Kubernetes documentation, Services without selectors',
  messages: {
    virtualIp: reasonMessages['nothingBehind.virtualIp'],
    headless: reasonMessages['nothingBehind.headless'],
    createEndpointSlice: createEndpointsMessages.createEndpointSlice,
    createEndpoints: createEndpointsMessages.createEndpoints,
    renameOther: renameEndpointsMessages.renameOther,
    labelOther: renameEndpointsMessages.labelOther,
  },
  *check(service, { snapshot }) {
    const { resource } = service;
    const nature = serviceNatureOf(resource);
    if ((nature !== 'virtualIp' && nature !== 'headless') || hasSelector(resource)) return;
    const reason = whyUnbacked(snapshot, service);
    if (!hasId(reason, ['nothingBehind', 'endpointsOfAnotherName'])) return;
    if (!isMissing(snapshot, { kind: 'endpoints', of: service })) return;
    // A StatefulSet or a Pod says what the selector has to be, which is another rule's to say.
    if (referrers(snapshot, service, 'governedBy').length > 0 || publishedUnder(snapshot, service).length > 0) return;
    yield {
      at: resource.selector.at,
      message: nature,
      values: { service: displayNameOf(service) },
      fixes: [...namesakeRemedies(snapshot, service), ...endpointsRemedies(snapshot, service)],
    };
  },
});
