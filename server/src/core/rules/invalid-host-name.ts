import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidHostName = defineConstraintRule({
  code: 'invalid-host-name',
  summary: 'A host name that is not valid: hostname, subdomain, externalName, or a name in a slice.',
  source:
    'kubernetes pkg/apis/core/validation/validation.go, ValidatePodSpec, ValidateService, validateEndpointAddress',
  messages: {
    label:
      '{field} "{value}" is not valid: it must be one DNS label. Use lower-case letters, digits and dashes, with a letter or digit at both ends, and at most 63 characters; no dots.',
    override:
      '{field} "{value}" is not a DNS name (checked since Kubernetes 1.35). Use labels of lower-case letters, digits and dashes, with dots between them.',
    alias:
      '"{value}" is not a valid host name. Use labels of lower-case letters, digits and dashes, with dots between them.',
    search:
      '"{value}" is not a valid search domain. Use labels of lower-case letters, digits and dashes, with dots between them; underscores and a single dot are allowed since Kubernetes 1.33.',
    hostAddress:
      'host "{value}" is an IP address, which the API server rejects. A rule applies to the host name in the request. To accept any name, leave host out.',
    hostPattern:
      '"{value}" is not a valid host. Use a DNS name in lower case without a port or path; the whole first label may be "*".',
    tooLong:
      'Since Kubernetes 1.35, the API server rejects a hostnameOverride of {count} characters. Linux allows host names of at most 64.',
    externalName:
      'externalName "{value}" is not a DNS name. Use lower-case letters, digits, dashes and dots, at most 253 characters: no URL, no port, no underscore, no wildcard.',
    fqdn: '"{value}" is not a full domain name. In a slice of type FQDN an address has at least two labels of lower-case letters, digits and dashes, with a dot between them.',
    fixHost: 'Change to {name}',
  },
});
