import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const unknownField = defineConstraintRule({
  code: 'unknown-field',
  summary: 'A key that the API does not have, usually one that is misspelled or in the wrong place.',
  source: 'kubernetes apiserver, fieldValidation; Kubernetes API',
  messages: {
    nearMiss:
      'There is no field "{field}" here; the API has "{other}". kubectl apply rejects unknown keys, and less strict clients drop them silently.',
    beside:
      'There is no field "{field}" here, and "{other}" is already set. kubectl apply rejects unknown keys, and less strict clients drop them silently.',
    elsewhere:
      'There is no field "{field}" here; the API has it {place}. kubectl apply rejects unknown keys, and less strict clients drop them silently.',
    unknown:
      'There is no field "{field}" here. kubectl apply rejects unknown keys, and less strict clients drop them silently.',
    later:
      'Kubernetes versions before {version} have no field "{field}" here. kubectl apply rejects keys that the API server does not know.',
    gone: 'Since Kubernetes {version}, there is no field "{field}" here. kubectl apply rejects keys that the API server does not know.',
    retiredBackend:
      'Backends in networking.k8s.io/v1 have no "{field}". Put the name in service.name and the port in service.port.number or service.port.name.',
    retiredDefault:
      'The spec of an Ingress in networking.k8s.io/v1 has no "{field}". Use defaultBackend, with the name of the Service in service.name.',
    fixBackend: 'Rewrite the backend for API version networking.k8s.io/v1',
    fixKey: 'Change the key to {other}',
    fixRemove: 'Remove {field}',
  },
});
