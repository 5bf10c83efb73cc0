import { keyAt } from '../../yaml/path.ts';
import { kindOf } from '../../kubernetes/resource.ts';
import { hasSelector, type Service } from '../../kubernetes/service.ts';
import { podRangeOf } from '../../kubernetes/workloads.ts';
import { displayNameOf, pairsText, type Placed } from '../../objects/placed.ts';
import { defined } from '../../util/collections.ts';
import { backedServices, referrers, selectedBy } from '../../relations/linked.ts';
import type { DifferingPair, NearWorkload } from '../../relations/near-workloads.ts';
import { unselectedOf } from '../../relations/unselected.ts';
import { groupObjects } from '../../scopes/group.ts';
import type { Questions } from '../../workspace/questions.ts';
import { anyEndpointsOf, endpointsNamed, partnersOf, slicesOf, workloadsBehind } from '../behind-service.ts';
import { clusterOf } from '../cluster.ts';
import { nameSourceOf, sourceAt } from '../record.ts';
import { whyNotCreated } from './missing-records.ts';
import { reason, type Reason } from './reason.ts';
import type { ReasonId } from './reasons.ts';
import { whyApart } from './why-unnamed.ts';
import { whyUnread } from './why-unread.ts';
import type { Endpoints } from '../../kubernetes/endpoints.ts';
import type { Contents } from '../../scopes/contents.ts';
import { defineIndex } from '../../scopes/object-index.ts';
import { SimilarNames } from '../../util/name-search.ts';

/**
 * Why nothing is behind a Service as the manifests have it, so that a headless one has no name and any other leads nowhere.
 * `undefined` where something is, where Pods that no manifest here makes may be, and of an alias.
 */
export function whyUnbacked(snapshot: Questions, service: Placed<Service>): Reason | undefined {
  const view = clusterOf(snapshot).view(service);
  if (view === undefined || view.nature === 'alias' || view.endpoints.length > 0 || !snapshot.complete)
    return undefined;
  return hasSelector(service.resource) ? whyNoPods(snapshot, service) : whyNoEndpoints(snapshot, service);
}

function whyNoPods(snapshot: Questions, service: Placed<Service>): Reason | undefined {
  const { selector } = service.resource;
  const [workload] = workloadsBehind(snapshot, service);
  if (workload !== undefined) return whyNotCreated(workload);
  if (!selector.known) return undefined;
  const [selected] = selectedBy(snapshot, service);
  if (selected !== undefined) return whyApart(service, selected);
  const unselected = unselectedOf(snapshot, service);
  if (unselected?.kind === 'near') return whyNearlySelected(service, unselected.near);
  const [unread] = defined(anyEndpointsOf(snapshot, service).map((one) => whyUnread(one, service)));
  if (unread !== undefined) return unread;
  const place = sourceAt(service, selector.at);
  return unselected?.kind === 'claimed' ? reason('selectsNothing', {}, place) : undefined;
}

/** What keeps a selector from the Pods that are meant. */
function whyNearlySelected(service: Placed<Service>, near: NearWorkload): Reason {
  const { selector } = service.resource;
  const { workload } = near;
  const values = {
    service: displayNameOf(service),
    namespace: service.namespace,
    selector: pairsText(selector),
    kind: kindOf(workload.resource),
    workload: displayNameOf(workload),
    other: workload.namespace,
    labels: pairsText(workload.resource.template.labels),
  };
  const { path } = selector.at;
  switch (near.differs) {
    case 'pair': {
      const { key, value, labelKey, labelValue } = near.pair;
      const part = differingPart(near.pair);
      const id = part === 'key' ? 'selectsOtherKey' : 'selectsOtherValue';
      const found = part === 'key' ? labelKey : labelValue;
      return reason(id, { ...values, key, value, found }, sourceAt(service, { path: [...path, key], part }));
    }
    case 'pod': {
      const { key, value } = near;
      const { count, first, last } = podRangeOf(near.workload.resource);
      const place = sourceAt(service, { path: [...path, key] });
      return reason(count === 1 ? 'selectsNoPodOfOne' : 'selectsNoPod', { ...values, key, value, first, last }, place);
    }
    case 'extra': {
      const [key, value] = near.missing;
      const place = sourceAt(service, keyAt([...path, key]));
      return reason('selectsTooMuch', { ...values, key, value }, place);
    }
    case 'template':
      return reason('selectsOwnLabels', values, sourceAt(service, selector.at));
    case 'namespace':
      return reason('selectsInOther', values, sourceAt(service, selector.at));
  }
}

/** Which of the two is misspelt. */
function differingPart({ key, labelKey }: DifferingPair): 'key' | 'value' {
  return key === labelKey ? 'value' : 'key';
}

function whyNoEndpoints(snapshot: Questions, service: Placed<Service>): Reason | undefined {
  const [endpoints] = endpointsNamed(snapshot, service);
  if (endpoints !== undefined) return whyUnread(endpoints, service) ?? aboutEndpoints('nothingReady', endpoints);
  const slices = slicesOf(snapshot, service);
  const slice = slices.find((one) => whyUnread(one, service) === undefined) ?? slices[0];
  if (slice !== undefined) return whyUnread(slice, service) ?? aboutEndpoints('nothingReady', slice);
  const [elsewhere] = referrers(snapshot, service, 'backs');
  if (elsewhere !== undefined) return whyApart(service, elsewhere);
  const alike = endpointsLike(snapshot.contentsOf(service.scope), service.name ?? '');
  const [misnamed] = partnersOf(service, groupObjects(alike));
  if (misnamed !== undefined && backedServices(snapshot, misnamed).length === 0)
    return aboutEndpoints('endpointsOfAnotherName', misnamed);
  return reason('nothingBehind', { service: displayNameOf(service) }, nameSourceOf(service));
}

function aboutEndpoints(reasonId: ReasonId, endpoints: Placed): Reason {
  return reason(reasonId, { endpoints: displayNameOf(endpoints) }, nameSourceOf(endpoints));
}

/** The Endpoints whose names a name is a near miss of, the nearest first. */
function endpointsLike(contents: Contents, name: string): readonly Placed<Endpoints>[] {
  const names = contents.derive(namesOfEndpoints).near(name);
  return names.flatMap((one) => contents.named('Endpoints', one).all);
}

function namesOfEndpoints(contents: Contents): SimilarNames {
  return new SimilarNames(contents.index(endpointsByName).keys);
}

const endpointsByName = defineIndex(['Endpoints'], ({ name = '' }) => [name]);
