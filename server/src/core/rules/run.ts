import type { Severity } from '../settings/settings.ts';
import type { Span } from '../text/span.ts';
import { LineIndex } from '../text/lines.ts';
import { formatMessage } from '../util/format.ts';
import type { WorkspaceEdit } from '../workspace/edit.ts';
import { spanInFile, type Placed, type Snapshot, type SnapshotFile } from '../workspace/snapshot.ts';
import { isSuppressed } from '../workspace/suppressions.ts';
import type { Path } from '../yaml/path.ts';
import { rules } from './index.ts';
import type { Fix, Problem, Rule } from './rule.ts';

/** A problem as it is shown: worded, placed, at its level. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: SnapshotFile;
  /** Offsets in the file's text. */
  readonly span: Span;
  readonly resource: Placed;
  /** The field, as the API server prints field paths. */
  readonly path: string;
  readonly related: readonly { readonly file: SnapshotFile; readonly span: Span; readonly message: string }[];
  readonly fixes: readonly FindingFix[];
}

/** A fix as it is offered. */
export interface FindingFix {
  readonly title: string;
  readonly safety: Fix['safety'];
  edit(): WorkspaceEdit | undefined;
}

/** All findings of a file, in order of place: rules that are off, problems that a comment suppresses and templates left out. */
export function findProblems(snapshot: Snapshot, file: SnapshotFile): readonly Finding[] {
  const suppressions = snapshot.suppressionsOf(file);
  const lines = suppressions.length > 0 ? new LineIndex(file.text) : undefined;
  const findings = snapshot
    .inFile(file.uri)
    .filter((placed) => !placed.document.facts.templated)
    .flatMap((placed) => rules.flatMap((rule) => findingsOf(rule, placed, snapshot)));
  const shown = findings.filter(
    (finding) =>
      lines === undefined || !isSuppressed(suppressions, finding.code, lines.positionAt(finding.span.start).line),
  );
  return shown.sort(
    (a, b) =>
      a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  );
}

/** A field path as the API server prints it: `spec.ports[0].name`, `metadata.labels[app.kubernetes.io/name]`. */
export function formatFieldPath(path: Path): string {
  return path.reduce<string>((printed, step) => {
    if (typeof step === 'number') return `${printed}[${step}]`;
    if (!/^[A-Za-z0-9_-]+$/.test(step)) return `${printed}[${step}]`;
    return printed === '' ? step : `${printed}.${step}`;
  }, '');
}

function findingsOf(rule: Rule, placed: Placed, snapshot: Snapshot): readonly Finding[] {
  const level = snapshot.settings.rules[rule.code];
  if (level === 'off' || !rule.appliesTo.includes(placed.resource.kind)) return [];
  // What is absent may only not be read yet, or be lost in a broken document.
  const broken = placed.document.facts.syntaxProblems.length > 0;
  if (rule.needs === 'workspace' && (!snapshot.complete || broken)) return [];
  const problems = [...rule.check(placed, { snapshot, settings: snapshot.settings })];
  return problems.map((problem) => toFinding(rule, level ?? problem.severity ?? rule.severity, placed, problem));
}

function toFinding(rule: Rule, severity: Severity, placed: Placed, problem: Problem): Finding {
  const word = (id: string, values: Problem['values']): string => formatMessage(rule.messages[id] ?? id, values ?? {});
  return {
    code: rule.code,
    severity,
    message: word(problem.message, problem.values),
    file: placed.document.file,
    span: spanInFile(placed, problem.at),
    resource: placed,
    path: formatFieldPath(problem.at.path),
    related: (problem.related ?? []).map((place) => ({
      file: place.resource.document.file,
      span: spanInFile(place.resource, place.at),
      message: word(place.message, place.values),
    })),
    fixes: (problem.fixes ?? []).map((fix) => ({
      title: word(fix.title, fix.values),
      safety: fix.safety,
      edit: () => {
        const edit = fix.edit();
        return edit === undefined || fix.note === undefined ? edit : { ...edit, note: word(fix.note, fix.values) };
      },
    })),
  };
}
