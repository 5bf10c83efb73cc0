import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidFieldType = defineConstraintRule({
  code: 'invalid-field-type',
  summary: 'A value whose type the field does not accept, such as a number where a string is needed.',
  source: 'sigs.k8s.io/json, UnmarshalCaseSensitivePreserveInts; Kubernetes API',
  messages: {
    scalar:
      '{field} must be {expected}, but "{value}" is {found}. The API server rejects the whole manifest and reports none of its other mistakes.',
    begun:
      'A colon is missing behind "{value}". Without it, {field} is {found} and not {expected}, and the API server rejects the whole manifest.',
    word: '{field} must be {expected}; "{value}" is read as {boolean}. Without quotes, yes, no, on and off are booleans in YAML 1.1, which kubectl reads.',
    whole:
      '{field} must be {expected}, but this is {found}. The API server rejects the whole manifest and reports none of its other mistakes.',
    tooLarge:
      '{field} cannot be {value}: the number is too large for the field. The API server rejects the whole manifest.',
    quantity:
      '{field} must be a quantity such as 100m, 1.5 or 2Gi, but "{value}" is not one. The API server rejects the whole manifest and reports none of its other mistakes.',
    fixQuote: 'Put "{value}" in quotes',
    fixSpelling: 'Change to {allowed}',
    fixList: 'Make it a list with one item',
    fixMatchLabels: 'Move the labels up into the selector',
    fixUnquote: 'Remove the quotes around {value}',
  },
});
