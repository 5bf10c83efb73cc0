import { remove } from '../yaml/edit.ts';
import { suggest } from '../edits/change-resource.ts';
import { serviceNatureOf } from '../kubernetes/service.ts';
import { pairsText, displayNameOf } from '../objects/describe.ts';
import { isDump } from '../objects/dumps.ts';
import { backedServices, selectedBy } from '../relations/linked.ts';
import { defineRule } from './rule.ts';

export const ineffectiveEndpoints = defineRule({
  code: 'ineffective-endpoints',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['Endpoints'],
  since: '0.1.0',
  summary: 'Endpoints have the name of a Service with a selector, and are overwritten.',
  source: 'kubernetes pkg/controller/endpoint/endpoints_controller.go, syncService',
  messages: {
    overwritten:
      'These addresses are overwritten: Service "{service}" has a selector. The Endpoints of a Service with a selector belong to the endpoints controller, which replaces their subsets by the Pods that have {selector}.',
    relatedSelector: 'The selector of Service "{service}".',
    fixSelector: 'Remove the selector of Service "{service}"',
  },
  *check(endpoints, { snapshot }) {
    const { name } = endpoints.resource.metadata;
    const services = backedServices(snapshot, endpoints);
    const [service] = services;
    if (name === undefined || service === undefined || isDump(endpoints)) return;
    const taken = services.every(
      (one) =>
        one.document.facts.certain && one.resource.selector.pairs.size > 0 && serviceNatureOf(one.resource) !== 'alias',
    );
    if (!taken) return;
    const values = { service: displayNameOf(service), selector: pairsText(service.resource.selector) };
    // Where Pods are known it is the Endpoints that are too many.
    const isMeant = services.length === 1 && selectedBy(snapshot, service).length === 0;
    yield {
      at: name.at,
      message: 'overwritten',
      values,
      related: services.map((one) => ({
        resource: one,
        at: one.resource.selector.at,
        message: 'relatedSelector',
        values: { service: displayNameOf(one) },
      })),
      fixes: isMeant
        ? [suggest({ title: 'fixSelector', values }, service, remove(service.resource.selector.at.path))]
        : [],
    };
  },
});
