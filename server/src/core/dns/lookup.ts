import { serviceNatureOf, type Service } from '../kubernetes/service.ts';
import { uniqueBy } from '../util/collections.ts';
import { formatMessage } from '../util/format.ts';
import { writtenName } from '../workspace/describe.ts';
import type { Placed, Snapshot } from '../workspace/snapshot.ts';
import { isTemplated } from '../yaml/template.ts';
import { addressOfReverseName, parseIp, reverseZones } from './addresses.ts';
import { addressAnswers, aliasTarget, serviceAnswers } from './answers.ts';
import { clusterOf, type ServiceView } from './cluster.ts';
import { schemaVersion } from './constants.ts';
import { answerElsewhere } from './elsewhere.ts';
import { entriesOf, type Endpoint } from './endpoint.ts';
import { fqdnOf, withoutFinalDot } from './names.ts';
import type { RecordType } from './record.ts';
import { parseRequest, type ServiceRequest } from './request.ts';
import { pointersTo } from './reverse.ts';

/** The answer to one absolute name. */
export interface Lookup {
  readonly rcode: 'NOERROR' | 'NXDOMAIN';
  /** In zone form, in no particular order. */
  readonly answers: readonly string[];
  readonly runtime: readonly RuntimeAnswer[];
}

/** An answer that exists and whose data only a running cluster knows. */
export interface RuntimeAnswer {
  /** The owner of the record, with the final dot. */
  readonly name: string;
  readonly type: RecordType;
  /** One sentence: when the data will be known. */
  readonly why: string;
}

/** Why data is not known yet; `{target}` is an object by kind and name. */
export const runtimeMessages = {
  clusterIP: 'The cluster IP of {target} is allocated when it is created.',
  pods: 'The Pods of {target} get their addresses when they start.',
  pod: 'The Pod of {target} gets its address when it starts.',
  thisPod: '{target} gets its address when it starts.',
  targets: 'The Pods of {target} are named after their addresses, which they get when they start.',
  thisTarget: '{target} is named after its address, which it gets when it starts.',
  templated: 'The manifest of {target} leaves it to a template.',
  outside: 'The setting "outside" says that it exists, and no manifest here tells what it answers.',
  operator: 'The operator of {target} makes it.',
  dnsServer: 'The DNS server gets its address when it starts.',
} as const;

/** How many aliases are followed. Source: CoreDNS plugin/backend_lookup.go. */
const mostAliases = 10;

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

const noName: Lookup = { rcode: 'NXDOMAIN', answers: [], runtime: [] };
const noData: Lookup = { rcode: 'NOERROR', answers: [], runtime: [] };

function answer(context: Context): Lookup {
  const name = withoutFinalDot(context.owner).toLowerCase();
  const request = parseRequest(name, context.snapshot.settings.clusterDomain);
  switch (request.kind) {
    case 'outside':
      return answerReverse(context, name);
    case 'invalid':
      return noName;
    case 'node':
      return answerNode(context, request.namespace);
    case 'version':
      return context.type === 'TXT' ? found(context, [`"${schemaVersion}"`]) : noName;
    case 'nameServer':
      return answerNameServer(context);
    case 'pod':
      return answerPod(context, request.pod, request.namespace);
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
  return context.type === 'A' ? atRunTime(context, [runtimeMessages.dnsServer]) : noData;
}

/** What the cluster does not find in reverse, the upstream resolvers are asked, which know nothing. Source: CoreDNS plugin/kubernetes Reverse. */
function answerReverse(context: Context, name: string): Lookup {
  if (name === reverseZones.A || name === reverseZones.AAAA) return answerNode(context, undefined);
  const address = context.type === 'PTR' ? addressOfReverseName(name) : undefined;
  const names = address === undefined ? [] : pointersTo(context.snapshot, address);
  return names.length === 0 ? noName : found(context, names);
}

/**
 * With `pods insecure` every address in dashes is answered with itself, as long as the namespace exists: three dashes are
 * IPv4. No Pod is looked at. Source: CoreDNS plugin/kubernetes findPods.
 */
function answerPod(context: Context, pod: string, namespace: string): Lookup {
  const { snapshot, type } = context;
  const isIPv4 = pod.split('-').length === 4 && !pod.includes('--');
  const ip = parseIp(pod.replaceAll('-', isIPv4 ? '.' : ':'));
  if (ip === undefined || !clusterOf(snapshot).namespaces.has(namespace)) return noName;
  if (type === ip.family) return found(context, [ip.canonical]);
  const target = `${pod}.${namespace}.pod.${snapshot.settings.clusterDomain}.`;
  return type === 'SRV' ? found(context, [`0 100 0 ${target}`]) : noData;
}

/**
 * A Service, its ports and its endpoints. A question about a port goes through its ports in every type, one about an endpoint
 * to its slices whatever its type; where nothing is found there is no name, and else a type without data is empty.
 * Source: CoreDNS plugin/kubernetes findServices, matchPortAndProtocol, Services.
 */
function answerService(context: Context, request: ServiceRequest): Lookup {
  const { snapshot, type } = context;
  const view = viewFor(context, request);
  if (view === undefined) return answerOutside(context, request);
  if (view.nature === 'alias') return answerAlias(context, view, request);
  const endpoints = request.endpoint === '' ? view.front : (view.labelled.get(request.endpoint) ?? []);
  const entries = entriesOf(endpoints, request);
  if (entries.length === 0) return noName;
  switch (type) {
    case 'A':
    case 'AAAA':
      return split(context, addressAnswers(entries, type), whyNoAddress);
    case 'SRV': {
      const service = fqdnOf(snapshot, view.name, view.namespace);
      return split(context, serviceAnswers(entries, service), whyNoTarget);
    }
    case 'CNAME':
    case 'PTR':
    case 'TXT':
      return noData;
  }
}

/** A Service that no manifest makes, and of which a setting or a custom resource tells. */
function answerOutside(context: Context, request: ServiceRequest): Lookup {
  const found = answerElsewhere(context.snapshot, request, context.type);
  if (found === undefined) return noName;
  if (!found.hasRecords) return noData;
  const { operator } = found;
  if (operator === undefined) return atRunTime(context, [runtimeMessages.outside]);
  const target = `${operator.resource.writtenKind} "${operator.name ?? ''}"`;
  return atRunTime(context, [formatMessage(runtimeMessages.operator, { target })]);
}

function viewFor({ snapshot, variant }: Context, { service, namespace }: ServiceRequest): ServiceView | undefined {
  const isMeant = variant?.name === service && variant.namespace === namespace;
  return isMeant ? clusterOf(snapshot).view(variant) : clusterOf(snapshot).service(service, namespace);
}

/** Nothing is below an alias, nor is there one to an address. Source: CoreDNS plugin/kubernetes findServices, Services. */
function answerAlias(context: Context, view: ServiceView, { endpoint, port, protocol }: ServiceRequest): Lookup {
  const externalName = view.service.resource.externalName?.value ?? '';
  const isBelow = endpoint !== '' || port !== '' || protocol !== '';
  const target = aliasTarget(externalName);
  if (isBelow || target === undefined) return noName;
  switch (context.type) {
    case 'SRV':
    case 'TXT':
    case 'PTR':
      return noData;
    case 'CNAME':
    case 'A':
    case 'AAAA':
      if (isTemplated(externalName)) return atRunTime(context, [explain('templated', view.service)]);
      return context.type === 'CNAME' ? found(context, [target]) : followAlias(context, target);
  }
}

/**
 * The alias and what its target answers. A target in the zone without such an address leaves nothing, not even the alias; one
 * elsewhere is for the upstream resolvers, which know nothing. Source: CoreDNS plugin/backend_lookup.go, A.
 */
function followAlias(context: Context, target: string): Lookup {
  const { snapshot, owner, targets } = context;
  const next = withoutFinalDot(target).toLowerCase();
  const name = withoutFinalDot(owner).toLowerCase();
  const isLoop = next === name || next.endsWith(`.${name}`) || targets.includes(next);
  if (isLoop || targets.length >= mostAliases) return noData;
  const alias = `${owner} CNAME ${target}`;
  const zone = snapshot.settings.clusterDomain;
  if (next !== zone && !next.endsWith(`.${zone}`)) return { ...noData, answers: [alias] };
  const { answers, runtime } = answer({ ...context, owner: target, targets: [...targets, next] });
  return answers.length + runtime.length === 0 ? noData : { rcode: 'NOERROR', answers: [alias, ...answers], runtime };
}

interface Answerable {
  readonly data: string | undefined;
  readonly endpoint: Endpoint;
}

/** Parts answers into those whose data is known and those a running cluster will give. */
function split<T extends Answerable>(context: Context, all: readonly T[], why: (answer: T) => string): Lookup {
  const known = found(
    context,
    all.flatMap(({ data }) => data ?? []),
  );
  const unknown = all.filter(({ data }) => data === undefined);
  return unknown.length === 0 ? known : { ...known, runtime: atRunTime(context, unknown.map(why)).runtime };
}

function whyNoAddress({ endpoint }: Answerable): string {
  const { target, label, count } = endpoint;
  if (target.resource.kind === 'Service') {
    return explain(serviceNatureOf(target.resource) === 'unknown' ? 'templated' : 'clusterIP', target);
  }
  if (target.resource.kind === 'Pod') return explain('thisPod', target);
  return explain(label !== undefined && count === 1 ? 'pod' : 'pods', target);
}

/** The target of an endpoint with a name is known, so it is the port's number that is not. */
function whyNoTarget({ endpoint }: Answerable): string {
  const isNamed = endpoint.label !== undefined || endpoint.target.resource.kind === 'Service';
  if (isNamed) return explain('templated', endpoint.target);
  return explain(endpoint.target.resource.kind === 'Pod' ? 'thisTarget' : 'targets', endpoint.target);
}

function explain(message: keyof typeof runtimeMessages, target: Placed): string {
  const name = target.name ?? writtenName(target);
  return formatMessage(runtimeMessages[message], { target: `${target.resource.kind} "${name}"` });
}

function found({ owner, type }: Context, data: readonly string[]): Lookup {
  return { ...noData, answers: data.map((one) => `${owner} ${type} ${one}`) };
}

function atRunTime({ owner, type }: Context, reasons: readonly string[]): Lookup {
  const runtime = reasons.map((why) => ({ name: owner, type, why }));
  return { ...noData, runtime: uniqueBy(runtime, ({ why }) => why) };
}
