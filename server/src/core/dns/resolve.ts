import { serviceAsked } from '../names/service-name.ts';
import { zonesOf } from '../names/zones.ts';
import { uniqueBy } from '../util/collections.ts';
import { formatMessage } from '../util/format.ts';
import type { Service } from '../kubernetes/service.ts';
import type { Placed, Snapshot } from '../workspace/snapshot.ts';
import { clusterOf } from './cluster.ts';
import { lookUp, type Lookup } from './lookup.ts';
import { checkName, nameProblemMessages, withoutFinalDot } from './names.ts';
import type { DnsRecord, RecordType } from './record.ts';
import { recordText, unknownText } from './record-text.ts';
import { searchNames } from './search.ts';

/** What is asked. */
export interface Question {
  /** With or without its final dot. */
  readonly name: string;
  readonly type: RecordType;
  /** The namespace of the Pod that asks: its resolver tries the search list. Without it the name is absolute. */
  readonly from?: string;
}

/** What the cluster's DNS answers. */
export interface Resolution {
  readonly question: Question;
  /** `NXDOMAIN` where there is no such name of any type. */
  readonly rcode: 'NOERROR' | 'NXDOMAIN';
  /** The name as it was asked for, with its final dot; each record once. */
  readonly answers: readonly DnsRecord[];
  /** The absolute names that were tried, in order. */
  readonly tried: readonly string[];
  /** One sentence where the name is none that could be asked for; then nothing was tried. */
  readonly error: string | undefined;
}

/**
 * Answers a question as the cluster's DNS would, were the snapshot's manifests all it has: controllers settled, every Pod they
 * ask for ready, CoreDNS as kubeadm configures it, and upstream resolvers that know no other name. The resolver of a Pod
 * goes on after a name without data, as glibc and Go do.
 */
export function resolve(snapshot: Snapshot, question: Question): Resolution {
  return resolveWith(snapshot, question, undefined);
}

/** What one of several Services of the same name and namespace would answer. */
export interface Variant {
  readonly service: Placed<Service>;
  readonly resolution: Resolution;
}

/**
 * The answers of each Service where manifests hold several of the name and namespace that a question leads to: of the same
 * Service in several folders, say. Only one of them is ever applied to a cluster; `resolve` takes the last. None where
 * there is no choice.
 */
export function resolveVariants(snapshot: Snapshot, question: Question): readonly Variant[] {
  for (const name of [...resolve(snapshot, question).tried].reverse()) {
    const request = serviceAsked(withoutFinalDot(name).toLowerCase(), zonesOf(snapshot.settings));
    if (request === undefined) continue;
    const variants = clusterOf(snapshot).variants(request.service, request.namespace);
    if (variants.length < 2) continue;
    return variants.map(({ service }) => ({ service, resolution: resolveWith(snapshot, question, service) }));
  }
  return [];
}

function resolveWith(snapshot: Snapshot, question: Question, variant: Placed<Service> | undefined): Resolution {
  const { name, type, from } = question;
  const problem = checkName(name);
  if (problem !== undefined) {
    const error = formatMessage(nameProblemMessages[problem], { name });
    return { question, rcode: 'NXDOMAIN', answers: [], tried: [], error };
  }
  const absolute = name.endsWith('.') ? name : `${name}.`;
  const names = from === undefined ? [absolute] : searchNames(name, from, snapshot.settings);
  const tried: string[] = [];
  let best: Lookup = { rcode: 'NXDOMAIN', answers: [] };
  for (const candidate of names) {
    tried.push(candidate);
    const found = lookUp(snapshot, candidate, type, variant);
    if (found.rcode === 'NOERROR') best = found;
    if (found.answers.length > 0) break;
  }
  return { question, ...best, answers: byText(eachOnce(best.answers)), tried, error: undefined };
}

/** The answers, each once. */
export function eachOnce(answers: readonly DnsRecord[]): readonly DnsRecord[] {
  return uniqueBy(answers, ({ name, type, data, unknown }) =>
    JSON.stringify([name, type, data, unknown && unknownText(unknown)]),
  );
}

/** Answers whose data is known by their text, then the others. */
function byText(answers: readonly DnsRecord[]): readonly DnsRecord[] {
  const shown = answers.map((record) => ({ record, text: recordText(record) ?? '' }));
  const known = shown.filter(({ text }) => text !== '').sort((one, other) => (one.text < other.text ? -1 : 1));
  return [...known.map(({ record }) => record), ...answers.filter((record) => record.unknown !== undefined)];
}
