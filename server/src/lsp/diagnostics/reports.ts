import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import { checkFile, checkObjects, type Checked } from '../../core/features/facade.ts';
import { failureSentence, type Failure } from '../../core/files/failures.ts';
import { defineMessages, formatMessage } from '../../core/util/format.ts';
import type { Snapshot } from '../../core/workspace/snapshot.ts';
import type { SnapshotFile } from '../../core/files/file.ts';
import type { Client } from '../client.ts';
import { diagnosticSource, toDiagnostic } from '../convert.ts';
import { describeError, guard, type Log } from '../log.ts';
import { uriKey } from '../uris.ts';

const messages = defineMessages('lsp/diagnostics/reports', {
  failed: '{failure} The log says more.',
  more: 'Not shown: {count} more problems of this file.',
});

/** The problems of one file, ready to be sent. */
export interface Report {
  /** As the client knows the file. */
  readonly uri: string;
  /** What the spellings of its URI have in common. */
  readonly key: string;
  /** The same for the same content, so that nothing is sent twice. */
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
  /** How many problems there are by LSP's severity, those not sent included. */
  readonly counts: Readonly<Record<DiagnosticSeverity, number>>;
}

/** Works reports out, each once while what was found is the same. */
export interface Reports {
  of(snapshot: Snapshot, file: SnapshotFile): Report;
  /** Whether there is anything to report; asked of thousands, most of which have nothing. */
  hasProblems(snapshot: Snapshot, file: SnapshotFile): boolean;
  /** Checks the objects of a file one by one, so that requests can be let through; of a small file none, which is checked fast enough. */
  inSteps(snapshot: Snapshot, file: SnapshotFile): Iterable<void>;
}

/** So many documents are checked at once. */
const fewDocuments = 100;

/** How many problems of one file are sent; a person reads no more, and editors slow down. */
const reportLimit = 100;

/** Prepares reports as a client can show them. A rule that fails costs its file's problems, not the server. */
export function createReports(client: Client, log: Log): Reports {
  const known = new WeakMap<Checked, Report>();
  const check = (snapshot: Snapshot, file: SnapshotFile): Checked =>
    guard(log, `Checking "${file.path}"`, nothing, () => checkFile(snapshot, file));
  return {
    of(snapshot, file) {
      const checked = check(snapshot, file);
      const report = known.get(checked) ?? makeReport(checked, file, client, log);
      if (!isEmpty(checked)) known.set(checked, report);
      return report;
    },
    hasProblems: (snapshot, file) => !isEmpty(check(snapshot, file)),
    inSteps: (snapshot, file) => (file.documents.length < fewDocuments ? [] : checkObjects(snapshot, file)),
  };
}

const nothing: Checked = { findings: [], failures: [] };

function isEmpty({ findings, failures }: Checked): boolean {
  return findings.length === 0 && failures.length === 0;
}

/** The result id of a report without problems, whatever the file. */
export const emptyResultId = contentHash('[]');

/** The report of a file without problems. */
export function emptyReport(uri: string, key: string): Report {
  return { uri, key, resultId: emptyResultId, items: [], counts: noProblems };
}

const noProblems: Report['counts'] = { 1: 0, 2: 0, 3: 0, 4: 0 };

function makeReport({ findings, failures }: Checked, file: SnapshotFile, client: Client, log: Log): Report {
  const found = guard(log, `Checking "${file.path}"`, [], () =>
    findings.map((finding) => toDiagnostic(finding, client)),
  );
  for (const { what, error } of failures)
    log.error(`Headlight failed at "${file.path}", ${what}: ${describeError(error)}`);
  const all = [...failures.slice(0, 1).map(toFailureDiagnostic), ...found];
  const counts = { ...noProblems };
  for (const { severity } of all) counts[severity ?? DiagnosticSeverity.Error]++;
  const items = capped(all);
  const { uri } = file;
  return { uri, key: uriKey(uri), resultId: contentHash(JSON.stringify(items)), items, counts };
}

/** A mistake of ours, at the file that it costs something; the log has all of it. */
function toFailureDiagnostic(failure: Failure): Diagnostic {
  const start = { line: 0, character: 0 };
  return {
    range: { start, end: start },
    severity: DiagnosticSeverity.Warning,
    source: diagnosticSource,
    message: formatMessage(messages.failed, { failure: failureSentence(failure) }),
  };
}

/** The loudest problems, and a note how many are missing. */
function capped(all: readonly Diagnostic[]): readonly Diagnostic[] {
  if (all.length <= reportLimit) return all;
  const ranked = [...all].sort((a, b) => (a.severity ?? 1) - (b.severity ?? 1)).slice(0, reportLimit);
  const start = { line: 0, character: 0 };
  const note: Diagnostic = {
    range: { start, end: start },
    severity: DiagnosticSeverity.Information,
    source: diagnosticSource,
    message: formatMessage(messages.more, { count: all.length - reportLimit }),
  };
  return [note, ...ranked];
}

/** A short name for a text; 53 bits, mixed as in MurmurHash3. */
function contentHash(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}
