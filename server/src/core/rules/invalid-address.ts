import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidAddress = defineConstraintRule({
  code: 'invalid-address',
  summary: 'An IP address or address range that the API server rejects.',
  source:
    'kubernetes pkg/apis/core/validation/validation.go, ValidateEndpointIP; apimachinery pkg/util/validation/ip.go, IsValidIPForLegacyField, IsValidCIDRForLegacyField',
  messages: {
    notAddress:
      '"{value}" is not an IP address. Host names are not allowed here; for names, use a Service of type ExternalName or an EndpointSlice of type FQDN.',
    notForResolver:
      '"{value}" is not an IP address. The resolver of a Pod needs an address here, because it cannot look up a name first.',
    notFamily:
      '"{value}" is not an {family} address. All addresses of an EndpointSlice have its addressType; put the other family into a slice of its own.',
    special:
      '"{value}" cannot be an endpoint: it is {range}. Such an address means something different on every machine.',
    leadingZeros:
      '"{value}" has leading zeros, which the API server rejects since Kubernetes 1.36. Some programs read such numbers as octal; Kubernetes reads {canonical}.',
    mapped:
      '"{value}" is an IPv4 address in IPv6 form, which the API server rejects since Kubernetes 1.36. Programs disagree about its family; Kubernetes reads {canonical}.',
    notRange:
      '"{value}" is not an address range. Write an address, a slash and the number of prefix bits, such as 10.0.0.0/8.',
    rangeSpelling:
      'Since Kubernetes 1.36, the API server rejects the spelling of "{value}". Programs read leading zeros and IPv4 inside IPv6 differently.',
    hostBits:
      '"{value}" has bits set after the prefix, which the API server rejects since Kubernetes 1.36. The range it means is {canonical}.',
    notCanonical:
      '"{value}" is not the canonical form of an IPv6 address, which a slice needs. Write {canonical}: lower case, no leading zeros, the longest run of zeros shortened.',
    unusual:
      '"{value}" is not the usual form of an IPv6 address, so programs may not find it. kubectl apply warns about it, and an EndpointSlice rejects it. The usual form is {canonical}.',
    notInside: '"{value}" is not a smaller range inside {range}. An exception must be part of its range.',
    fixAddress: 'Change to {canonical}',
  },
});
