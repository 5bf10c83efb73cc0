import { serviceFqdn, withoutFinalDot } from '../../dns/names.ts';
import { recordsOf } from '../../dns/records.ts';
import { diagnose } from '../../dns/diagnosis/diagnose.ts';
import type { Service } from '../../kubernetes/service.ts';
import { hasOrdinal } from '../../kubernetes/workloads.ts';
import { anyLabel, asBelow, type HostName } from '../../names/host-name.ts';
import { isOwnZone } from '../../names/zones.ts';
import { isLiteral, lookupOf } from '../../hosts/judged-mentions.ts';
import type { ReadMention, ServiceMention } from '../../hosts/mentions.ts';
import { governs, podNameOf, setsOfPod } from '../../hosts/pod-names.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { absentService } from './absent.ts';
import { absence } from './backing.ts';
import { code, paragraph, say, type HoverContent, type Sentence } from './content.ts';
import { displayNamespace, linkTo } from './display-names.ts';
import { reasonSentence } from './missing.ts';
import { recordsTable } from './main-records.ts';
import { recordsLink, serviceHover } from './service-hover.ts';

/**
 * What a host name in a string leads to, from the namespace of its object: as which name it is found, and how many queries that
 * takes. Of a name that leads nowhere only what says that it is a Service's, by its `svc`.
 */
export function mentionHover(snapshot: Snapshot, read: ReadMention | ServiceMention): HoverContent | undefined {
  if (!('services' in read)) return orphanHover(snapshot, read);
  const [service] = read.services;
  if (service === undefined) return undefined;
  const sentences = [...meaningOf(snapshot, read, service), ...searchOf(snapshot, read, service)];
  const whole = serviceHover(snapshot, service);
  if (read.name.below === undefined || (read.name.below.kind === 'endpoint' && read.name.below.label === anyLabel))
    return { ...whole, blocks: [...paragraph(...sentences), ...whole.blocks] };
  const full = fullNameOf(snapshot, read.name, service);
  const records = recordsOf(snapshot, service);
  const own = records.filter((record) => record.name === `${full}.`.toLowerCase());
  return {
    name: full === undefined || own.length === 0 ? whole.name : { text: full, literal: true },
    records: recordsLink(service, records),
    blocks: [...paragraph(...sentences), ...recordsTable(snapshot, service, own)],
  };
}

function orphanHover(snapshot: Snapshot, read: ReadMention): HoverContent | undefined {
  const name = read.readings.find((one) => one.svc === 'written');
  if (
    name?.namespace === undefined ||
    !isOwnZone(name.zone, snapshot.settings) ||
    !isLiteral(name) ||
    lookupOf(read) === undefined
  )
    return undefined;
  const values = { service: code(name.service), namespace: code(name.namespace) };
  const named = { name: name.service, namespace: name.namespace };
  return {
    name: undefined,
    blocks: paragraph(absentService(snapshot, read.from, named, say('mention.orphan', values))),
  };
}

function meaningOf(snapshot: Snapshot, mention: ServiceMention, service: Placed): readonly Sentence[] {
  const { below } = mention.name;
  const link = linkTo(service);
  if (below === undefined) return [say('mention.service', { service: link })];
  if (below.kind === 'port') return [say('mention.port', { service: link })];
  const pod = podNameOf(mention);
  const sets = pod === undefined ? [] : setsOfPod(snapshot, mention, pod);
  const set = sets.find((one) => mention.services.some((each) => governs(snapshot, one, each))) ?? sets[0];
  if (set === undefined) return [say('mention.service', { service: link })];
  if (pod !== undefined && !hasOrdinal(set.resource, pod.ordinal))
    return [say('mention.noPod', { statefulSet: linkTo(set), pod: code(pod.label) })];
  return [say('mention.pod', { statefulSet: linkTo(set), service: link })];
}

/**
 * How a Pod of the object's namespace gets there, or why it does not. It asks for the addresses of both families; for a port
 * there is one question. Source: getaddrinfo(3), RFC 2782.
 */
function searchOf(snapshot: Snapshot, mention: ServiceMention, service: Placed<Service>): readonly Sentence[] {
  const { from, name } = mention;
  const lookup = lookupOf(mention);
  if (lookup === undefined || from.namespaceOrigin === 'templated') return [];
  if (!isLiteral(name)) return [say('mention.open')];
  const host = mention.mention.host;
  const namespace = code(displayNamespace(from));
  const asked = lookup === 'asWritten' ? `${host}.` : host;
  const types = name.below?.kind === 'port' ? (['SRV'] as const) : (['A', 'AAAA'] as const);
  const { verdict, steps, records } = diagnose(snapshot, { name: asked, types, from: from.namespace });
  const tries = steps.length;
  const queries = tries * types.length;
  if (verdict !== 'found') {
    const full = `${fullNameOf(snapshot, name, service) ?? ''}.`;
    const because = steps.find((step) => step.asked.toLowerCase() === full)?.because ?? [];
    const isKind = service.namespace !== from.namespace && name.namespace === undefined;
    const elsewhere = isKind
      ? [say('mention.otherNamespace', { service: linkTo(service), other: code(displayNamespace(service)) })]
      : [];
    const id = verdict === 'unknown' ? 'mention.unknown' : 'mention.notFound';
    const reasons = because.map((reason) => reasonSentence(reason));
    return [absence(snapshot, id, { namespace, host: code(host), queries }), ...elsewhere, ...reasons];
  }
  const found = steps.at(-1)?.asked ?? '';
  const isComplete = withoutFinalDot(found) === host;
  const values = { namespace, host: code(host), domain: code(domainBetween(host, found)) };
  if (records.every(({ unknown }) => unknown?.reason === 'awaited'))
    return [say(isComplete ? 'mention.foundItselfOnceReady' : 'mention.foundOnceReady', values)];
  if (lookup === 'asWritten') return [say('mention.foundAsWritten')];
  return [
    say(isComplete ? 'mention.found' : 'mention.foundBySearch', values),
    tries === 1
      ? say(queries === 1 ? 'mention.firstTryPort' : 'mention.firstTry', { queries })
      : say('mention.laterTry', { tries, queries }),
    ...(isComplete && tries > 1 ? [say('mention.finalDot', { queries: types.length })] : []),
  ];
}

/** What the search list put behind a name. */
function domainBetween(host: string, found: string): string {
  return withoutFinalDot(found).slice(host.length + 1);
}

function fullNameOf(snapshot: Snapshot, { below }: HostName, service: Placed<Service>): string | undefined {
  return serviceFqdn(snapshot, service, asBelow(below));
}
