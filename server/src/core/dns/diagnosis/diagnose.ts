import type { Service } from '../../kubernetes/service.ts';
import { serviceAsked } from '../../names/service-name.ts';
import { zonesOf } from '../../names/zones.ts';
import { addAll, compareTexts, uniqueBy } from '../../util/collections.ts';
import { formatMessage } from '../../util/format.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Questions } from '../../workspace/questions.ts';
import { aliasTarget } from '../answers.ts';
import { clusterOf, type Asker } from '../cluster.ts';
import { reason, type Reason } from './reason.ts';
import { parseIp } from '../../names/ip-address.ts';
import { lookUp, type Lookup, type Verdict } from '../lookup.ts';
import { checkName, nameProblemMessages, reverseNameOf } from '../names.ts';
import { type DnsRecord, type RecordType, recordText, unknownText, sourceAt } from '../record.ts';
import { asksOutside, namesTried, type HostEntry, type Resolver } from '../resolver.ts';
import { whyNot } from './why-not.ts';
import { withoutFinalDot } from '../../util/dns-label.ts';

/** What is asked. */
interface Question {
  /** With or without its final dot. */
  readonly name: string;
  /** All that is asked at once, as programs ask for the addresses of both families. */
  readonly types: readonly RecordType[];
  /** Who asks, and tries a search list. Without it the name is absolute, and the cluster's DNS is asked. */
  readonly from?: Resolver | undefined;
}

/** What the cluster's DNS answers. */
export interface Answer {
  readonly question: Question;
  /** That of the step that decides. */
  readonly verdict: Verdict;
  /** The answers of that step, each once; the name as it was asked for, with its final dot. */
  readonly records: readonly DnsRecord[];
  /** The absolute names that were tried, in order, up to the first with an address, or with any answer where one type is asked for. */
  readonly steps: readonly Try[];
  /** One sentence if the name cannot be asked for; then nothing was tried. */
  readonly error: string | undefined;
}

/** One absolute name that was tried, or the name as a hosts file has it. */
interface Try {
  /** With its final dot; without one in a hosts file. */
  readonly asked: string;
  readonly inHosts: boolean;
  readonly verdict: Verdict;
}

/** An answer, and why there is not more: the single account of a name that everything else is derived from. */
export interface Diagnosis extends Answer {
  readonly steps: readonly Step[];
}

/** A try, and what came of it. */
export interface Step extends Try {
  /** Why there is no such name, why that is not known, or why it leads to nothing. */
  readonly because: readonly Reason[];
}

/**
 * The answer to a question (`answerTo`), and of each name that was tried why there is no such name. Of an address it is asked who has it,
 * as `dig -x` does.
 */
export function diagnose(snapshot: Questions, question: Question, variant?: Placed<Service>): Diagnosis {
  const reverse = question.types.includes('PTR') ? reverseNameOf(question.name) : undefined;
  const asked: Question = reverse === undefined ? question : { ...question, name: reverse, types: ['PTR'] };
  const answer = answerTo(snapshot, asked, variant);
  const steps = answer.steps.map((step) => ({ ...step, because: whyTried(snapshot, answer, step, variant) }));
  return { ...answer, steps };
}

/**
 * Why a name that was tried for a question does not exist, or why that is not known; for one that exists, that a hosts file has it, or why it
 * leads to nothing.
 */
export function whyTried(
  snapshot: Questions,
  { question: { name, from }, records }: Answer,
  { asked, inHosts, verdict }: Try,
  variant?: Placed<Service>,
): readonly Reason[] {
  if (inHosts) return [reason('inHosts', {}, records[0]?.because[0])];
  if (verdict === 'empty') return whyNothingBehindAlias(snapshot, asked, { from, variant });
  if (verdict === 'found') return [];
  return whyNot({ snapshot, asked, verdict, from, variant, written: name });
}

/**
 * Answers a question as the cluster's DNS would, were the snapshot's manifests all it has: controllers settled, every Pod they
 * ask for ready, CoreDNS as kubeadm configures it. The resolver of a Pod goes on after a name without data, as glibc and Go do.
 * Of several Services of one name and namespace the last one answers, or the one given.
 */
export function answerTo(snapshot: Questions, question: Question, variant?: Placed<Service>): Answer {
  const { name, types, from } = question;
  const problem = checkName(name);
  if (problem !== undefined) {
    const error = formatMessage(nameProblemMessages[problem], { name });
    return { question, verdict: 'absent', records: [], steps: [], error };
  }
  const aliases = from === undefined ? [] : hostRecords(question, from);
  if (aliases.length > 0) {
    const steps: readonly Try[] = [{ asked: name, verdict: 'found', inHosts: true }];
    return { question, verdict: 'found', records: aliases, steps, error: undefined };
  }
  const absolute = name.endsWith('.') ? name : `${name}.`;
  const names = from === undefined ? [absolute] : namesTried(name, from);
  const steps: Try[] = [];
  let best: Lookup = { verdict: 'absent', answers: [] };
  for (const asked of names) {
    const found = seenBy(from, lookUpAll(snapshot, asked, types, { from: from?.of, variant }));
    steps.push({ asked, verdict: found.verdict, inHosts: false });
    const isOwnLabel = names.length > 1 && isDotless(asked, found.verdict);
    if (isBetter(found.verdict, best.verdict) && !isOwnLabel) best = found;
    if (found.answers.some(({ type }) => types.length === 1 || leadsOn.includes(type))) {
      best = found;
      break;
    }
  }
  return { question, verdict: best.verdict, records: eachOnce(best.answers), steps, error: undefined };
}

/** The lines of a hosts file that have the name, spelled so. They answer before DNS. Source: hosts(5); Kubernetes API, PodSpec.hostAliases. */
function hostRecords({ name, types }: Question, { kind, hosts, of }: Resolver): readonly DnsRecord[] {
  const all = kind === 'pod' && name === 'localhost' ? [...localhost, ...hosts] : hosts;
  return all.flatMap((entry): readonly DnsRecord[] => {
    const ip = parseIp(entry.address);
    if (entry.name !== name || ip === undefined || !types.includes(ip.family)) return [];
    return [
      {
        name: `${name}.`,
        type: ip.family,
        data: { kind: 'address', address: ip.canonical },
        unknown: undefined,
        because: entry.place === undefined ? [] : [entry.place],
        condition: 'always',
        level: 'spec',
        service: undefined,
        target: of,
      },
    ];
  });
}

/** What every Pod has in its hosts file. Source: kubernetes pkg/kubelet/kubelet_pods.go, managedHostsFileContent. */
const localhost: readonly HostEntry[] = ['127.0.0.1', '::1'].map((address) => ({
  name: 'localhost',
  address,
  place: undefined,
}));

/** What a resolver gets to see that asks other servers than the cluster's: nothing of the node's, and of its own, what is not known. */
function seenBy(from: Resolver | undefined, found: Lookup): Lookup {
  if (from === undefined || from.servers === 'cluster' || found.verdict === 'forwarded') return found;
  return { verdict: asksOutside(from) ? 'forwarded' : 'unknown', answers: [] };
}

/** What one of several Services of the same name and namespace would answer. */
export interface Variant {
  readonly service: Placed<Service>;
  readonly diagnosis: Diagnosis;
}

/**
 * The answers of each Service where manifests hold several of the name and namespace that a question refers to: of the same
 * Service in several folders, say. Only one of them is ever applied to a cluster; `diagnose` takes the last. None where
 * there is no choice.
 */
export function diagnoseVariants(snapshot: Questions, { question, steps }: Diagnosis): readonly Variant[] {
  for (const { asked } of [...steps].reverse()) {
    const request = serviceAsked(withoutFinalDot(asked).toLowerCase(), zonesOf(snapshot.settings));
    if (request === undefined) continue;
    const variants = clusterOf(snapshot).variants(request.service, request.namespace);
    if (variants.length < 2) continue;
    return variants.map(({ service }) => ({ service, diagnosis: diagnose(snapshot, question, service) }));
  }
  return [];
}

/** Why an alias has no addresses: the name in the cluster that it leads to does not exist. */
function whyNothingBehindAlias(
  snapshot: Questions,
  asked: string,
  { from, variant }: { readonly from: Resolver | undefined; readonly variant: Placed<Service> | undefined },
): readonly Reason[] {
  const request = serviceAsked(withoutFinalDot(asked).toLowerCase(), zonesOf(snapshot.settings));
  const view = request && clusterOf(snapshot).service(request.service, request.namespace, { from: from?.of, variant });
  const { externalName } = view?.nature === 'alias' ? view.service.resource : {};
  const target = aliasTarget(externalName?.value ?? '');
  if (view === undefined || externalName === undefined || target === undefined) return [];
  const { verdict } = lookUp(snapshot, target, 'A', { from: from?.of });
  if (verdict !== 'absent') return [];
  const place = sourceAt(view.service, externalName.at);
  return [
    reason('aliasOfNothing', { service: view.name, target: withoutFinalDot(target) }, place),
    ...whyNot({ snapshot, asked: target, verdict, from: undefined, variant: undefined, written: target }),
  ];
}

/** The response code of an answer; `undefined` if another server gives it, or none does. */
export function rcodeOf(verdict: Verdict): 'NOERROR' | 'NXDOMAIN' | undefined {
  switch (verdict) {
    case 'found':
    case 'empty':
      return 'NOERROR';
    case 'absent':
      return 'NXDOMAIN';
    case 'forwarded':
    case 'unknown':
      return undefined;
  }
}

/** The types of records that a program connects with. */
const leadsOn: readonly RecordType[] = ['A', 'AAAA', 'CNAME'];

/** The answers of all types together. A name that exists in one type exists. */
function lookUpAll(snapshot: Questions, asked: string, types: readonly RecordType[], asker: Asker): Lookup {
  let verdict: Verdict | undefined;
  const answers: DnsRecord[] = [];
  for (const type of types) {
    const one = lookUp(snapshot, asked, type, asker);
    if (verdict === undefined || isBetter(one.verdict, verdict)) verdict = one.verdict;
    addAll(answers, one.answers);
  }
  return { verdict: verdict ?? 'absent', answers };
}

/** What a resolver that tries several names ends with, the best last. */
const fromWorst: readonly Verdict[] = ['absent', 'forwarded', 'empty', 'unknown', 'found'];

/** Whether a resolver that tries several names ends with one verdict rather than the other. */
export function isBetter(one: Verdict, other: Verdict): boolean {
  return fromWorst.indexOf(one) > fromWorst.indexOf(other);
}

/** The last try of a short name is its one label by itself, which no resolver outside knows. Source: RFC 7085. */
function isDotless(name: string, verdict: Verdict): boolean {
  return verdict === 'forwarded' && !withoutFinalDot(name).includes('.');
}

/** The answers, each once: those whose data is known by their text, by type, then the others. */
function eachOnce(answers: readonly DnsRecord[]): readonly DnsRecord[] {
  if (answers.length < 2) return answers;
  return uniqueBy(answers, ({ name, type, data, unknown }) =>
    JSON.stringify([name, type, data, unknown && unknownText(unknown)]),
  );
}

/** Answers in the order in which they are printed for programs: by their text, those not known last. */
export function sortedByText(records: readonly DnsRecord[]): readonly DnsRecord[] {
  const shown = records.map((record) => ({ record, text: recordText(record) ?? '' }));
  const known = shown.filter(({ text }) => text !== '').sort((one, other) => compareTexts(one.text, other.text));
  return [...known.map(({ record }) => record), ...records.filter((record) => record.unknown !== undefined)];
}
