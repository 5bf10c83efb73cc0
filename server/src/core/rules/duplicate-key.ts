import { defineConstraintRule } from './constraints/rule.ts';

export const duplicateKey = defineConstraintRule({
  code: 'duplicate-key',
  summary: 'A key that stands twice in one map.',
  source: 'kubernetes apiserver, fieldValidation; sigs.k8s.io/yaml, UnmarshalStrict',
  messages: {
    twice:
      'The key "{field}" stands twice in this map, which kubectl apply refuses. A map has one value for a key; tools that are less strict take the last one without a word.',
  },
});
