import { checkFile, findProblems } from '../core/rules/run.ts';
import type { Finding } from '../core/rules/finding.ts';
import { kindOf } from '../core/kubernetes/resource.ts';
import type { Severity } from '../core/settings/settings.ts';
import { linesOf, type LinePosition } from '../core/text/lines.ts';
import { shiftSpan, type Span } from '../core/text/span.ts';
import { defineMessages, formatMessage } from '../core/util/format.ts';
import { failureSentence } from '../core/files/failures.ts';
import type { Placed } from '../core/objects/placed.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import type { SnapshotFile } from '../core/files/file.ts';
import { displayPath } from './load.ts';
import type { RecordSource } from '../core/dns/record.ts';
import { placeOf } from '../core/objects/places.ts';

const messages = defineMessages('cli/check-report', {
  invalidYaml: 'Line {line} is not valid YAML: {problem}.',
});

/** What `check` found, in the shape and order of its JSON: a contract, see docs/schemas/check.schema.json. */
export interface CheckReport {
  readonly version: 1;
  readonly summary: CheckSummary;
  /** What could not be read, or only in part. */
  readonly unreadable: readonly { readonly file: string; readonly reason: string }[];
  readonly diagnostics: readonly CheckDiagnostic[];
}

/** How much was read and found. */
interface CheckSummary extends Readonly<Record<Severity, number>> {
  /** Files that were read, with or without manifests in them. */
  readonly files: number;
  readonly documents: number;
  /** Kubernetes objects; those of a `kind: List` each count. */
  readonly resources: number;
}

/** One problem. */
export interface CheckDiagnostic {
  readonly file: string;
  readonly range: LineRange;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  /** Null for a problem of a file that holds no object, such as a configuration. */
  readonly resource: ResourceId | null;
  /** The field, as the API server prints field paths, relative to the object. */
  readonly path: string;
  readonly related: readonly { readonly file: string; readonly range: LineRange; readonly message: string }[];
  /** The titles of its fixes. */
  readonly fixes: readonly string[];
}

/** A range as LSP has it: zero-based lines and UTF-16 units. */
export interface LineRange {
  readonly start: LinePosition;
  readonly end: LinePosition;
}

/** Which object. `name` is null where none is written, or a template makes it. */
interface ResourceId {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string | null;
}

/** Checks all files of a snapshot, in order of path and place. */
export function buildCheckReport(snapshot: Snapshot, workingFolder: string): CheckReport {
  const files = [...snapshot.files.values()];
  const diagnostics = files
    .flatMap((file) => findProblems(snapshot, file))
    .map((finding) => toDiagnostic(finding, workingFolder));
  const unread = snapshot.unread.map(({ path, reason }) => ({ file: displayPath(path, workingFolder), reason }));
  return {
    version: 1,
    summary: {
      files: files.length,
      documents: files.reduce((sum, file) => sum + file.documents.length, 0),
      resources: snapshot.resources.length,
      error: countOf(diagnostics, 'error'),
      warning: countOf(diagnostics, 'warning'),
      information: countOf(diagnostics, 'information'),
      hint: countOf(diagnostics, 'hint'),
    },
    unreadable: [
      ...unread,
      ...files.flatMap((file) => brokenDocuments(file, workingFolder)),
      ...failedFiles(snapshot, workingFolder),
    ],
    diagnostics,
  };
}

/** The files that our own code failed at, each with the first sentence about it. */
export function failedFiles(snapshot: Snapshot, workingFolder: string): CheckReport['unreadable'] {
  return [...snapshot.files.values()].flatMap((file) => {
    const [first] = checkFile(snapshot, file).failures;
    return first === undefined ? [] : [{ file: displayPath(file.path, workingFolder), reason: failureSentence(first) }];
  });
}

/** Which object a resource is, in the words of its manifest. */
export function resourceIdOf(placed: Placed): ResourceId {
  const { resource, namespace, name } = placed;
  return { kind: kindOf(resource), namespace, name: name ?? null };
}

/** The range of a span that is relative to the file's text. */
export function lineRangeOf(file: SnapshotFile, span: Span): LineRange {
  return linesOf(file).rangeOf(span);
}

/** Says where something is by file and line, as `deploy/db.yaml:4`. */
export function placePrinter(workingFolder: string): (source: RecordSource) => string {
  return ({ resource, at }) => {
    const { file, span } = placeOf(resource, at);
    const { line } = lineRangeOf(file, span).start;
    return `${displayPath(file.path, workingFolder)}:${line + 1}`;
  };
}

function toDiagnostic(finding: Finding, workingFolder: string): CheckDiagnostic {
  const { severity, code, message, path, fixes } = finding;
  return {
    file: displayPath(finding.file.path, workingFolder),
    range: lineRangeOf(finding.file, finding.span),
    severity,
    code,
    message,
    resource: finding.resource === undefined ? null : resourceIdOf(finding.resource),
    path,
    related: finding.related.map((place) => ({
      file: displayPath(place.file.path, workingFolder),
      range: lineRangeOf(place.file, place.span),
      message: place.message,
    })),
    fixes: fixes.map((fix) => fix.title),
  };
}

/** A template is no YAML before it is rendered, so nothing is said about its syntax. */
function brokenDocuments(file: SnapshotFile, workingFolder: string): CheckReport['unreadable'] {
  return file.documents.flatMap((document) => {
    const problem = document.facts.templated ? undefined : document.facts.syntaxProblems[0];
    if (problem === undefined) return [];
    const { line } = lineRangeOf(file, shiftSpan(problem.span, document.start)).start;
    const values = { line: line + 1, problem: problem.message.replace(/\.$/, '') };
    return [{ file: displayPath(file.path, workingFolder), reason: formatMessage(messages.invalidYaml, values) }];
  });
}

function countOf(diagnostics: readonly CheckDiagnostic[], severity: Severity): number {
  return diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
}
