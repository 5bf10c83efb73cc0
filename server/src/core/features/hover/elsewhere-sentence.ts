import { existenceOf } from '../../existence/existence.ts';
import { hasSelector, type Service } from '../../kubernetes/service.ts';
import type { Placed } from '../../objects/placed.ts';
import { unselectedOf } from '../../relations/unselected.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { listOf, say, type Sentence } from './content.ts';
import { linkTo } from './display-names.ts';

/**
 * Where what is behind a Service comes from that nothing of the workspace is behind: from an operator, from outside of the workspace, or
 * perhaps from workloads whose labels a template makes, or from what nobody could read. `undefined` where nothing tells.
 */
export function elsewhereSentence(snapshot: Snapshot, service: Placed<Service>): Sentence | undefined {
  if (!hasSelector(service.resource)) {
    const existence = existenceOf(snapshot, { kind: 'endpoints', of: service });
    return existence.kind === 'maybe' && existence.why.kind === 'unread' ? say('backed.unread') : undefined;
  }
  const unselected = unselectedOf(snapshot, service);
  const existence = unselected !== undefined && 'existence' in unselected ? unselected.existence : undefined;
  if (existence?.kind === 'elsewhere') {
    return existence.why.kind === 'operator'
      ? say('backed.operators', { resources: listOf(existence.why.customs.map(linkTo)) })
      : say('backed.outside');
  }
  if (existence?.kind !== 'maybe') return undefined;
  const { why } = existence;
  if (why.kind === 'templated') return say('backed.open', { workloads: listOf(why.workloads.map(linkTo)) });
  return why.kind === 'unread' ? say('backed.unread') : undefined;
}
