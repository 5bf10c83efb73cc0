import { hasSelector, serviceNatureOf, type Service } from '../../kubernetes/service.ts';
import type { StatefulSet } from '../../kubernetes/workloads.ts';
import { governingServices, referrers } from '../../relations/linked.ts';
import { matchSelector } from '../../kubernetes/selectors.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Questions } from '../../workspace/questions.ts';
import type { At } from '../../yaml/path.ts';
import { isTemplated } from '../../yaml/template.ts';
import { identitiesOf } from '../from-pods.ts';
import type { ReasonId, MissingRecord } from './reasons.ts';
import { isDns1123Label } from '../../util/dns-label.ts';
import { fqdnOf } from '../names.ts';

/** Why the Pods of a StatefulSet have no names of their own, below the Service it names and below others that select them. */
export function missingOfStatefulSet(snapshot: Questions, statefulSet: Placed<StatefulSet>): readonly MissingRecord[] {
  const { serviceName } = statefulSet.resource;
  if (statefulSet.name === undefined || isTemplated(serviceName?.value ?? '')) return [];
  const governing = governingServices(snapshot, statefulSet);
  return [
    ...(serviceName === undefined ? [] : missingBelowGoverning(snapshot, statefulSet, serviceName, governing)),
    ...missingBelowOthers(snapshot, statefulSet, governing),
  ];
}

/** The same, for the names below one Service only. */
export function missingBelow(
  snapshot: Questions,
  statefulSet: Placed<StatefulSet>,
  service: Placed<Service>,
): readonly MissingRecord[] {
  const zone = `.${fqdnOf(snapshot, service.name ?? '', service.namespace)}.`;
  return missingOfStatefulSet(snapshot, statefulSet).filter(({ name }) => name.endsWith(zone));
}

function missingBelowGoverning(
  snapshot: Questions,
  statefulSet: Placed<StatefulSet>,
  serviceName: NonNullable<StatefulSet['serviceName']>,
  governing: readonly Placed<Service>[],
): readonly MissingRecord[] {
  const missing = missingIn(snapshot, statefulSet, serviceName.value);
  const values = { service: serviceName.value, statefulSet: statefulSet.name ?? '', namespace: statefulSet.namespace };
  if (serviceName.value === '') return [];
  const pods = impossiblePods(statefulSet, missing);
  if (pods.length > 0) return pods;
  const [service] = governing;
  if (service === undefined) return snapshot.complete ? [missing('noGoverningService', values, serviceName.at)] : [];
  if (service.namespace !== statefulSet.namespace) return [];
  const nature = serviceNatureOf(service.resource);
  if (nature === 'alias') return [missing('governingAlias', values, serviceName.at)];
  if (nature === 'invalid' || nature === 'unknown') return [];
  const match = matchSelector(service.resource.selector, statefulSet.name, statefulSet.resource);
  const selectsOthers = hasSelector(service.resource) && match === 'no';
  if (selectsOthers || !hasSelector(service.resource)) {
    return [missing('governingSelectsOthers', values, service.resource.selector.at, service)];
  }
  const at = service.resource.clusterIP?.at ?? service.resource.specAt;
  return nature === 'virtualIp' ? [missing('governingVirtualIp', values, at, service)] : [];
}

type Missing = (reasonId: ReasonId, values: MissingRecord['values'], at: At, resource?: Placed) => MissingRecord;

/** Makes reasons about the name of the first Pod below a Service. */
function missingIn(snapshot: Questions, statefulSet: Placed<StatefulSet>, service: string): Missing {
  const [first] = identitiesOf(statefulSet);
  const label = first?.hostname ?? `${statefulSet.name ?? ''}-0`;
  const name = `${fqdnOf(snapshot, service, statefulSet.namespace, { endpoint: label })}.`;
  return (reasonId, values, at, resource = statefulSet) => ({ name, reasonId, values, place: { resource, at } });
}

/** There are no Pods, or the API server rejects their host names. */
function impossiblePods(statefulSet: Placed<StatefulSet>, missing: Missing): readonly MissingRecord[] {
  const pods = identitiesOf(statefulSet);
  const { replicas, metadata } = statefulSet.resource;
  if (pods.length === 0 && replicas !== undefined) {
    return [missing('noReplicas', { workload: statefulSet.name ?? '' }, replicas.at)];
  }
  const rejected = pods.find(({ hostname }) => typeof hostname === 'string' && !isDns1123Label(hostname));
  if (rejected === undefined) return [];
  const hostname = rejected.hostname ?? '';
  return [
    {
      ...missing('podNameInvalid', { hostname }, metadata.name?.at ?? { path: ['metadata'] }),
      name: nameFor(missing, hostname),
    },
  ];
}

/** The name another Pod would have below the same Service. */
function nameFor(missing: Missing, label: string): string {
  const { name } = missing('noReplicas', {}, { path: [] });
  return `${label}${name.slice(name.indexOf('.'))}`.toLowerCase();
}

/** Headless Services that select the Pods and that the StatefulSet does not name. */
function missingBelowOthers(
  snapshot: Questions,
  statefulSet: Placed<StatefulSet>,
  governing: readonly Placed<Service>[],
): readonly MissingRecord[] {
  const { serviceName, specAt } = statefulSet.resource;
  const selecting = referrers(snapshot, statefulSet, 'selects') as readonly Placed<Service>[];
  const others = selecting.filter(
    (service) =>
      service.namespace === statefulSet.namespace &&
      service.name !== undefined &&
      !governing.includes(service) &&
      serviceNatureOf(service.resource) === 'headless',
  );
  if (identitiesOf(statefulSet).length === 0) return [];
  return others.map((service) => {
    const values = { service: service.name ?? '', statefulSet: statefulSet.name ?? '' };
    const missing = missingIn(snapshot, statefulSet, values.service);
    return serviceName?.value
      ? missing('notGoverning', values, serviceName.at)
      : missing('noServiceName', values, serviceName?.at ?? specAt);
  });
}
