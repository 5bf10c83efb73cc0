import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidAddress = defineConstraintRule({
  code: 'invalid-address',
  summary: 'An address or address range that the API server does not take.',
  source:
    'kubernetes pkg/apis/core/validation/validation.go, ValidateEndpointIP; apimachinery pkg/util/validation/ip.go, IsValidIPForLegacyField, IsValidCIDRForLegacyField',
  messages: {
    notAddress:
      'The API server refuses "{value}", which is no IP address. A host name cannot stand here; a Service of type ExternalName, or a slice of type FQDN, is for names.',
    notFamily:
      'The API server refuses "{value}", which is no {family} address. All addresses of an EndpointSlice are of its addressType; the other family has a slice of its own.',
    special:
      'The API server refuses the address "{value}", which is {range}. Such an address means something else on every machine, so it can be no endpoint.',
    leadingZeros:
      'Since Kubernetes 1.36 the API server refuses "{value}" for its leading zeros. Some programs read such numbers as octal, so two of them can mean different addresses; Kubernetes reads {canonical}.',
    mapped:
      'Since Kubernetes 1.36 the API server refuses "{value}", an IPv4 address in IPv6. Some programs take it for one family and some for the other; Kubernetes reads {canonical}.',
    notRange:
      'The API server refuses "{value}", which is no address range. A range is an address, a slash and the number of bits that count, such as 10.0.0.0/8.',
    rangeSpelling:
      'Since Kubernetes 1.36 the API server refuses the spelling of "{value}". Leading zeros and IPv4 inside IPv6 are read differently by different programs.',
    hostBits:
      'Since Kubernetes 1.36 the API server refuses "{value}": bits behind the prefix are set. The range it stands for is {canonical}.',
    notCanonical:
      'The API server refuses "{value}", which is not how an IPv6 address is written in a slice. It is {canonical} there: lower case, without zeros at the front, the longest run of zeros cut.',
    unusual:
      '"{value}" is not how an IPv6 address is usually written, so that programs may not find it. kubectl apply warns of it; an EndpointSlice does not take it at all. The usual form is {canonical}.',
    notInside:
      'The API server refuses "{value}", which is no smaller part of {range}. What is left out of a range lies within it.',
    noteSince: 'Kubernetes before {since} does not look at it.',
    fixAddress: 'Write {canonical}',
  },
});
