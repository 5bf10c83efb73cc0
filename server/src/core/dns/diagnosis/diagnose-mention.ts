import { type Service, isApiServerService } from '../../kubernetes/service.ts';
import type { Workload } from '../../kubernetes/workloads.ts';
import { compact } from '../../util/collections.ts';
import { isAtOrBelow } from '../../yaml/path.ts';
import { outsidePurposeOf, isLiteral, isOfResolver, lookupOf } from '../../hosts/judged-mentions.ts';
import type { Settings } from '../../settings/settings.ts';
import { asBelow, printHostName, withoutBelow, type HostName } from '../../names/host-name.ts';
import { isOwnZone } from '../../names/zones.ts';
import {
  hostText,
  mentionsWithServices,
  serviceMentionsIn,
  type ReadMention,
  type ServiceMention,
  servicesOfMention,
} from '../../hosts/mentions.ts';
import type { Mention } from '../../names/mention.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Questions } from '../../workspace/questions.ts';
import { fqdnOf } from '../names.ts';
import type { RecordType } from '../record.ts';
import { resolverOf, resolverOfMachine, type Resolver } from '../resolver.ts';
import { answerTo, diagnose, isBetter, whyTried, type Answer } from './diagnose.ts';
import { withDoubt } from './doubt.ts';
import { hasId, reason, type Reason } from './reason.ts';
import { whyOnlyCoreDns } from './why-below.ts';

/** What becomes of a host name in a string, for those who look it up there. */
export interface MentionDiagnosis extends Answer {
  /** Why the name that is meant does not exist, or not for every DNS server; nothing where all is well. */
  readonly because: readonly Reason[];
}

/** What rules ask of a diagnosis: not how it was found. */
export type MentionOutcome = Pick<MentionDiagnosis, 'verdict' | 'because'>;

/** The reading of a name in a string that is meant beyond doubt: the one that refers to a Service, or that says `svc`. */
export function meantName(read: ReadMention | ServiceMention): HostName | undefined {
  if ('services' in read) return read.name;
  return read.readings.find((one) => one.svc === 'written' && one.namespace !== undefined);
}

/**
 * Diagnoses a host name in a string, asked as those do who read the string. `name` is the reading that is meant; where variables make
 * what is below its Service, it is the Service that is asked for. Where the mention refers to Services, these answer, whatever others of
 * their name and namespace there are elsewhere. `undefined` if nothing looks the name up, or its Service is known at run time only.
 */
export function diagnoseMention(
  snapshot: Questions,
  read: ReadMention | ServiceMention,
  name?: HostName,
): MentionDiagnosis | undefined {
  return diagnosisOf(snapshot, read, name ?? meantName(read));
}

/**
 * What comes of a host name in a string where it is read as `diagnoseMention` does. It is kept where it points to a Pod or port, as several
 * rules ask for it.
 */
export function outcomeOf(snapshot: Questions, read: ReadMention | ServiceMention): MentionOutcome | undefined {
  const isKept = 'services' in read && read.name.below !== undefined;
  return isKept ? snapshot.about(read.from, linkedOutcomes).get(read.mention) : diagnoseMention(snapshot, read);
}

/**
 * Why a host in a string, looked up as it is written, is no name of a Service though it ends in one: what is before that is no label of a
 * Pod or port.
 */
export function whyNoNameBefore(snapshot: Questions, read: ReadMention): Reason | undefined {
  const { mention, from, readings } = read;
  if (readings.length > 0 || lookupOf(read) === undefined || from.namespaceOrigin === 'templated') return undefined;
  const name = mention.absolute ? `${mention.host}.` : mention.host;
  const { steps } = diagnose(snapshot, { name, types: ['A'], from: resolverOfMention(read, snapshot.settings) });
  const reasons = steps.flatMap(({ because }) => because);
  const found = reasons.find((one) => hasId(one, ['tooManyLabels', 'halfOfPort']));
  return found && { ...found, values: { ...found.values, host: hostText(read) } };
}

/** What comes of the names in an object's strings that lead to Pods or ports of Services. */
function linkedOutcomes(snapshot: Questions, object: Placed): ReadonlyMap<Mention, MentionOutcome> {
  const outcomes = new Map<Mention, MentionOutcome>();
  for (const read of serviceMentionsIn(snapshot, object)) {
    const diagnosis = read.name.below && (firstFound(snapshot, read) ?? diagnoseMention(snapshot, read));
    if (diagnosis === undefined) continue;
    outcomes.set(read.mention, { verdict: diagnosis.verdict, because: compact(diagnosis.because) });
  }
  return outcomes;
}

/**
 * The answer to the first question that a program asks, where the first name that it tries has one: what comes of the name is the same
 * then, whatever is answered to the others. So it is with most names. `undefined` for all others.
 */
function firstFound(snapshot: Questions, read: ServiceMention): MentionDiagnosis | undefined {
  const [first, ...others] = typesAsked(read.name);
  if (first === undefined || others.length === 0 || read.services.length > 1) return undefined;
  const diagnosis = diagnosisOf(snapshot, read, read.name, () => [first]);
  return diagnosis?.verdict === 'found' && diagnosis.steps.length === 1 ? diagnosis : undefined;
}

function diagnosisOf(
  snapshot: Questions,
  read: ReadMention | ServiceMention,
  name: HostName | undefined,
  typesFor = typesAsked,
): MentionDiagnosis | undefined {
  const known = name === undefined || isLiteral(name) ? name : withoutBelow(name);
  if (known === undefined || !isLiteral(known) || lookupOf(read) === undefined) return undefined;
  if (read.from.namespaceOrigin === 'templated') return undefined;
  const services = servicesOfMention(read);
  const variants = services.length === 0 ? [undefined] : services;
  const all = variants.map((service) => askedOf(snapshot, read, known, service, typesFor(known)));
  return all.reduce((best, one) => (isBetter(one.verdict, best.verdict) ? one : best));
}

/** A name that is not asked of the cluster's DNS. */
interface MentionElsewhere {
  readonly mention: ReadMention;
  readonly name: HostName;
  readonly outcome: MentionOutcome;
}

/** The names of the cluster in the strings of Pods that they ask others for than its DNS, or without the search domains that the names need. */
export function mentionsAskedElsewhere(snapshot: Questions, workload: Placed<Workload>): readonly MentionElsewhere[] {
  if (resolverOf(workload, snapshot.settings).servers === 'cluster') return [];
  const base = workload.resource.template.specAt.path;
  return mentionsWithServices(snapshot, workload).flatMap((mention): readonly MentionElsewhere[] => {
    const name = meantName(mention);
    if (name === undefined || !isAtOrBelow(mention.mention.at.path, base) || lookupOf(mention) === 'outside') return [];
    // What stands in for a variable that is not set may never be asked for.
    if (mention.mention.aside !== undefined) return [];
    // The issuer of tokens has this name, and nothing connects to it: every API server on the host network names it.
    if (isApiServerService(name.service, name.namespace)) return [];
    const outcome = isOwnZone(name.zone, snapshot.settings) ? outcomeOf(snapshot, mention) : undefined;
    return outcome?.verdict === 'forwarded' ? [{ mention, name, outcome }] : [];
  });
}

/** Who looks a name in a string up. */
function resolverOfMention(read: ReadMention, settings: Settings): Resolver {
  const purpose = outsidePurposeOf(read);
  if (purpose === undefined) return resolverOf(read.from, settings);
  return resolverOfMachine(purpose === 'webhook' ? 'apiServer' : 'node', read.from);
}

/** Programs ask for the addresses of both families; for a port there is one question. Source: getaddrinfo(3), RFC 2782. */
function typesAsked({ below }: HostName): readonly RecordType[] {
  return below?.kind === 'port' ? ['SRV'] : ['A', 'AAAA'];
}

function askedOf(
  snapshot: Questions,
  read: ReadMention,
  name: HostName,
  service: Placed<Service> | undefined,
  types: readonly RecordType[],
): MentionDiagnosis {
  const from = resolverOfMention(read, snapshot.settings);
  const host = printHostName({ ...name, absolute: lookupOf(read) === 'asWritten' });
  const answer = answerTo(snapshot, { name: host, types, from }, service);
  const { verdict, steps, records } = answer;
  if (verdict === 'found')
    return explained(answer, service ? withDoubt(snapshot, whyOnlyCoreDns(snapshot, service, records)) : []);
  const nameIn = (namespace: string): string =>
    isOwnZone(name.zone, snapshot.settings) && (name.svc === 'written' || name.zone === undefined)
      ? `${fqdnOf(snapshot, name.service, namespace, asBelow(name.below))}.`
      : `${printHostName({ ...name, absolute: true })}`;
  const namespace = name.namespace ?? from.namespace;
  const meant = steps.find((step) => step.asked.toLowerCase() === nameIn(namespace)) ?? steps.at(-1);
  // Who writes no namespace may be applied to that of the Service.
  const isThere = service === undefined || service.namespace === namespace || from.servers !== 'cluster';
  const there = isThere ? [] : diagnose(snapshot, { name: nameIn(service.namespace), types }, service).steps;
  const tried = meant === undefined ? [] : whyTried(snapshot, answer, meant, service);
  const because = isOfResolver(read) ? tried.map((one) => whyNotByResolver(read, one)) : tried;
  return explained(answer, [...because, ...there.flatMap((step) => step.because)]);
}

/** It is no final dot that keeps nginx from a search list. */
function whyNotByResolver(read: ReadMention, one: Reason): Reason {
  return one.reasonId === 'finalDot' ? reason('resolverNotSearched', { name: hostText(read) }, one.place) : one;
}

function explained({ question, verdict, records, steps, error }: Answer, because: readonly Reason[]): MentionDiagnosis {
  return { question, verdict, records, steps, error, because };
}
