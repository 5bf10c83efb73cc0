import { hasOrdinal, replicasOf, type StatefulSet } from '../../kubernetes/workloads.ts';
import { parseRequest, portLabels, type ServiceRequest } from '../../names/service-name.ts';
import { servicesZone, withoutZone, zoneHolding, zonesOf } from '../../names/zones.ts';
import { existenceOf } from '../../existence/existence.ts';
import { isMisspelling } from '../../relations/near-misses.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { clusterOf, nameIn, type ServiceView } from '../cluster.ts';
import type { Verdict } from '../lookup.ts';
import { fqdnOf, isDnsLabel, withoutFinalDot } from '../names.ts';
import type { RecordSource } from '../record.ts';
import { missingOfService } from './expected-of-service.ts';
import { missingOfStatefulSet } from './expected-of-stateful-set.ts';
import type { Reason, ReasonId } from './reasons.ts';

/**
 * Why an absolute name is absent, unknown or forwarded, as far as the manifests tell: the reasons of which each by itself is enough.
 * The name has no such answer; nothing is looked up here again.
 */
export function whyNot(snapshot: Snapshot, asked: string, verdict: Verdict): readonly Reason[] {
  const name = withoutFinalDot(asked).toLowerCase();
  const zone = zoneHolding(name, zonesOf(snapshot.settings));
  if (zone === undefined) return [reason('forwarded')];
  if (zone.kind === 'reverse') return [reason(verdict === 'unknown' ? 'notSent' : 'noPointer')];
  const request = parseRequest(name, zone.name);
  switch (request?.kind) {
    case undefined:
    case 'version':
    case 'nameServer':
    case 'invalid':
      return [lacksSvc(snapshot, name, zone.name) ?? reason('noSuchName', { zone: zone.name })];
    case 'node':
    case 'pod':
      return hasNamespace(snapshot, request.namespace ?? '')
        ? [reason('noSuchName', { zone: zone.name })]
        : [reason('noNamespace', { namespace: request.namespace ?? '' })];
    case 'service':
      return whyNoService(snapshot, request, verdict) ?? whyNotOfService(snapshot, request);
  }
}

function reason(reasonId: ReasonId, values: Reason['values'] = {}, place?: RecordSource): Reason {
  return { reasonId, values, place };
}

function hasNamespace(snapshot: Snapshot, namespace: string): boolean {
  return clusterOf(snapshot).hasNamespace(namespace);
}

/** A name that would be one of a Service if `svc` were in it. */
function lacksSvc(snapshot: Snapshot, name: string, zone: string): Reason | undefined {
  const fixed = `${withoutZone(name, zone)}.${servicesZone(zone)}`;
  const request = parseRequest(fixed, zone);
  if (request?.kind !== 'service') return undefined;
  const isKnown = clusterOf(snapshot).service(request.service, request.namespace) !== undefined;
  return isKnown ? reason('lacksSvc', { services: servicesZone(zone), fixed }) : undefined;
}

/** The namespace or the Service is missing; `undefined` where both are there. */
function whyNoService(snapshot: Snapshot, request: ServiceRequest, verdict: Verdict): readonly Reason[] | undefined {
  const { service, namespace } = request;
  if (clusterOf(snapshot).service(service, namespace) !== undefined) return undefined;
  const values = { service, namespace };
  const elsewhereReason = whyNotElsewhere(snapshot, request, verdict);
  if (elsewhereReason !== undefined) return [elsewhereReason];
  const named = snapshot.everything.named('Service', service).all;
  const rejected = named.find((one) => one.namespace === namespace);
  if (rejected !== undefined) return [reason('serviceRejected', values, nameOf(rejected))];
  const [elsewhere] = named;
  if (elsewhere !== undefined)
    return [reason('serviceInOther', { ...values, other: elsewhere.namespace }, nameOf(elsewhere))];
  if (!hasNamespace(snapshot, namespace)) return [reason('noNamespace', { namespace })];
  const near = snapshot
    .ofKind('Service')
    .find((one) => one.namespace === namespace && isMisspelling(service, one.name ?? ''));
  if (near === undefined) return [reason('noService', values)];
  return [reason('serviceAlike', { ...values, near: near.name ?? '' }, nameOf(near))];
}

/** What no manifest makes, and is there all the same, has not everything below it. */
function whyNotElsewhere(snapshot: Snapshot, request: ServiceRequest, verdict: Verdict): Reason | undefined {
  const { service, namespace, port, protocol } = request;
  const existence = existenceOf(snapshot, { kind: 'Service', name: service, namespace });
  if (existence.kind !== 'elsewhere') return undefined;
  const found = existence.why;
  switch (found.kind) {
    case 'outside':
      return undefined;
    case 'controlPlane': {
      if (verdict === 'unknown') return reason('endpointsOfBuiltIn', { service });
      return noSuchPort(
        service,
        portLabels(port, protocol),
        found.ports.map((one) => portLabels(one.name, one.protocol)),
      );
    }
    case 'declared':
    case 'operator':
      return reason('publishedUnderAlias', { service });
  }
}

/** The Service is there, and the name is not. */
function whyNotOfService(snapshot: Snapshot, request: ServiceRequest): readonly Reason[] {
  const view = clusterOf(snapshot).service(request.service, request.namespace);
  if (view === undefined) return [];
  const name = `${nameIn(view, request)}.`;
  const known = missingOfService(snapshot, view.service).filter((one) => one.name === name);
  if (known.length > 0) return known;
  const own = { service: request.service };
  if (view.nature === 'alias') return [reason('publishedUnderAlias', own, nameOf(view.service))];
  if (request.port !== '') return [whyNoPort(view, request), ...ofItself(snapshot, view)];
  if (request.endpoint === '') return [];
  if (view.isAwaited && isDnsLabel(request.endpoint))
    return [reason('podsAwaited', { ...own, label: request.endpoint }, nameOf(view.service))];
  return whyNoEndpoint(snapshot, view, request.endpoint);
}

/** What keeps a Service from any name keeps its ports from theirs. */
function ofItself(snapshot: Snapshot, view: ServiceView): readonly Reason[] {
  return missingOfService(snapshot, view.service).filter(({ name }) => name === `${nameIn(view)}.`);
}

function whyNoPort(view: ServiceView, { service, port, protocol }: ServiceRequest): Reason {
  const ports = view.front.flatMap((endpoint) => endpoint.ports).filter(({ name }) => name !== '');
  const labels = [...new Set(ports.map((one) => portLabels(one.name, one.protocol)))];
  const { ports: written } = view.service.resource;
  const place = { resource: view.service, at: written[0]?.at ?? view.service.resource.specAt };
  return { ...noSuchPort(service, portLabels(port, protocol), labels), place };
}

function noSuchPort(service: string, label: string, labels: readonly string[]): Reason {
  if (labels.length === 0) return reason('noPortNames', { service, label });
  return reason('noSuchPort', { service, label, labels: listed(labels) });
}

/** How many names are told as those that there are. */
const mostTold = 4;

function listed(labels: readonly string[]): string {
  return [...labels.slice(0, mostTold), ...(labels.length > mostTold ? ['…'] : [])].join(', ');
}

function whyNoEndpoint(snapshot: Snapshot, view: ServiceView, label: string): readonly Reason[] {
  const set = setOf(snapshot, view, label);
  if (set !== undefined) {
    const own = set.ofSet.resource;
    if (!hasOrdinal(own, set.ordinal)) return [noSuchPod(set.ofSet, label)];
    const below = `.${fqdnOf(snapshot, view.name, view.namespace)}.`;
    const known = missingOfStatefulSet(snapshot, set.ofSet).filter(({ name }) => name.endsWith(below));
    if (known.length > 0) return known;
  }
  const labels = [...view.labelled.keys()].filter((one) => one !== '');
  const values = { service: view.name, label };
  if (labels.length === 0) return [reason('noEndpointNames', values, nameOf(view.service))];
  return [reason('noSuchEndpoint', { ...values, labels: listed(labels) }, nameOf(view.service))];
}

/** The StatefulSet that would have a Pod of this name, by the form of the label. */
function setOf(
  snapshot: Snapshot,
  view: ServiceView,
  label: string,
): { readonly ofSet: Placed<StatefulSet>; readonly ordinal: number } | undefined {
  const match = /^(.+)-(0|[1-9]\d{0,8})$/.exec(label);
  if (match?.[1] === undefined) return undefined;
  const named = snapshot.contentsOf(view.service.scope).named('StatefulSet', match[1]);
  const ofSet = named.all.find(({ namespace }) => namespace === view.namespace);
  return ofSet && { ofSet, ordinal: Number(match[2]) };
}

function noSuchPod(set: Placed<StatefulSet>, pod: string): Reason {
  const { replicas, ordinalsStart } = set.resource;
  const first = ordinalsStart?.value ?? 0;
  const count = replicasOf(set.resource);
  const name = set.name ?? '';
  const place = { resource: set, at: replicas?.at ?? ordinalsStart?.at ?? set.resource.specAt };
  const id = count === 0 ? 'noPods' : count === 1 ? 'noSuchPodOfOne' : 'noSuchPod';
  return reason(id, { pod, set: name, first: `${name}-${first}`, last: `${name}-${first + count - 1}` }, place);
}

function nameOf(placed: Placed): RecordSource {
  return { resource: placed, at: placed.resource.metadata.name?.at ?? { path: ['metadata'] } };
}
