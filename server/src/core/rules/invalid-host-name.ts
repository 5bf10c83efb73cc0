import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidHostName = defineConstraintRule({
  code: 'invalid-host-name',
  summary: 'A host name that cannot be one: hostname, subdomain, externalName, a name in a slice.',
  source:
    'kubernetes pkg/apis/core/validation/validation.go, ValidatePodSpec, ValidateService, validateEndpointAddress',
  messages: {
    label:
      'The API server refuses {field} "{value}": it has to be one DNS label. That is lower-case letters, digits and dashes, with a letter or digit at both ends, 63 characters at most and no dots.',
    override:
      'The API server refuses {field} "{value}": it is no DNS name (since Kubernetes 1.35). A name is labels of lower-case letters, digits and dashes, apart by dots.',
    alias:
      'The API server refuses the host name "{value}". A host alias gives names to an address; a name is labels of lower-case letters, digits and dashes, apart by dots.',
    search:
      'The API server refuses the search domain "{value}". It is a DNS name: labels of lower-case letters, digits and dashes, apart by dots; underscores and a single dot only since Kubernetes 1.33.',
    hostAddress:
      'The API server refuses host "{value}", which is an IP address. A rule is chosen by the name in a request; leave host out to take requests for any name.',
    hostPattern:
      'The API server refuses the host name "{value}". It is a DNS name in lower case without a port or path, or has a star as its whole first label.',
    tooLong:
      'Since Kubernetes 1.35 the API server refuses a hostnameOverride of {count} characters. Linux allows host names of 64.',
    externalName:
      'The API server refuses externalName "{value}": it is no DNS name. That is lower-case letters, digits, dashes and dots: no URL, no port, no underscore, no wildcard, 253 characters at most.',
    fqdn: 'The API server refuses "{value}", which is no full domain name. In a slice of type FQDN an address has at least two labels of lower-case letters, digits and dashes, apart by a dot.',
    noteSince: 'Kubernetes before {since} does not look at it.',
    fixHost: 'Write {name}',
  },
});
