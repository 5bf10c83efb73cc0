import { parseRequest, podNameIn, type ServiceRequest } from '../names/service-name.ts';
import { isInZone, zoneHolding, zonesOf, type ServiceZone } from '../names/zones.ts';
import type { Questions } from '../workspace/questions.ts';
import { parseIp } from '../names/ip-address.ts';
import { recordsAt } from './answers.ts';
import { namespaceExistence } from '../existence/existence.ts';
import { clusterOf, mayHaveAddress, type Asker, type ServiceView } from './cluster.ts';
import { answerElsewhere, emptyData, recordOfNobody } from './answers-elsewhere.ts';
import { isDns1123Label, withoutFinalDot } from '../util/dns-label.ts';
import { configuredAnswers, configuredNames } from '../existence/configured-names.ts';
import { addressOfLabel, addressOfReverseName } from './names.ts';
import type { DnsRecord, RecordType } from './record.ts';
import { coreDns } from './profile.ts';
import { pointersAt, unansweredAddresses } from './reverse.ts';
import { setsScaledTo } from './scaled-pods.ts';

/**
 * What becomes of a question. `found`: there are answers. `empty`: the name exists, and has no record of the type. `absent`: there is
 * no such name of any type. `forwarded`: it is in none of the cluster's zones, and resolvers outside are asked. `unknown`: nobody
 * here can tell, as Pods that are made elsewhere may have the name, or as the server sends no answer at all.
 */
export type Verdict = 'found' | 'empty' | 'absent' | 'forwarded' | 'unknown';

/** The answer to one absolute name. */
export interface Lookup {
  readonly verdict: Verdict;
  /** Those of the name, spelled as it was asked for, and of what its aliases lead to; in no particular order. */
  readonly answers: readonly DnsRecord[];
}

/**
 * Answers one absolute name, spelled as it was asked for, with its final dot. Who asks matters where there are several variants of a
 * Service. Source: CoreDNS plugin/kubernetes ServeDNS.
 */
export function lookUp(snapshot: Questions, owner: string, type: RecordType, asker?: Asker): Lookup {
  return answer({ snapshot, owner, type, targets: [], asker });
}

interface Context {
  readonly snapshot: Questions;
  /** The name asked for, in its spelling, with the final dot. */
  readonly owner: string;
  readonly type: RecordType;
  /** The targets of the aliases followed so far, lower case, without final dots. */
  readonly targets: readonly string[];
  readonly asker: Asker | undefined;
}

const noName: Lookup = { verdict: 'absent', answers: [] };
const noData: Lookup = { verdict: 'empty', answers: [] };
const notKnown: Lookup = { verdict: 'unknown', answers: [] };

function answer(context: Context): Lookup {
  return answerConfigured(context) ?? answerInZones(context);
}

/** What the configuration of the DNS server answers before the zones of the cluster do. Source: CoreDNS plugin.cfg, the order of plugins. */
function answerConfigured(context: Context): Lookup | undefined {
  const { snapshot, type, owner } = context;
  const configured = configuredNames(snapshot);
  if (configured === undefined || (type !== 'A' && type !== 'AAAA')) return undefined;
  const found = configuredAnswers(configured, owner);
  if (found.length === 0) return undefined;
  const records = found.flatMap(({ address, at, of: resource }): readonly DnsRecord[] => {
    const ip = address === undefined ? undefined : parseIp(address);
    if ((ip?.family ?? 'A') !== type) return [];
    const data = { kind: 'address', address: ip?.canonical } as const;
    const unknown = address === undefined ? ({ reason: 'rewritten', of: resource } as const) : undefined;
    return [{ ...recordOfNobody(context, data, unknown), because: [{ resource, at }] }];
  });
  return of(records);
}

function answerInZones(context: Context): Lookup {
  const name = withoutFinalDot(context.owner).toLowerCase();
  const zone = zoneHolding(name, zonesOf(context.snapshot.settings));
  if (zone === undefined) return { verdict: 'forwarded', answers: [] };
  if (zone.kind === 'reverse') return answerReverse(context, name, zone.name);
  const request = parseRequest(name, zone.name, zone);
  switch (request?.kind) {
    case undefined:
    case 'invalid':
      return noName;
    case 'node':
      return answerNode(context, request.namespace);
    case 'version':
      return context.type === 'TXT'
        ? of([recordOfNobody(context, { kind: 'text', text: coreDns.schema.version })])
        : noName;
    case 'nameServer':
      return answerNameServer(context);
    case 'pod':
      return answerPod(context, request, zone.name);
    case 'service':
      return answerService(context, request, zone);
  }
}

/**
 * A name that only has names below it: it exists, except for TXT, for which CoreDNS finds nothing.
 * Source: CoreDNS plugin/kubernetes Services, namespaceExposed.
 */
function answerNode(context: Context, namespace: string | undefined): Lookup {
  const exists = namespace === undefined || namespaceExistence(context.snapshot, namespace) !== 'absent';
  return exists && context.type !== 'TXT' ? noData : noName;
}

/**
 * `ns.dns` has the addresses of the DNS server itself. TXT and PTR are looked up among Services, where it is not.
 * Source: CoreDNS plugin/kubernetes/ns.go, nsAddrs; Services, Reverse.
 */
function answerNameServer(context: Context): Lookup {
  if (context.type === 'TXT' || context.type === 'PTR') return noName;
  if (context.type !== 'A') return noData;
  return of([recordOfNobody(context, emptyData('A'), { reason: 'dnsServer', of: undefined })]);
}

/**
 * What the cluster does not find in reverse, the upstream resolvers are asked, which know nothing. For an address with a host
 * name in a slice that belongs to no Service, CoreDNS (seen with 1.14.7) cannot pack what it finds, and sends nothing.
 * Source: CoreDNS plugin/kubernetes Reverse.
 */
function answerReverse(context: Context, name: string, zone: string): Lookup {
  if (name === zone) return answerNode(context, undefined);
  const address = context.type === 'PTR' ? addressOfReverseName(name) : undefined;
  if (address === undefined) return noName;
  const pointers = pointersAt(context.snapshot, address);
  if (pointers.length > 0) return of(pointers.map((pointer) => ({ ...pointer, name: context.owner })));
  return context.snapshot.derive(unansweredAddresses).has(address) ? notKnown : noName;
}

/**
 * With `pods insecure` every address in dashes is answered with itself, as long as the namespace exists. No Pod is looked at. Source:
 * CoreDNS plugin/kubernetes findPods.
 */
function answerPod(
  context: Context,
  { pod, namespace }: { readonly pod: string; readonly namespace: string },
  zone: string,
): Lookup {
  const { snapshot, type } = context;
  const ip = addressOfLabel(pod);
  if (ip === undefined || namespaceExistence(snapshot, namespace) === 'absent') return noName;
  if (type === ip.family) return of([recordOfNobody(context, { kind: 'address', address: ip.canonical })]);
  const target = `${podNameIn(zone, pod, namespace)}.`;
  if (type !== 'SRV') return noData;
  return of([recordOfNobody(context, { kind: 'service', priority: 0, weight: 100, port: 0, target })]);
}

function answerService(context: Context, request: ServiceRequest, zone: ServiceZone): Lookup {
  const { owner, type } = context;
  const asker: Asker = { from: context.asker?.from, variant: context.asker?.variant, kind: zone.serves };
  const view = clusterOf(context.snapshot).service(request.service, request.namespace, asker);
  if (view === undefined) return answerOutside(context, request, zone);
  const records = recordsAt(view, request, { owner, type });
  if (records === undefined) return mayHave(context.snapshot, view, request.endpoint) ? notKnown : noName;
  if (type === 'CNAME') return of(records.slice(0, 1));
  const mayLead = (type === 'A' || type === 'AAAA') && hasAliases(view);
  const aliases = mayLead ? (recordsAt(view, request, { owner, type: 'CNAME' }) ?? []) : [];
  if (aliases.length === 0) return of(records);
  const led = aliases.map((alias) => followAlias(context, view, alias));
  if (led.some(({ verdict }) => verdict === 'unknown')) return notKnown;
  return of([...records, ...led.flatMap(({ answers }) => answers)]);
}

/** Whether any name of a Service is an alias: its own, or those of its slices of names. */
function hasAliases({ nature, endpoints }: ServiceView): boolean {
  return nature === 'alias' || endpoints.some(({ family }) => family === 'name');
}

/** Whether an endpoint of this name may be there: a Pod that somebody else makes, more Pods than are written, or one with that address. */
function mayHave(snapshot: Questions, view: ServiceView, label: string): boolean {
  if (!isDns1123Label(label)) return false;
  return view.isAwaited || mayHaveAddress(view, label) || setsScaledTo(snapshot, view, label).length > 0;
}

/** A Service that no manifest makes. */
function answerOutside({ snapshot, owner, type }: Context, request: ServiceRequest, zone: ServiceZone): Lookup {
  const records = answerElsewhere(snapshot, { request, zone, owner, type });
  if (records === 'unknown') return notKnown;
  return records === undefined ? noName : of(records);
}

/**
 * The alias and what its target answers. A target in the zone without such an address leaves nothing, not even the alias; one
 * elsewhere is for the upstream resolvers, which know nothing. Source: CoreDNS plugin/backend_lookup.go, A.
 */
function followAlias(context: Context, view: ServiceView, alias: DnsRecord): Lookup {
  const { owner, type, targets } = context;
  if (alias.data.kind !== 'name') return noData;
  const { target } = alias.data;
  if (target === undefined) return of([{ ...alias, type, data: { kind: 'address', address: undefined } }]);
  const next = withoutFinalDot(target).toLowerCase();
  const name = withoutFinalDot(owner).toLowerCase();
  const isLoop = next === name || next.endsWith(`.${name}`) || targets.includes(next);
  if (isLoop || targets.length >= coreDns.mostAliases) return noData;
  if (!isInZone(next, view.zone)) return of([alias]);
  const led = answer({ ...context, owner: target, targets: [...targets, next] });
  if (led.verdict === 'unknown') return notKnown;
  return led.answers.length === 0 ? noData : of([alias, ...led.answers]);
}

/** The answer of a name that exists. */
function of(answers: readonly DnsRecord[]): Lookup {
  return answers.length === 0 ? noData : { verdict: 'found', answers };
}
