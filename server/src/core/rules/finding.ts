import type { SnapshotFile, WorkspaceEdit } from '../files/file.ts';
import { placeOf } from '../objects/places.ts';
import type { Placed } from '../objects/placed.ts';
import type { Severity } from '../settings/settings.ts';
import type { Span } from '../text/span.ts';
import { formatMessage } from '../util/format.ts';
import type { Questions } from '../workspace/questions.ts';
import { formatFieldPath } from '../yaml/path.ts';
import { levelIn } from './level.ts';
import { sharedMessages, type FileContext, type Fix, type Problem, type Rule } from './rule.ts';

/** A problem as it is shown: worded, placed, at its level. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: SnapshotFile;
  /** Offsets in the file's text. */
  readonly span: Span;
  /** The id of its message. */
  readonly id: string;
  /** The object it is about; absent for a problem of a file that holds none. */
  readonly resource: Placed | undefined;
  /** The field, as the API server prints field paths. */
  readonly path: string;
  readonly related: readonly { readonly file: SnapshotFile; readonly span: Span; readonly message: string }[];
  readonly fixes: readonly FindingFix[];
}

/** A fix as it is offered. */
export interface FindingFix {
  /** The id of its title template: what one rule offers under it is one kind of remedy. */
  readonly id: string;
  readonly title: string;
  readonly safety: NonNullable<Fix['safety']>;
  edit(): WorkspaceEdit | undefined;
}

/** A problem, and the rule that found it. */
export interface FoundProblem {
  readonly rule: Rule;
  readonly problem: Problem;
}

/** The findings of a rule that looks at whole files. */
export function fileFindingsOf(rule: Rule, file: SnapshotFile, context: FileContext): readonly Finding[] {
  if (context.settings.rules[rule.code] === 'off' || rule.checkFile === undefined) return [];
  return [...rule.checkFile(file, context)].flatMap((problem): readonly Finding[] => {
    const severity = levelIn(context.snapshot, file, saidBy(rule, problem), undefined);
    if (severity === undefined) return [];
    const { span, resource, path = [] } = problem;
    return [
      { code: rule.code, severity, file, span, resource, path: formatFieldPath(path), ...wordingOf(rule, problem) },
    ];
  });
}

/** The finding that a problem of an object is in a file; `undefined` where its place is in another one, or its rule is off. */
export function findingIn(
  file: SnapshotFile,
  snapshot: Questions,
  placed: Placed,
  { rule, problem }: FoundProblem,
): Finding | undefined {
  const place = placeOf(placed, problem.at);
  if (place.file !== file) return undefined;
  const severity = levelIn(snapshot, file, saidBy(rule, problem), placed);
  if (severity === undefined) return undefined;
  return {
    code: rule.code,
    severity,
    ...place,
    resource: placed,
    path: formatFieldPath(problem.at.path),
    ...wordingOf(rule, problem),
  };
}

/** What a rule says, at the level that it gives. */
function saidBy(
  rule: Rule,
  { severity = rule.severity, message }: Pick<Problem, 'severity' | 'message'>,
): Parameters<typeof levelIn>[2] {
  return { code: rule.code, message, level: severity };
}

/** So many related places are told; a Service may select thousands of Pods, and more are not read. */
const mostRelated = 20;

/** What of a finding is words, and what hangs on it. */
function wordingOf(rule: Rule, problem: Omit<Problem, 'at'>): Pick<Finding, 'id' | 'message' | 'related' | 'fixes'> {
  const word = (id: string, values: Problem['values']): string => {
    const message = rule.messages[id] ?? sharedMessages[id];
    return message === undefined ? id : formatMessage(message, values);
  };
  return {
    id: problem.message,
    message: [problem.message, problem.note ?? []]
      .flat()
      .map((id) => word(id, problem.values))
      .join(' '),
    related: (problem.related ?? []).slice(0, mostRelated).map((place) => ({
      ...placeOf(place.resource, place.at),
      message: word(place.message, place.values),
    })),
    fixes: (problem.fixes ?? []).map((fix) => ({
      id: fix.title,
      title: word(fix.title, fix.values),
      safety: fix.safety ?? 'suggested',
      edit: () => {
        const edit = fix.edit();
        return edit === undefined || fix.note === undefined ? edit : { ...edit, note: word(fix.note, fix.values) };
      },
    })),
  };
}
