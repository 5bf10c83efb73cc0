import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidFieldType = defineConstraintRule({
  code: 'invalid-field-type',
  summary: 'A value of another type than its field has, as a number where a string belongs.',
  source: 'sigs.k8s.io/json, UnmarshalCaseSensitivePreserveInts; Kubernetes API',
  messages: {
    scalar:
      '{field} has to be {expected}, and "{value}" is {found}. The API server refuses the whole manifest and says nothing about its other mistakes.',
    word: '{field} is to be {expected}; "{value}" is read as {boolean}. YAML 1.1 takes yes, no, on and off for booleans where they have no quotes.',
    whole:
      '{field} has to be {expected}, and this is {found}. The API server refuses the whole manifest and says nothing about its other mistakes.',
    tooLarge:
      '{field} cannot be {value}, which is more than a number of the API holds. The API server refuses the whole manifest.',
    fixQuote: 'Put "{value}" in quotes',
    fixUnquote: 'Write {value} without quotes',
  },
});
