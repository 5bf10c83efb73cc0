import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidSelector = defineConstraintRule({
  code: 'invalid-selector',
  summary: 'The selector of a workload is empty, or does not match the labels of its own Pods.',
  source:
    'kubernetes pkg/apis/apps/validation/validation.go, ValidateStatefulSetSpec, ValidateDeploymentSpec, ValidateDaemonSetSpec; pkg/apis/batch/validation/validation.go, validateJobSpec',
  messages: {
    empty:
      'The selector of this {kind} is empty, which the API server rejects. It tells the {kind} which Pods are its own, by their labels.',
    differs:
      'The labels do not match the selector "{selector}" of this {kind}. The API server rejects that: the labels of the template must have every pair of the selector.',
    generated:
      'A Job generates its own selector, and the API server rejects one in the manifest. Remove it, or set manualSelector: true.',
    manual:
      'manualSelector does not work in a CronJob, and the API server rejects it. Each Job of a CronJob gets a selector of its own.',
    fixLabels: 'Give the Pods the labels of the selector',
  },
});
