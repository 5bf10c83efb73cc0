import { readHostName } from '../../names/host-name.ts';
import { parseRequest, readInPodsZone, readMisordered, type ServiceRequest } from '../../names/service-name.ts';
import {
  clusterZone,
  isInZone,
  servicesZone,
  withoutZone,
  zoneHolding,
  zonesOf,
  type ServedKind,
} from '../../names/zones.ts';
import type { Service } from '../../kubernetes/service.ts';
import { namespaceExistence, existenceOf } from '../../existence/existence.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Questions } from '../../workspace/questions.ts';
import { clusterOf } from '../cluster.ts';
import type { Verdict } from '../lookup.ts';
import { addressOfReverseName } from '../names.ts';
import { nameSourceOf, type RecordSource } from '../record.ts';
import { asksOutside, type Resolver } from '../resolver.ts';
import { hasAddressesToCome, pointersAt } from '../reverse.ts';
import { withDoubt } from './doubt.ts';
import { reason, type Reason } from './reason.ts';
import { whyNotBelow } from './why-below.ts';
import { whyPodsMeant } from './why-pods-meant.ts';
import { whyShort, whyNoService, whySvcTooEarly, whyWithoutNamespace } from './why-no-service.ts';
import { withoutFinalDot } from '../../util/dns-label.ts';

/** A name that was asked for, and what became of it. */
interface Asked {
  readonly snapshot: Questions;
  /** With its final dot. */
  readonly asked: string;
  readonly verdict: Verdict;
  readonly from: Resolver | undefined;
  /** The name in the question: with a final dot nothing was put behind it. */
  readonly written: string;
  /** The Service that answered for its name and namespace. */
  readonly variant: Placed<Service> | undefined;
}

/**
 * Why an absolute name is absent, unknown or forwarded, as far as the manifests tell: the reasons of which each by itself is enough.
 * The name has no such answer; nothing is looked up here again.
 */
export function whyNot(question: Asked): readonly Reason[] {
  return withDoubt(question.snapshot, knownReasons(question));
}

function knownReasons(question: Asked): readonly Reason[] {
  const { snapshot, asked, from } = question;
  const name = withoutFinalDot(asked).toLowerCase();
  const zone = zoneHolding(name, zonesOf(snapshot.settings));
  const servers = serversReason(from);
  if (servers !== undefined) return [servers];
  if (zone === undefined) {
    const known = otherDomain(question, name) ?? notSearched(question, name);
    return known === undefined ? (shortNameReasons(question, name) ?? [reason('forwarded')]) : [known];
  }
  if (zone.kind === 'reverse') return [whyNotInReverse(question, name, zone.name)];
  const request = parseRequest(name, zone.name, zone);
  switch (request?.kind) {
    case 'version':
      return [reason('onlyType', { name, type: 'TXT' })];
    case 'nameServer':
      return [reason('onlyAddresses', { name })];
    case undefined:
    case 'invalid':
      return [
        misordered(question, name, zone.name) ??
          lacksSvc(question, name, zone.name) ??
          otherDomain(question, name) ??
          tooManyLabels(question, name, zone.name) ??
          reason('noSuchName', { zone: zone.name }),
      ];
    case 'node':
    case 'pod': {
      // Only a question for TXT comes to nothing there.
      if (request.kind === 'node' && isNamespaceThere(snapshot, request.namespace))
        return [reason('onlyNamesBelow', { name })];
      const meant = misordered(question, name, zone.name) ?? lacksSvc(question, name, zone.name);
      const ofPods = meant ?? podsInZone(question, name, zone.name);
      if (ofPods !== undefined) return [ofPods];
      return isNamespaceThere(snapshot, request.namespace)
        ? [reason('noSuchName', { zone: zone.name })]
        : [reason('noNamespace', { namespace: request.namespace ?? '' })];
    }
    case 'service':
      return whyNotOfService(question, request, zone.serves);
  }
}

/** Whether a namespace may exist; every cluster has what is above all namespaces. */
function isNamespaceThere(snapshot: Questions, namespace: string | undefined): boolean {
  return namespace === undefined || namespaceExistence(snapshot, namespace) !== 'absent';
}

function whyNotInReverse({ snapshot, verdict }: Asked, name: string, zone: string): Reason {
  if (verdict === 'unknown') return reason('notSent');
  if (name === zone) return reason('onlyNamesBelow', { name });
  const address = addressOfReverseName(name);
  if (address === undefined) return reason('noSuchName', { zone });
  if (pointersAt(snapshot, address).length > 0) return reason('onlyType', { name, type: 'PTR' });
  return reason(snapshot.derive(hasAddressesToCome) ? 'noPointerYet' : 'noPointer');
}

/** What is meant by a short name that is asked without a search list: a Service here, or one that is nearly it. */
function shortNameReasons({ snapshot, from }: Asked, name: string): readonly Reason[] | undefined {
  if (from !== undefined) return undefined;
  for (const reading of readHostName(name)) {
    const reasons = reading.zone === undefined ? whyShort(snapshot, reading) : undefined;
    if (reasons !== undefined) return reasons;
  }
  return undefined;
}

/** A name that a search list would complete to that of a Service, were it tried. */
function notSearched(asked: Asked, name: string): Reason | undefined {
  const { from, written } = asked;
  if (from === undefined || !written.endsWith('.')) return undefined;
  for (const { service, namespace = from.namespace, zone } of readHostName(name)) {
    const known = zone === undefined ? knownService(asked, { service, namespace }) : undefined;
    if (known === undefined) continue;
    return from.of?.resource.kind === 'Service'
      ? reason('aliasNotSearched', { name }, known.place)
      : reason('finalDot', { name: `${name}.` }, known.place);
  }
  return undefined;
}

/** Others than the cluster's DNS are asked. */
function serversReason(from: Resolver | undefined): Reason | undefined {
  if (from?.policy === undefined || from.servers === 'cluster') return undefined;
  const { text, place } = from.policy;
  if (from.servers === 'node') return reason('nodeServers', { policy: text }, place);
  const id = asksOutside(from) ? 'publicServers' : 'ownServers';
  return reason(id, { policy: text, servers: from.servers.join(', ') }, place);
}

function whyNotOfService(
  { snapshot, verdict, from, variant }: Asked,
  request: ServiceRequest,
  kind: ServedKind,
): readonly Reason[] {
  const { service, namespace } = request;
  const view = clusterOf(snapshot).service(service, namespace, { from: from?.of, variant, kind });
  return view === undefined
    ? whyNoService(snapshot, request, { verdict, from: from?.of, kind })
    : whyNotBelow(snapshot, view, request);
}

/** Pods by their names in their zone. */
function podsInZone({ snapshot, from }: Asked, name: string, zone: string): Reason | undefined {
  const meant = readInPodsZone(name, zone);
  return meant && whyPodsMeant(snapshot, { ...meant, endpoint: '' }, from?.of)?.reason;
}

/** A name whose namespace is behind `svc`, or left out. */
function misordered({ snapshot, from }: Asked, name: string, zone: string): Reason | undefined {
  const meant = readMisordered(name, zone);
  if (meant === undefined) return undefined;
  const { service, namespace } = meant;
  return namespace === undefined
    ? whyWithoutNamespace(snapshot, service, from?.of)
    : whySvcTooEarly(snapshot, service, namespace);
}

/** A name that would be one of a Service if `svc` were in it, or in the place of its last label, as in `db.prod.pod`. */
function lacksSvc(asked: Asked, name: string, zone: string): Reason | undefined {
  const labels = withoutZone(name, zone).split('.');
  const services = servicesZone(zone);
  const knownAt = (fixed: string): ReturnType<typeof knownService> => {
    const request = parseRequest(fixed, zone);
    return request?.kind === 'service' ? knownService(asked, request) : undefined;
  };
  const longer = [...labels, services].join('.');
  const absent = knownAt(longer);
  if (absent !== undefined) return reason('lacksSvc', { services, fixed: longer }, absent.place);
  const other = [...labels.slice(0, -1), services].join('.');
  const replaced = knownAt(other);
  return replaced && reason('otherThanSvc', { label: labels.at(-1) ?? '', services, fixed: other }, replaced.place);
}

/** A name of a Service, with more before it than any name has; `surplus` is how many labels that is. */
function tooManyLabels(asked: Asked, name: string, zone: string): Reason | undefined {
  const labels = name.split('.');
  for (let surplus = 1; surplus < labels.length; surplus++) {
    const request = parseRequest(labels.slice(surplus).join('.'), zone);
    const known = request?.kind === 'service' ? knownService(asked, request) : undefined;
    if (known === undefined || request?.kind !== 'service') continue;
    return reason('tooManyLabels', { host: name, service: request.service, surplus }, known.place);
  }
  return undefined;
}

/** A name that would be one of a Service, were the cluster domain the one in it. */
function otherDomain(asked: Asked, name: string): Reason | undefined {
  const domain = clusterZone(asked.snapshot.settings);
  const isSearched = name !== withoutFinalDot(asked.written).toLowerCase();
  for (const { service, namespace = '', svc, zone } of readHostName(name)) {
    if (svc === 'absent' || zone === undefined || zone === domain) continue;
    // Nobody wrote what a search list makes of a whole name.
    if (isSearched && isInZone(zone, domain)) continue;
    const known = knownService(asked, { service, namespace });
    if (known !== undefined) return reason('otherDomain', { domain, zone }, known.place);
  }
  return undefined;
}

/** A Service with a name, as far as the asker can tell: its place, if a manifest creates it. */
function knownService(
  { snapshot, from }: Asked,
  { service, namespace }: Pick<ServiceRequest, 'service' | 'namespace'>,
): { readonly place: RecordSource | undefined } | undefined {
  const view = clusterOf(snapshot).service(service, namespace, { from: from?.of });
  if (view !== undefined) return { place: nameSourceOf(view.service) };
  const existence = existenceOf(snapshot, { kind: 'Service', name: service, namespace, from: from?.of });
  if (existence.kind === 'elsewhere') return { place: undefined };
  const [here] = existence.kind === 'here' ? existence.objects : [];
  return here && { place: nameSourceOf(here) };
}
