import { isSharedKind, type ServedKind } from '../../names/zones.ts';
import { namedIn, namingIn, servicesIn } from '../../existence/configured-names.ts';
import type { Service } from '../../kubernetes/service.ts';
import { asBelow, shortFormsOf, type HostName } from '../../names/host-name.ts';
import { readPodLabel } from '../../names/pod-label.ts';
import { isPublicDomain } from '../../names/public-domains.ts';
import { itself, portLabels, type Below, type ServiceRequest } from '../../names/service-name.ts';
import { defined } from '../../util/collections.ts';
import { namespaceExistence, existenceOf } from '../../existence/existence.ts';
import { scopeLabel, isServed, type Placed } from '../../objects/placed.ts';
import type { Contents } from '../../scopes/contents.ts';
import { isNearby, nearbyIn } from '../../scopes/near.ts';
import {
  madeServiceLike,
  type MadeService,
  namesLike,
  renamedService,
  serviceOfRelease,
  servicesCalled,
} from '../../relations/near-services.ts';
import { SimilarNames } from '../../util/name-search.ts';
import { areNumbered, isMisspelling, misspeltAmong } from '../../util/similar-names.ts';
import { recordsAt } from '../answers.ts';
import { clusterOf } from '../cluster.ts';
import type { Verdict } from '../lookup.ts';
import { fqdnOf } from '../names.ts';
import { nameSourceOf } from '../record.ts';
import { reason, type Reason } from './reason.ts';
import { noSuchPort, whyNotBelow } from './why-below.ts';
import { whyDeleted } from './why-no-service-named.ts';
import { whyPodsMeant } from './why-pods-meant.ts';
import { contentsAround, type Questions } from '../../workspace/questions.ts';

/** What became of a question about a Service, and the object that asks. */
interface AskedService {
  readonly verdict: Verdict;
  readonly from: Placed | undefined;
  /** The kind of what has names in the zone that was asked. */
  readonly kind: ServedKind;
}

/**
 * Why there is no Service of a name and namespace: which one may be meant, else which part of the name is nobody's; and which Pods are
 * called so. What is near the object that asks is meant before what is far away.
 */
export function whyNoService(snapshot: Questions, request: ServiceRequest, asked: AskedService): readonly Reason[] {
  const { service, namespace } = request;
  const elsewhere = isSharedKind(asked.kind) ? undefined : whyNotElsewhere(snapshot, request, asked.verdict);
  if (elsewhere !== undefined) return [elsewhere];
  const values = { service, namespace };
  const isHere = ({ namespace: own }: Placed): boolean => own === namespace;
  const named = isSharedKind(asked.kind)
    ? namedIn(snapshot, asked.kind, service).filter(isHere).filter(isServed)
    : servicesIn(snapshot, namespace, service);
  const rejected = named.find((one) => clusterOf(snapshot).view(one) === undefined);
  if (rejected !== undefined) return [reason('serviceRejected', values, nameSourceOf(rejected))];
  const renamed = asked.kind === 'Service' ? renamedService(snapshot, asked.from, service, namespace) : undefined;
  if (renamed !== undefined) {
    const path = scopeLabel(renamed.scope);
    return [reason('renamed', { service, near: renamed.name ?? '', path }, nameSourceOf(renamed))];
  }
  const deleted = asked.kind === 'Service' && asked.from ? whyDeleted(asked.from, values) : undefined;
  if (deleted !== undefined) return [deleted];
  const misplaced =
    asked.kind === 'Service'
      ? (swapped(snapshot, request) ??
        ofServiceSvc(snapshot, request) ??
        lacksNamespace(snapshot, request, asked.from) ??
        tooManyLabels(snapshot, request, asked.from))
      : undefined;
  if (misplaced !== undefined) return [misplaced];
  const meant = meantService(snapshot, request, asked);
  const ofPods = isSharedKind(asked.kind) ? undefined : whyPodsMeant(snapshot, request, asked.from)?.reason;
  const made = isSharedKind(asked.kind) ? undefined : madeServiceLike(snapshot, service, namespace, asked.from);
  return defined([absenceReason(snapshot, values, { meant, made }), ofPods]);
}

function absenceReason(
  snapshot: Questions,
  values: { readonly service: string; readonly namespace: string },
  { meant, made }: { readonly meant: Placed | undefined; readonly made: MadeService | undefined },
): Reason {
  const { namespace } = values;
  if (meant?.namespace === namespace)
    return reason('serviceAlike', { ...values, near: meant.name ?? '' }, nameSourceOf(meant));
  if (made !== undefined) {
    const maker = { kind: made.custom.resource.writtenKind, resource: made.custom.name ?? '' };
    return reason('madeAlike', { ...values, near: made.name, ...maker }, nameSourceOf(made.custom));
  }
  if (meant !== undefined) return reason('serviceInOther', { ...values, other: meant.namespace }, nameSourceOf(meant));
  return namespaceExistence(snapshot, namespace) === 'absent'
    ? reason('noNamespace', { namespace })
    : reason('noService', values);
}

/** A Service whose name is where the namespace belongs, and the other way round. */
function swapped(snapshot: Questions, { service, namespace }: ServiceRequest): Reason | undefined {
  const [meant] = servicesIn(snapshot, service, namespace);
  return meant && reason('swapped', { service: namespace, namespace: service }, nameSourceOf(meant));
}

/** A Service whose namespace is behind `svc`: a Pod completes `db.svc.prod` to an endpoint of a Service `svc`. */
function ofServiceSvc(snapshot: Questions, { endpoint, service, namespace }: ServiceRequest): Reason | undefined {
  return service === 'svc' && endpoint !== '' ? whySvcTooEarly(snapshot, endpoint, namespace) : undefined;
}

/** The reason where a name has the namespace of a Service behind `svc`; nothing where there is no such Service. */
export function whySvcTooEarly(snapshot: Questions, service: string, namespace: string): Reason | undefined {
  const [meant] = servicesIn(snapshot, namespace, service);
  if (meant === undefined) return undefined;
  const fixed = shortFormsOf(service, namespace).at(-1) ?? '';
  return reason('svcTooEarly', { service, namespace, fixed }, nameSourceOf(meant));
}

/**
 * A name without its namespace: `db.svc` reads as the Service `db` of a namespace `svc`, and `db-0.db.svc`, a Pod below a Service, as the
 * Service `db-0` of a namespace `db`.
 */
function lacksNamespace(
  snapshot: Questions,
  { service, namespace, endpoint, port }: ServiceRequest,
  from: Placed | undefined,
): Reason | undefined {
  if (namespaceExistence(snapshot, namespace) !== 'absent') return undefined;
  if (namespace === 'svc') return whyWithoutNamespace(snapshot, service, from);
  const isPod = endpoint === '' && port === '' && readPodLabel(service) !== undefined;
  return isPod ? whyWithoutNamespace(snapshot, namespace, from) : undefined;
}

/** A Pod below a Service, and a label too many: `db-0.db.db-headless` reads as a Pod below `db` in a namespace `db-headless`. */
function tooManyLabels(
  snapshot: Questions,
  { endpoint, service, namespace }: ServiceRequest,
  from: Placed | undefined,
): Reason | undefined {
  if (endpoint === '' || from === undefined || namespaceExistence(snapshot, namespace) !== 'absent') return undefined;
  const near = nearbyIn(contentsAround(snapshot, from).named('Service', namespace), from);
  const meant = near.find((one) => one.namespace === from.namespace);
  const labels = meant && clusterOf(snapshot).view(meant)?.labelled;
  if (labels?.has(endpoint) !== true && labels?.has(service) !== true) return undefined;
  // `db-0.db.db` is whole where that Service is in another namespace: the last label is the wrong namespace.
  if (labels.has(endpoint) && service === namespace) return undefined;
  const host = `${endpoint}.${service}.${namespace}`;
  return meant && reason('tooManyLabels', { host, service: namespace }, nameSourceOf(meant));
}

/** The reason if a name has `svc` but no namespace; nothing if no such Service is near the asker. */
export function whyWithoutNamespace(
  snapshot: Questions,
  service: string,
  from: Placed | undefined,
): Reason | undefined {
  // What is near is in the same scope, where many scopes have a Service of the name.
  const contents = contentsAround(snapshot, from);
  const near = nearbyIn(contents.named('Service', service), from);
  const meant = near.find((one) => one.namespace === from?.namespace) ?? near[0];
  return meant && reason('lacksNamespace', { service, namespace: meant.namespace }, nameSourceOf(meant));
}

/**
 * Which Service a short name means, if it is not known from which namespace it is asked, or why that has nothing below it that is called
 * so; `undefined` if none is similar.
 */
export function whyShort(
  snapshot: Questions,
  { service, namespace, below: written }: Pick<HostName, 'service' | 'namespace' | 'below'>,
): readonly Reason[] | undefined {
  const named = snapshot.everything.named('Service', service).all;
  const below = asBelow(written);
  const exact = named
    .filter((one) => namespace === undefined || one.namespace === namespace)
    .map((one) => ({ service: one, below: whyNothingBelow(snapshot, one, below) }));
  const [meant] = exact.sort((one, other) => one.below.length - other.below.length);
  if (meant !== undefined) {
    if (meant.below.length > 0) return meant.below;
    const whole = fqdnOf(snapshot, service, meant.service.namespace, below);
    return [reason('notSearched', { whole }, nameSourceOf(meant.service))];
  }
  // Most names of two labels are of no Service, whatever Service is called nearly as one of them.
  if (namespace === undefined && written !== undefined) return undefined;
  const mayBeSite =
    namespace !== undefined && isPublicDomain(namespace) && namespaceExistence(snapshot, namespace) === 'absent';
  if (mayBeSite) return undefined;
  const alike = namesAlike(snapshot, service)
    .flatMap((name) => snapshot.everything.named('Service', name).all)
    .find((one) => namespace === undefined || one.namespace === namespace);
  const [other] = alike === undefined ? named : [alike];
  if (other === undefined) return undefined;
  const values = { service, namespace: namespace ?? other.namespace };
  return [
    alike === undefined
      ? reason('serviceInOther', { ...values, other: other.namespace }, nameSourceOf(other))
      : reason('serviceAlike', { ...values, near: alike.name ?? '' }, nameSourceOf(other)),
  ];
}

/** Why a Service has no such endpoint or port in DNS; nothing if it has. */
function whyNothingBelow(snapshot: Questions, service: Placed<Service>, below: Below): readonly Reason[] {
  const view = below === itself ? undefined : clusterOf(snapshot).view(service);
  if (view === undefined || recordsAt(view, below, { owner: '', type: 'A' }) !== undefined) return [];
  return whyNotBelow(snapshot, view, { kind: 'service', service: view.name, namespace: view.namespace, ...below });
}

/** The names of Services that one may be misspelt for, in any namespace. */
function namesAlike(snapshot: Questions, service: string): readonly string[] {
  return namesLike(snapshot.everything, service).filter((name) => !areNumbered(service, name));
}

/** Of the Services of nearly this name in the namespace, and of this name in others, the likeliest. */
function meantService(
  snapshot: Questions,
  { service, namespace }: ServiceRequest,
  { from, kind }: AskedService,
): Placed | undefined {
  if (isSharedKind(kind)) return meantOfShared(snapshot, kind, { service, namespace });
  const alike = namesAlike(snapshot, service);
  if (from !== undefined) {
    // What is near is in the same scope, where many scopes have a Service of the name; and of one namespace, where many namespaces have.
    const contents = snapshot.contentsOf(from.scope);
    const isMeant = (one: Placed): boolean => one.namespace === namespace && isNearby(from, one);
    const [near] = defined(alike.map((name) => servicesCalled(contents, name).fitting(from, namespace).find(isMeant)));
    const named = nearbyIn(contents.named('Service', service), from);
    const found = near ?? inOtherNamespace(contents, named, { service, namespace });
    if (found !== undefined) return found;
    const ofRelease = serviceOfRelease(snapshot, from, service, namespace);
    if (ofRelease !== undefined) return ofRelease;
  }
  const [anywhere] = defined(alike.map((name) => servicesIn(snapshot, namespace, name)[0]));
  const { everything } = snapshot;
  return anywhere ?? inOtherNamespace(everything, everything.named('Service', service).all, { service, namespace });
}

/** Of Services of one name the one in a namespace that is called nearly as the one asked for, else the first in another. */
function inOtherNamespace(
  contents: Contents,
  named: readonly Placed[],
  { service, namespace }: Pick<ServiceRequest, 'service' | 'namespace'>,
): Placed | undefined {
  const known = contents.aboutAlike(`namespaces of ${service}`, { service }, namespacesOf);
  const alike = known.near(namespace).filter((other) => isMisspelling(namespace, other));
  const meant = alike.length === 0 ? undefined : named.find((one) => alike.includes(one.namespace));
  return meant ?? named.find((one) => one.namespace !== namespace);
}

function namespacesOf(contents: Contents, { service }: Pick<ServiceRequest, 'service'>): SimilarNames {
  return new SimilarNames(contents.named('Service', service).all.map(({ namespace }) => namespace));
}

/** The same of what gives names to a zone that several clusters share. */
function meantOfShared(
  snapshot: Questions,
  kind: ServedKind,
  { service, namespace }: Pick<ServiceRequest, 'service' | 'namespace'>,
): Placed | undefined {
  const alike = misspeltAmong(service, namingIn(snapshot, kind, namespace), ({ name = '' }) => name);
  return alike ?? namedIn(snapshot, kind, service).find((one) => one.namespace !== namespace);
}

/** What exists without a manifest does not have everything below it. */
function whyNotElsewhere(snapshot: Questions, request: ServiceRequest, verdict: Verdict): Reason | undefined {
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
      return reason('belowAlias', { service });
  }
}
