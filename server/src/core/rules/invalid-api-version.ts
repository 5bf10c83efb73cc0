import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidApiVersion = defineConstraintRule({
  code: 'invalid-api-version',
  summary: 'A kind in an API version that the API server does not serve.',
  source: 'Kubernetes documentation, Deprecated API Migration Guide',
  messages: {
    retired:
      'The API server does not serve {kind} in "{value}". Use {other}: Kubernetes removed the older versions by 1.25. Some fields may have different names there.',
    elsewhere:
      'The API server does not serve {kind} in "{value}". Use {other}; kubectl apply does not look for the kind in other versions.',
    noKind:
      'There is no kind {kind} in "{value}". kubectl apply rejects it. Check the spelling, including upper and lower case.',
    fixKind: 'Change the kind to {other}',
    fixVersion: 'Change apiVersion to {other}',
  },
});
