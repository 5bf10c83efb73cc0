import { changeResource } from '../../edits/change-resource.ts';
import { naturesOf } from '../../kubernetes/kinds/service-use.ts';
import { serviceTable } from '../../kubernetes/kinds/service.ts';
import { serviceTypeOf, type Service } from '../../kubernetes/service.ts';
import { effectsOf, judgedOf, type FieldEffect } from '../../kubernetes/table/effects.ts';
import { displayNameOf } from '../../objects/describe.ts';
import { treeOf } from '../../objects/places.ts';
import type { Placed } from '../../objects/placed.ts';
import { remove } from '../../yaml/edit.ts';
import { defineRule, type Fix, type Rule, type Words } from '../rule.ts';

/** What the file of a rule about fields without effect says. Its messages are called by the fields; `fixRemove` takes one out. */
export interface EffectRule extends Words, Pick<Rule, 'source'> {
  /** What a Service is for the rule to look at it. */
  readonly natures: readonly string[];
}

/** Makes a rule of the fields of a Service that do nothing, being what it is. */
export function defineEffectRule({ natures, ...rule }: EffectRule): Rule {
  return defineRule({
    ...rule,
    severity: 'information',
    needs: 'document',
    appliesTo: ['Service'],
    since: '0.1.0',
    *check(service, { settings }) {
      const { externalName } = service.resource;
      const judged = judgedOf(treeOf(service), settings);
      const values = {
        service: displayNameOf(service),
        type: serviceTypeOf(service.resource),
        target: externalName?.value ?? '',
      };
      for (const found of effectsOf(judged, serviceTable.table, naturesOf(judged.object))) {
        const { path, node } = found.view;
        const field = String(path.at(-1));
        // What is rejected is an error, which says so.
        if (found.effect === 'rejected' || !natures.includes(found.nature) || !(field in rule.messages)) continue;
        const value = node?.kind === 'scalar' ? node.text : '';
        yield {
          at: { path, part: 'key' },
          message: field,
          values: { ...values, field, value },
          fixes: [removal(service, found, field)],
        };
      }
    },
  });
}

function removal(service: Placed<Service>, { view, table }: FieldEffect, field: string): Fix {
  const { path } = view;
  const paths = [path, ...(table.together ?? []).map((other) => [...path.slice(0, -1), other])];
  const changes = paths.map(remove);
  return { title: 'fixRemove', values: { field }, safety: 'safe', edit: () => changeResource(service, changes) };
}
