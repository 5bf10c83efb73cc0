import { expect } from 'vitest';
import { missingRecords } from '../../server/src/core/dns/diagnosis/missing-records.ts';
import { englishOf, placeholdersOf } from '../../server/src/core/util/format.ts';
import { reasonMessages } from '../../server/src/core/dns/diagnosis/reasons.ts';
import {
  type DnsRecord,
  type RecordSource,
  type RecordType,
  dataText,
  recordText,
  unknownText,
} from '../../server/src/core/dns/record.ts';
import { allRecords } from '../../server/src/core/dns/records.ts';
import { diagnose, rcodeOf, sortedByText } from '../../server/src/core/dns/diagnosis/diagnose.ts';
import { resolverOfNamespace } from '../../server/src/core/dns/resolver.ts';
import type { Verdict } from '../../server/src/core/dns/lookup.ts';
import type { Settings } from '../../server/src/core/settings/settings.ts';
import type { Snapshot } from '../../server/src/core/workspace/snapshot.ts';
import { dedent, parseFixture, snapshotOfFixture } from './fixture.ts';
import { placeOf } from '../../server/src/core/objects/places.ts';

/**
 * Holds the records of a fixture, in their order, against lines of a zone file: `NAME TYPE DATA`, the data a `?` where only
 * a running cluster knows it, and behind ` ; ` what is not plain: `while ready`, `CoreDNS`. With a pattern, only the lines that
 * match it are held against it.
 */
export function checkRecords(source: string, expected: string, shown = /^/, settings: Partial<Settings> = {}): void {
  const lines = allRecords(snapshotOfFixture(parseFixture(source), settings))
    .map(recordLine)
    .filter((line) => shown.test(line));
  expect(lines).toEqual(linesOf(expected));
}

/** A record as a line, see `checkRecords`. */
export function recordLine(record: DnsRecord): string {
  const { name, type, condition, level } = record;
  const notes = [...(condition === 'whenReady' ? ['while ready'] : []), ...(level === 'coredns' ? ['CoreDNS'] : [])];
  return `${name} ${type} ${dataText(record) ?? '?'}${notes.length === 0 ? '' : ` ; ${notes.join(', ')}`}`;
}

/**
 * Holds the answer to `NAME TYPE` (`NAME TYPE from NAMESPACE` for a Pod's) against lines: the response code, then the
 * answers, then what only a running cluster knows, as `? NAME TYPE: why`.
 */
export function checkResolve(source: string | Snapshot, question: string, expected: string): void {
  const snapshot = typeof source === 'string' ? snapshotOfFixture(parseFixture(source)) : source;
  const [name = '', type = '', , from] = question.split(' ');
  const resolution = resolveText(snapshot, {
    name,
    type: type as RecordType,
    ...(from === undefined ? {} : { from }),
  });
  const runtime = resolution.runtime.map((line) => `? ${line}`);
  expect([resolution.rcode, ...resolution.answers, ...runtime], question).toEqual(linesOf(expected));
}

/** An answer as the command line prints it. */
export interface ResolutionText {
  /** The response code, or the verdict where there is none. */
  readonly rcode: string;
  readonly verdict: Verdict;
  /** `NAME TYPE RDATA`. */
  readonly answers: readonly string[];
  /** What only a running cluster knows: `NAME TYPE: why`. */
  readonly runtime: readonly string[];
  readonly tried: readonly string[];
  readonly error: string | undefined;
}

/** Asks a question of one type, and prints the answers. */
export function resolveText(
  snapshot: Snapshot,
  { name, type, from }: { readonly name: string; readonly type: RecordType; readonly from?: string | undefined },
): ResolutionText {
  const resolver = from === undefined ? undefined : resolverOfNamespace(from, snapshot.settings);
  const { verdict, records, steps, error } = diagnose(snapshot, { name, types: [type], from: resolver });
  const runtime = records.flatMap((record) =>
    record.unknown === undefined ? [] : [`${record.name} ${record.type}: ${unknownText(record.unknown)}`],
  );
  return {
    rcode: rcodeOf(verdict) ?? verdict,
    verdict,
    answers: sortedByText(records).flatMap((record) => recordText(record) ?? []),
    runtime: [...new Set(runtime)],
    tried: steps.map(({ asked }) => asked),
    error,
  };
}

/**
 * Holds the records that a fixture's Services will not have against lines `NAME reason "text"`, the text being
 * that of the place the reason is at. Each reason is given once.
 */
export function checkMissing(source: string, expected: string, settings: Partial<Settings> = {}): void {
  const snapshot = snapshotOfFixture(parseFixture(source), settings);
  const missing = snapshot.ofKind('Service').flatMap((service) => missingRecords(snapshot, service));
  for (const { reasonId, values } of missing) {
    const places = placeholdersOf(englishOf(reasonMessages[reasonId]));
    expect(Object.keys(values), reasonId).toEqual(expect.arrayContaining([...places]));
  }
  const lines = missing.map(({ name, reasonId, place }) => `${name} ${reasonId} "${textAt(place)}"`);
  expect([...new Set(lines)]).toEqual(linesOf(expected));
}

/** The text of a place that a record rests on. */
export function textAt({ resource, at }: RecordSource): string {
  const { file, span } = placeOf(resource, at);
  return file.text.slice(span.start, span.end);
}

function linesOf(expected: string): readonly string[] {
  return dedent(expected)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
