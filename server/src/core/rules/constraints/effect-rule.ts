import { keyAt } from '../../yaml/path.ts';
import { serviceTypeOf, type Service } from '../../kubernetes/service.ts';
import { displayNameOf, type Placed } from '../../objects/placed.ts';
import { defineRule, type Fix, remove, type Rule, type RuleContext, type RuleWords, suggest } from '../rule.ts';
import { fieldsWithoutEffect, type FieldWithoutEffect } from './evaluate.ts';

/** What the file of a rule about fields without effect says. Its messages are called by the fields; `fixRemove` takes one out. */
interface EffectRule extends RuleWords, Pick<Rule, 'source'> {
  /** The traits of Services whose fields the rule tells of. */
  readonly traits: readonly string[];
  /** Fixes that no field says. They are offered behind the one that takes it out. */
  readonly fixesBeside?: (service: Placed<Service>) => readonly Fix[];
}

/** Makes a rule of the fields of a Service that do nothing, being what it is. */
export function defineEffectRule({ traits, fixesBeside = () => [], ...rule }: EffectRule): Rule {
  return defineRule({
    ...rule,
    severity: 'information',
    needs: 'document',
    appliesTo: ['Service'],
    mayFind: isAnythingWithoutEffect,
    *check(service, { settings }) {
      const { externalName } = service.resource;
      const values = {
        service: displayNameOf(service),
        type: serviceTypeOf(service.resource),
        target: externalName?.value ?? '',
      };
      for (const found of fieldsWithoutEffect(service, settings)) {
        const { path, value } = found;
        const field = String(path.at(-1));
        if (!traits.includes(found.trait) || !(field in rule.messages)) continue;
        yield {
          at: keyAt(path),
          message: field,
          values: { ...values, field, value },
          fixes: [removal(service, found, field), ...fixesBeside(service)],
        };
      }
    },
  });
}

function isAnythingWithoutEffect(service: Placed, { settings }: RuleContext): boolean {
  return fieldsWithoutEffect(service, settings).length > 0;
}

function removal(service: Placed<Service>, { path, together }: FieldWithoutEffect, field: string): Fix {
  const paths = [path, ...together.map((other) => [...path.slice(0, -1), other])];
  return suggest({ title: 'fixRemove', values: { field }, safety: 'safe' }, service, ...paths.map(remove));
}
