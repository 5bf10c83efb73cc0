import type { Service } from '../../kubernetes/service.ts';
import { existenceOf } from '../../existence/existence.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { listOf, say, type Sentence } from './content.ts';
import { linkTo } from './display-names.ts';

/**
 * Where the Pods of a Service come from when no workload's labels are those it selects: from an operator, from outside of the
 * workspace, or perhaps from workloads whose labels a template makes, or that nobody could read. `undefined` where nothing
 * tells.
 */
export function unselectedSentence(snapshot: Snapshot, service: Placed<Service>): Sentence | undefined {
  const existence = existenceOf(snapshot, { kind: 'Pods', selector: service.resource.selector }, service);
  if (existence.kind === 'elsewhere') {
    return existence.why.kind === 'operator'
      ? say('backed.operators', { resources: listOf(existence.why.customs.map(linkTo)) })
      : say('backed.outside');
  }
  if (existence.kind !== 'maybe') return undefined;
  const { why } = existence;
  if (why.kind === 'templated') return say('backed.open', { workloads: listOf(why.workloads.map(linkTo)) });
  return why.kind === 'unread' ? say('backed.unread') : undefined;
}
