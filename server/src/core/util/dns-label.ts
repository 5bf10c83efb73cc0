/**
 * Whether a text is a DNS label as most objects' names are: lower-case letters, digits and dashes, no dash at the ends, 63 at most.
 * Source: RFC 1123; apimachinery pkg/util/validation, IsDNS1123Label.
 */
export function isDns1123Label(value: string): boolean {
  return value.length <= 63 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(value);
}

/** The name without its final dot, if it has one. */
export function withoutFinalDot(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name;
}
