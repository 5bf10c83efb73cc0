import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const unknownField = defineConstraintRule({
  code: 'unknown-field',
  summary: 'A key that the API does not have, mostly one that is misspelt or stands in the wrong place.',
  source: 'kubernetes apiserver, fieldValidation; Kubernetes API',
  messages: {
    nearMiss:
      'There is no field "{field}" here; the API has "{other}". kubectl apply refuses keys that it does not know, and clients that are less strict drop them without a word. Upper and lower case count.',
    beside:
      'There is no field "{field}" here, and "{other}" is set already. kubectl apply refuses keys that it does not know, and clients that are less strict drop them without a word.',
    elsewhere:
      'There is no field "{field}" here; the API has it {place}. kubectl apply refuses keys that it does not know, and clients that are less strict drop them without a word.',
    unknown:
      'There is no field "{field}" here. kubectl apply refuses keys that it does not know, and clients that are less strict drop them without a word.',
    later:
      'Kubernetes before {version} has no field "{field}" here. kubectl apply refuses keys that the API server does not know.',
    gone: 'Kubernetes since {version} has no field "{field}" here. kubectl apply refuses keys that the API server does not know.',
    retiredBackend:
      'A backend of networking.k8s.io/v1 has no "{field}". The name is in service.name now, and the port in service.port.number or service.port.name.',
    retiredDefault:
      'An Ingress of networking.k8s.io/v1 has no "{field}" in its spec. It is called defaultBackend now, and names its Service in service.name.',
    fixBackend: 'Write the backend as networking/v1 has it',
    fixKey: 'Change the key to {other}',
    fixRemove: 'Remove {field}',
  },
});
