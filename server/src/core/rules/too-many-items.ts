import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const tooManyItems = defineConstraintRule({
  code: 'too-many-items',
  summary: 'More items than the API server accepts.',
  source:
    'kubernetes pkg/apis/discovery/validation/validation.go; apimachinery pkg/api/validation, ValidateAnnotationsSize',
  messages: {
    items:
      '{field} has {count} items; at most {most} are allowed. Put the others into a second EndpointSlice of the same Service.',
    hints:
      '{field} has {count} items; at most {most} are allowed. A hint says for which zones or nodes an endpoint is meant.',
    families: 'There are {count} items; at most {most} are allowed, one for each family of addresses.',
    annotations:
      'The annotations have {count} bytes; at most {most} are allowed. All keys and values of an object count together.',
    nameservers:
      'There are {count} nameservers; at most {most} are allowed. The resolver of a container uses no more than that.',
    searches: 'There are {count} search domains; at most {most} are allowed. Each is tried with every short name.',
    searchCharacters:
      'The search domains have {count} characters; at most {most} are allowed. The spaces between them count as well.',
  },
});
