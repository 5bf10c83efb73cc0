import { clusterOf } from '../dns/cluster.ts';
import { missingRecords } from '../dns/explain.ts';
import { lookUp, type Lookup } from '../dns/lookup.ts';
import { missingMessages } from '../dns/missing.ts';
import { checkName, nameProblemMessages, withoutFinalDot } from '../dns/names.ts';
import { recordTypes, sourceOf, type DnsRecord, type RecordType } from '../dns/record.ts';
import { dataText, unknownText } from '../dns/record-text.ts';
import { parseRequest } from '../dns/request.ts';
import { eachOnce } from '../dns/resolve.ts';
import { searchNames } from '../dns/search.ts';
import { comment, joinLines, ZoneWriter, type ZoneLine, type ZoneText } from '../dns/zone-lines.ts';
import type { Service } from '../kubernetes/service.ts';
import { defined, uniqueBy } from '../util/collections.ts';
import { formatMessage } from '../util/format.ts';
import type { Placed, Snapshot } from '../workspace/snapshot.ts';

/** What a name answers, as a read-only document in zone form with the way back to the manifests. */
export interface AnswerDocument extends ZoneText {
  /** The name, as it was asked for. */
  readonly title: string;
  /** One sentence where the name is none that could be asked for; then the text says no more. */
  readonly error: string | undefined;
}

/** A name, and who asks: a Pod of a namespace, whose search list is tried, or nobody in particular. */
export interface AskedName {
  readonly name: string;
  readonly from?: string;
}

/** What the comments of the document say. */
export const answerMessages = {
  absolute: 'What "{name}" answers, as an absolute name.',
  fromPod: 'What "{name}" answers to a Pod in the namespace "{namespace}".',
  tried: 'The names its resolver tries, in this order, up to the first with an address:',
  answers: 'answers',
  noAddress: 'exists, without an address',
  noName: 'does not exist',
  absent: 'No such name: the answer is NXDOMAIN.',
  empty: 'The name exists and has no records of its own.',
  variants: 'Several manifests hold this Service, and a cluster has one. The last one answers above:',
} as const;

/** Asks for all types of records at once. With `from` the answers are those of the first name of the search list that has an address. */
export function answerDocument(snapshot: Snapshot, { name, from }: AskedName): AnswerDocument {
  const problem = checkName(name);
  if (problem !== undefined) {
    const error = formatMessage(nameProblemMessages[problem], { name });
    return { title: name, error, ...joinLines([comment(error)]) };
  }
  const absolute = name.endsWith('.') ? name : `${name}.`;
  const names = from === undefined ? [absolute] : searchNames(name, from, snapshot.settings.clusterDomain);
  const all = names.map((candidate) => tryName(snapshot, candidate));
  const answering = all.find(hasAddress) ?? all.find(hasAnswer) ?? all.find(({ exists }) => exists);
  const lastTried = all.findIndex(hasAddress);
  const tried = lastTried < 0 ? all : all.slice(0, lastTried + 1);
  const head = from === undefined ? answerMessages.absolute : answerMessages.fromPod;
  const lines: ZoneLine[] = [comment(formatMessage(head, { name, namespace: from ?? '' }))];
  if (from !== undefined) lines.push(comment(answerMessages.tried), ...triedLines(tried));
  lines.push(
    { text: '' },
    ...(answering === undefined ? absentLines(snapshot, tried) : answerLines(snapshot, answering)),
  );
  return { title: name, error: undefined, ...joinLines(lines) };
}

/** One absolute name and its answers of all types. */
interface Tried {
  readonly name: string;
  readonly exists: boolean;
  readonly lookups: readonly (readonly [RecordType, Lookup])[];
}

function tryName(snapshot: Snapshot, name: string): Tried {
  const lookups = recordTypes.map((type) => [type, lookUp(snapshot, name, type)] as const);
  return { name, exists: lookups.some(([, { rcode }]) => rcode === 'NOERROR'), lookups };
}

function hasAnswer({ lookups }: Tried): boolean {
  return lookups.some(([, { answers }]) => answers.length > 0);
}

function hasAddress({ lookups }: Tried): boolean {
  const addresses = lookups.filter(([type]) => type === 'A' || type === 'AAAA' || type === 'CNAME');
  return addresses.some(([, { answers }]) => answers.length > 0);
}

function triedLines(tried: readonly Tried[]): readonly ZoneLine[] {
  const width = Math.max(...tried.map(({ name }) => name.length));
  return tried.map((one) => {
    const outcome = hasAddress(one) ? 'answers' : one.exists ? 'noAddress' : 'noName';
    return comment(`  ${one.name.padEnd(width)}  ${answerMessages[outcome]}`);
  });
}

/** The answers, what only a running cluster knows, and the Services that the name belongs to. */
function answerLines(snapshot: Snapshot, { name, lookups }: Tried): readonly ZoneLine[] {
  const answers = eachOnce(lookups.flatMap(([, lookup]) => lookup.answers));
  const services = uniqueBy(
    [...servicesOf(snapshot, name), ...defined(answers.map(({ service }) => service))],
    (service) => service,
  );
  const lines = answers.length === 0 ? [comment(answerMessages.empty)] : answers.map(answerLine);
  return [...lines, ...serviceLines(snapshot, name, services)];
}

function answerLine(record: DnsRecord): ZoneLine {
  const { name, type, unknown } = record;
  const head = `${name} IN ${type}`;
  const source = sourceOf(record);
  const text = unknown === undefined ? `${head} ${dataText(record) ?? ''}` : `; ${head} ; ${unknownText(unknown)}`;
  const start = unknown === undefined ? 0 : 2;
  return source === undefined ? { text } : { text, source, columns: { start, end: start + name.length } };
}

function serviceLines(snapshot: Snapshot, name: string, services: readonly Placed<Service>[]): readonly ZoneLine[] {
  if (services.length === 0) return [];
  const writer = new ZoneWriter(({ path }) => path);
  const isShared = servicesOf(snapshot, name).length > 1;
  return [
    { text: '' },
    ...(isShared ? [comment(answerMessages.variants)] : []),
    ...services.map((service) => writer.heading(service)),
  ];
}

/** Why the name does not exist, where the manifests tell. */
function absentLines(snapshot: Snapshot, tried: readonly Tried[]): readonly ZoneLine[] {
  const names = new Set(tried.map(({ name }) => name.toLowerCase()));
  const namespaces = new Set(defined(tried.map(({ name }) => requestOf(snapshot, name)?.namespace)));
  const expecting = [...snapshot.ofKind('Service'), ...snapshot.ofKind('StatefulSet')].filter(({ namespace }) =>
    namespaces.has(namespace),
  );
  const missing = expecting.flatMap((placed) => missingRecords(snapshot, placed)).filter(({ name }) => names.has(name));
  const reasons = missing.map(({ reasonId, values, at, resource }): ZoneLine => {
    const text = `; ${formatMessage(missingMessages[reasonId], values)}`;
    return { text, source: { resource, at }, columns: { start: 2, end: text.length } };
  });
  return [comment(answerMessages.absent), ...uniqueBy(reasons, ({ text }) => text)];
}

/** The Services that a name leads to, all variants of them. */
function servicesOf(snapshot: Snapshot, name: string): readonly Placed<Service>[] {
  const request = requestOf(snapshot, name);
  if (request === undefined) return [];
  return clusterOf(snapshot)
    .variants(request.service, request.namespace)
    .map(({ service }) => service);
}

function requestOf(snapshot: Snapshot, name: string) {
  const request = parseRequest(withoutFinalDot(name).toLowerCase(), snapshot.settings.clusterDomain);
  return request.kind === 'service' ? request : undefined;
}
