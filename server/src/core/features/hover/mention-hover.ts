import { dataText } from '../../dns/record.ts';
import { recordsOf } from '../../dns/records.ts';
import type { Resolver } from '../../dns/resolver.ts';
import { serviceFqdn } from '../../dns/names.ts';
import {
  diagnoseMention,
  meantName,
  whyNoNameBefore,
  type MentionDiagnosis,
} from '../../dns/diagnosis/diagnose-mention.ts';
import { alikeIds, hasId } from '../../dns/diagnosis/reason.ts';
import { hasOrdinal } from '../../kubernetes/workloads.ts';
import { anyLabel, asBelow, type HostName } from '../../names/host-name.ts';
import { namespaceExistence } from '../../existence/existence.ts';
import { isJudged, isLiteral, lookupOf } from '../../hosts/judged-mentions.ts';
import { isHostAlias, isSite, isWrittenAsHost, type ReadMention, type ServiceMention } from '../../hosts/mentions.ts';
import { podNameOf, setsOfMention } from '../../hosts/pod-names.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { absence } from './behind-service.ts';
import {
  resolveNameCommand,
  code,
  paragraph,
  say,
  type HoverContent,
  type Inline,
  type Sentence,
  displayNamespace,
  linkTo,
  hoverOf,
} from './content.ts';
import { placedReason, serviceBeyond } from './missing.ts';
import { recordsLink, serviceHover, recordsBlock } from './service-hover.ts';
import { variableHover } from './reference-hover.ts';
import { withoutFinalDot } from '../../util/dns-label.ts';

/**
 * What a host name in a string refers to, from the namespace of its object: as which name it is found, and how many queries that
 * takes. Of a name that leads nowhere only what says that it is a Service's, by its `svc`.
 */
export function mentionHover(snapshot: Snapshot, read: ReadMention | ServiceMention): HoverContent | undefined {
  if (read.mention.evidence === 'variable') return variableHover(snapshot, read);
  if (!('services' in read)) return orphanHover(snapshot, read);
  const [service] = read.services;
  if (service === undefined) return undefined;
  const isOpen = !isLiteral(read.name) && lookupOf(read) !== undefined;
  // Nobody knows what an operator does with most strings of its resources.
  const isAsked = isWrittenAsHost(read.mention) && isJudged(read, snapshot.settings);
  const isOperators = read.from.resource.kind === 'Unknown' && !isAsked && lookupOf(read) !== 'outside';
  const diagnosis = isOpen || isOperators ? undefined : diagnoseMention(snapshot, read);
  const sentences: readonly Inline[] = [
    meaningOf(snapshot, read, service),
    ...(isOpen ? [say('mention.open')] : []),
    ...(diagnosis === undefined ? [] : [...verdictSentences(snapshot, read, diagnosis, service), ...resolveLink(read)]),
  ];
  const whole = serviceHover(snapshot, service);
  if (read.name.below === undefined || (read.name.below.kind === 'endpoint' && read.name.below.label === anyLabel))
    return { ...whole, blocks: [...paragraph(...sentences), ...whole.blocks] };
  const full = serviceFqdn(snapshot, service, asBelow(read.name.below));
  const records = recordsOf(snapshot, service);
  const own = records.filter((record) => record.name === `${full}.`.toLowerCase());
  return {
    name: full === undefined || own.length === 0 ? whole.name : { text: full, literal: true },
    records: recordsLink(service, records),
    blocks: [...paragraph(...sentences), ...recordsBlock(snapshot, service, own)],
  };
}

/** A name of a Service that is not here: by its `svc` it says that it means one, or there is one that is called alike. */
function orphanHover(snapshot: Snapshot, read: ReadMention): HoverContent | undefined {
  const before = whyNoNameBefore(snapshot, read);
  if (before !== undefined) return hoverOf(placedReason(before, read.from), ...resolveLink(read));
  const name = meantName(read) ?? (isHostAlias(read) ? read.readings[0] : nearName(snapshot, read));
  const diagnosis = diagnoseMention(snapshot, read, name);
  if (name === undefined || !isLiteral(name) || diagnosis === undefined) return undefined;
  // There is nothing to say about a name of another cluster or of the Internet.
  if (diagnosis.because.some(({ reasonId }) => reasonId === 'forwarded')) return undefined;
  const beyond = serviceBeyond(snapshot, read.from, { name: name.service, namespace: name.namespace });
  return hoverOf(
    ...(beyond === undefined ? verdictSentences(snapshot, read, diagnosis, read.from) : [beyond]),
    ...resolveLink(read),
  );
}

/** The reading of a host that is nearly the name of a Service, or without its namespace or with another, or that of Pods. */
function nearName(snapshot: Snapshot, read: ReadMention): HostName | undefined {
  if (!isWrittenAsHost(read.mention) || lookupOf(read) !== 'pod') return undefined;
  return read.readings.find((name) => {
    const reasons = isLiteral(name) ? (diagnoseMention(snapshot, read, name)?.because ?? []) : [];
    if (reasons.some((one) => hasId(one, ['podOnlyBelow', 'behindService', 'behindNone']))) return true;
    if (hasId(reasons[0], [...alikeIds, 'renamed', 'swapped', 'lacksNamespace', 'tooManyLabels'])) return true;
    // The first of three labels may be anything in a domain that is unknown here.
    const isService = name.namespace === undefined || (name.below === undefined && !isSite(snapshot, name));
    if (isService && hasId(reasons[0], ['serviceInOther'])) return true;
    const isKnown = name.namespace !== undefined && namespaceExistence(snapshot, name.namespace) === 'here';
    return isService && isKnown && hasId(reasons[0], ['noService']);
  });
}

function meaningOf(snapshot: Snapshot, mention: ServiceMention, service: Placed): Sentence {
  const { below } = mention.name;
  const link = linkTo(service);
  if (below === undefined) return say('mention.service', { service: link });
  if (below.kind === 'port') return say('mention.port', { service: link });
  const pod = podNameOf(mention);
  const [set] = pod === undefined ? [] : setsOfMention(snapshot, mention, pod);
  return set !== undefined && pod !== undefined && hasOrdinal(set.resource, pod.ordinal)
    ? say('mention.pod', { statefulSet: linkTo(set), service: link })
    : say('mention.service', { service: link });
}

/** The way to ask for the name as the Pods do that read it; nothing where a template makes their namespace. */
function resolveLink({ from, mention }: ReadMention): readonly Inline[] {
  if (from.namespaceOrigin === 'templated') return [];
  const asked = [mention.host, from.namespace];
  return [{ kind: 'command', title: say('resolve'), command: resolveNameCommand, arguments: asked }];
}

/** How a Pod of the object's namespace gets there, or why it does not; what is said of another object than one has a link there. */
function verdictSentences(
  snapshot: Snapshot,
  { from, mention }: ReadMention,
  { verdict, steps, records, because, question }: MentionDiagnosis,
  about: Placed,
): readonly Sentence[] {
  const { host } = mention;
  const resolver = question.from;
  const namespace = code(displayNamespace(from));
  const tries = steps.length;
  const queries = tries * question.types.length;
  const reasons = because.map((one) => placedReason(one, about));
  if (verdict !== 'found') {
    if (resolver !== undefined && resolver.kind !== 'pod')
      return [say('mention.notFoundOutside', { host: code(host) }), ...reasons];
    const id = verdict === 'unknown' ? 'mention.unknown' : 'mention.notFound';
    return [absence(snapshot, id, { namespace, host: code(host), queries }), ...(snapshot.complete ? reasons : [])];
  }
  const last = steps.at(-1);
  const [hosts] = last?.inHosts === true ? records : [];
  if (hosts !== undefined)
    return [say('mention.foundInHosts', { host: code(host), address: code(dataText(hosts) ?? '') })];
  const found = last?.asked ?? '';
  const isComplete = withoutFinalDot(found) === host;
  const values = { namespace, host: code(host), domain: code(domainBetween(host, found)) };
  if (records.every(({ unknown }) => unknown?.reason === 'awaited'))
    return [say(isComplete ? 'mention.foundItselfOnceReady' : 'mention.foundOnceReady', values)];
  if (question.name.endsWith('.')) return [say('mention.foundAsWritten'), ...reasons];
  return [
    say(isComplete ? 'mention.found' : 'mention.foundBySearch', values),
    tries === 1
      ? say(queries === 1 ? 'mention.firstTryPort' : 'mention.firstTry', { queries })
      : say(isAskedFirst(host, resolver) ? 'mention.laterTryAfterItself' : 'mention.laterTry', {
          tries,
          queries,
          ndots: resolver?.ndots ?? 0,
        }),
    ...(isComplete && tries > 1 ? [say('mention.finalDot', { queries: question.types.length })] : []),
    ...reasons,
  ];
}

/** Whether a name has enough dots to be tried as written before the search list. */
function isAskedFirst(host: string, resolver: Resolver | undefined): boolean {
  return host.split('.').length - 1 >= (resolver?.ndots ?? 0);
}

/** What the search list put behind a name. */
function domainBetween(host: string, found: string): string {
  return withoutFinalDot(found).slice(host.length + 1);
}
