import { changeResource } from '../../edits/change-resource.ts';
import type { Placed } from '../../objects/placed.ts';
import { defineRule, type Fix, type Problem, type Rule, type Words } from '../rule.ts';
import { judgedKinds } from '../../kubernetes/kinds/index.ts';
import type { RowCode, RowFix } from '../../kubernetes/table/row.ts';
import { rejectionsOfObject } from './evaluate.ts';

/** What the file of a rule of the table says: all else is the same for each of them. */
export type ConstraintRule = Words & Pick<Rule, 'source'> & { readonly code: RowCode };

/** Makes a rule of the rows of one code. */
export function defineConstraintRule(rule: ConstraintRule): Rule {
  return defineRule({
    ...rule,
    severity: 'error',
    needs: 'document',
    appliesTo: judgedKinds,
    since: '0.1.0',
    check(placed, { settings }) {
      const rejections = rejectionsOfObject(placed, settings);
      // Nearly always, and each of these rules asks about nearly every object.
      if (rejections.length === 0) return nothing;
      return rejections.flatMap(({ code, fixes, ...rejection }) =>
        code === rule.code ? [{ ...rejection, fixes: fixes.map((fix) => toFix(placed, fix)) }] : [],
      );
    },
  });
}

const nothing: readonly Problem[] = [];

function toFix(placed: Placed, { title, values, safety, changes }: RowFix): Fix {
  return { title, values: values ?? {}, safety, edit: () => changeResource(placed, changes) };
}
