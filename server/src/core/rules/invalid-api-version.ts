import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidApiVersion = defineConstraintRule({
  code: 'invalid-api-version',
  summary: 'A kind in a version of its API that the API server does not serve.',
  source: 'Kubernetes documentation, Deprecated API Migration Guide',
  messages: {
    retired:
      'The API server has no kind {kind} in "{value}". It is served as {other} only; older versions were retired by Kubernetes 1.25, and fields may have other names than there.',
    elsewhere:
      'The API server has no kind {kind} in "{value}". It is served as {other}; kubectl apply looks nowhere else for it.',
    noKind: 'The API server has no kind {kind} in "{value}". kubectl apply refuses it; upper and lower case count.',
    fixKind: 'Write {other}',
    fixVersion: 'Write {other}',
  },
});
