import { namespaceExistence } from '../existence/existence.ts';
import type { Service } from '../kubernetes/service.ts';
import { portsAskedFor } from '../names/discovery.ts';
import { anyLabel, readHostName, type HostName } from '../names/host-name.ts';
import type { Mention } from '../names/mention.ts';
import { clusterZone, isInZone, isSharedKind, kindServedIn, namespaceOfZone, type ServedKind } from '../names/zones.ts';
import { namedIn, servicesIn } from '../existence/configured-names.ts';
import { isPublicDomain } from '../names/public-domains.ts';
import { defineIndex, defineIndexOfAll } from '../scopes/object-index.ts';
import { addAll, addTo, compact, defined } from '../util/collections.ts';
import { sharedList } from '../util/shared.ts';
import type { At } from '../yaml/path.ts';
import { isServed, type Placed, isWorkload, sayingNamespace } from '../objects/placed.ts';
import { inNamespaceOf, labelsOf, objectsCalling } from './host-labels.ts';
import { isPodLabel } from './pod-names.ts';
import type { Questions } from '../workspace/questions.ts';
import { withoutFinalDot } from '../util/dns-label.ts';

/** A host name in a string, with what it can be read as. */
export interface ReadMention {
  readonly mention: Mention;
  /** The object the string belongs to, from whose namespace the name is looked up. */
  readonly from: Placed;
  /** As a name of a Service, in the order a Pod's resolver would try them; none where no Service can have such a name. */
  readonly readings: readonly HostName[];
}

/** A host name that is read as one name of a Service, whether there is such a Service or not. */
export interface NamingMention extends ReadMention {
  /** The reading that leads there, or would. */
  readonly name: HostName;
}

/** A string that names a Service. */
export interface ServiceMention extends NamingMention {
  /** Several where variants of it are equally near. */
  readonly services: readonly Placed<Service>[];
}

/** The Services in the workspace that a host name refers to, if any. */
export function servicesOfMention(read: ReadMention | ServiceMention): readonly Placed<Service>[] {
  return 'services' in read ? read.services : [];
}

/** The strings that name one Service. */
export function mentionsOf(snapshot: Questions, service: Placed<Service>): readonly ServiceMention[] {
  const name = service.name?.toLowerCase();
  if (name === undefined) return [];
  return objectsCalling(snapshot, service, name).flatMap((object) => mentionsOfServiceIn(snapshot, object, service));
}

/** The strings of an object that name one Service. The other strings are not looked up, and nothing rests on what they name. */
export function mentionsOfServiceIn(
  snapshot: Questions,
  object: Placed,
  service: Placed<Service>,
): readonly ServiceMention[] {
  const name = service.name?.toLowerCase();
  if (name === undefined) return [];
  return withHostLabel(snapshot, object, name)
    .flatMap((mention) => linked(snapshot, readAs(object, mention)))
    .filter(({ services }) => services.includes(service));
}

/** The host names of an object that have a label. Those of an object that has many are gone through once for all labels. */
function withHostLabel(snapshot: Questions, object: Placed, label: string): readonly Mention[] {
  const { mentions } = object.resource;
  if (mentions.length > few) return snapshot.about(object, mentionsByLabel).get(label) ?? [];
  return mentions.filter((mention) => labelsOf(object, mention).includes(label));
}

/** So few host names are looked through one by one. */
const few = 16;

function mentionsByLabel(_: Questions, object: Placed): ReadonlyMap<string, readonly Mention[]> {
  const found = new Map<string, Mention[]>();
  for (const mention of object.resource.mentions)
    for (const label of new Set(labelsOf(object, mention))) addTo(found, label, mention);
  return found;
}

/**
 * The strings of an object that name a Service of the workspace: `svc`, `svc.ns`, `svc.ns.svc` and the fully qualified name, each
 * with labels before it. A short name is looked up from the namespace of the object it is in, as a Pod's search list
 * does. Source: Kubernetes DNS specification; kubernetes pkg/kubelet/network/dns/dns.go.
 */
export function serviceMentionsIn(snapshot: Questions, object: Placed): readonly ServiceMention[] {
  return mentionsWithServices(snapshot, object).filter((read) => 'services' in read);
}

/** The host names in the strings of an object, whether or not they name a Service. */
export function readMentionsOf(snapshot: Questions, object: Placed): readonly ReadMention[] {
  return mentionsWithServices(snapshot, object).map(({ mention, from, readings }) => ({ mention, from, readings }));
}

/** The host names in the strings of an object, each that names a Service of the workspace with what it refers to. */
export function mentionsWithServices(snapshot: Questions, object: Placed): readonly (ReadMention | ServiceMention)[] {
  if (object.resource.mentions.length === 0) return [];
  return snapshot.about(object, readAll);
}

/** What tells that a word is a host. */
type HostEvidence = Pick<Mention, 'evidence' | 'isOwn'> & Partial<Pick<Mention, 'written'>>;

/**
 * Whether a name is where nothing but a host can be: in a URL, before a port, or where a key or command asks for one; or it begins with
 * the name of the Pod that it is in.
 */
export function isWrittenAsHost({ evidence, isOwn }: HostEvidence): boolean {
  return evidence === 'url' || evidence === 'port' || evidence === 'asked' || isOwn;
}

/**
 * Whether the Pod that has a name in a string is told its address, so that DNS is not asked and no Service is meant; SRV records,
 * and names with a final dot, are still asked for. Source: Kubernetes API, PodSpec.hostAliases; hosts(5).
 */
export function isHostAlias({ from, mention }: ReadMention): boolean {
  if (!isWorkload(from) || from.resource.template.hostAliases.length === 0) return false;
  const names = from.resource.template.hostAliases.flatMap(({ hostnames }) => hostnames);
  const isAlias = !mention.absolute && names.some(({ value }) => value.toLowerCase() === mention.host);
  return isAlias && portsAskedFor(mention).length === 0;
}

/** A host as it is in its file where it has parts that are not known; else as it is asked for. */
export function hostText({ mention }: Pick<ReadMention, 'mention'>): string {
  return mention.host.includes(anyLabel) ? (mention.written ?? mention.host) : mention.host;
}

/** The Services that a reading of a mention refers to from an object, in the workspace. */
export function servicesNamed(
  snapshot: Questions,
  { from, mention }: { readonly from: Placed; readonly mention: HostEvidence },
  name: HostName,
): readonly Placed<Service>[] {
  if (!isPlausible(mention, name)) return [];
  const kind = kindServedIn(name.zone, snapshot.settings) ?? 'Service';
  if (isSharedKind(kind)) return servicesShared(snapshot, kind, name);
  const candidates = snapshot.contentsOf(from.scope).named('Service', name.service);
  const namespace = name.namespace === undefined || name.namespace === anyLabel ? from.namespace : name.namespace;
  const near = candidates.nearest(from, namespace, (service) => service.namespace === namespace);
  if (near.length > 0) return near;
  // Who writes a namespace may mean a Service of another chart or of another part of the workspace.
  const isQualified = name.namespace === namespace;
  for (const one of isQualified ? [namespace] : namespacesSearched(from, clusterZone(snapshot.settings))) {
    const named = servicesIn(snapshot, one, name.service);
    const written = named.filter(({ namespaceOrigin }) => namespaceOrigin === 'written');
    if (written.length > 0) return written;
  }
  const isSure = name.svc === 'written' || isWrittenAsHost(mention);
  if (isQualified && (!isSure || isSite(snapshot, name))) return [];
  const isLiteral = mention.written?.includes('$') !== true;
  return candidates.nearest(isLiteral ? sayingNamespace(from, name.namespace) : from, namespace);
}

/** The namespaces that the search domains of a Pod's own add to its search list. Source: Kubernetes API, PodDNSConfig.searches. */
function namespacesSearched(object: Placed, zone: string): readonly string[] {
  if (!isWorkload(object)) return [];
  const searches = object.resource.template.dnsConfig?.searches ?? [];
  return defined(searches.map(({ value }) => namespaceOfZone(withoutFinalDot(value), zone)));
}

/** What gives a name to a zone that several clusters share; else the Service of which somebody makes it. */
function servicesShared(
  snapshot: Questions,
  kind: ServedKind,
  { service, namespace }: HostName,
): readonly Placed<Service>[] {
  const naming = namedIn(snapshot, kind, service).filter((one) => one.namespace === namespace);
  const served = naming.flatMap((one) => (isServed(one) ? [one] : []));
  if (served.length > 0 || naming.length === 0) return served;
  return namespace === undefined ? [] : servicesIn(snapshot, namespace, service);
}

/** Whether a name may as well be one of the Internet, as nothing of the workspace is in the namespace it would have. */
export function isSite(snapshot: Questions, { namespace, svc }: HostName): boolean {
  return (
    svc === 'absent' &&
    namespace !== undefined &&
    isPublicDomain(namespace) &&
    namespaceExistence(snapshot, namespace) !== 'here'
  );
}

/** Objects by the namespace they write, a Namespace by its name. */
const byWrittenNamespace = defineIndexOfAll(({ resource, name, namespace, namespaceOrigin }) => {
  const written = namespaceOrigin === 'written' ? [namespace] : [];
  return resource.kind === 'Namespace' && name !== undefined ? [name, ...written] : written;
});

/** The place of a mention, or of its port. */
export function placeOfMention({ mention }: ReadMention, part: 'host' | 'port' = 'host'): At {
  return part === 'port' ? (mention.portAt ?? mention.at) : mention.at;
}

function readAll(snapshot: Questions, object: Placed): readonly (ReadMention | ServiceMention)[] {
  const zone = clusterZone(snapshot.settings);
  const isTelltale = telltalesOf(snapshot, zone);
  const reads: (ReadMention | ServiceMention)[] = [];
  for (const written of object.resource.mentions) {
    const mention = inNamespaceOf(object, written);
    if (!mayBeShort(mention) && !hasLabel(mention.host, isTelltale)) continue;
    const read = readAs(object, written);
    // A name of the cluster that is none of a Service may lack its `svc`, or have labels too many.
    const mayBeSaid = read.readings.length > 0 || isInZone(mention.host, 'svc') || isInZone(mention.host, zone);
    if (!mayBeSaid) continue;
    const named = linked(snapshot, read);
    addAll(reads, named.length === 0 ? [read] : named);
  }
  return compact(reads);
}

/** Whether a label of a name passes a test; the labels behind it are not even cut out. */
function hasLabel(host: string, test: (label: string) => boolean): boolean {
  for (let start = 0; ;) {
    const end = host.indexOf('.', start);
    if (end < 0) return test(host.slice(start));
    if (test(host.slice(start, end))) return true;
    start = end + 1;
  }
}

function readAs(from: Placed, written: Mention): ReadMention {
  const mention = inNamespaceOf(from, written);
  return { mention, from, readings: readHostName(mention.absolute ? `${mention.host}.` : mention.host) };
}

/** Whether a name may be the short one of a Service, or of a Pod below one, that is written with a mistake. */
function mayBeShort(mention: Mention): boolean {
  if (mention.evidence === 'variable') return true;
  if (!isWrittenAsHost(mention)) return false;
  const { host } = mention;
  const end = host.indexOf('.');
  return end < 0 || (host.lastIndexOf('.') === end && isPodLabel(host.slice(0, end)));
}

/**
 * Of the readings that lead to a Service the first; where the label of an endpoint may as well be a Service, the Service,
 * unless the label is that of a Pod (`web.shop` against `web-0.web`). None where the hosts file of the Pod answers.
 */
function linked(snapshot: Questions, read: ReadMention): readonly ServiceMention[] {
  if (isHostAlias(read)) return [];
  const leading: ServiceMention[] = [];
  for (const name of read.readings) {
    const services = servicesNamed(snapshot, read, name);
    if (services.length === 0) continue;
    const { mention, from, readings } = read;
    leading.push({ mention, from, readings, name, services: sharedList(services) });
  }
  const [first] = leading;
  if (first === undefined) return [];
  if (first.name.below?.kind !== 'endpoint' || isPodLabel(first.name.below.label)) return [first];
  return [leading.find(({ name }) => name.below === undefined) ?? first];
}

/**
 * Outside of URLs a word such as `spring.redis` is a property, and `flagd.dev` is a site wherever it is; only a Pod's name tells that
 * one below a Service is meant.
 */
function isPlausible(mention: HostEvidence, { service, namespace, below }: HostName): boolean {
  if (namespace !== undefined || below?.kind !== 'endpoint') return true;
  return isPodLabel(below.label) || (isWrittenAsHost(mention) && !isPublicDomain(service));
}

/** Tells whether a label is one of those of which one is in every name that anything is said of: most dotted words have none. */
function telltalesOf({ everything }: Questions, zone: string): (label: string) => boolean {
  const [ofZone] = zone.split('.', 1);
  const services = everything.index(byServiceWord);
  const namespaces = everything.index(byWrittenNamespace);
  return (label) => label === 'svc' || label === ofZone || services.has(label) || namespaces.has(label);
}

/** Services by their names, the one they will have and those before it, in lower case. */
const byServiceWord = defineIndex(['Service'], ({ name, writtenName, formerNames = [] }) =>
  [name, writtenName, ...formerNames].flatMap((one) => one?.toLowerCase() ?? []),
);
