import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidSelector = defineConstraintRule({
  code: 'invalid-selector',
  summary: 'The selector of a workload that is empty or does not match its own Pods.',
  source:
    'kubernetes pkg/apis/apps/validation/validation.go, ValidateStatefulSetSpec, ValidateDeploymentSpec, ValidateDaemonSetSpec; pkg/apis/batch/validation/validation.go, validateJobSpec',
  messages: {
    empty: 'The API server refuses an empty selector in a {kind}. It says by which labels the {kind} knows its Pods.',
    differs:
      'The API server refuses these labels: the selector asks for "{selector}". The labels of the template have to match the selector of their {kind}.',
    generated:
      'The API server refuses a selector in a Job, as it makes one itself. One of your own needs manualSelector: true.',
    manual: 'The API server refuses manualSelector in a CronJob. Each of its Jobs gets a selector of its own.',
    fixLabels: 'Give the Pods the labels of the selector',
  },
});
