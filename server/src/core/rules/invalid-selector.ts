import { defineConstraintRule } from './constraints/rule.ts';

export const invalidSelector = defineConstraintRule({
  code: 'invalid-selector',
  summary: 'The selector of a StatefulSet that is empty or does not match its own Pods.',
  source: 'kubernetes pkg/apis/apps/validation/validation.go, ValidateStatefulSetSpec',
  messages: {
    empty: 'The API server refuses an empty selector in a StatefulSet. It says by which labels the set knows its Pods.',
    differs:
      'The API server refuses these labels: the selector asks for "{selector}". The labels of the template have to match the selector of their StatefulSet.',
    fixLabels: 'Give the Pods the labels of the selector',
  },
});
