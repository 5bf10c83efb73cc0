import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const missingPortName = defineConstraintRule({
  code: 'missing-port-name',
  summary: 'A Service with several ports has one without a name.',
  source: 'kubernetes pkg/apis/core/validation/validation.go, validateServicePort, validateEndpointPort',
  messages: {
    unnamed:
      'Port {port} needs a name: a Service with several ports must name each one. This Service has {count}. Named ports also get SRV records.',
    fixName: 'Name the port "{name}"',
  },
});
