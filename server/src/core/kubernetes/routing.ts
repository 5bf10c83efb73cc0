import type { At } from '../yaml/path.ts';
import {
  fieldOf,
  isPresent,
  itemsOf,
  readNumber,
  readNumberOrString,
  readString,
  readStrings,
  viewBelow,
  type Field,
  type StringMap,
  type View,
} from './field.ts';
import type { gatewayRouteTables } from './kinds/gateway-route.ts';
import type { ingressTable } from './kinds/ingress.ts';
import type { networkPolicyTable } from './kinds/network-policy.ts';
import { readRequirements, readNamespaces, type LabelExpression } from './written-selectors.ts';
import type { NameReference } from './object-references.ts';
import type { ResourceOfTable } from './resource.ts';
import { defaultProtocol } from './service.ts';

/** A reference from a route to a Service port. */
export interface Backend {
  /** The place of the backend reference. */
  readonly at: At;
  readonly serviceName: Field<string>;
  /** Only routes of the Gateway API can name another namespace. */
  readonly namespace: Field<string> | undefined;
  readonly portNumber: Field<number> | undefined;
  readonly portName: Field<string> | undefined;
}

/** An Ingress. */
export interface Ingress extends ResourceOfTable<typeof ingressTable> {}

/** A route of the Gateway API; all its kinds name their backends alike. */
export interface GatewayRoute extends ResourceOfTable<(typeof gatewayRouteTables)[number]> {}

/** The protocol in which a route connects to its backends: UDP for a UDPRoute, for all others TCP. */
export function protocolOfRoute({ kind }: Ingress | GatewayRoute): string {
  return kind === 'UDPRoute' ? 'UDP' : defaultProtocol;
}

/** A NetworkPolicy: the Pods it is about and the ports it names. */
export interface NetworkPolicy extends ResourceOfTable<typeof networkPolicyTable> {}

/** The Pods of one namespace that a selector of a policy is about: without labels and expressions all of them. */
export interface PolicyPods {
  readonly labels: StringMap;
  readonly expressions: readonly LabelExpression[];
  /** The namespace, where it is another one than the policy's and selected by its name. */
  readonly namespace: string | undefined;
  /** Whether that says which Pods they are: those of namespaces by other labels, or of address blocks, are not known. */
  readonly known: boolean;
}

/** One of the things that a policy lets its Pods talk to; without ports all of them, without peers everybody. */
export interface EgressRule {
  readonly ports: readonly PolicyPort[] | undefined;
  readonly to: readonly EgressPeer[] | undefined;
}

/** Whom traffic may go to: Pods of the own namespace, those of namespaces (one, where it is selected by its name alone), or a block of addresses. */
export type EgressPeer =
  | { readonly kind: 'ownNamespace' }
  | { readonly kind: 'namespaces'; readonly name: string | undefined }
  | { readonly kind: 'addresses'; readonly cidr: string | undefined; readonly except: readonly string[] };

/** A port a policy lets through: of the Pods that the traffic goes to, never of a Service. */
export interface PolicyPort {
  readonly at: At;
  readonly port: Field<number | string> | undefined;
  /** The last port of a range that begins with `port`. */
  readonly endPort: Field<number> | undefined;
  readonly protocol: Field<string> | undefined;
  /** The Pods that have to have it: the policy's own for ingress, the peers of the rule for egress. None where the rule names none. */
  readonly pods: readonly PolicyPods[];
}

/** The backends of a route, in the order of its references: each with the port that is beside the name of its Service. */
export function backendsOf(object: View, references: readonly NameReference[]): readonly Backend[] {
  return references
    .filter(({ as }) => as === 'routesTo')
    .map(({ name, namespace }) => readBackend(object, name, namespace));
}

/** What a NetworkPolicy says of Pods and ports. */
export function readPolicy(object: View): {
  readonly pods: PolicyPods;
  readonly ports: readonly PolicyPort[];
  /** What it lets out of its Pods; `undefined` where it leaves that to others. */
  readonly egress: readonly EgressRule[] | undefined;
} {
  const spec = fieldOf(object, 'spec');
  const pods = readPolicyPods(fieldOf(spec, 'podSelector'));
  const ingress = itemsOf(fieldOf(spec, 'ingress')).flatMap((rule) => readPolicyPorts(rule, [pods]));
  const egress = itemsOf(fieldOf(spec, 'egress')).flatMap((rule) => readPolicyPorts(rule, readPeers(rule)));
  return { pods, ports: [...ingress, ...egress], egress: readEgress(spec) };
}

/** Source: Kubernetes API networking.k8s.io/v1, NetworkPolicySpec.policyTypes. */
function readEgress(spec: View): readonly EgressRule[] | undefined {
  const rules = itemsOf(fieldOf(spec, 'egress'));
  const types = readStrings(fieldOf(spec, 'policyTypes')).map(({ value }) => value);
  if (types.length === 0 ? rules.length === 0 : !types.includes('Egress')) return undefined;
  return rules.map((rule) => ({
    ports: isPresent(fieldOf(rule, 'ports')) ? readPolicyPorts(rule, []) : undefined,
    to: isPresent(fieldOf(rule, 'to')) ? itemsOf(fieldOf(rule, 'to')).map(readEgressPeer) : undefined,
  }));
}

function readEgressPeer(peer: View): EgressPeer {
  const selector = fieldOf(peer, 'namespaceSelector');
  const block = fieldOf(peer, 'ipBlock');
  if (isPresent(block)) {
    const except = readStrings(fieldOf(block, 'except')).map(({ value }) => value);
    return { kind: 'addresses', cidr: readString(fieldOf(block, 'cidr'))?.value, except };
  }
  if (!isPresent(selector)) return { kind: 'ownNamespace' };
  return { kind: 'namespaces', name: readNamespaceName(peer) };
}

function readPolicyPorts(rule: View, pods: readonly PolicyPods[]): readonly PolicyPort[] {
  return itemsOf(fieldOf(rule, 'ports')).map((port) => ({
    at: { path: port.path },
    port: readNumberOrString(fieldOf(port, 'port')),
    endPort: readNumber(fieldOf(port, 'endPort')),
    protocol: readString(fieldOf(port, 'protocol')),
    pods,
  }));
}

/** The Pods an egress rule leads to. */
function readPeers(rule: View): readonly PolicyPods[] {
  return itemsOf(fieldOf(rule, 'to')).map((peer) => {
    const podSelector = fieldOf(peer, 'podSelector');
    const namespaceSelector = fieldOf(peer, 'namespaceSelector');
    const pods = readPolicyPods(podSelector);
    if (!isPresent(namespaceSelector)) return { ...pods, known: pods.known && isPresent(podSelector) };
    const namespace = readNamespaceName(peer);
    return { ...pods, namespace, known: pods.known && namespace !== undefined };
  });
}

/** The one namespace that a peer selects by its name. */
function readNamespaceName(peer: View): string | undefined {
  const namespaces = readNamespaces(peer);
  return typeof namespaces === 'string' || namespaces.length > 1 ? undefined : namespaces[0];
}

function readPolicyPods(selector: View): PolicyPods {
  const { labels, expressions } = readRequirements(selector);
  return { labels, expressions, namespace: undefined, known: labels.known };
}

function readBackend(object: View, serviceName: Field<string>, namespace: Field<string> | undefined): Backend {
  const holder = viewBelow(object, serviceName.at.path.slice(0, -1));
  const isRetired = serviceName.at.path.at(-1) === 'serviceName';
  const port = fieldOf(holder, isRetired ? 'servicePort' : 'port');
  // An Ingress of today has number and name in a struct, its retired form either of them, a route of the Gateway API numbers only.
  const isStruct = port.node?.kind === 'map';
  return {
    at: holder.place.at,
    serviceName,
    namespace,
    portNumber: readNumber(isStruct ? fieldOf(port, 'number') : port),
    portName: isStruct ? readString(fieldOf(port, 'name')) : isRetired ? readString(port) : undefined,
  };
}
