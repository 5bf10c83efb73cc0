import { reasonMessages } from '../dns/diagnosis/reasons.ts';
import { whyUnbacked } from '../dns/diagnosis/why-unbacked.ts';
import { moveServiceMessages, moveServiceRemedy } from '../edits/move-service.ts';
import { labelPairRemedy } from '../edits/select-pods.ts';
import { pairsText, displayNameOf, isService, type Placed } from '../objects/placed.ts';
import { findNearMonitored, type NearMonitored } from '../relations/near-monitored.ts';
import type { NearWorkload } from '../relations/near-workloads.ts';
import { type Workload, asksForNames } from '../kubernetes/workloads.ts';
import { defineMessages } from '../util/format.ts';
import { unselectedOf } from '../relations/unselected.ts';
import type { At } from '../yaml/path.ts';
import { labelledNamespaceMessages, labelledNamespaceProblems } from './pods/labelled-namespaces.ts';
import { nearSelectedMessages, nearSelectedProblems } from './pods/near-selected.ts';
import { defineRule, type Fix, type Problem, put, remove, suggest } from './rule.ts';

const words = defineMessages('rules/dangling-selector', {
  labels: 'The Pods of {kind} "{workload}" have {labels}.',
  noPods:
    'A Service without Pods has no endpoints: connections are refused, and if it is headless its name does not resolve.',
  noTargets: 'Prometheus scrapes nothing for it.',
});

export const danglingSelector = defineRule({
  code: 'dangling-selector',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['Service', 'NetworkPolicy', 'Unknown'],
  summary: 'A selector selects nothing, although Pods or Services with nearly the same labels exist.',
  source: 'Kubernetes API, ServiceSpec.selector; k8s.io/endpointslice util/controller_utils.go, getServicesForPod',
  messages: {
    selectsOtherValue: [reasonMessages.selectsOtherValue, words.labels, words.noPods],
    selectsOtherKey: [reasonMessages.selectsOtherKey, words.labels, words.noPods],
    selectsOwnLabels: [
      reasonMessages.selectsOwnLabels,
      'A selector is compared with the labels of the Pods, spec.template.metadata.labels ({labels}), not with those of the workload. It selects {selector}.',
    ],
    selectsNoPod: [reasonMessages.selectsNoPod, words.noPods],
    selectsNoPodOfOne: [reasonMessages.selectsNoPodOfOne, words.noPods],
    selectsTooMuch: [
      reasonMessages.selectsTooMuch,
      'The Pods of {kind} "{workload}" have {labels}, and a Pod needs every pair of the selector.',
    ],
    selectsInOther: [
      reasonMessages.selectsInOther,
      'A selector finds Pods only in the namespace of its Service, "{namespace}".',
    ],
    relatedLabels: 'The labels of the Pods of {kind} "{workload}": {labels}.',
    relatedNamespace: '{kind} "{workload}" is in namespace "{other}".',
    monitorsOtherValue: [
      'No Service is selected: the {key} of "{service}" is "{found}", not "{value}".',
      words.noTargets,
    ],
    monitorsPods:
      'No Service is selected: "{service}" itself does not have {missing}. The selector of a ServiceMonitor is compared with the labels of Services (metadata.labels), not with those of the Pods that they select.',
    monitorsInOther:
      'No Service is selected: "{service}" is in namespace "{other}". Without a namespaceSelector, it selects only in its own namespace, "{namespace}".',
    relatedService: 'Service "{service}" in namespace "{other}".',
    fixLabels: 'Add {missing} to the labels of Service "{service}"',
    fixNamespace: 'Select in namespace "{other}"',
    fixPair: 'Change the selector to "{label}"',
    fixExtra: 'Remove "{key}" from the selector',
    fixTemplate: 'Add {missing} to the labels of the Pods of "{workload}"',
    ...nearSelectedMessages,
    ...labelledNamespaceMessages,
    ...moveServiceMessages,
  },
  *check(object, { snapshot }) {
    if (!isService(object)) {
      const near = findNearMonitored(snapshot, object);
      if (near !== undefined) yield monitorProblem(object, near);
      yield* nearSelectedProblems(snapshot, object);
      yield* labelledNamespaceProblems(snapshot, object);
      return;
    }
    const service = object;
    const unselected = unselectedOf(snapshot, service);
    const reason = unselected?.kind === 'near' ? whyUnbacked(snapshot, service) : undefined;
    if (unselected?.kind !== 'near' || reason?.place === undefined) return;
    const { near } = unselected;
    const { workload } = near;
    if (near.differs === 'namespace' && isMeantByName(workload, service.resource.metadata.name?.value)) return;
    const { reasonId, values, place } = reason;
    const { at } = workload.resource.template.labels;
    yield {
      at: place.at,
      message: reasonId,
      values,
      related: [
        near.differs === 'namespace'
          ? { resource: workload, at: { path: ['metadata', 'namespace'] }, message: 'relatedNamespace', values }
          : { resource: workload, at: labelsPlace(near, at), message: 'relatedLabels', values },
      ],
      fixes: fixesFor(service, near),
    };
  },
});

function monitorProblem(monitor: Placed, near: NearMonitored): Problem {
  const { service } = near;
  const selector = ['spec', 'selector', 'matchLabels'];
  const values = {
    service: displayNameOf(service),
    namespace: monitor.namespace,
    other: service.namespace,
    ...('missing' in near ? { missing: pairsText(near.missing) } : {}),
    ...('key' in near
      ? { key: near.key, value: near.value, found: near.found, label: `${near.key}: ${near.found}` }
      : {}),
  };
  const related = (at: At) => [{ resource: service, at, message: 'relatedService', values }];
  const labels = ['metadata', 'labels'];
  switch (near.differs) {
    case 'value': {
      const path = [...selector, near.key];
      const fix = suggest({ title: 'fixPair', values }, monitor, put(path, near.found));
      const at = { path: [...labels, near.key] };
      return { at: { path }, message: 'monitorsOtherValue', values, related: related(at), fixes: [fix] };
    }
    case 'owner': {
      const changes = near.missing.map(([key, value]) => put([...labels, key], value));
      const fix = suggest({ title: 'fixLabels', values }, service, ...changes);
      const at = service.resource.selector.at;
      return { at: { path: selector }, message: 'monitorsPods', values, related: related(at), fixes: [fix] };
    }
    case 'namespace': {
      const path = ['spec', 'namespaceSelector', 'matchNames'];
      const fix = suggest({ title: 'fixNamespace', values }, monitor, put(path, [service.namespace]));
      const at = { path: ['metadata', 'namespace'] };
      return { at: { path: selector }, message: 'monitorsInOther', values, related: related(at), fixes: [fix] };
    }
  }
}

/** A StatefulSet or a Pod that names the Service of another namespace says so itself, at its serviceName or subdomain. */
function isMeantByName({ resource }: Placed<Workload>, name: string | undefined): boolean {
  if (resource.kind === 'StatefulSet') return resource.serviceName?.value === name;
  return asksForNames(resource) && resource.template.subdomain?.value === name;
}

function labelsPlace(near: NearWorkload, labelsAt: At): At {
  return near.differs === 'pair' ? { path: [...labelsAt.path, near.pair.labelKey] } : labelsAt;
}

function fixesFor(service: Placed, near: NearWorkload): readonly Fix[] {
  const { workload } = near;
  switch (near.differs) {
    case 'pair':
      return [labelPairRemedy(service, near.pair)];
    case 'pod': {
      const { key, meant } = near;
      if (meant === undefined) return [];
      const label = `${key}: ${meant}`;
      return [suggest({ title: 'fixPair', values: { label } }, service, put(['spec', 'selector', key], meant))];
    }
    case 'extra': {
      const [key] = near.missing;
      return [suggest({ title: 'fixExtra', values: { key } }, service, remove(['spec', 'selector', key]))];
    }
    case 'template': {
      const { path } = workload.resource.template.labels.at;
      const changes = near.missing.map(([key, value]) => put([...path, key], value));
      const values = { missing: pairsText(near.missing), workload: displayNameOf(workload) };
      return [suggest({ title: 'fixTemplate', values }, workload, ...changes)];
    }
    case 'namespace':
      return [moveServiceRemedy(service, workload)];
  }
}
