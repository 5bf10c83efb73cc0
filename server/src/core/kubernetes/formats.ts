import { parseIp } from '../names/ip-address.ts';
import { isDns1123Label, withoutFinalDot } from '../util/dns-label.ts';
import { digitFirstSince } from './versions.ts';

/** A DNS label that begins with a letter. Source: RFC 1035; apimachinery pkg/util/validation, IsDNS1035Label. */
function isDns1035Label(value: string): boolean {
  return value.length <= 63 && /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/.test(value);
}

/** What is wrong with the name of a Service. */
export type ServiceNameFault = 'label' | 'digitFirst';

/**
 * Why the API server rejects the name of a Service, in the words of the rows that say so; `undefined` where the minor version of
 * Kubernetes 1 takes it. Source: kubernetes pkg/apis/core/validation/validation.go, ValidateServiceName.
 */
export function serviceNameFault(name: string, minor: number): ServiceNameFault | undefined {
  if (!isDns1123Label(name)) return 'label';
  return minor < digitFirstSince && !isDns1035Label(name) ? 'digitFirst' : undefined;
}

/**
 * Labels apart by dots, 253 characters at most; a single label may be longer than 63.
 * Source: apimachinery pkg/util/validation, IsDNS1123Subdomain.
 */
export function isDns1123Subdomain(value: string): boolean {
  return value.length <= 253 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/.test(value);
}

/**
 * Whether the API server rejects a name that an alias points to; that it is empty is not looked at. Source: kubernetes
 * pkg/apis/core/validation/validation.go, ValidateService.
 */
export function isRejectedExternalName(externalName: string): boolean {
  const name = withoutFinalDot(externalName);
  return name !== '' && !isDns1123Subdomain(name);
}

/** The address that an external name is meant as: what looks like IPv4, whatever its numbers, or IPv6, with brackets or without. */
export function addressMeantBy(externalName: string): string | undefined {
  const address = withoutFinalDot(externalName).replace(/^\[(.*)\]$/, '$1');
  // The API server looks no closer at what is made of four numbers.
  const isAddress =
    /^\d{1,3}(?:\.\d{1,3}){3}$/.test(address) || (address.includes(':') && parseIp(address) !== undefined);
  return isAddress ? address : undefined;
}

/** The IPv6 address that an external name is meant as, which the API server rejects; `undefined` for all else. */
export function ipv6MeantBy(externalName: string): string | undefined {
  const address = addressMeantBy(externalName);
  return address?.includes(':') === true ? address : undefined;
}

/**
 * A domain name of at least two labels, each at most 63, with or without a final dot. Source: apimachinery pkg/util/validation,
 * IsFullyQualifiedDomainName.
 */
export function isFullyQualifiedDomainName(value: string): boolean {
  const name = value.endsWith('.') ? value.slice(0, -1) : value;
  const labels = name.split('.');
  return isDns1123Subdomain(name) && labels.length >= 2 && labels.every(isDns1123Label);
}

/**
 * The key of a label: a name of up to 63 letters, digits, `-`, `_` and `.`, perhaps behind a DNS prefix and a slash.
 * Source: apimachinery pkg/util/validation, IsQualifiedName.
 */
export function isQualifiedName(value: string): boolean {
  const slash = value.indexOf('/');
  const name = value.slice(slash + 1);
  if (slash >= 0 && !isDns1123Subdomain(value.slice(0, slash))) return false;
  return name !== '' && isLabelValue(name);
}

/**
 * The value of a label: empty, or up to 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends. Source: apimachinery
 * pkg/util/validation, IsValidLabelValue.
 */
export function isLabelValue(value: string): boolean {
  return value.length <= 63 && /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/.test(value);
}

/**
 * The name of a port where it stands for a number, an IANA service name: up to 15 lower-case letters, digits and dashes, with a
 * letter, without two dashes in a row or one at the ends. Source: RFC 6335 5.1; apimachinery pkg/util/validation, IsValidPortName.
 */
export function isPortName(value: string): boolean {
  return value.length <= 15 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value) && /[a-z]/.test(value);
}

/** Whether a number is one of a port. Source: apimachinery pkg/util/validation, IsValidPortNum. */
export function isPortNumber(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 65535;
}

/**
 * What a generated name begins with, in a form that can be checked like a name: a dash at its end is allowed. Source: apimachinery
 * pkg/api/validation, maskTrailingDash.
 */
export function withoutTrailingDash(prefix: string): string {
  return prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix;
}

/** What makes an address unfit for an endpoint. */
export type SpecialAddress = 'unspecified' | 'loopback' | 'linkLocal' | 'linkLocalMulticast';

/**
 * Whether an address, given as its 4 or 16 bytes, is of a range that no endpoint can be in; `undefined` for all others, also other
 * multicast and documentation ranges. Source: kubernetes pkg/apis/core/validation/validation.go, ValidateNonSpecialIP.
 */
export function specialAddressOf(bytes: readonly number[]): SpecialAddress | undefined {
  const [first = 0, second = 0, third = 0] = bytes;
  if (bytes.every((byte) => byte === 0)) return 'unspecified';
  if (bytes.length === 4) {
    if (first === 127) return 'loopback';
    if (first === 169 && second === 254) return 'linkLocal';
    return first === 224 && second === 0 && third === 0 ? 'linkLocalMulticast' : undefined;
  }
  if (bytes.slice(0, -1).every((byte) => byte === 0) && bytes.at(-1) === 1) return 'loopback';
  if (first === 0xfe && (second & 0xc0) === 0x80) return 'linkLocal';
  return first === 0xff && (second & 0x0f) === 0x02 ? 'linkLocalMulticast' : undefined;
}

/** A DNS name whose labels may begin with an underscore and hold some. Source: apimachinery pkg/util/validation, IsDNS1123SubdomainWithUnderscore. */
export function isSubdomainWithUnderscores(value: string): boolean {
  return value.length <= 253 && value.split('.').every((label) => /^_?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/.test(label));
}

/** A DNS name, or one whose first label is a star. Source: apimachinery pkg/util/validation, IsWildcardDNS1123Subdomain. */
export function isHostPattern(value: string): boolean {
  return isDns1123Subdomain(value.startsWith('*.') ? value.slice(2) : value);
}

/** The key of a ConfigMap or Secret. Source: apimachinery pkg/util/validation, IsConfigMapKey. */
export function isDataKey(value: string): boolean {
  return value.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(value) && value !== '.' && !value.startsWith('..');
}

/** What can be the name of a role or of its binding. Source: apimachinery pkg/api/validation/path, IsValidPathSegmentName. */
export function isPathSegmentName(value: string): boolean {
  return value !== '.' && value !== '..' && !/[/%]/.test(value);
}
