import { clusterOf } from '../../dns/cluster.ts';
import { hasId, type Reason } from '../../dns/diagnosis/reason.ts';
import { danglingIds, hasOneName, isWritable } from '../../dns/diagnosis/why-no-service-named.ts';
import { existenceOf, isNowhere, namespaceExistence } from '../../existence/existence.ts';
import { mayBeMadeFor, mayBeOfChart } from '../../existence/installers.ts';
import { lookupOf } from '../../hosts/judged-mentions.ts';
import { isWrittenAsHost, type ReadMention } from '../../hosts/mentions.ts';
import type { Service } from '../../kubernetes/service.ts';
import { hasPod } from '../../kubernetes/workloads.ts';
import { type HostName, asBelow } from '../../names/host-name.ts';
import { isPublicDomain } from '../../names/public-domains.ts';
import { readPodLabel } from '../../names/pod-label.ts';
import { kindServedIn } from '../../names/zones.ts';
import { displayNameOf, isStatefulSet, type Placed, isServed, sayingNamespace } from '../../objects/placed.ts';
import { defined } from '../../util/collections.ts';
import { bareName, differInEndNumber, isMisspelling } from '../../util/similar-names.ts';
import { governs, namingServices } from '../../relations/linked.ts';
import { setsOfPod, workloadWithPod } from '../../relations/named-pods.ts';
import { isClose, isNearby, isOfOtherExample } from '../../scopes/near.ts';
import { defineIndex } from '../../scopes/object-index.ts';
import type { Questions } from '../../workspace/questions.ts';
import type { Problem } from '../rule.ts';
import { hostFix } from './host-problem.ts';

/** A host name that refers to no Service, and why. */
interface Dangling {
  readonly read: ReadMention;
  readonly name: HostName;
  readonly reason: Reason;
}

/** The same with what decides how it is told. */
interface Judged extends Dangling {
  /** The Service that was meant. */
  readonly meant: Placed<Service>;
  /** Whether that is near the object with the name. */
  readonly isNear: boolean;
  /** Whether the name can be nothing but that of a Service, wherever that is: it says `svc`, or a namespace that is known. */
  readonly isQualified: boolean;
  /** Whether the Service may be where nothing could be read. */
  readonly mayExist: boolean;
}

/** In which words a problem is told, how loudly, and with which fix. */
type Saying = Pick<Problem, 'message' | 'severity' | 'fixes'>;

/** How a host name that refers to no Service is told; `undefined` where that may be otherwise, or is told elsewhere. */
export function sayingOf(snapshot: Questions, dangling: Dangling): Saying | undefined {
  const { read, name, reason } = dangling;
  const { reasonId, place } = reason;
  const { from } = read;
  const { service, namespace = from.namespace } = name;
  const meant = place !== undefined && isServed(place.resource) ? place.resource : undefined;
  if (reasonId === 'renamed') {
    const wanted = { ...name, below: meant && belowRenamed(snapshot, name, meant), service: meant?.name ?? service };
    return { message: reasonId, fixes: isWritable(snapshot, reason) ? hostFix(read, name, wanted) : [] };
  }
  if (reasonId === 'lacksNamespace')
    return meant && { message: reasonId, fixes: hostFix(read, name, withNamespace(name, meant)) };
  if (reasonId === 'tooManyLabels')
    return meant && { message: reasonId, fixes: hostFix(read, name, withoutLabel(snapshot, name, meant)) };
  const servedAs = kindServedIn(name.zone, snapshot.settings) ?? 'Service';
  const asker = sayingNamespace(from, name.namespace);
  const existence = existenceOf(snapshot, { kind: 'Service', name: service, namespace, servedAs, from: asker });
  // What the namespaces of the system have is not for manifests to say.
  if (!isNowhere(existence) || (existence.kind === 'maybe' && existence.why.kind === 'system')) return undefined;
  if (reasonId === 'deleted') return existence.kind === 'maybe' ? undefined : { message: reasonId, fixes: [] };
  if (reasonId === 'madeAlike') return alikeMade(dangling);
  const mayExist = existence.kind === 'maybe';
  const judged: Judged | undefined = meant && {
    ...dangling,
    meant,
    isNear: isNearby(from, meant),
    isQualified: name.svc === 'written' || (isHostOfPod(read) && isKnownNamespace(snapshot, name.namespace)),
    mayExist,
  };
  if (reasonId === 'swapped' && meant !== undefined)
    return respelt(dangling, { service: meant.name ?? '', namespace: meant.namespace });
  if (reasonId === 'svcTooEarly' && meant !== undefined)
    return respelt(dangling, { below: undefined, service: meant.name ?? '', svc: 'written' });
  if (reasonId === 'serviceAlike' && judged !== undefined && (judged.isNear || judged.isQualified)) {
    const said = alike(snapshot, judged);
    if (said !== 'unsure') return said && isOfOtherExample(from, judged.meant) ? { ...said, severity: 'hint' } : said;
  }
  if (isTheirPod(snapshot, read, name) || mayBeASite(read, name) || mayExist || name.namespace === undefined)
    return undefined;
  const inOther = judged !== undefined && reasonId === 'serviceInOther' ? otherNamespace(snapshot, judged) : 'unsure';
  return inOther === 'unsure' ? unsure(snapshot, dangling) : inOther;
}

/** What is below a Service that was renamed: the Pods of a StatefulSet have other names, too, where that was. */
function belowRenamed(snapshot: Questions, { below }: HostName, service: Placed<Service>): HostName['below'] {
  const pod = below?.kind === 'endpoint' ? readPodLabel(below.label) : undefined;
  if (pod === undefined) return below;
  const sets = snapshot.contentsOf(service.scope).ofKind('StatefulSet');
  const set = sets.find((one) => one.writtenName === pod.set && one.namespace === service.namespace);
  return set === undefined ? below : { kind: 'endpoint', label: `${displayNameOf(set)}-${pod.ordinal}` };
}

/** The fix that changes parts of a name, in the words of the reason. */
function respelt({ read, name, reason }: Dangling, parts: Partial<HostName>): Saying {
  return { message: reason.reasonId, fixes: hostFix(read, name, { ...name, ...parts }) };
}

/** A Service that an operator makes is called alike; not where two may be meant that a number tells apart. */
function alikeMade(dangling: Dangling): Saying | undefined {
  const { name, reason } = dangling;
  const near = String(reason.values['near']);
  const mayBeTwo = name.namespace === undefined && differInEndNumber(name.service, near);
  return mayBeTwo ? undefined : respelt(dangling, { service: near });
}

/** A Service is called alike; a short name may as well be that of another one, or of a Pod. */
function alike(snapshot: Questions, judged: Judged): Saying | undefined | 'unsure' {
  const { read, name, meant, mayExist } = judged;
  const { service } = name;
  const isShort = name.namespace === undefined;
  const names = defined([meant.name, meant.writtenName]);
  if (isShort && (mayExist || names.some((one) => differInEndNumber(service, one)))) return undefined;
  if (isShort && isPodOfSet(snapshot, read.from, service, read.from.namespace)) return undefined;
  // What an image is called by itself, `redis`, stands in for a variable that is set to `redis-svc`.
  if (read.mention.aside === 'default' && names.map(bareName).includes(bareName(service))) return undefined;
  // One with words before it, or without, is meant where it has the port, too.
  if (!names.some((one) => isMisspelling(service, one)) && !(isServiceAt(meant, read.mention.port) && !mayExist))
    return 'unsure';
  const said = respelt(judged, { service: displayNameOf(meant) });
  if (mayExist && mayBeMadeFor(snapshot, read.from, service, name.namespace ?? read.from.namespace))
    return { ...said, message: `${said.message}Here`, severity: 'hint' };
  return hasOneName(snapshot, meant) ? said : { ...said, fixes: [] };
}

function isServiceAt({ resource: { ports } }: Placed<Service>, port: number | undefined): boolean {
  return port !== undefined && ports.some((one) => one.port?.value === port);
}

/** A Service of the name is in another namespace. `unsure` where that one is rather another Service. */
function otherNamespace(snapshot: Questions, judged: Judged): Saying | undefined | 'unsure' {
  const { read, name, meant, isNear } = judged;
  const namespace = name.namespace ?? read.from.namespace;
  const isMisspelt = isMisspelling(namespace, meant.namespace);
  if (!isNear && !(isMisspelt && name.svc === 'written')) return 'unsure';
  const said = respelt(judged, { namespace: meant.namespace });
  if (isMisspelt || (namespace === 'default' && isOwnPod(snapshot, read, name, meant))) return said;
  if (namespaceExistence(snapshot, namespace) === 'here')
    return isClose(read.from, meant) ? said : { ...said, severity: 'hint' };
  // The first of three labels may be anything in a domain that is unknown here.
  const mayBeAnything = name.svc === 'absent' && name.below !== undefined;
  return mayBeAnything ? undefined : { ...said, message: `${said.message}Here`, severity: 'hint' };
}

/** Whether a StatefulSet names a Pod of its own, which is in its namespace: examples have theirs in `default`. */
function isOwnPod(snapshot: Questions, { from }: ReadMention, { below }: HostName, meant: Placed<Service>): boolean {
  if (!isStatefulSet(from) || below?.kind !== 'endpoint' || !governs(snapshot, from, meant)) return false;
  return hasPod(from.resource, from.name, below.label);
}

/** What is meant is not near: a hint, where the namespace is one of those that manifests nearby fill. */
function unsure(snapshot: Questions, { read, name, reason }: Dangling): Saying | undefined {
  const { from } = read;
  const namespace = name.namespace ?? from.namespace;
  const inNamespace = snapshot.contentsOf(from.scope).index(servicesByNamespace).get(namespace).all;
  const isKnown = inNamespace.some((one) => one.namespaceOrigin === 'written' && isNearby(from, one));
  const isTold = isKnown && !mayBeOfChart(snapshot, from, name.service, namespace) && hasId(reason, danglingIds);
  return isTold ? { message: `${reason.reasonId}Here`, severity: 'hint' } : undefined;
}

/** Whether a Pod looks the name up as a host. */
function isHostOfPod(read: ReadMention): boolean {
  return lookupOf(read) === 'pod' && isWrittenAsHost(read.mention);
}

/** Whether a name is that of a Pod with a name below a Service, alone or below another name than that of this Service, which is told elsewhere. */
function isTheirPod(
  snapshot: Questions,
  read: ReadMention,
  { below, service, namespace = read.from.namespace }: HostName,
): boolean {
  const endpoint = asBelow(below).endpoint;
  const workload = lookupOf(read) === 'pod' ? workloadWithPod(snapshot, read.from, endpoint, namespace) : undefined;
  const isBelow =
    workload?.name === service || (workload !== undefined && namingServices(snapshot, workload).length > 0);
  return isBelow || (isHostOfPod(read) && isPodOfSet(snapshot, read.from, service, namespace));
}

/** A name with the namespace that it lacks: what is there is the Service, and what stands for that, a Pod of it. */
function withNamespace(name: HostName, { namespace }: Placed<Service>): HostName {
  if (name.namespace === undefined) return { ...name, namespace };
  if (name.namespace === 'svc') return { ...name, namespace, svc: 'written' };
  return { ...name, below: { kind: 'endpoint', label: name.service }, service: name.namespace, namespace };
}

/**
 * A Pod below the Service that stands where the namespace belongs, without the label that is too many: which of the two is the Pod, its
 * records tell.
 */
function withoutLabel(snapshot: Questions, name: HostName, service: Placed<Service>): HostName {
  const label = asBelow(name.below).endpoint;
  const isPod = clusterOf(snapshot).view(service)?.labelled.has(label) === true;
  const below = { kind: 'endpoint', label: isPod ? label : name.service } as const;
  return { ...name, below, service: displayNameOf(service), namespace: undefined };
}

/** Whether a name has a namespace that is known. */
function isKnownNamespace(snapshot: Questions, namespace: string | undefined): boolean {
  return namespace !== undefined && namespaceExistence(snapshot, namespace) === 'here';
}

/** Whether a name is that of a Pod of a StatefulSet, also of one that the set does not ask for. */
function isPodOfSet(snapshot: Questions, from: Placed, name: string, namespace: string): boolean {
  const pod = setsOfPod(snapshot.contentsOf(from.scope), name);
  return pod !== undefined && pod.sets.fitting(from, namespace).length > 0;
}

/** `https://example.test` is a site, also where there is a namespace `test`; with a port of its own it is rather a Service. */
function mayBeASite({ mention }: ReadMention, { namespace = '', svc }: HostName): boolean {
  return svc === 'absent' && isPublicDomain(namespace) && mention.port === undefined;
}

const servicesByNamespace = defineIndex(['Service'], ({ namespace }) => [namespace]);
