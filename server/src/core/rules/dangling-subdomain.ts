import { kindOf } from '../kubernetes/resource.ts';
import { suggest } from '../edits/change-resource.ts';
import { selectPodsMessages, selectPodsRemedy } from '../edits/select-pods.ts';
import { serviceNatureOf, type Service } from '../kubernetes/service.ts';
import { type Workload, workloadKinds } from '../kubernetes/workloads.ts';
import { defined } from '../util/collections.ts';
import { pairsText, displayNameOf } from '../objects/describe.ts';
import { existenceOf, isMissing } from '../existence/existence.ts';
import { referrers } from '../relations/linked.ts';
import { differingPair, findNearService, type NearService } from '../relations/near-misses.ts';
import { asksForNames, publishedUnder } from '../relations/published-pods.ts';
import { matchSelector } from '../kubernetes/selectors.ts';
import type { Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import { put } from '../yaml/edit.ts';
import type { At } from '../yaml/path.ts';
import { isTemplated } from '../yaml/template.ts';
import { defineRule, type Fix, type Problem } from './rule.ts';

export const danglingSubdomain = defineRule({
  code: 'dangling-subdomain',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: [...workloadKinds, 'Service'],
  since: '0.1.0',
  summary: 'subdomain names a Service that does not exist, or does not select the Pod.',
  source:
    'k8s.io/endpointslice util/controller_utils.go, ShouldSetHostname; Kubernetes documentation, DNS for Services and Pods',
  messages: {
    missing:
      'No Service "{service}" gives {kind} "{workload}" the name {pod}.{service}. subdomain is the name of a Service of the same namespace that selects the Pod. Without it the name does not resolve.',
    near: 'The subdomain of {kind} "{workload}" names no Service; there is a Service "{near}". subdomain is the name of a Service of the same namespace that selects the Pod. Without it {pod}.{service} does not resolve.',
    namespace:
      'Service "{service}" is in namespace "{other}", {kind} "{workload}" is in "{namespace}". subdomain is the name of a Service of the same namespace, so {pod}.{service} does not resolve.',
    alias:
      'Service "{service}" is an alias and gives {kind} "{workload}" no name. An ExternalName Service has no endpoints, so {pod}.{service} does not resolve.',
    differs:
      'Service "{service}" does not select {kind} "{workload}", whose subdomain it is. It selects {selector}; the Pods have {labels}. Only selected Pods get a name such as {pod}.{service}, so it does not resolve.',
    absent:
      'Service "{service}" has no selector, and it is the subdomain of {kind} "{workload}". Only selected Pods get a name such as {pod}.{service}, so it does not resolve.',
    relatedService: 'Service "{near}" in namespace "{other}".',
    relatedSubdomain: '{kind} "{workload}" refers to the Service here.',
    relatedLabels: 'The labels of the Pods: {labels}.',
    fixSubdomain: 'Change subdomain to "{near}"',
    fixNamespace: 'Move Service "{service}" to namespace "{namespace}"',
    ...selectPodsMessages,
    noteNamespace: 'The running Service "{service}" stays in namespace "{other}" until it is deleted.',
  },
  *check(placed, { snapshot }) {
    if (placed.resource.kind === 'Service') yield* checkService(placed as Placed<Service>, snapshot);
    else yield* checkPods(placed as Placed<Workload>, snapshot);
  },
});

function* checkPods(workload: Placed<Workload>, snapshot: Questions): Iterable<Problem> {
  const { subdomain } = workload.resource.template;
  if (subdomain === undefined || isTemplated(subdomain.value) || !asksForNames(workload.resource)) return;
  const services = snapshot.contentsOf(workload.scope).named('Service', subdomain.value).nearest(workload);
  const values = { ...valuesOf(workload), service: subdomain.value, namespace: workload.namespace };
  const [service] = services;
  if (service !== undefined) {
    if (!services.every(({ resource }) => serviceNatureOf(resource) === 'alias')) return;
    const related = [relatedTo(service)];
    yield { at: subdomain.at, message: 'alias', values, related };
    return;
  }
  if (!isMissing(existenceOf(snapshot, { kind: 'Service', name: subdomain.value }, workload))) return;
  const reference = { name: subdomain.value, path: subdomain.at.path };
  const near = findNearService(snapshot, workload, reference, (one) => serviceNatureOf(one) !== 'alias');
  yield {
    at: subdomain.at,
    message: near === undefined ? 'missing' : near.differs === 'name' ? 'near' : 'namespace',
    values: {
      ...values,
      near: near === undefined ? '' : displayNameOf(near.service),
      other: near?.service.namespace ?? '',
    },
    related: near === undefined ? [] : [relatedTo(near.service)],
    fixes: near === undefined ? [] : [fixFor(near, workload)],
  };
}

function* checkService(service: Placed<Service>, snapshot: Questions): Iterable<Problem> {
  const { selector } = service.resource;
  if (serviceNatureOf(service.resource) === 'alias' || !selector.known) return;
  const workloads = publishedUnder(snapshot, service).filter((workload) => !isSelected(snapshot, workload));
  const [workload] = workloads;
  if (workload === undefined) return;
  const isBacked = (): boolean =>
    referrers(snapshot, service, 'backs').length > 0 ||
    !isMissing(existenceOf(snapshot, { kind: 'another', of: ['Endpoints', 'EndpointSlice'] }, service));
  if (selector.pairs.size === 0 && isBacked()) return;
  const { labels, subdomain } = workload.resource.template;
  const pair = differingPair(service.resource, workload.resource);
  const values = {
    ...valuesOf(workload),
    service: displayNameOf(service),
    selector: pairsText(selector),
    labels: pairsText(labels),
  };
  const place: At = pair === undefined ? selector.at : { path: [...selector.at.path, pair.key] };
  yield {
    at: place,
    message: selector.pairs.size === 0 ? 'absent' : 'differs',
    values,
    related: [
      {
        resource: workload,
        at: subdomain?.at ?? workload.resource.template.specAt,
        message: 'relatedSubdomain',
        values,
      },
      { resource: workload, at: labels.at, message: 'relatedLabels', values },
    ],
    fixes: defined([selectPodsRemedy(snapshot, service, workloads)]),
  };
}

function valuesOf(workload: Placed<Workload>): {
  readonly kind: string;
  readonly workload: string;
  readonly pod: string;
} {
  const name = displayNameOf(workload);
  const pod = workload.resource.template.hostname?.value || `${name}-0`;
  return { kind: kindOf(workload.resource), workload: name, pod };
}

/** Of variants that are equally near, one that selects the Pods is enough; so are labels nobody knows. */
function isSelected(snapshot: Questions, workload: Placed<Workload>): boolean {
  if (!workload.document.forOthers.certain) return true;
  const name = workload.resource.template.subdomain?.value ?? '';
  const services = snapshot.contentsOf(workload.scope).named('Service', name).nearest(workload);
  return services.some(
    ({ resource, document }) =>
      !document.forOthers.certain ||
      (resource.selector.pairs.size > 0 && matchSelector(resource.selector, workload.name, workload.resource) !== 'no'),
  );
}

function relatedTo(service: Placed<Service>): NonNullable<Problem['related']>[number] {
  const values = { near: displayNameOf(service), other: service.namespace };
  return { resource: service, at: { path: ['metadata', 'name'] }, message: 'relatedService', values };
}

function fixFor({ service, differs }: NearService, workload: Placed<Workload>): Fix {
  const values = {
    near: displayNameOf(service),
    service: displayNameOf(service),
    other: service.namespace,
    namespace: workload.namespace,
  };
  if (differs === 'name') {
    const path = workload.resource.template.subdomain?.at.path ?? [];
    const change = put(path, displayNameOf(service));
    return suggest({ title: 'fixSubdomain', values }, workload, change);
  }
  const words = { title: 'fixNamespace', values, note: 'noteNamespace' };
  return suggest(words, service, put(['metadata', 'namespace'], workload.namespace));
}
