/**
 * The minor versions of Kubernetes 1 from which on something holds that no mark `since` or `until` of a table says: what a server does otherwise
 * than one before. A number is named here and nowhere else.
 */

/** The first that takes names of Services with a digit in front: the gate RelaxedServiceNameValidation is on. */
export const digitFirstSince = 36;

/** The first that rejects leading zeros and IPv4 in IPv6. Source: apimachinery pkg/util/validation/ip.go, IsValidIPForLegacyField. */
export const usualSpellingSince = 36;

/** The first that rejects IPv6 in slices in another form than the canonical one. Source: apimachinery pkg/util/validation/ip.go, IsValidIP. */
export const canonicalIPv6Since = 33;

/** The first in which Endpoints are deprecated, in favour of EndpointSlices. Source: Kubernetes enhancement 4974. */
export const endpointsDeprecatedSince = 33;

/** The first that looks for the name of a port among the ports of sidecars, too. Source: k8s.io/endpointslice utils.go, FindPort. */
export const sidecarPortsSince = 33;

/** The first in which the field trafficDistribution of a Service is kept: the gate ServiceTrafficDistribution is on. */
export const trafficDistributionSince = 31;

/** The first that takes a policy for traffic from outside on type ClusterIP with externalIPs. */
export const policyOfExternalIPsSince = 29;
