import { protocolOf, type Service } from '../../kubernetes/service.ts';
import { hasOrdinal, podRangeOf, type StatefulSet } from '../../kubernetes/workloads.ts';
import { itself, portLabels, type Below, type ServiceRequest } from '../../names/service-name.ts';
import { readPodLabel } from '../../names/pod-label.ts';
import { displayNameOf, type Placed, isStatefulSet } from '../../objects/placed.ts';
import type { Questions } from '../../workspace/questions.ts';
import { mayHaveAddress, nameIn, type ServiceView } from '../cluster.ts';
import { groupBy } from '../../util/collections.ts';
import { isDns1123Label } from '../../util/dns-label.ts';
import { quotedList } from '../../util/format.ts';
import { nameSourceOf, type DnsRecord, sourceAt } from '../record.ts';
import { mostPodsScaledTo, setsBeside, setsScaledTo } from '../scaled-pods.ts';
import { missingOfService, missingBelow } from './missing-records.ts';
import { whyNoPorts } from './why-no-port.ts';
import { whyUnbacked } from './why-unbacked.ts';
import { reason, type MissingRecord, type Reason } from './reason.ts';

/** Why a Service that is there has no such name: its own, that of one of its ports, or of an endpoint. */
export function whyNotBelow(snapshot: Questions, view: ServiceView, request: ServiceRequest): readonly Reason[] {
  const known = missingAt(snapshot, view, request);
  if (known.length > 0) return known;
  const own = { service: request.service };
  if (view.nature === 'alias') return [reason('belowAlias', own, nameSourceOf(view.service))];
  // What keeps a Service from any name keeps its ports from theirs.
  if (request.port !== '') return [whyNoPort(snapshot, view, request), ...missingAt(snapshot, view, itself)];
  if (request.endpoint === '') return [];
  if (view.isAwaited && isDns1123Label(request.endpoint))
    return [reason('podsAwaited', { ...own, label: request.endpoint }, nameSourceOf(view.service))];
  if (mayHaveAddress(view, request.endpoint))
    return [reason('podsAddressed', { ...own, label: request.endpoint }, nameSourceOf(view.service))];
  return whyNoEndpoint(snapshot, view, request.endpoint);
}

/** Why only CoreDNS answers with these records: they are of a Pod of a StatefulSet, below a Service that is not headless. */
export function whyOnlyCoreDns(
  snapshot: Questions,
  service: Placed<Service>,
  records: readonly DnsRecord[],
): readonly Reason[] {
  const targets = records.flatMap(({ target, level }) => (level === 'coredns' && target !== undefined ? target : []));
  const missing = [...new Set(targets.filter(isStatefulSet))].flatMap((set) => missingBelow(snapshot, set, service));
  return missing.filter(({ reasonId }) => reasonId === 'governingVirtualIp');
}

/** What is known to be missing at a name of a Service. */
function missingAt(snapshot: Questions, view: ServiceView, below: Below): readonly Reason[] {
  return snapshot.about(view.service, missingByName).get(`${nameIn(view, below)}.`) ?? [];
}

function missingByName(snapshot: Questions, service: Placed<Service>): ReadonlyMap<string, readonly MissingRecord[]> {
  return groupBy(missingOfService(snapshot, service), ({ name }) => name);
}

function whyNoPort(snapshot: Questions, view: ServiceView, { service, port, protocol }: ServiceRequest): Reason {
  const none = whyNoPorts(snapshot, view.service);
  if (none !== undefined) return none;
  const { ports: written } = view.service.resource;
  const place = sourceAt(view.service, written[0]?.at ?? view.service.resource.specAt);
  return { ...noSuchPort(service, portLabels(port, protocol), portLabelsOf(view)), place };
}

/** What the named ports of a Service are called in DNS, such as `_sql._tcp`. */
export function portLabelsOf({ front }: ServiceView): readonly string[] {
  const ports = front.flatMap((endpoint) => endpoint.ports).filter(({ name }) => name !== '');
  return [...new Set(ports.map((one) => portLabels(one.name, one.protocol)))];
}

/** The reason why no port of a Service has a name, given as `_port._protocol`; `labels` are those that it has instead. */
export function noSuchPort(service: string, label: string, labels: readonly string[]): Reason {
  if (labels.length === 0) return reason('noPortNames', { service, label });
  return reason('noSuchPort', { service, label, labels: quotedList(labels, mostTold) });
}

/** How many of the existing names a reason lists. */
const mostTold = 4;

function whyNoEndpoint(snapshot: Questions, view: ServiceView, label: string): readonly Reason[] {
  const [scaled] = setsScaledTo(snapshot, view, label);
  if (scaled !== undefined) return [reason('podsScaled', { pod: label, set: scaled.name ?? '' }, nameSourceOf(scaled))];
  const ofSets = setsBeside(snapshot, view, label).flatMap(({ set, ordinal }): readonly Reason[] =>
    hasOrdinal(set.resource, ordinal) ? missingBelow(snapshot, set, view.service) : [noSuchPod(snapshot, set, label)],
  );
  if (ofSets.length > 0) return ofSets;
  if (label.startsWith('_')) return [halfOfPort(view.service, label)];
  const labels = [...view.labelled.keys()].filter((one) => one !== '');
  const values = { service: view.name, label };
  if (view.endpoints.length === 0)
    return [whyUnbacked(snapshot, view.service) ?? reason('nothingCalledSo', values, nameSourceOf(view.service))];
  if (labels.length === 0) return [reason('noEndpointNames', values, nameSourceOf(view.service))];
  return [reason('noSuchEndpoint', { ...values, labels: quotedList(labels, mostTold) }, nameSourceOf(view.service))];
}

/** One label before a Service that only the name of a port has; the port is the first that has it, or any. */
export function halfOfPort(service: Placed<Service>, label: string): Reason {
  const [port = portLabels('PORT', 'tcp')] = portsWith(service.resource, label);
  return reason('halfOfPort', { service: displayNameOf(service), label, port }, nameSourceOf(service));
}

/** The names of a Service's ports that have a label: `_http._tcp`. */
export function portsWith({ ports }: Service, label: string): readonly string[] {
  return ports
    .filter(({ name }) => (name?.value ?? '') !== '')
    .map((port) => portLabels(port.name?.value ?? '', protocolOf(port)))
    .filter((name) => name.split('.').includes(label.toLowerCase()));
}

function noSuchPod(snapshot: Questions, set: Placed<StatefulSet>, pod: string): Reason {
  const { replicas, ordinalsStart } = set.resource;
  const { start, count, first, last } = podRangeOf(set.resource);
  const name = set.name ?? '';
  const place = sourceAt(set, replicas?.at ?? ordinalsStart?.at ?? set.resource.specAt);
  if (count === 0) return reason('noReplicas', { workload: name }, place);
  // One before the first is there at no scale.
  const most = (readPodLabel(pod)?.ordinal ?? start) < start ? 0 : mostPodsScaledTo(snapshot, set);
  if (most > count) return reason('noSuchPodScaled', { pod, set: name, count: most }, place);
  const id = count === 1 ? 'noSuchPodOfOne' : 'noSuchPod';
  return reason(id, { pod, set: name, first, last }, place);
}
