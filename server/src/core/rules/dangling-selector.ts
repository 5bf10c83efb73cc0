import { kindOf } from '../kubernetes/resource.ts';
import { labelPairRemedy } from '../edits/select-pods.ts';
import { suggest } from '../edits/change-resource.ts';
import { pairsText, displayNameOf } from '../objects/describe.ts';
import type { DifferingPair, NearWorkload } from '../relations/near-misses.ts';
import { asksForNames } from '../relations/published-pods.ts';
import type { Workload } from '../kubernetes/workloads.ts';
import type { MessageValues } from '../util/format.ts';
import type { Placed } from '../objects/placed.ts';
import { unselectedOf } from '../relations/unselected.ts';
import { put, remove } from '../yaml/edit.ts';
import type { At } from '../yaml/path.ts';
import { defineRule, type Fix } from './rule.ts';

export const danglingSelector = defineRule({
  code: 'dangling-selector',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['Service'],
  summary: 'A selector selects nothing, and Pods with nearly the same labels exist.',
  source: 'Kubernetes API, ServiceSpec.selector; k8s.io/endpointslice util/controller_utils.go, getServicesForPod',
  messages: {
    value:
      'Service "{service}" selects no Pods: their {key} is "{found}", not "{value}". The Pods of {kind} "{workload}" have {labels}. A Service without Pods has no endpoints: connections are refused, and if it is headless its name does not resolve.',
    key: 'Service "{service}" selects no Pods: their label is "{found}", not "{key}". The Pods of {kind} "{workload}" have {labels}. A Service without Pods has no endpoints: connections are refused, and if it is headless its name does not resolve.',
    template:
      'Service "{service}" selects no Pods: only {kind} "{workload}" itself has the labels. A selector is compared with the labels of the Pods, spec.template.metadata.labels ({labels}), not with those of the workload. It selects {selector}.',
    extra:
      'Service "{service}" selects no Pods: they lack "{key}: {value}". The Pods of {kind} "{workload}" have {labels}, and a Pod needs every pair of the selector.',
    namespace:
      'Service "{service}" selects no Pods: {kind} "{workload}" is in namespace "{other}". A selector selects only in the namespace of its Service, "{namespace}".',
    relatedLabels: 'The labels of the Pods of {kind} "{workload}": {labels}.',
    relatedNamespace: '{kind} "{workload}" is in namespace "{other}".',
    fixPair: 'Change the selector to "{label}"',
    fixExtra: 'Remove "{key}" from the selector',
    fixTemplate: 'Add {missing} to the labels of the Pods of "{workload}"',
    fixNamespace: 'Move Service "{service}" to namespace "{other}"',
    noteNamespace: 'The running Service "{service}" stays in namespace "{namespace}" until it is deleted.',
  },
  *check(service, { snapshot }) {
    const { resource } = service;
    const unselected = unselectedOf(snapshot, service);
    if (unselected?.kind !== 'near') return;
    const { near } = unselected;
    const { workload } = near;
    if (near.differs === 'namespace' && isMeantByName(workload, resource.metadata.name?.value)) return;
    const { labels } = workload.resource.template;
    const values = {
      service: displayNameOf(service),
      namespace: service.namespace,
      selector: pairsText(resource.selector),
      kind: kindOf(workload.resource),
      workload: displayNameOf(workload),
      other: workload.namespace,
      labels: pairsText(labels),
      ...(near.differs === 'pair' ? differenceOf(near.pair) : {}),
      ...(near.differs === 'extra' ? { key: near.missing[0], value: near.missing[1] } : {}),
    };
    yield {
      at: placeOf(near, resource.selector.at),
      message: near.differs === 'pair' ? wordsOf(near.pair) : near.differs,
      values,
      related: [
        near.differs === 'namespace'
          ? { resource: workload, at: { path: ['metadata', 'namespace'] }, message: 'relatedNamespace', values }
          : { resource: workload, at: labelsPlace(near, labels.at), message: 'relatedLabels', values },
      ],
      fixes: [fixFor(service, near)],
    };
  },
});

/** A StatefulSet or a Pod that names the Service of another namespace says so itself, at its serviceName or subdomain. */
function isMeantByName({ resource }: Placed<Workload>, name: string | undefined): boolean {
  if (resource.kind === 'StatefulSet') return resource.serviceName?.value === name;
  return asksForNames(resource) && resource.template.subdomain?.value === name;
}

/** Which of the two is misspelt. */
function wordsOf({ key, labelKey }: DifferingPair): 'key' | 'value' {
  return key === labelKey ? 'value' : 'key';
}

function differenceOf(pair: DifferingPair): MessageValues {
  return { key: pair.key, value: pair.value, found: wordsOf(pair) === 'key' ? pair.labelKey : pair.labelValue };
}

function placeOf(near: NearWorkload, selectorAt: At): At {
  if (near.differs === 'extra') return { path: [...selectorAt.path, near.missing[0]], part: 'key' };
  if (near.differs !== 'pair') return selectorAt;
  return { path: [...selectorAt.path, near.pair.key], part: wordsOf(near.pair) };
}

function labelsPlace(near: NearWorkload, labelsAt: At): At {
  return near.differs === 'pair' ? { path: [...labelsAt.path, near.pair.labelKey] } : labelsAt;
}

function fixFor(service: Placed, near: NearWorkload): Fix {
  const { workload } = near;
  switch (near.differs) {
    case 'pair':
      return labelPairRemedy(service, near.pair);
    case 'extra': {
      const [key] = near.missing;
      return suggest({ title: 'fixExtra', values: { key } }, service, remove(['spec', 'selector', key]));
    }
    case 'template': {
      const { path } = workload.resource.template.labels.at;
      const changes = near.missing.map(([key, value]) => put([...path, key], value));
      return suggest(
        { title: 'fixTemplate', values: { missing: pairsText(near.missing), workload: displayNameOf(workload) } },
        workload,
        ...changes,
      );
    }
    case 'namespace': {
      const change = put(['metadata', 'namespace'], workload.namespace, { after: 'name' });
      return suggest(
        {
          title: 'fixNamespace',
          values: { service: displayNameOf(service), other: workload.namespace, namespace: service.namespace },
          note: 'noteNamespace',
        },
        service,
        change,
      );
    }
  }
}
