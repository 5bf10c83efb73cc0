import { type PodTemplate, hasPod, type Workload } from '../kubernetes/workloads.ts';
import { mayBePrivate } from '../names/ip-address.ts';
import { searchDomains } from '../names/zones.ts';
import type { Settings } from '../settings/settings.ts';
import { uniqueBy } from '../util/collections.ts';
import { checkName } from './names.ts';
import { type RecordSource, sourceAt } from './record.ts';
import { defineMessages, formatMessage } from '../util/format.ts';
import type { Questions } from '../workspace/questions.ts';
import { withoutFinalDot } from '../util/dns-label.ts';
import { isWorkload, type Placed } from '../objects/placed.ts';

/** Who asks for names, and how: what is in its resolv.conf and its hosts file. */
export interface Resolver {
  /** Whose it is. */
  readonly kind: 'pod' | 'node' | 'apiServer';
  /** Of a Pod; that of the object where the node or the API server reads it. */
  readonly namespace: string;
  /** The object that asks, or whose Pods do; absent for some Pod of the namespace. */
  readonly of: Placed | undefined;
  /** Who is asked: the cluster's DNS, the name servers of the node, or those that the Pod itself names. */
  readonly servers: 'cluster' | 'node' | readonly string[];
  /** Who asks others than the cluster's DNS, in words, and the field that makes it so. */
  readonly policy: { readonly text: string; readonly place: RecordSource | undefined } | undefined;
  /** What is put behind a name, in this order. Those of the node are not known. */
  readonly searches: readonly string[];
  /** With fewer dots than this, a name is first tried below the search list. */
  readonly ndots: number;
  readonly hosts: readonly HostEntry[];
}

/** A line of a hosts file: it answers before DNS is asked. */
export interface HostEntry {
  readonly name: string;
  readonly address: string;
  /** The field that adds the line; absent where every Pod has it. */
  readonly place: RecordSource | undefined;
}

/**
 * What the cluster's own resolver settings say, and what resolv.conf means where it says nothing. Source: kubernetes
 * pkg/kubelet/network/dns/dns.go, defaultDNSOptions; resolv.conf(5).
 */
const defaultNdots = { cluster: 5, others: 1 } as const;

/** The resolver of a Pod of a namespace of which nothing else is known. */
export function resolverOfNamespace(namespace: string, settings: Settings, of?: Placed): Resolver {
  return {
    kind: 'pod',
    namespace,
    of,
    servers: 'cluster',
    policy: undefined,
    searches: searchDomains(namespace, settings),
    ndots: defaultNdots.cluster,
    hosts: [],
  };
}

/**
 * The resolver of the Pods that an object makes, as their dnsPolicy, dnsConfig, hostNetwork and hostAliases have the kubelet
 * set it up; for an object without Pods that of some Pod of its namespace.
 * Source: kubernetes pkg/kubelet/network/dns/dns.go, getPodDNSType, GetPodDNS, appendDNSConfig.
 */
export function resolverOf(object: Placed, settings: Settings): Resolver {
  const { namespace } = object;
  const usual = resolverOfNamespace(namespace, settings, object);
  if (!isWorkload(object)) return usual;
  const { template } = object.resource;
  const { dnsConfig, hostAliases } = template;
  const servers = serversOf(template);
  const configured = (dnsConfig?.searches ?? []).map(({ value }) => withoutFinalDot(value)).filter((one) => one !== '');
  const searches = [...(servers === 'cluster' ? usual.searches : []), ...configured];
  const ndots = dnsConfig?.options.filter(({ name }) => name?.value === 'ndots').at(-1)?.value?.value ?? '';
  return {
    kind: usual.kind,
    namespace,
    of: object,
    servers,
    policy: servers === 'cluster' ? undefined : policyOf(object, template),
    searches: uniqueBy(searches, (domain) => domain),
    ndots: /^\d+$/.test(ndots)
      ? Math.min(Number(ndots), mostNdots)
      : defaultNdots[servers === 'cluster' ? servers : 'others'],
    hosts: hostAliases.flatMap(({ ip, hostnames }) =>
      ip === undefined
        ? []
        : hostnames.map(({ value, at }) => ({
            name: value,
            address: ip.value,
            place: sourceAt(object, at),
          })),
    ),
  };
}

const words = defineMessages('dns/resolver', {
  kubelet: 'The kubelet',
  apiServer: 'The API server',
  hostNetwork: 'A Pod on the host network',
});

/** The resolver of the machine that a Pod, a volume or the API server itself runs on: it does not know the cluster's DNS, as kubeadm sets it up. */
export function resolverOfMachine(kind: 'node' | 'apiServer', of: Placed): Resolver {
  const text = formatMessage(kind === 'node' ? words.kubelet : words.apiServer);
  const policy = { text, place: undefined };
  const { namespace } = of;
  return { kind, namespace, of, servers: 'node', policy, searches: [], ndots: defaultNdots.others, hosts: [] };
}

/** Source: resolv.conf(5), ndots. */
const mostNdots = 15;

/** On the host network ClusterFirst is as Default. Name servers of `dnsConfig` come behind those there are. */
function serversOf({ dnsPolicy, dnsConfig, hostNetwork }: PodTemplate): Resolver['servers'] {
  const policy = dnsPolicy?.value ?? '';
  if (policy === 'None') return (dnsConfig?.nameservers ?? []).map(({ value }) => value);
  return policy === 'Default' || (hostNetwork?.value === true && policy !== 'ClusterFirstWithHostNet')
    ? 'node'
    : 'cluster';
}

function policyOf(resource: Placed, { dnsPolicy, hostNetwork, specAt }: PodTemplate): Resolver['policy'] {
  const text = `dnsPolicy ${dnsPolicy?.value || 'ClusterFirst'}`;
  if (hostNetwork?.value === true && dnsPolicy?.value !== 'None')
    return { text: formatMessage(words.hostNetwork), place: sourceAt(resource, hostNetwork.at) };
  return { text, place: sourceAt(resource, dnsPolicy?.at ?? specAt) };
}

/** Whether the servers asked know none of the cluster's names: the name servers of the node, or servers on the Internet. */
export function asksOutside({ servers }: Resolver): boolean {
  if (servers === 'node' || servers === 'cluster') return servers === 'node';
  return servers.length > 0 && !servers.some(mayBePrivate);
}

/**
 * The absolute names, with final dots, that a resolver tries in order for a name, until one has an answer. A name with a
 * final dot is tried as it is. Names that the search list makes too long are not tried. Source: resolv.conf(5).
 */
export function namesTried(name: string, { searches, ndots }: Resolver): readonly string[] {
  if (name.endsWith('.')) return [name];
  const searched = searches
    .map((domain) => `${name}.${domain}.`)
    .filter((candidate) => checkName(candidate) === undefined);
  const dots = name.split('.').length - 1;
  return dots >= ndots ? [`${name}.`, ...searched] : [...searched, `${name}.`];
}

/**
 * The resolver of who is called `NAMESPACE`, some Pod of it, or `NAMESPACE/POD`: a Pod by its name, as the cluster knows it, or by that
 * of what makes it. `undefined` where no manifest makes such a Pod.
 */
export function resolverNamed(snapshot: Questions, name: string): Resolver | undefined {
  const [namespace = '', pod] = name.split('/');
  if (pod === undefined) return resolverOfNamespace(namespace, snapshot.settings);
  const workloads = snapshot.everything.workloads.all.filter((one) => one.namespace === namespace);
  const workload = likeliest(workloads, pod);
  return workload && resolverOf(workload, snapshot.settings);
}

/** The Pod of this name, else the StatefulSet that asks for it, the workload called so, or the one whose Pods' names begin like it. */
function likeliest(workloads: readonly Placed<Workload>[], pod: string): Placed<Workload> | undefined {
  return (
    workloads.find(({ resource, name }) => resource.kind === 'Pod' && name === pod) ??
    workloads.find(({ resource, name }) => resource.kind === 'StatefulSet' && hasPod(resource, name, pod)) ??
    workloads.find(({ name }) => name === pod) ??
    workloads
      .filter(({ resource, name = '' }) => resource.kind !== 'StatefulSet' && name !== '' && pod.startsWith(`${name}-`))
      .sort((one, other) => (other.name ?? '').length - (one.name ?? '').length)[0]
  );
}
