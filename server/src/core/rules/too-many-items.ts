import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const tooManyItems = defineConstraintRule({
  code: 'too-many-items',
  summary: 'More items than the API server takes.',
  source:
    'kubernetes pkg/apis/discovery/validation/validation.go; apimachinery pkg/api/validation, ValidateAnnotationsSize',
  messages: {
    items:
      'The API server refuses {count} {field}: {most} is the most. What is beyond belongs in a second EndpointSlice of the same Service.',
    hints:
      'The API server refuses {count} {field}: {most} is the most. A hint says for which zones or nodes an endpoint is meant.',
    annotations:
      'The API server refuses {count} bytes of annotations: {most} is the most. All keys and values of an object count together.',
    nameservers:
      'The API server refuses {count} nameservers: {most} is the most. The resolver of a container asks no more.',
    searches: 'The API server refuses {count} search domains: {most} is the most. Each is tried with every short name.',
    searchCharacters:
      'The API server refuses {count} characters of search domains: {most} is the most. Blanks between them count, too.',
    noteSince: 'Kubernetes before {since} does not look at it.',
  },
});
