import { type Service, isAliasService } from '../../kubernetes/service.ts';
import { podRangeOf, type StatefulSet, type Workload } from '../../kubernetes/workloads.ts';
import { displayNameOf } from '../../objects/describe.ts';
import { isStatefulSet, type Placed } from '../../objects/placed.ts';
import { namingServices, selectingServices } from '../../relations/linked.ts';
import { namingFieldOf } from '../../relations/published-pods.ts';
import { isRejectedHostname } from '../from-addresses.ts';
import type { Questions } from '../../workspace/questions.ts';
import type { At } from '../../yaml/path.ts';
import { isTemplated } from '../../yaml/template.ts';
import { identitiesOf, isTooLongSetName, longestSetName } from '../from-pods.ts';
import { endpointLabel, fqdnOf } from '../names.ts';
import { reason, type MissingRecord, type Reason } from './reason.ts';
import { whyNoHostname, whyUnnamedBehind, whyUnnamedBelow } from './why-unnamed.ts';

/** Why the Pods of a workload have no names of their own below a Service that they name, or that selects them. */
export function missingBelow(
  snapshot: Questions,
  workload: Placed<Workload>,
  service: Placed<Service>,
): readonly MissingRecord[] {
  if (workload.namespace !== service.namespace || service.name === undefined) return [];
  if (namingFieldOf(workload.resource)?.value === service.name) {
    const why = whyNotCreated(workload) ?? whyNoHostname(workload) ?? whyUnnamedBelow(workload, service);
    return missingIn(snapshot, workload, service.name, why);
  }
  const isSelected = selectingServices(snapshot, workload).includes(service);
  if (!isSelected) return [];
  if (isStatefulSet(workload)) return missingBelowOther(snapshot, workload, service);
  return missingIn(snapshot, workload, service.name, whyUnnamedBehind(workload, service));
}

/** What is missing of the Pods of a workload below a Service, for a reason; nothing where nobody knows what they are called. */
function missingIn(
  snapshot: Questions,
  workload: Placed<Workload>,
  service: string,
  why: Reason | undefined,
): readonly MissingRecord[] {
  const pods = identitiesOf(workload);
  if (why === undefined || workload.name === undefined || service === '') return [];
  const { resource } = workload;
  const isNameless = pods.length === 0 && resource.kind !== 'StatefulSet';
  if (isNameless || pods.some(({ hostname }) => hostname === null)) return [];
  const label = String(why.values['hostname'] ?? pods[0]?.hostname ?? unwrittenLabel(workload));
  const name = `${fqdnOf(snapshot, service, workload.namespace, { endpoint: endpointLabel(label, undefined) ?? '' })}.`;
  const at = namingFieldOf(resource)?.at ?? resource.template.specAt;
  return [{ ...why, name, place: why.place ?? { resource: workload, at } }];
}

/** What a reader takes for the label of the first Pod where there is none, or it has none. */
function unwrittenLabel({ resource, name }: Placed<Workload>): string {
  if (resource.kind === 'StatefulSet') return podRangeOf(resource).first;
  return resource.kind === 'Pod' && name !== undefined ? name : '<pod>';
}

/** Why a workload has no Pods: none is asked for, or the API server rejects their host names or labels. */
export function whyNotCreated(workload: Placed<Workload>): Reason | undefined {
  const { resource } = workload;
  const pods = identitiesOf(workload);
  const at = placeOfCount(resource);
  if (pods.length === 0 && at !== undefined)
    return reason('noReplicas', { workload: displayNameOf(workload) }, { resource: workload, at });
  const rejected = pods.find(({ hostname }) => isRejectedHostname(hostname ?? ''));
  const setName = resource.metadata.name;
  if (rejected === undefined && setName !== undefined && isTooLongSetName(workload)) {
    const values = { workload: displayNameOf(workload), count: workload.name?.length ?? 0, number: longestSetName };
    return reason('setNameTooLong', values, { resource: workload, at: setName.at });
  }
  if (rejected === undefined) return undefined;
  const hostname = resource.kind === 'StatefulSet' ? undefined : resource.template.hostname;
  const place = { resource: workload, at: (hostname ?? resource.metadata.name)?.at ?? { path: ['metadata'] } };
  return reason('podNameInvalid', { hostname: rejected.hostname ?? '' }, place);
}

/** The field that says how many Pods there are; `undefined` where it is left to the default. */
function placeOfCount(workload: Workload): At | undefined {
  if (!('replicas' in workload)) return undefined;
  const { replicas } = workload;
  if (workload.kind === 'StatefulSet' || replicas !== undefined) return replicas?.at;
  return workload.suspend?.value === true ? workload.suspend.at : (workload.parallelism ?? workload.completions)?.at;
}

/** The same below a Service that selects the Pods of a StatefulSet, which names another. */
function missingBelowOther(
  snapshot: Questions,
  statefulSet: Placed<StatefulSet>,
  { resource, name }: Placed<Service>,
): readonly MissingRecord[] {
  const { serviceName, specAt } = statefulSet.resource;
  const isNamed = namingServices(snapshot, statefulSet).some((one) => one.resource === resource);
  if (isNamed || name === undefined || isAliasService(resource)) return [];
  if (identitiesOf(statefulSet).length === 0 || isTemplated(serviceName?.value ?? '')) return [];
  const place = { resource: statefulSet, at: serviceName?.at ?? specAt };
  const values = { service: name, workload: displayNameOf(statefulSet) };
  return missingIn(
    snapshot,
    statefulSet,
    name,
    reason(serviceName?.value ? 'notGoverning' : 'noServiceName', values, place),
  );
}
