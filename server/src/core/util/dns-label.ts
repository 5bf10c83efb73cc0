/**
 * Whether a text is a DNS label as most objects' names are: lower-case letters, digits and dashes, no dash at the ends, 63 at most.
 * Source: RFC 1123; apimachinery pkg/util/validation, IsDNS1123Label.
 */
export function isDns1123Label(value: string): boolean {
  return value.length <= 63 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(value);
}
