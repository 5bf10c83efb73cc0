import { changeResource } from '../edits/change-resource.ts';
import { selectPodsMessages, selectPodsRemedy } from '../edits/select-pods.ts';
import { serviceNatureOf, type Service } from '../kubernetes/service.ts';
import { type PodMaker, podMakerKinds } from '../kubernetes/workloads.ts';
import { defined } from '../util/collections.ts';
import { pairsText, writtenName } from '../objects/describe.ts';
import { existenceOf, isMissing } from '../existence/existence.ts';
import { referrers } from '../relations/linked.ts';
import { differingPair, findNearService, type NearService } from '../relations/near-misses.ts';
import { asksForNames, publishedUnder } from '../relations/published-pods.ts';
import { matchSelector } from '../kubernetes/selectors.ts';
import type { Placed } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { YamlChange } from '../yaml/edit.ts';
import type { At } from '../yaml/path.ts';
import { isTemplated } from '../yaml/template.ts';
import { defineRule, type Fix, type Problem } from './rule.ts';

export const danglingSubdomain = defineRule({
  code: 'dangling-subdomain',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: [...podMakerKinds, 'Service'],
  since: '0.1.0',
  summary: 'subdomain names a Service that does not exist, or does not select the Pod.',
  source:
    'k8s.io/endpointslice util/controller_utils.go, ShouldSetHostname; Kubernetes documentation, DNS for Services and Pods',
  messages: {
    missing:
      'No Service "{service}" gives {kind} "{maker}" the name {pod}.{service}. subdomain is the name of a Service of the same namespace that selects the Pod; without it the name does not resolve.',
    near: 'The subdomain of {kind} "{maker}" names no Service; there is a Service "{near}". subdomain is the name of a Service of the same namespace that selects the Pod; without it {pod}.{service} does not resolve.',
    namespace:
      'Service "{service}" is in namespace "{other}", {kind} "{maker}" is in "{namespace}". subdomain is the name of a Service of the same namespace, so {pod}.{service} does not resolve.',
    alias:
      'Service "{service}" is an alias and gives {kind} "{maker}" no name. An ExternalName Service has no endpoints, so {pod}.{service} does not resolve.',
    differs:
      'Service "{service}" does not select {kind} "{maker}", which has it as its subdomain. It asks for {selector}; the Pods have {labels}. A name such as {pod}.{service} comes from the Pods a Service selects, so it does not resolve.',
    absent:
      'Service "{service}" has no selector, and {kind} "{maker}" has it as its subdomain. A name such as {pod}.{service} comes from the Pods a Service selects, so it does not resolve.',
    relatedService: 'Service "{near}" in namespace "{other}".',
    relatedSubdomain: '{kind} "{maker}" names the Service here.',
    relatedLabels: 'The labels of the Pods: {labels}.',
    fixSubdomain: 'Change subdomain to "{near}"',
    fixNamespace: 'Move Service "{service}" to namespace "{namespace}"',
    ...selectPodsMessages,
    noteNamespace: 'A live Service "{service}" in namespace "{other}" stays there until it is deleted.',
  },
  *check(placed, { snapshot }) {
    if (placed.resource.kind === 'Service') yield* checkService(placed as Placed<Service>, snapshot);
    else yield* checkPods(placed as Placed<PodMaker>, snapshot);
  },
});

function* checkPods(maker: Placed<PodMaker>, snapshot: Snapshot): Iterable<Problem> {
  const { subdomain } = maker.resource.template;
  if (subdomain === undefined || isTemplated(subdomain.value) || !asksForNames(maker.resource)) return;
  const services = snapshot.contentsOf(maker.scope).named('Service', subdomain.value).nearest(maker);
  const values = { ...valuesOf(maker), service: subdomain.value, namespace: maker.namespace };
  const [service] = services;
  if (service !== undefined) {
    if (!services.every(({ resource }) => serviceNatureOf(resource) === 'alias')) return;
    const related = [relatedTo(service)];
    yield { at: subdomain.at, message: 'alias', values, related };
    return;
  }
  if (!isMissing(existenceOf(snapshot, { kind: 'Service', name: subdomain.value }, maker))) return;
  const reference = { name: subdomain.value, path: subdomain.at.path };
  const near = findNearService(snapshot, maker, reference, (one) => serviceNatureOf(one) !== 'alias');
  yield {
    at: subdomain.at,
    message: near === undefined ? 'missing' : near.differs === 'name' ? 'near' : 'namespace',
    values: {
      ...values,
      near: near === undefined ? '' : writtenName(near.service),
      other: near?.service.namespace ?? '',
    },
    related: near === undefined ? [] : [relatedTo(near.service)],
    fixes: near === undefined ? [] : [fixFor(near, maker)],
  };
}

function* checkService(service: Placed<Service>, snapshot: Snapshot): Iterable<Problem> {
  const { selector } = service.resource;
  if (serviceNatureOf(service.resource) === 'alias' || !selector.known) return;
  const makers = publishedUnder(snapshot, service).filter((maker) => !isSelected(snapshot, maker));
  const [maker] = makers;
  if (maker === undefined) return;
  const isBacked = (): boolean =>
    referrers(snapshot, service, 'backs').length > 0 ||
    !isMissing(existenceOf(snapshot, { kind: 'another', of: ['Endpoints', 'EndpointSlice'] }, service));
  if (selector.pairs.size === 0 && isBacked()) return;
  const { labels, subdomain } = maker.resource.template;
  const pair = differingPair(service.resource, maker.resource);
  const values = {
    ...valuesOf(maker),
    service: writtenName(service),
    selector: pairsText(selector),
    labels: pairsText(labels),
  };
  const place: At = pair === undefined ? selector.at : { path: [...selector.at.path, pair.key] };
  yield {
    at: place,
    message: selector.pairs.size === 0 ? 'absent' : 'differs',
    values,
    related: [
      { resource: maker, at: subdomain?.at ?? maker.resource.template.specAt, message: 'relatedSubdomain', values },
      { resource: maker, at: labels.at, message: 'relatedLabels', values },
    ],
    fixes: defined([selectPodsRemedy(snapshot, service, makers)]),
  };
}

function valuesOf(maker: Placed<PodMaker>): { readonly kind: string; readonly maker: string; readonly pod: string } {
  const name = writtenName(maker);
  const pod = maker.resource.template.hostname?.value || `${name}-0`;
  return { kind: maker.resource.kind, maker: name, pod };
}

/** Of variants that are equally near, one that selects the Pods is enough; so are labels nobody knows. */
function isSelected(snapshot: Snapshot, maker: Placed<PodMaker>): boolean {
  if (!maker.document.facts.certain) return true;
  const name = maker.resource.template.subdomain?.value ?? '';
  const services = snapshot.contentsOf(maker.scope).named('Service', name).nearest(maker);
  return services.some(
    ({ resource, document }) =>
      !document.facts.certain ||
      (resource.selector.pairs.size > 0 && matchSelector(resource.selector, maker.name, maker.resource) !== 'no'),
  );
}

function relatedTo(service: Placed<Service>): NonNullable<Problem['related']>[number] {
  const values = { near: writtenName(service), other: service.namespace };
  return { resource: service, at: { path: ['metadata', 'name'] }, message: 'relatedService', values };
}

function fixFor({ service, differs }: NearService, maker: Placed<PodMaker>): Fix {
  const values = {
    near: writtenName(service),
    service: writtenName(service),
    other: service.namespace,
    namespace: maker.namespace,
  };
  if (differs === 'name') {
    const path = maker.resource.template.subdomain?.at.path ?? [];
    const change: YamlChange = { kind: 'put', path, value: writtenName(service) };
    return { title: 'fixSubdomain', values, safety: 'suggested', edit: () => changeResource(maker, [change]) };
  }
  const change: YamlChange = { kind: 'put', path: ['metadata', 'namespace'], value: maker.namespace };
  return {
    title: 'fixNamespace',
    values,
    safety: 'suggested',
    note: 'noteNamespace',
    edit: () => changeResource(service, [change]),
  };
}
