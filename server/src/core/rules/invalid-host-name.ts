import { defineConstraintRule } from './constraints/rule.ts';

export const invalidHostName = defineConstraintRule({
  code: 'invalid-host-name',
  summary: 'A host name that cannot be one: hostname, subdomain, externalName, a name in a slice.',
  source:
    'kubernetes pkg/apis/core/validation/validation.go, ValidatePodSpec, ValidateService, validateEndpointAddress',
  messages: {
    label:
      'The API server refuses {field} "{value}": it has to be one DNS label. That is lower-case letters, digits and dashes, with a letter or digit at both ends, 63 characters at most and no dots.',
    subdomain:
      'The API server refuses {field} "{value}": it is no DNS name (since Kubernetes 1.35). A name is labels of lower-case letters, digits and dashes, apart by dots.',
    tooLong:
      'Since Kubernetes 1.35 the API server refuses a hostnameOverride of {count} characters. Linux allows host names of 64.',
    externalName:
      'The API server refuses externalName "{value}": it is no DNS name. That is lower-case letters, digits, dashes and dots: no URL, no port, no underscore, no wildcard, 253 characters at most.',
    fqdn: 'The API server refuses "{value}", which is no full domain name. In a slice of type FQDN an address has at least two labels of lower-case letters, digits and dashes, apart by a dot.',
    fixHost: 'Write {name}',
  },
});
