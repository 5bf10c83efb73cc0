import { diagnoseMention } from '../dns/diagnosis/mention.ts';
import { unresolvedHereMessages, unresolvedMessages, type Reason } from '../dns/diagnosis/reasons.ts';
import { replaceStretch } from '../edits/replace-stretch.ts';
import { existenceOf, isMissing } from '../existence/existence.ts';
import {
  isLiteral,
  kindsWithJudgedHosts,
  lookupOf,
  possibleReadings,
  unlinkedMentionsOf,
} from '../hosts/judged-mentions.ts';
import { isNamespaceKnown, isSite, placeOfMention, type ReadMention } from '../hosts/mentions.ts';
import type { Service } from '../kubernetes/service.ts';
import { printHostName, withoutBelow, type HostName } from '../names/host-name.ts';
import { isPublicDomain } from '../names/public-domains.ts';
import { displayNameOf } from '../objects/describe.ts';
import type { Placed } from '../objects/placed.ts';
import { isMisspelling } from '../relations/near-misses.ts';
import type { Contents } from '../scopes/contents.ts';
import { isClose, isNearby } from '../scopes/near.ts';
import type { Settings } from '../settings/settings.ts';
import { groupBy } from '../util/collections.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { defineRule, relatedService, relatedServiceMessage, type Fix, type Problem } from './rule.ts';

/** Reasons that are told with less certainty where what is meant is not near. */
const reasonsHere = ['noService', 'serviceInOther', 'serviceAlike'] as const;

export const danglingHostName = defineRule({
  code: 'dangling-host-name',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: kindsWithJudgedHosts,
  since: '0.1.0',
  summary: 'A string names a Service that its namespace does not have.',
  source: 'Kubernetes DNS specification 2.3, 2.4',
  messages: {
    ...unresolvedMessages(['serviceAlike', 'serviceInOther', 'renamed']),
    ...unresolvedHereMessages(reasonsHere),
    relatedService: relatedServiceMessage,
    fixName: 'Change to "{fixed}"',
  },
  *check(placed, { snapshot, settings }) {
    for (const read of unlinkedMentionsOf(snapshot, placed)) {
      const meant = meantNames(read, settings);
      const found = reasonOf(snapshot, read, meant);
      if (found === undefined) continue;
      const { name, reason } = found;
      if (reason.reasonId === 'renamed' && !isMissing(existenceOf(snapshot, anotherService, placed))) return;
      const said = sayingOf(snapshot, read, name, reason);
      if (said === undefined) continue;
      const values = { ...reason.values, host: read.mention.host };
      yield { at: placeOfMention(read), values, related: relatedService(reason), ...said };
    }
  },
});

const anotherService = { kind: 'another', of: ['Service'] } as const;

/** A name says that it is a Service's by its `svc`, or by standing where a host does. */
function meantNames(read: ReadMention, settings: Settings): readonly HostName[] {
  const lookup = lookupOf(read);
  if (lookup === undefined) return [];
  const isHost = read.mention.standing === 'url' || read.mention.standing === 'port';
  return possibleReadings(read, lookup, settings).filter(
    (name) => isLiteral(withoutBelow(name)) && (isHost || name.svc === 'written'),
  );
}

/** The first reading that a kustomization took the Service of, else the first that says its namespace. */
function reasonOf(
  snapshot: Snapshot,
  read: ReadMention,
  meant: readonly HostName[],
): { readonly name: HostName; readonly reason: Reason } | undefined {
  const known = read.from.scope.kind === 'kustomization' ? meant : meant.filter((name) => name.namespace !== undefined);
  const all = known.flatMap((name) => {
    const [reason] = diagnoseMention(snapshot, read, name)?.because ?? [];
    return [{ name, reason }];
  });
  const found = all.find(({ reason }) => reason?.reasonId === 'renamed') ?? all.find(({ name }) => name.namespace);
  if (found?.reason === undefined || isSite(snapshot, found.name)) return undefined;
  return { name: found.name, reason: found.reason };
}

/** In which words a reason is told, how loudly, and with which fix; nothing where it may be otherwise. */
function sayingOf(
  snapshot: Snapshot,
  read: ReadMention,
  name: HostName,
  { reasonId, place }: Reason,
): Pick<Problem, 'message' | 'severity' | 'fixes'> | undefined {
  const { from } = read;
  const { service, namespace = from.namespace } = name;
  if (reasonId === 'renamed') return { message: reasonId };
  const existence = existenceOf(snapshot, { kind: 'Service', name: service, namespace }, from);
  // What the namespaces of the system have is not for manifests to say.
  if (!isMissing(existence) || (existence.kind === 'maybe' && existence.why.kind === 'system')) return undefined;
  const meant = place?.resource as Placed<Service> | undefined;
  const isNear = meant !== undefined && isNearby(from, meant);
  if (reasonId === 'serviceAlike' && isNear)
    return { message: reasonId, fixes: [changeTo(read, { ...name, service: displayNameOf(meant) })] };
  if (mayBeASite(read, name) || existence.kind === 'maybe') return undefined;
  if (reasonId === 'serviceInOther' && isNear) {
    const fixes = [changeTo(read, { ...name, namespace: meant.namespace })];
    const isNamespaceMeant = isNamespaceKnown(snapshot, namespace) || isMisspelling(namespace, meant.namespace);
    if (isNamespaceMeant) return { message: reasonId, fixes, ...(isClose(from, meant) ? {} : { severity: 'hint' }) };
    // Of three labels the first may be anything in a domain that nobody here knows.
    const mayBeAnything = name.svc === 'absent' && name.below !== undefined;
    return mayBeAnything ? undefined : { message: `${reasonId}Here`, fixes, severity: 'hint' };
  }
  const inNamespace = snapshot.contentsOf(from.scope).derive(servicesByNamespace).get(namespace) ?? [];
  const isKnown = inNamespace.some((one) => one.namespaceOrigin === 'written' && isNearby(from, one));
  const isTold = isKnown && reasonsHere.some((id) => id === reasonId);
  return isTold ? { message: `${reasonId}Here`, severity: 'hint' } : undefined;
}

/** `https://example.test` is a site, also where there is a namespace `test`; with a port of its own it is rather a Service. */
function mayBeASite({ mention }: ReadMention, { namespace = '', svc }: HostName): boolean {
  const isUsualPort = mention.port === undefined || mention.port === 80 || mention.port === 443;
  return svc === 'absent' && isPublicDomain(namespace) && isUsualPort;
}

function servicesByNamespace(contents: Contents): ReadonlyMap<string, readonly Placed<Service>[]> {
  return groupBy(contents.ofKind('Service'), ({ namespace }) => namespace);
}

function changeTo(read: ReadMention, name: HostName): Fix {
  const fixed = printHostName({ ...name, absolute: false });
  const edit = () => replaceStretch(read.from, placeOfMention(read), fixed);
  return { title: 'fixName', values: { fixed }, safety: 'suggested', edit };
}
