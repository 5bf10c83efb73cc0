import { whyUnread } from '../../dns/diagnosis/why-unread.ts';
import { selectedPodCount } from '../../dns/from-pods.ts';
import { whyUnbacked } from '../../dns/diagnosis/why-unbacked.ts';
import {
  hasSelector,
  publishesNotReady,
  serviceNatureOf,
  type Service,
  isHeadlessService,
} from '../../kubernetes/service.ts';
import type { Workload } from '../../kubernetes/workloads.ts';
import { referrers, selectedBy } from '../../relations/linked.ts';
import { scalersOf } from '../../relations/scalers.ts';
import { selectsSinglePod } from '../../kubernetes/selectors.ts';
import type { Placed } from '../../objects/placed.ts';
import { defined } from '../../util/collections.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { listOf, say, type Inline, type Sentence, linkTo } from './content.ts';
import { placedReason, elsewhereSentence } from './missing.ts';
import { writtenAddressesOf, type AnyEndpoints } from '../../kubernetes/endpoints.ts';

/** What is behind a Service, with links; and what is not there, as far as the workspace tells. Nothing for an alias. */
export function behindSentences(snapshot: Snapshot, service: Placed<Service>): readonly Sentence[] {
  const nature = serviceNatureOf(service.resource);
  if (nature === 'alias' || nature === 'invalid') return [];
  const manual = referrers(snapshot, service, 'backs');
  const why = whyUnbacked(snapshot, service);
  // The reason why the name of a headless one does not exist is given with the other missing names.
  const isMissed = nature === 'headless' && why !== undefined && elsewhereSentence(snapshot, service) === undefined;
  const unbacked = isMissed ? [] : unbackedSentences(snapshot, service);
  if (!hasSelector(service.resource)) {
    if (manual.length === 0) return unbacked;
    return [say('backed.endpoints', { objects: listOf(manual.map(describeManual)) })];
  }
  const workloads = selectedBy(snapshot, service);
  const unread = why?.reasonId === 'endpointsIgnored' ? [] : manual.map((one) => whyUnread(one, service));
  return [
    ...(workloads.length === 0
      ? unbacked
      : [say('backed.pods', { workloads: workloadList(snapshot, service, workloads) })]),
    ...defined(unread).map((reason) => placedReason(reason, service)),
  ];
}

/** Who may be behind a Service that nothing of the workspace is behind, else why nothing is. */
export function unbackedSentences(snapshot: Snapshot, service: Placed<Service>): readonly Sentence[] {
  const isHeadless = isHeadlessService(service.resource);
  const elsewhere = elsewhereSentence(snapshot, service);
  if (elsewhere !== undefined) return [elsewhere];
  if (hasSelector(service.resource) && !service.resource.selector.known) return [];
  if (!snapshot.complete) return [say('scan.unfinished')];
  const why = whyUnbacked(snapshot, service);
  if (why !== undefined) return [placedReason(why, service)];
  if (!isHeadless) return [say('backed.unselected')];
  return [say(publishesNotReady(service.resource) ? 'backed.unselectedAlways' : 'backed.unselectedHeadless')];
}

/** Workloads with links and their numbers of Pods. */
export function workloadList(
  snapshot: Snapshot,
  service: Placed<Service>,
  workloads: readonly Placed<Workload>[],
): Inline {
  return listOf(
    workloads.map((workload) => {
      const pods = podCount(snapshot, service, workload);
      return pods === undefined ? linkTo(workload) : say('workload.pods', { workload: linkTo(workload), pods });
    }),
  );
}

/** A statement about absence; while the workspace is still being read, only that. */
export function absence(snapshot: Snapshot, id: Sentence['id'], values: Sentence['values'] = {}): Sentence {
  return snapshot.complete ? say(id, values) : say('scan.unfinished');
}

function describeManual(object: Placed<AnyEndpoints>): Sentence {
  const count = writtenAddressesOf(object.resource).length;
  const pods = count === 1 ? say('addresses.one') : say('addresses.many', { count });
  return say('workload.pods', { workload: linkTo(object), pods });
}

/** How many Pods of a workload a Service selects; nothing where the workload is a Pod. */
export function podCount(
  snapshot: Snapshot,
  service: Placed<Service>,
  workload: Placed<Workload>,
): Sentence | undefined {
  const { resource } = workload;
  const count = selectedPodCount(service, workload);
  switch (resource.kind) {
    case 'Pod':
      return undefined;
    case 'DaemonSet':
      return say('pods.perNode');
    case 'CronJob':
      return say('pods.ofCronJob');
    case 'Job':
      return count === 0 ? say('pods.none') : say('pods.ofJob', { count });
    case 'StatefulSet':
    case 'Deployment':
    case 'ReplicaSet':
    case 'ReplicationController':
    case 'CustomWorkload': {
      if (resource.kind === 'StatefulSet' && selectsSinglePod(service.resource.selector)) return say('pods.one');
      if (scalersOf(snapshot, workload).length > 0) return say('pods.autoscaled');
      if (resource.replicas === undefined && workload.templated) return say('pods.open');
      return countedPods(count);
    }
  }
}

function countedPods(count: number): Sentence {
  if (count === 1) return say('pods.one');
  return count > 0 ? say('pods.many', { count }) : say('pods.none');
}
