import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const missingExternalName = defineConstraintRule({
  code: 'missing-external-name',
  summary: 'An ExternalName Service has no externalName.',
  source: 'kubernetes pkg/apis/core/validation/validation.go, ValidateService',
  messages: {
    missing:
      'Service "{service}" of type ExternalName needs an externalName. The type makes it a DNS alias of that name; the API server rejects it without one.',
  },
});
