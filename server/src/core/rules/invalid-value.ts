import { defineConstraintRule } from './constraints/rule.ts';

export const invalidValue = defineConstraintRule({
  code: 'invalid-value',
  summary: 'A value that its field does not take, often only misspelt.',
  source:
    'kubernetes pkg/apis/core/validation/validation.go, ValidateService; pkg/apis/apps/validation/validation.go, ValidateStatefulSetSpec',
  messages: {
    unsupported: 'The API server refuses {field} "{value}". It has to be one of {allowed}, in exactly these letters.',
    distribution:
      'Kubernetes before 1.34 refuses trafficDistribution "{value}". Until then PreferClose is the only value.',
    qualifiedName:
      'The API server refuses {field} "{value}". It is written like the key of a label: letters, digits, dashes, underscores and dots, perhaps behind a DNS name and one slash.',
    negative: 'The API server refuses {field} {value}: it cannot be negative. The smallest is 0.',
    timeout:
      'The API server refuses timeoutSeconds {value}: it is from 1 to 86400. That is a day at most; left out it is three hours.',
    topology:
      'The API server refuses two different answers about topology: "{value}" and "{other}". The annotations service.kubernetes.io/topology-mode and service.kubernetes.io/topology-aware-hints mean the same; one is enough.',
    repeatedHint: 'The API server refuses the hint "{value}" twice. Each zone or node is named once.',
    noteSince: 'Kubernetes before {since} does not look at it.',
    fixSpelling: 'Write {allowed}',
    fixRemove: 'Remove {field}',
  },
});
