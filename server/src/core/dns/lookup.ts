import type { Service } from '../kubernetes/service.ts';
import { parseRequest, podNameIn, type ServiceRequest } from '../names/service-name.ts';
import { isInZone, zoneHolding, zonesOf } from '../names/zones.ts';
import type { Placed, Snapshot } from '../workspace/snapshot.ts';
import { addressOfReverseName, parseIp } from './addresses.ts';
import { recordsAt } from './answers.ts';
import { clusterOf, type ServiceView } from './cluster.ts';
import { answerElsewhere } from './elsewhere.ts';
import { withoutFinalDot } from './names.ts';
import type { DnsRecord, RecordData, RecordType, Unknown } from './record.ts';
import { coreDns } from './profile.ts';
import { pointersAt } from './reverse.ts';

/** The answer to one absolute name. */
export interface Lookup {
  readonly rcode: 'NOERROR' | 'NXDOMAIN';
  /** Those of the name, spelled as it was asked for, and of what its aliases lead to; in no particular order. */
  readonly answers: readonly DnsRecord[];
}

/**
 * Answers one absolute name, spelled as it was asked for, with its final dot. Of several variants of a Service the last one
 * answers, or the one given. Source: CoreDNS plugin/kubernetes ServeDNS.
 */
export function lookUp(snapshot: Snapshot, owner: string, type: RecordType, variant?: Placed<Service>): Lookup {
  return answer({ snapshot, owner, type, targets: [], variant });
}

interface Context {
  readonly snapshot: Snapshot;
  /** The name asked for, in its spelling, with the final dot. */
  readonly owner: string;
  readonly type: RecordType;
  /** The targets of the aliases followed so far, lower case, without final dots. */
  readonly targets: readonly string[];
  /** The Service that answers for its name and namespace. */
  readonly variant: Placed<Service> | undefined;
}

const noName: Lookup = { rcode: 'NXDOMAIN', answers: [] };
const noData: Lookup = { rcode: 'NOERROR', answers: [] };

function answer(context: Context): Lookup {
  const name = withoutFinalDot(context.owner).toLowerCase();
  const zone = zoneHolding(name, zonesOf(context.snapshot.settings));
  if (zone === undefined) return noName;
  if (zone.kind === 'reverse') return answerReverse(context, name, zone.name);
  const request = parseRequest(name, zone.name);
  switch (request?.kind) {
    case undefined:
    case 'invalid':
      return noName;
    case 'node':
      return answerNode(context, request.namespace);
    case 'version':
      return context.type === 'TXT' ? known(context, { kind: 'text', text: coreDns.schema.version }) : noName;
    case 'nameServer':
      return answerNameServer(context);
    case 'pod':
      return answerPod(context, request, zone.name);
    case 'service':
      return answerService(context, request);
  }
}

/**
 * A name that only has names below it: it exists, but for TXT, where CoreDNS finds nothing to be there.
 * Source: CoreDNS plugin/kubernetes Services, namespaceExposed.
 */
function answerNode(context: Context, namespace: string | undefined): Lookup {
  const exists = namespace === undefined || clusterOf(context.snapshot).namespaces.has(namespace);
  return exists && context.type !== 'TXT' ? noData : noName;
}

/**
 * `ns.dns` has the addresses of the DNS server itself. TXT and PTR are looked up among Services, where it is not.
 * Source: CoreDNS plugin/kubernetes/ns.go, nsAddrs; Services, Reverse.
 */
function answerNameServer(context: Context): Lookup {
  if (context.type === 'TXT' || context.type === 'PTR') return noName;
  return context.type === 'A' ? unknown(context, { reason: 'dnsServer', of: undefined }) : noData;
}

/** What the cluster does not find in reverse, the upstream resolvers are asked, which know nothing. Source: CoreDNS plugin/kubernetes Reverse. */
function answerReverse(context: Context, name: string, zone: string): Lookup {
  if (name === zone) return answerNode(context, undefined);
  const address = context.type === 'PTR' ? addressOfReverseName(name) : undefined;
  const pointers = address === undefined ? [] : pointersAt(context.snapshot, address);
  if (pointers.length === 0) return noName;
  return { ...noData, answers: pointers.map((pointer) => ({ ...pointer, name: context.owner })) };
}

/**
 * With `pods insecure` every address in dashes is answered with itself, as long as the namespace exists: three dashes are
 * IPv4. No Pod is looked at. Source: CoreDNS plugin/kubernetes findPods.
 */
function answerPod(
  context: Context,
  { pod, namespace }: { readonly pod: string; readonly namespace: string },
  zone: string,
): Lookup {
  const { snapshot, type } = context;
  const isIPv4 = pod.split('-').length === 4 && !pod.includes('--');
  const ip = parseIp(pod.replaceAll('-', isIPv4 ? '.' : ':'));
  if (ip === undefined || !clusterOf(snapshot).namespaces.has(namespace)) return noName;
  if (type === ip.family) return known(context, { kind: 'address', address: ip.canonical });
  const target = `${podNameIn(zone, pod, namespace)}.`;
  return type === 'SRV' ? known(context, { kind: 'service', priority: 0, weight: 100, port: 0, target }) : noData;
}

function answerService(context: Context, request: ServiceRequest): Lookup {
  const { owner, type } = context;
  const view = viewFor(context, request);
  if (view === undefined) return answerOutside(context, request);
  const records = recordsAt(view, request, { owner, type });
  if (records === undefined) return noName;
  if (view.nature === 'alias' && (type === 'A' || type === 'AAAA')) return followAlias(context, view, request);
  return { ...noData, answers: records };
}

/** A Service that no manifest makes, and of which a setting or a custom resource tells. */
function answerOutside(context: Context, request: ServiceRequest): Lookup {
  const found = answerElsewhere(context.snapshot, request, context.type);
  if (found === undefined) return noName;
  if (!found.hasRecords) return noData;
  const { operator } = found;
  return unknown(context, { reason: operator === undefined ? 'outside' : 'operator', of: operator });
}

function viewFor({ snapshot, variant }: Context, { service, namespace }: ServiceRequest): ServiceView | undefined {
  const isMeant = variant?.name === service && variant.namespace === namespace;
  return isMeant ? clusterOf(snapshot).view(variant) : clusterOf(snapshot).service(service, namespace);
}

/**
 * The alias and what its target answers. A target in the zone without such an address leaves nothing, not even the alias; one
 * elsewhere is for the upstream resolvers, which know nothing. Source: CoreDNS plugin/backend_lookup.go, A.
 */
function followAlias(context: Context, view: ServiceView, request: ServiceRequest): Lookup {
  const { owner, type, targets } = context;
  const [alias] = recordsAt(view, request, { owner, type: 'CNAME' }) ?? [];
  if (alias?.data.kind !== 'name') return noData;
  const { target } = alias.data;
  if (target === undefined)
    return { ...noData, answers: [{ ...alias, type, data: { kind: 'address', address: undefined } }] };
  const next = withoutFinalDot(target).toLowerCase();
  const name = withoutFinalDot(owner).toLowerCase();
  const isLoop = next === name || next.endsWith(`.${name}`) || targets.includes(next);
  if (isLoop || targets.length >= coreDns.mostAliases) return noData;
  if (!isInZone(next, view.zone)) return { ...noData, answers: [alias] };
  const { answers } = answer({ ...context, owner: target, targets: [...targets, next] });
  return answers.length === 0 ? noData : { rcode: 'NOERROR', answers: [alias, ...answers] };
}

/** A record that no manifest makes. */
function known({ owner, type }: Context, data: RecordData): Lookup {
  return { ...noData, answers: [{ ...ofNobody, name: owner, type, data, unknown: undefined }] };
}

/** A record that no manifest makes, and whose data none tells. */
function unknown({ owner, type }: Context, why: Unknown): Lookup {
  return { ...noData, answers: [{ ...ofNobody, name: owner, type, data: emptyData(type), unknown: why }] };
}

const ofNobody = {
  because: [],
  condition: 'always',
  level: 'coredns',
  service: undefined,
  target: undefined,
} as const satisfies Partial<DnsRecord>;

function emptyData(type: RecordType): RecordData {
  switch (type) {
    case 'A':
    case 'AAAA':
      return { kind: 'address', address: undefined };
    case 'SRV':
      return { kind: 'service', priority: 0, weight: undefined, port: undefined, target: undefined };
    case 'CNAME':
    case 'PTR':
      return { kind: 'name', target: undefined };
    case 'TXT':
      return { kind: 'text', text: '' };
  }
}
