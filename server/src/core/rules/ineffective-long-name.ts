import { podRangeOf } from '../kubernetes/workloads.ts';
import { isTooLongSetName, longestSetName } from '../dns/from-pods.ts';
import { longestLabel } from '../dns/names.ts';
import { defineRule } from './rule.ts';

export const ineffectiveLongName = defineRule({
  code: 'ineffective-long-name',
  severity: 'warning',
  needs: 'document',
  appliesTo: ['StatefulSet'],
  summary: 'The name of a StatefulSet is too long, so its Pods cannot be created.',
  source: 'kubernetes issue 64023; kubernetes pkg/controller/statefulset/stateful_set_utils.go, getPodName',
  messages: {
    revision:
      'This StatefulSet cannot create Pods: its name has {count} characters; the limit is {number}. Each Pod gets a label controller-revision-hash, the name plus 11 characters, and a label value has at most 63. The API server accepts the set and rejects its Pods.',
    ordinal:
      "This StatefulSet cannot create Pods: with its number, a Pod name has {count} characters. The name of a Pod is its host name, a DNS label of at most 63 characters. The set's name can have {number}, because Pods also get a label controller-revision-hash, the name plus 11 characters. The API server accepts the set and rejects its Pods.",
  },
  *check(set) {
    const { resource } = set;
    const { name } = resource.metadata;
    if (name === undefined || !isTooLongSetName(set) || name.value.length > longestLabel) return;
    const { last } = podRangeOf(resource);
    const isOver = last.length > longestLabel;
    yield {
      at: name.at,
      message: isOver ? 'ordinal' : 'revision',
      values: { count: isOver ? last.length : name.value.length, number: longestSetName },
    };
  },
});
