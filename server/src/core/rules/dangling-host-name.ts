import { diagnoseMention } from '../dns/diagnosis/diagnose-mention.ts';
import { isDoubtful } from '../dns/diagnosis/doubt.ts';
import { alikeIds, hasId, unresolvedHereMessages, unresolvedMessages, type Reason } from '../dns/diagnosis/reasons.ts';
import { namespaceExistence } from '../existence/namespaces.ts';
import { existenceOf, isMissing } from '../existence/existence.ts';
import {
  isLiteral,
  kindsWithJudgedHosts,
  lookupOf,
  mayBeImage,
  mentionsHosts,
  possibleReadings,
  unlinkedMentionsOf,
} from '../hosts/judged-mentions.ts';
import { hostText, isSite, placeOfMention, isWrittenAsHost, type ReadMention } from '../hosts/mentions.ts';
import { isOrdinaryWord } from '../hosts/ordinary-words.ts';
import { isPodLabel } from '../hosts/pod-names.ts';
import type { Service } from '../kubernetes/service.ts';
import { withoutBelow, type HostName } from '../names/host-name.ts';
import { clusterZone, isInZone, kindServedIn, withoutZone } from '../names/zones.ts';
import { isPublicDomain } from '../names/public-domains.ts';
import { displayNameOf } from '../objects/describe.ts';
import type { Placed } from '../objects/placed.ts';
import { isMisspelling } from '../relations/near-misses.ts';
import { setsOfPod, setWithPod } from '../relations/pods-of-sets.ts';
import { defineIndex } from '../scopes/object-index.ts';
import { isClose, isNearby } from '../scopes/near.ts';
import type { Settings } from '../settings/settings.ts';
import { getOrMake } from '../util/collections.ts';
import { bareName } from '../util/near-miss.ts';
import type { Questions } from '../workspace/questions.ts';
import type { Path } from '../yaml/path.ts';
import { hostFix, hostFixMessages } from './hosts/fix.ts';
import { defineRule, relatedService, type Problem } from './rule.ts';

/** Reasons that are told with less certainty where what is meant is not near. */
const reasonsHere = ['noService', 'serviceInOther', 'serviceAlike'] as const;

export const danglingHostName = defineRule({
  code: 'dangling-host-name',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: kindsWithJudgedHosts,
  summary: 'A string names a Service that its namespace does not have.',
  source: 'Kubernetes DNS specification 2.3, 2.4',
  messages: {
    ...unresolvedMessages([
      'serviceAlike',
      'madeAlike',
      'serviceInOther',
      'swapped',
      'svcTooEarly',
      'lacksNamespace',
      'renamed',
    ]),
    ...unresolvedHereMessages(reasonsHere),
    ...hostFixMessages,
  },
  mayFind: mentionsHosts,
  *check(placed, { snapshot, settings }) {
    const known = new Map<Path, Map<string, Found>>();
    for (const read of unlinkedMentionsOf(snapshot, placed)) {
      // A string may hold one name a hundred thousand times.
      const ofString = getOrMake(known, read.mention.at.path, () => new Map<string, Found>());
      const { found } = getOrMake(ofString, questionOf(read), () => ({
        found: reasonOf(snapshot, read, meantNames(read, settings)),
      }));
      if (found === undefined) continue;
      const { name, reason } = found;
      if (isDoubtful(snapshot, reason)) continue;
      const said = sayingOf(snapshot, read, name, reason);
      if (said === undefined) continue;
      const values = { ...reason.values, host: hostText(read) };
      const related = reason.reasonId === 'madeAlike' ? [] : relatedService(reason);
      yield { at: placeOfMention(read), values, related, ...said };
    }
  },
});

/** What is found about a name, if anything is. */
interface Found {
  readonly found: ReturnType<typeof reasonOf>;
}

/** What is asked of a name: that and its string decide what is found. */
function questionOf({ mention: { host, evidence, port, absolute, isOwn, aside } }: ReadMention): string {
  return `${host} ${evidence} ${port ?? ''} ${absolute} ${isOwn} ${aside ?? ''}`;
}

/** A name says that it is a Service's by its `svc`, or by being where a host is. */
function meantNames(read: ReadMention, settings: Settings): readonly HostName[] {
  const lookup = lookupOf(read);
  if (lookup === undefined) return [];
  const isHost = isWrittenAsHost(read.mention);
  const meant = possibleReadings(read, lookup, settings).filter(
    (name) => isLiteral(withoutBelow(name)) && (isHost || name.svc === 'written'),
  );
  return [...meant, ...withoutNamespace(read, settings), ...withEarlySvc(read, settings)];
}

/** `db.svc.cluster.local`, which is no name of a Service, read as if the namespace were only left out. */
function withoutNamespace({ mention }: ReadMention, settings: Settings): readonly HostName[] {
  const zone = clusterZone(settings);
  const service = /^([^.]+)\.svc$/.exec(withoutZone(mention.host, zone))?.[1];
  if (service === undefined || !isInZone(mention.host, zone)) return [];
  const { absolute } = mention;
  return [{ below: undefined, service, namespace: undefined, svc: 'written', zone, absolute }];
}

/** `db.svc.prod.cluster.local`, which is no name of a Service, read as the shorter `db.svc.prod` is. */
function withEarlySvc({ mention }: ReadMention, settings: Settings): readonly HostName[] {
  const zone = clusterZone(settings);
  const [, label, namespace] = /^([^.]+)\.svc\.([^.]+)$/.exec(withoutZone(mention.host, zone)) ?? [];
  if (label === undefined || namespace === undefined || !isInZone(mention.host, zone)) return [];
  const { absolute } = mention;
  return [{ below: { kind: 'endpoint', label }, service: 'svc', namespace, svc: 'absent', zone, absolute }];
}

/**
 * The first reading that a kustomization took the Service of, else the first that says its namespace, or `svc`. A short name is only told
 * of where a Service of its own namespace is called alike.
 */
function reasonOf(
  snapshot: Questions,
  read: ReadMention,
  meant: readonly HostName[],
): { readonly name: HostName; readonly reason: Reason } | undefined {
  const isBuilt = read.from.scope.kind === 'kustomization';
  const told = meant.filter(
    (name) => isBuilt || name.namespace !== undefined || name.svc === 'written' || mayBeMisspelt(read, name),
  );
  const all = told.map((name) => ({ name, reason: diagnoseMention(snapshot, read, name)?.because[0] }));
  const found =
    all.find(({ reason }) => reason?.reasonId === 'renamed') ??
    all.find(({ reason }) => hasId(reason, ['swapped', 'svcTooEarly', 'lacksNamespace'])) ??
    all.find(({ name, reason }) => mayBeMisspelt(read, name) && hasId(reason, alikeIds)) ??
    all.find(({ name }) => name.namespace !== undefined);
  if (found?.reason === undefined || isSite(snapshot, found.name)) return undefined;
  return { name: found.name, reason: found.reason };
}

/** Whether a reading is that of a short name which a Service may have, or a Pod below one. */
function mayBeMisspelt(read: ReadMention, { below, service, namespace }: HostName): boolean {
  const lookup = lookupOf(read);
  if (namespace !== undefined || (lookup !== 'pod' && lookup !== 'somebody') || mayBeImage(read)) return false;
  if (isOrdinaryWord(service)) return false;
  return below === undefined || (below.kind === 'endpoint' && isPodLabel(below.label));
}

/** In which words a reason is told, how loudly, and with which fix; nothing where it may be otherwise. */
function sayingOf(
  snapshot: Questions,
  read: ReadMention,
  name: HostName,
  { reasonId, place, values }: Reason,
): Pick<Problem, 'message' | 'severity' | 'fixes'> | undefined {
  const { from } = read;
  const { service, namespace = from.namespace } = name;
  if (reasonId === 'renamed') return { message: reasonId };
  const meant = place?.resource as Placed<Service> | undefined;
  if (reasonId === 'lacksNamespace') {
    return meant && { message: reasonId, fixes: hostFix(read, name, withNamespace(name, meant)) };
  }
  const servedAs = kindServedIn(name.zone, snapshot.settings) ?? 'Service';
  const existence = existenceOf(snapshot, { kind: 'Service', name: service, namespace, servedAs }, from);
  // What the namespaces of the system have is not for manifests to say.
  if (!isMissing(existence) || (existence.kind === 'maybe' && existence.why.kind === 'system')) return undefined;
  if (reasonId === 'swapped' && meant !== undefined) {
    const wanted = { ...name, service: meant.name ?? '', namespace: meant.namespace };
    return { message: reasonId, fixes: hostFix(read, name, wanted) };
  }
  if (reasonId === 'svcTooEarly' && meant !== undefined) {
    const wanted = { ...name, below: undefined, service: meant.name ?? '', svc: 'written' as const };
    return { message: reasonId, fixes: hostFix(read, name, wanted) };
  }
  if (reasonId === 'madeAlike') {
    const near = String(values['near']);
    const mayBeTwo = name.namespace === undefined && isNumbered(service, near);
    return mayBeTwo ? undefined : { message: reasonId, fixes: hostFix(read, name, { ...name, service: near }) };
  }
  const isNear = meant !== undefined && isNearby(from, meant);
  const isHostOfPod = lookupOf(read) === 'pod' && isWrittenAsHost(read.mention);
  // A name that says `svc`, or a namespace that is known, is a Service's wherever that is.
  const isQualified = name.svc === 'written' || (isHostOfPod && isWrittenNamespace(snapshot, name));
  if (reasonId === 'serviceAlike' && meant !== undefined && (isNear || isQualified)) {
    if (name.namespace === undefined && (existence.kind === 'maybe' || isNumbered(service, meant.name ?? '')))
      return undefined;
    if (name.namespace === undefined && isPodOfSet(snapshot, from, service, namespace)) return undefined;
    // What an image is called by itself, `redis`, stands in for a variable that is set to `redis-svc`.
    if (read.mention.aside === 'default' && bareName(service) === bareName(meant.name ?? '')) return undefined;
    return { message: reasonId, fixes: hostFix(read, name, { ...name, service: displayNameOf(meant) }) };
  }
  const pod = name.below?.kind === 'endpoint' ? name.below.label : '';
  if (lookupOf(read) === 'pod' && setWithPod(snapshot, from, pod, namespace)?.name === service) return undefined;
  if (isHostOfPod && isPodOfSet(snapshot, from, service, namespace)) return undefined;
  if (mayBeASite(read, name) || existence.kind === 'maybe' || name.namespace === undefined) return undefined;
  const isMisspelt = meant !== undefined && isMisspelling(namespace, meant.namespace);
  if (reasonId === 'serviceInOther' && meant !== undefined && (isNear || (isMisspelt && name.svc === 'written'))) {
    const fixes = hostFix(read, name, { ...name, namespace: meant.namespace });
    const isNamespaceMeant = namespaceExistence(snapshot, namespace) === 'here' || isMisspelt;
    if (isNamespaceMeant)
      return { message: reasonId, fixes, ...(isClose(from, meant) || isMisspelt ? {} : { severity: 'hint' }) };
    // Of three labels the first may be anything in a domain that nobody here knows.
    const mayBeAnything = name.svc === 'absent' && name.below !== undefined;
    return mayBeAnything ? undefined : { message: `${reasonId}Here`, fixes, severity: 'hint' };
  }
  const inNamespace = snapshot.contentsOf(from.scope).index(servicesByNamespace).get(namespace).all;
  const isKnown = inNamespace.some((one) => one.namespaceOrigin === 'written' && isNearby(from, one));
  const isTold = isKnown && reasonsHere.some((id) => id === reasonId);
  return isTold ? { message: `${reasonId}Here`, severity: 'hint' } : undefined;
}

/** A name with the namespace that it lacks: what is there is the Service, and what stands for that, a Pod of it. */
function withNamespace(name: HostName, { namespace }: Placed<Service>): HostName {
  if (name.namespace === undefined) return { ...name, namespace };
  return { ...name, below: { kind: 'endpoint', label: name.service }, service: name.namespace, namespace };
}

/** Whether a name has a namespace that is known. */
function isWrittenNamespace(snapshot: Questions, { namespace }: HostName): boolean {
  return namespace !== undefined && namespaceExistence(snapshot, namespace) === 'here';
}

/** Whether a name is that of a Pod of a StatefulSet, which is told elsewhere. */
function isPodOfSet(snapshot: Questions, from: Placed, name: string, namespace: string): boolean {
  const pod = setsOfPod(snapshot.contentsOf(from.scope), name);
  return pod !== undefined && pod.sets.fitting(from, namespace).length > 0;
}

/** Whether names differ by a number at the end of one, as `redis` and `redis2`: two of a kind. */
function isNumbered(one: string, other: string): boolean {
  return one.replace(/-?\d+$/, '') === other.replace(/-?\d+$/, '');
}

/** `https://example.test` is a site, also where there is a namespace `test`; with a port of its own it is rather a Service. */
function mayBeASite({ mention }: ReadMention, { namespace = '', svc }: HostName): boolean {
  return svc === 'absent' && isPublicDomain(namespace) && mention.port === undefined;
}

const servicesByNamespace = defineIndex<Service>({ kinds: ['Service'], keysOf: ({ namespace }) => [namespace] });
