import { labelPairRemedy } from '../edits/select-pods.ts';
import { suggest } from '../edits/change-resource.ts';
import { serviceNatureOf, type Service } from '../kubernetes/service.ts';
import type { StatefulSet } from '../kubernetes/workloads.ts';
import { pairsText, displayNameOf } from '../objects/describe.ts';
import { existenceOf, isMissing } from '../existence/existence.ts';
import { governingServices, referrers } from '../relations/linked.ts';
import { differingPair } from '../relations/near-misses.ts';
import { matchSelector } from '../kubernetes/selectors.ts';
import { isStatefulSet, type Placed } from '../objects/placed.ts';
import { put, remove, type YamlChange } from '../yaml/edit.ts';
import type { At } from '../yaml/path.ts';
import { defineRule, type Fix } from './rule.ts';

export const danglingGoverningSelector = defineRule({
  code: 'dangling-governing-selector',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['Service'],
  since: '0.1.0',
  summary: 'A governing Service selects none of the Pods of its StatefulSet.',
  source:
    'Kubernetes API, StatefulSetSpec.serviceName; k8s.io/endpointslice util/controller_utils.go, ShouldSetHostname',
  messages: {
    differs:
      'Service "{service}" governs StatefulSet "{set}" and selects none of its Pods. It selects {selector}; the Pods have {labels}. Only selected Pods get names such as {pod}.{service}, so they do not resolve.',
    absent:
      'Service "{service}" governs StatefulSet "{set}" and has no selector. Only selected Pods get names such as {pod}.{service}, so they do not resolve.',
    relatedSet: 'StatefulSet "{set}" refers to the Service here.',
    relatedLabels: 'The labels of its Pods: {labels}.',
    fixPair: 'Change the selector to "{label}"',
    fixSelector: 'Select the Pods of StatefulSet "{set}"',
  },
  *check(service, { snapshot }) {
    const { selector } = service.resource;
    if (serviceNatureOf(service.resource) === 'alias' || !selector.known) return;
    const mayBeBacked = (): boolean =>
      referrers(snapshot, service, 'backs').length > 0 ||
      !isMissing(existenceOf(snapshot, { kind: 'another', of: ['Endpoints', 'EndpointSlice'] }, service));
    if (selector.pairs.size === 0 && mayBeBacked()) return;
    const sets = referrers(snapshot, service, 'governedBy').filter(isStatefulSet);
    for (const set of sets) {
      // Of variants that are equally near, one that selects the Pods is enough.
      if (!isReadable(set) || governingServices(snapshot, set).some((one) => maySelect(one, set))) continue;
      const { labels } = set.resource.template;
      const name = displayNameOf(set);
      const values = {
        service: displayNameOf(service),
        set: name,
        pod: `${name}-${set.resource.ordinalsStart?.value ?? 0}`,
        selector: pairsText(selector),
        labels: pairsText(labels),
      };
      yield {
        at: placeOf(service.resource, set.resource),
        message: selector.pairs.size === 0 ? 'absent' : 'differs',
        values,
        related: [
          { resource: set, at: set.resource.serviceName?.at ?? set.resource.specAt, message: 'relatedSet', values },
          { resource: set, at: labels.at, message: 'relatedLabels', values },
        ],
        fixes: fixesFor(service, set, sets.length),
      };
      return;
    }
  },
});

/** A set without labels is half written, and rejected itself. */
function isReadable({ document, resource }: Placed<StatefulSet>): boolean {
  return document.forOthers.certain && resource.template.labels.pairs.size > 0;
}

function maySelect(service: Placed<Service>, set: Placed<StatefulSet>): boolean {
  const { selector } = service.resource;
  if (!service.document.forOthers.certain) return true;
  return selector.pairs.size > 0 && matchSelector(selector, set.name, set.resource) !== 'no';
}

function placeOf(service: Service, set: StatefulSet): At {
  const pair = differingPair(service, set);
  return pair === undefined ? service.selector.at : { path: [...service.selector.at.path, pair.key] };
}

/** Where one label was misspelt it is put right; else the selector becomes what the set selects its own Pods by. */
function fixesFor(service: Placed<Service>, set: Placed<StatefulSet>, sets: number): readonly Fix[] {
  const { selector } = service.resource;
  const pair = differingPair(service.resource, set.resource);
  if (pair !== undefined) return [labelPairRemedy(service, pair)];
  const wanted = [...set.resource.matchLabels.pairs];
  const labels = set.resource.template.labels.pairs;
  const isTheirs = wanted.length > 0 && wanted.every(([key, { value }]) => labels.get(key)?.value === value);
  if (!isTheirs || sets > 1) return [];
  const changes: YamlChange[] = [
    ...wanted
      .filter(([key, { value }]) => selector.pairs.get(key)?.value !== value)
      .map(([key, { value }]): YamlChange => put([...selector.at.path, key], value)),
    ...[...selector.pairs.keys()]
      .filter((key) => !set.resource.matchLabels.pairs.has(key))
      .map((key): YamlChange => remove([...selector.at.path, key])),
  ];
  return [suggest({ title: 'fixSelector', values: { set: displayNameOf(set) } }, service, ...changes)];
}
