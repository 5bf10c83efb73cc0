import { changeResource } from '../../edits/change-resource.ts';
import type { Placed } from '../../objects/placed.ts';
import { defineRule, type Fix, type Rule, type RuleContext, type RuleWords } from '../rule.ts';
import { judgedKinds } from '../../kubernetes/kinds/index.ts';
import type { RowCode, RowFix } from '../../kubernetes/table/row.ts';
import { rejectionsOfObject } from './evaluate.ts';

/** What the file of a rule of the table says: all else is the same for each of them. */
type ConstraintRule = RuleWords & Pick<Rule, 'source'> & { readonly code: RowCode };

/** Makes a rule of the rows of one code. */
export function defineConstraintRule(rule: ConstraintRule): Rule {
  return defineRule({
    ...rule,
    severity: 'error',
    needs: 'document',
    appliesTo: judgedKinds,
    mayFind: isAnythingRejected,
    check(placed, { settings }) {
      return rejectionsOfObject(placed, settings).flatMap(({ code, fixes, ...rejection }) =>
        code === rule.code ? [{ ...rejection, fixes: fixes.map((fix) => toFix(placed, fix)) }] : [],
      );
    },
  });
}

function isAnythingRejected(placed: Placed, { settings }: RuleContext): boolean {
  return rejectionsOfObject(placed, settings).length > 0;
}

function toFix(placed: Placed, { title, values, safety = 'suggested', changes }: RowFix): Fix {
  return { title, values: values ?? {}, safety, edit: () => changeResource(placed, changes) };
}
