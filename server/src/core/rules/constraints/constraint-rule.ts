import type { Placed } from '../../objects/placed.ts';
import { defineRule, type Fix, type Problem, type Rule, type RuleContext, type RuleWords, suggest } from '../rule.ts';
import { kindsJudgedBy } from '../../kubernetes/kinds/index.ts';
import type { RowCode, RowFix } from '../../kubernetes/table/row.ts';
import type { At } from '../../yaml/path.ts';
import { rejectionsOfObject } from './evaluate.ts';

/** What the file of a rule of the table says: all else is the same for each of them. */
interface ConstraintRule extends RuleWords, Pick<Rule, 'source'> {
  readonly code: RowCode;
  /** The fixes of a problem where they need other objects, which no row sees; `ofRow` are those of the row. */
  readonly fixes?: (placed: Placed, context: RuleContext, at: At, ofRow: readonly Fix[]) => readonly Fix[];
}

/** Makes a rule of the rows of one code. */
export function defineConstraintRule({ fixes, ...rule }: ConstraintRule): Rule {
  return defineRule({
    ...rule,
    severity: 'error',
    needs: 'document',
    appliesTo: kindsJudgedBy(rule.code),
    mayFind: isAnythingRejected,
    check(placed, context) {
      const problems = problemsOfRows(rule.code, placed, context);
      if (fixes === undefined) return problems;
      return problems.map((problem) => ({ ...problem, fixes: fixes(placed, context, problem.at, problem.fixes) }));
    },
  });
}

/** What the rows of one code find in an object. */
export function problemsOfRows(
  code: RowCode,
  placed: Placed,
  { settings }: RuleContext,
): readonly (Problem & Required<Pick<Problem, 'fixes'>>)[] {
  return rejectionsOfObject(placed, settings)
    .filter((rejection) => rejection.code === code)
    .map((rejection) => ({
      ...rejection,
      severity: rejection.severity ?? 'error',
      fixes: rejection.fixes.map((fix) => toFix(placed, fix)),
    }));
}

function isAnythingRejected(placed: Placed, { settings }: RuleContext): boolean {
  return rejectionsOfObject(placed, settings).length > 0;
}

function toFix(placed: Placed, { title, values, safety = 'suggested', changes }: RowFix): Fix {
  return suggest({ title, values: values ?? {}, safety }, placed, ...changes);
}
