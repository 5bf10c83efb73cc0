import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidLabel = defineConstraintRule({
  code: 'invalid-label',
  summary: 'A label, an annotation or a selector that is not written as one.',
  source: 'apimachinery pkg/apis/meta/v1/validation, ValidateLabels; pkg/api/validation, ValidateAnnotations',
  messages: {
    key: 'The API server refuses "{key}" as the key of a label. A key is up to 63 letters, digits, dashes, underscores and dots with a letter or digit at both ends, perhaps behind a DNS name and one slash.',
    value:
      'The API server refuses "{value}" as the value of label "{key}". A value is empty, or up to 63 letters, digits, dashes, underscores and dots with a letter or digit at both ends.',
    annotation:
      'The API server refuses "{key}" as the key of an annotation. A key is up to 63 letters, digits, dashes, underscores and dots with a letter or digit at both ends, perhaps behind a DNS name and one slash; the value is free.',
    hint: 'The API server refuses "{value}" as the name in a hint. Zones are written like the values of labels, nodes like DNS names.',
    noteSince: 'Kubernetes before {since} does not look at it.',
  },
});
