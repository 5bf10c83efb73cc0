import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidLabel = defineConstraintRule({
  code: 'invalid-label',
  summary: 'A label, annotation or selector whose key or value is not valid.',
  source: 'apimachinery pkg/apis/meta/v1/validation, ValidateLabels; pkg/api/validation, ValidateAnnotations',
  messages: {
    key: '"{key}" is not a valid label key. Use up to 63 letters, digits, dashes, underscores and dots, with a letter or digit at both ends; a DNS name and a slash may come first.',
    value:
      '"{value}" is not a valid value for label "{key}". Use up to 63 letters, digits, dashes, underscores and dots, with a letter or digit at both ends, or leave it empty.',
    annotation:
      '"{key}" is not a valid annotation key. Use up to 63 letters, digits, dashes, underscores and dots, with a letter or digit at both ends; a DNS name and a slash may come first. The value can be any text.',
    hint: '"{value}" is not a valid name in a hint. A zone is written like a label value, a node like a DNS name.',
    nodeValue:
      '"{value}" cannot be compared with a label or taint. Values have at most 63 letters, digits, dashes, underscores and dots, with a letter or digit at both ends.',
  },
});
