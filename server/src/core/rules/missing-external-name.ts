import { serviceTypeOf } from '../kubernetes/service.ts';
import { isWritten, displayNameOf } from '../objects/describe.ts';
import { defineRule } from './rule.ts';

export const missingExternalName = defineRule({
  code: 'missing-external-name',
  severity: 'error',
  needs: 'document',
  appliesTo: ['Service'],
  summary: 'An ExternalName Service has no externalName.',
  source: 'kubernetes pkg/apis/core/validation/validation.go, ValidateService',
  messages: {
    missing:
      'Service "{service}" of type ExternalName needs an externalName. The type makes it a DNS alias of that name; the API server rejects it without one.',
  },
  *check(service) {
    const { externalName } = service.resource;
    if (serviceTypeOf(service.resource) !== 'ExternalName') return;
    if (externalName !== undefined && externalName.value !== '' && externalName.value !== '.') return;
    // A number is a value of a wrong type, which is said there.
    if (externalName === undefined && isWritten(service, ['spec', 'externalName'])) return;
    yield {
      at: { path: ['spec', 'externalName'] },
      message: 'missing',
      values: { service: displayNameOf(service) },
    };
  },
});
