import type { StringMap } from '../../kubernetes/field.ts';
import type { Service } from '../../kubernetes/service.ts';
import { type PodMaker, podMakerKinds } from '../../kubernetes/workloads.ts';
import { arePodsElsewhere } from '../../workspace/elsewhere.ts';
import { mayBeUnseen } from '../../workspace/gaps.ts';
import { operatorsBehind } from '../../workspace/operators/operators.ts';
import { matchSelector } from '../../workspace/selectors.ts';
import type { Placed, Snapshot } from '../../workspace/snapshot.ts';
import { listOf, say, type Sentence } from './content.ts';
import { linkTo } from './names.ts';

/**
 * Where the Pods of a Service come from when no workload's labels are those it selects: from an operator, from outside of the
 * workspace, or perhaps from workloads whose labels a template makes, or that nobody could read. `undefined` where nothing
 * tells.
 */
export function unselectedSentence(snapshot: Snapshot, service: Placed<Service>): Sentence | undefined {
  const { selector } = service.resource;
  const operators = operatorsBehind(snapshot, service, selector);
  if (operators.length > 0) return say('backed.operators', { resources: listOf(operators.map(linkTo)) });
  if (arePodsElsewhere(snapshot, service, selector)) return say('backed.outside');
  const open = openMakers(snapshot, service, selector);
  if (open.length > 0) return say('backed.open', { workloads: listOf(open.map(linkTo)) });
  return mayBeUnseen(snapshot, service, podMakerKinds) ? say('backed.unread') : undefined;
}

/** The workloads in reach of a Service that may have the labels, as a template makes theirs. */
export function openMakers(snapshot: Snapshot, service: Placed, labels: StringMap): readonly Placed<PodMaker>[] {
  const makers = snapshot.contentsOf(service.scope).makers.fitting(service);
  return makers.filter((maker) => matchSelector(labels, maker.name, maker.resource) === 'unknown');
}
