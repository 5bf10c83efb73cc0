import { sourceAt } from '../record.ts';
import {
  type Service,
  isHeadlessService,
  protocolOf,
  serviceNatureOf,
  isAliasService,
} from '../../kubernetes/service.ts';
import { isSharedKind } from '../../names/zones.ts';
import { type Workload, podRangeOf, type StatefulSet, namingFieldOf } from '../../kubernetes/workloads.ts';
import { type Placed, isStatefulSet, displayNameOf, nameAtOf } from '../../objects/placed.ts';
import type { Questions } from '../../workspace/questions.ts';
import { uniqueBy } from '../../util/collections.ts';
import { lookUp } from '../lookup.ts';
import { isServable, endpointLabel, fqdnOf, serviceFqdn } from '../names.ts';
import { isDoubtful } from './doubt.ts';
import { type MissingRecord, reason, type Reason } from './reason.ts';
import type { ReasonId } from './reasons.ts';
import { portLabels } from '../../names/service-name.ts';
import { isSelectedBy, namedBelow, selectedBy, namingServices } from '../../relations/linked.ts';
import { isTemplated } from '../../yaml/template.ts';
import { isDns1123Label } from '../../util/dns-label.ts';
import { nameFaultOf } from '../cluster.ts';
import { anyEndpointsOf } from '../behind-service.ts';
import { addressesOf, isRejectedHostname } from '../from-addresses.ts';
import { whyNoAlias } from './why-no-alias.ts';
import { whyNoPorts, whyNoSrv } from './why-no-port.ts';
import { whyUnanswered } from './why-unread.ts';
import { whyUnbacked } from './why-unbacked.ts';
import type { At } from '../../yaml/path.ts';
import { identitiesOf, isTooLongSetName, longestSetName } from '../from-pods.ts';
import { whyNoHostname, whyUnnamedBehind, whyUnnamedBelow } from './why-unnamed.ts';

/**
 * The records a reader would expect of a Service and that the cluster will not serve, each with the reason. What rests on absence is said
 * only once the workspace is read; nothing is said of what a template leaves open.
 */
export function missingRecords(snapshot: Questions, service: Placed<Service>): readonly MissingRecord[] {
  return absentOf(snapshot, service, missingOfService(snapshot, service));
}

/**
 * The names that people look for around a Service in vain, or find with some DNS servers only, each reason once: those that are missing
 * of itself, and of the Pods that name it or that a headless one selects.
 */
export function missingAround(snapshot: Questions, service: Placed<Service>): readonly MissingRecord[] {
  // Of what several clusters share the others make the rest.
  if (isSharedKind(service.resource.kind)) return [];
  const isHeadless = isHeadlessService(service.resource);
  // A port without a name is usual behind a virtual IP, where SRV records are seldom looked up.
  const told = missingRecords(snapshot, service).filter(({ reasonId }) => isHeadless || reasonId !== 'unnamedPort');
  const all = uniqueBy([...told, ...missingOfNoPorts(snapshot, service)], ({ reasonId, values }) =>
    reasonId === 'unnamedPort' ? reasonId : JSON.stringify([reasonId, values]),
  );
  const doubtful = all.find((one) => isDoubtful(snapshot, one));
  return doubtful === undefined ? all : [...all, { ...doubtful, reasonId: 'notAllRead', values: {} }];
}

/** The names that people look for in vain of the Pods of a workload below a Service, or find with some DNS servers only. */
export function missingOfPods(
  snapshot: Questions,
  workload: Placed<Workload>,
  service: Placed<Service>,
): readonly MissingRecord[] {
  return absentOf(snapshot, service, missingBelow(snapshot, workload, service));
}

/** Whether a reason is about what some DNS servers have, what leads nowhere, what lacks one type, or a port or Pod that could have any name. */
export function isPartlyThere(reason: ReasonId): boolean {
  return ofPart.includes(reason);
}

const ofPart: readonly ReasonId[] = [
  'governingVirtualIp',
  'aliasNumbers',
  'noPorts',
  'unnamedPort',
  'podsUnnamed',
  'notAllRead',
];

/** What is missing indeed: something else may have the name, for instance a slice, or Pods that no manifest here makes. */
function absentOf(
  snapshot: Questions,
  service: Placed<Service>,
  missing: readonly MissingRecord[],
): readonly MissingRecord[] {
  const asker = { from: service, variant: service };
  return missing.filter(
    ({ name, reasonId }) =>
      isPartlyThere(reasonId) || !isServable(name) || lookUp(snapshot, name, 'A', asker).verdict === 'absent',
  );
}

/** Why records of a Service do not exist: its name, its ports, what is behind it, the Pods that want names below it. */
export function missingOfService(snapshot: Questions, service: Placed<Service>): readonly MissingRecord[] {
  const { name, resource } = service;
  const nature = serviceNatureOf(resource);
  if (name === undefined || nature === 'invalid') return [];
  const fqdn = fqdnOf(snapshot, name, service.namespace);
  const nameAt = nameAtOf(service);
  const own = { place: sourceAt(service, nameAt) };
  const fault = nameFaultOf(snapshot, service);
  if (fault !== undefined) {
    const reasonId = fault === 'label' ? 'nameInvalid' : 'nameDigitFirst';
    return [{ name: `${fqdn}.`, reasonId, values: { service: name }, ...own }];
  }
  if (!isServable(fqdn)) return [{ name: `${fqdn}.`, reasonId: 'nameTooLong', values: {}, ...own }];
  const noAlias = whyNoAlias(service);
  const selected = nature === 'headless' ? selectedBy(snapshot, service) : [];
  const below = new Set([...namedBelow(snapshot, service), ...selected]);
  return [
    ...(noAlias === undefined || noAlias.reasonId === 'aliasNumbers' ? missingPorts(snapshot, service, fqdn) : []),
    ...missing(`${fqdn}.`, noAlias ?? (nature === 'headless' ? whyUnbacked(snapshot, service) : undefined)),
    ...[...below].flatMap((workload) => missingBelow(snapshot, workload, service)),
    ...(nature === 'headless' ? missingAddresses(snapshot, service, fqdn) : []),
  ];
}

/** The SRV records that a headless Service without ports has not, under its own name. */
function missingOfNoPorts(snapshot: Questions, service: Placed<Service>): readonly MissingRecord[] {
  return missing(`${serviceFqdn(snapshot, service) ?? ''}.`, whyNoPorts(snapshot, service));
}

/** The names of addresses that Endpoints and slices list in vain. */
function missingAddresses(snapshot: Questions, service: Placed<Service>, fqdn: string): readonly MissingRecord[] {
  return anyEndpointsOf(snapshot, service).flatMap((one) =>
    addressesOf(one.resource).flatMap((address): readonly MissingRecord[] => {
      const label = endpointLabel(address.hostname?.value, address.canonical) ?? '';
      if (!isDns1123Label(label)) return [];
      return missing(`${label}.${fqdn}.`, whyUnanswered(snapshot, one, service, address));
    }),
  );
}

function missingPorts(snapshot: Questions, service: Placed<Service>, fqdn: string): readonly MissingRecord[] {
  return service.resource.ports.flatMap((port): readonly MissingRecord[] => {
    const name = `${portLabels(port.name?.value || '<name>', protocolOf(port))}.${fqdn}`;
    const isTooLong = port.name !== undefined && !isTemplated(port.name.value) && !isServable(name);
    const why = isTooLong
      ? reason('nameTooLong', {}, sourceAt(service, port.name.at))
      : whyNoSrv(snapshot, service, port);
    return missing(`${name}.`, why);
  });
}

/** A record that is missing for a reason that a manifest has a place for. */
function missing(name: string, why: Reason | undefined): readonly MissingRecord[] {
  return why?.place === undefined ? [] : [{ ...why, name, place: why.place }];
}

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
  if (!isSelectedBy(snapshot, workload, service)) return [];
  if (isStatefulSet(workload)) return missingBelowOther(snapshot, workload, service);
  return missingIn(snapshot, workload, service.name, whyUnnamedBehind(workload, service));
}

/** What is missing of the Pods of a workload below a Service, for a reason; nothing where it is not known what they are called. */
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
  return [{ ...why, name, place: why.place ?? sourceAt(workload, at) }];
}

/** What a reader expects as the label of the first Pod if there is no Pod, or it has no label. */
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
    return reason('noReplicas', { workload: displayNameOf(workload) }, sourceAt(workload, at));
  const rejected = pods.find(({ hostname }) => isRejectedHostname(hostname ?? ''));
  const setName = resource.metadata.name;
  if (rejected === undefined && setName !== undefined && isTooLongSetName(workload)) {
    const values = { workload: displayNameOf(workload), count: workload.name?.length ?? 0, number: longestSetName };
    return reason('setNameTooLong', values, sourceAt(workload, setName.at));
  }
  if (rejected === undefined) return undefined;
  const hostname = resource.kind === 'StatefulSet' ? undefined : resource.template.hostname;
  const place = sourceAt(workload, hostname?.at ?? nameAtOf(workload));
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
  const place = sourceAt(statefulSet, serviceName?.at ?? specAt);
  const values = { service: name, workload: displayNameOf(statefulSet), other: serviceName?.value ?? '' };
  return missingIn(
    snapshot,
    statefulSet,
    name,
    reason(serviceName?.value ? 'notGoverning' : 'noServiceName', values, place),
  );
}
