import { defineMessages, type Messages } from '../util/format.ts';
import type { Service } from '../kubernetes/service.ts';
import { shortFormsOf } from '../names/host-name.ts';
import { parseIp, type IpAddress, readIPv6 } from '../names/ip-address.ts';
import { serviceNameIn, type Below } from '../names/service-name.ts';
import { clusterZone, zoneServing, reverseZones } from '../names/zones.ts';
import type { Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import { withoutFinalDot } from '../util/dns-label.ts';

/** The longest label of a name, in octets. Source: RFC 1035 2.3.4. */
export const longestLabel = 63;

/** The longest name, in characters without the final dot. Source: RFC 1035 2.3.4 (255 octets on the wire). */
const longestName = 253;

/**
 * The fully qualified name of a Service, or of something below it, without a final dot; `undefined` while it has no name. Source:
 * Kubernetes DNS specification 2.3.
 */
export function serviceFqdn(
  snapshot: Questions,
  { name, namespace, resource }: Placed<Service>,
  below: Partial<Below> = {},
): string | undefined {
  if (name === undefined) return undefined;
  return serviceNameIn(zoneServing(resource.kind, snapshot.settings), { service: name, namespace, ...below });
}

/** The fully qualified name that a Service of a name and namespace has in the cluster's own zone, without a final dot. */
export function fqdnOf(snapshot: Questions, service: string, namespace: string, below: Partial<Below> = {}): string {
  return serviceNameIn(clusterZone(snapshot.settings), { service, namespace, ...below });
}

/**
 * The names a client can shorten a Service's name to: from a Pod of the same namespace, and from any. They work through the
 * search list of a Pod's resolver. Source: kubernetes pkg/kubelet/network/dns/dns.go, generateSearchesForDNSClusterFirst.
 */
export function shortNamesOf(service: Placed<Service>): {
  readonly sameNamespace: string | undefined;
  readonly anyNamespace: readonly string[];
} {
  const { name, namespace } = service;
  if (name === undefined) return { sameNamespace: undefined, anyNamespace: [] };
  const [sameNamespace, ...anyNamespace] = shortFormsOf(name, namespace);
  return { sameNamespace, anyNamespace };
}

/**
 * The label of one endpoint below its Service: the host name, else the address with dashes for its dots or colons; an IPv6
 * address that ends in a colon gets a `0` behind it, as a label cannot end in a dash. `undefined` while neither is known. A
 * Pod's own name never counts. (Of `::10.0.0.1` CoreDNS makes a name with colons, which is never asked for.) Source: CoreDNS
 * plugin/kubernetes endpointHostname.
 */
export function endpointLabel(hostname: string | undefined, address: string | undefined): string | undefined {
  if (hostname !== undefined && hostname !== '') return hostname.toLowerCase();
  if (address === undefined) return undefined;
  const dashed = address.replace(/[.:]/g, '-').toLowerCase();
  return dashed.endsWith('-') ? `${dashed}0` : dashed;
}

/**
 * The address that a label with dashes stands for: IPv4 with three dashes, none next to another, else IPv6. Source: CoreDNS
 * plugin/kubernetes findPods.
 */
export function addressOfLabel(label: string): IpAddress | undefined {
  const isIPv4 = label.split('-').length === 4 && !label.includes('--');
  return parseIp(label.replaceAll('-', isIPv4 ? '.' : ':'));
}

/** Why a name cannot be looked up at all. */
type NameProblem = 'empty' | 'emptyLabel' | 'longLabel' | 'longName' | 'character';

/** What a name problem is, in one sentence; `{name}` is the name. */
export const nameProblemMessages: Messages<NameProblem> = defineMessages('dns/names', {
  empty: 'The name is empty.',
  emptyLabel: 'The name "{name}" has an empty part between dots.',
  longLabel: 'The name "{name}" has a part of more than 63 characters between dots.',
  longName: 'The name is longer than 253 characters.',
  character: 'The name "{name}" has a character that is not allowed in a host name.',
});

/**
 * Why a name, with or without its final dot, cannot be looked up; `undefined` where it can, be there such a name or not.
 * Letters, digits, dashes, underscores and the asterisk can be in a question.
 */
export function checkName(name: string): NameProblem | undefined {
  if (name === '') return 'empty';
  if (name === '.') return undefined;
  const bare = withoutFinalDot(name);
  if (/^\.|\.\.|\.$/.test(bare)) return 'emptyLabel';
  if (!/^[-a-z0-9_*.]+$/i.test(bare)) return 'character';
  if (bare.length > longestName) return 'longName';
  if (bare.length <= longestLabel) return undefined;
  return bare.split('.').some((label) => label.length > longestLabel) ? 'longLabel' : undefined;
}

/**
 * The name to ask for of what people paste: of a URL, or of a host with a port, the host alone. Anything else stays as it is, such as
 * an IPv6 address, whose colons lead to no port, and a list of hosts.
 */
export function nameInAddress(text: string): string {
  const found =
    /^(?:[a-z][a-z0-9+.:-]*:\/\/)?(?:[^\s/@]*@)?(?:\[([^\]\s]+)\]|([^\s/:?#@,[\]]+))(?::\d+)?(?:[/?#]\S*)?$/i.exec(
      text,
    );
  return found?.[1] ?? found?.[2] ?? text;
}

/** Whether a name of our own making can be asked for: no label and not the whole of it is too long. */
export function isServable(name: string): boolean {
  return checkName(name) === undefined;
}

/**
 * The name under which an address is looked up in reverse, with the final dot: `1.0.0.10.in-addr.arpa.`, or 32 nibbles
 * below `ip6.arpa.`. `undefined` for what is no address. Source: RFC 1035 3.5, RFC 3596 2.5.
 */
export function reverseNameOf(address: string): string | undefined {
  const ip = parseIp(address);
  if (ip === undefined) return undefined;
  if (ip.family === 'A') return `${ip.canonical.split('.').reverse().join('.')}.${reverseZones.A}.`;
  const nibbles = (readIPv6(ip.canonical) ?? []).map((group) => group.toString(16).padStart(4, '0')).join('');
  return `${[...nibbles].reverse().join('.')}.${reverseZones.AAAA}.`;
}

/**
 * The address that a reverse name asks for, in canonical form; the name is lower case and without a final dot. `undefined`
 * where the name does not stand for one whole address. Source: CoreDNS plugin/pkg/dnsutil ExtractAddressFromReverse.
 */
export function addressOfReverseName(name: string): string | undefined {
  if (name.endsWith(`.${reverseZones.A}`)) {
    return parseIp(
      name
        .slice(0, -reverseZones.A.length - 1)
        .split('.')
        .reverse()
        .join('.'),
    )?.canonical;
  }
  if (!name.endsWith(`.${reverseZones.AAAA}`)) return undefined;
  const nibbles = name
    .slice(0, -reverseZones.AAAA.length - 1)
    .split('.')
    .reverse();
  if (nibbles.length !== 32 || !nibbles.every((nibble) => /^[0-9a-f]$/.test(nibble))) return undefined;
  return parseIp((nibbles.join('').match(/.{4}/g) ?? []).join(':'))?.canonical;
}
