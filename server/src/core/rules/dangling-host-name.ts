import { danglingIds } from '../dns/diagnosis/why-no-service-named.ts';
import { diagnoseMention } from '../dns/diagnosis/diagnose-mention.ts';
import { isDoubtful } from '../dns/diagnosis/doubt.ts';
import { alikeIds, hasId, type Reason } from '../dns/diagnosis/reason.ts';
import { reasonMessages, unresolvedHereMessages, unresolvedMessages } from '../dns/diagnosis/reasons.ts';
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
import { withoutBelow, type HostName } from '../names/host-name.ts';
import { readMisordered } from '../names/service-name.ts';
import { clusterZone } from '../names/zones.ts';
import type { Settings } from '../settings/settings.ts';
import { getOrMake } from '../util/collections.ts';
import type { Questions } from '../workspace/questions.ts';
import { isSamePath, type Path } from '../yaml/path.ts';
import { sayingOf } from './hosts/dangling.ts';
import { hostFixMessages } from './hosts/host-problem.ts';
import { defineRule, relatedService } from './rule.ts';

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
      'deleted',
    ]),
    ...unresolvedHereMessages(danglingIds),
    tooManyLabels: reasonMessages.tooManyLabels,
    ...hostFixMessages,
  },
  mayFind: mentionsHosts,
  *check(placed, { snapshot, settings }) {
    const known = new Map<Path, Map<string, Found>>();
    for (const read of unlinkedMentionsOf(snapshot, placed)) {
      if (isReference(read)) continue;
      // A string may hold one name a hundred thousand times.
      const ofString = getOrMake(known, read.mention.at.path, () => new Map<string, Found>());
      const { found } = getOrMake(ofString, questionOf(read), () => ({
        found: reasonOf(snapshot, read, meantNames(read, settings)),
      }));
      if (found === undefined) continue;
      const { name, reason } = found;
      if (isDoubtful(snapshot, reason)) continue;
      const said = sayingOf(snapshot, { read, name, reason });
      if (said === undefined) continue;
      const values = { ...reason.values, host: hostText(read) };
      const related = reason.reasonId === 'madeAlike' ? [] : relatedService(reason);
      yield { at: placeOfMention(read), values, related, ...said };
    }
  },
});

/**
 * Whether the name of a Service is all that a field says which refers to one: that it dangles is another rule's to say, but not of a host
 * with its namespace.
 */
function isReference({ from: { resource }, mention: { at, host } }: ReadMention): boolean {
  if (host.includes('.') || (resource.kind !== 'Unknown' && resource.kind !== 'CustomWorkload')) return false;
  return resource.references.some(({ as, kinds, name }) => {
    const isToService = as === 'uses' && kinds.includes('Service');
    return isToService && name.value === host && isSamePath(name.at.path, at.path);
  });
}

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
  return [...meant, ...meantInOtherOrder(read, settings)];
}

/**
 * A name of the cluster that is none of a Service: `db.svc.cluster.local` is read as if the namespace were only left out, and
 * `db.svc.prod.cluster.local` as the shorter `db.svc.prod` is.
 */
function meantInOtherOrder({ mention: { host, absolute } }: ReadMention, settings: Settings): readonly HostName[] {
  const zone = clusterZone(settings);
  const meant = readMisordered(host, zone);
  if (meant === undefined) return [];
  const { service, namespace } = meant;
  if (namespace === undefined) return [{ below: undefined, service, namespace, svc: 'written', zone, absolute }];
  const below = { kind: 'endpoint', label: service } as const;
  return [{ below, service: 'svc', namespace, svc: 'absent', zone, absolute }];
}

/**
 * The first reading that a kustomization renamed or deleted the Service of, else the first that says its namespace, or `svc`. A short name
 * is only told of where a Service of its own namespace is called alike.
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
    all.find(({ reason }) => hasId(reason, ['renamed', 'deleted'])) ??
    all.find(({ name, reason }) => isMisplaced(name, reason)) ??
    all.find(({ name, reason }) => mayBeMisspelt(read, name) && hasId(reason, alikeIds)) ??
    all.find(({ name }) => name.namespace !== undefined);
  if (found?.reason === undefined || isSite(snapshot, found.name)) return undefined;
  return { name: found.name, reason: found.reason };
}

/** Whether the parts of a name are in the wrong order, or one is missing; `svc` is before the namespace only where there is one. */
function isMisplaced({ namespace }: HostName, reason: Reason | undefined): boolean {
  return (
    hasId(reason, ['swapped', 'lacksNamespace', 'tooManyLabels']) ||
    (namespace !== undefined && hasId(reason, ['svcTooEarly']))
  );
}

/** Whether a reading is that of a short name which a Service may have, or a Pod below one. */
function mayBeMisspelt(read: ReadMention, { below, service, namespace }: HostName): boolean {
  const lookup = lookupOf(read);
  if (namespace !== undefined || (lookup !== 'pod' && lookup !== 'somebody') || mayBeImage(read)) return false;
  if (isOrdinaryWord(service)) return false;
  return below === undefined || (below.kind === 'endpoint' && isPodLabel(below.label));
}
