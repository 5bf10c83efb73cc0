import { keyAt } from '../yaml/path.ts';
import { kindOf } from '../kubernetes/resource.ts';
import { protocolOf } from '../kubernetes/service.ts';
import { namespaceNameLabel } from '../kubernetes/written-selectors.ts';
import { resolverOf } from '../dns/resolver.ts';
import { isMissing } from '../existence/existence.ts';
import { linkedMentionsOf } from '../hosts/judged-mentions.ts';
import { hostText, placeOfMention, type ServiceMention } from '../hosts/mentions.ts';
import type { EgressPeer, EgressRule, NetworkPolicy, PolicyPort } from '../kubernetes/routing.ts';
import type { Workload } from '../kubernetes/workloads.ts';
import { holdPrivate, mayBePrivate } from '../names/ip-address.ts';
import { displayNameOf, type Placed } from '../objects/placed.ts';
import { isClose } from '../scopes/near.ts';
import { selectorKey, selectorKeysFor } from '../scopes/contents.ts';
import { defineIndex } from '../scopes/object-index.ts';
import { isAbout, maybeSelected } from '../relations/pod-selectors.ts';
import type { Questions } from '../workspace/questions.ts';
import { isTemplated } from '../yaml/template.ts';
import { defineRule, fields, suggest } from './rule.ts';
import { usedMaps } from '../relations/linked.ts';

/** Where kubeadm, and nearly everybody, runs the cluster's DNS. */
const dnsNamespace = 'kube-system';
const dnsPort = 53;

/** Where OpenShift does; a policy is about the ports of Pods. Source: OpenShift, cluster-dns-operator, assets/dns. */
const openShiftNamespace = 'openshift-dns';
const openShiftPort = 5353;

export const unreachableNameServer = defineRule({
  code: 'unreachable-name-server',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['NetworkPolicy'],
  summary: 'A NetworkPolicy keeps Pods that use names from reaching DNS.',
  source: 'Kubernetes documentation, Network Policies, default deny all egress traffic',
  messages: {
    noDns:
      'Under this policy, {kind} "{workload}" cannot reach DNS: no rule allows UDP port 53. It uses names such as "{host}". Allow UDP and TCP to port 53 of namespace "kube-system".',
    nothing:
      'Under this policy, {kind} "{workload}" cannot reach DNS: no traffic may leave. It uses names such as "{host}", and no other policy allows UDP port 53. Allow UDP and TCP to port 53 of namespace "kube-system".',
    excepted:
      'Under this policy, {kind} "{workload}" cannot reach DNS: it excepts all private addresses. It uses names such as "{host}", and DNS has a private address in the cluster. Allow UDP and TCP to port 53 of namespace "kube-system".',
    elsewhere:
      'Under this policy, {kind} "{workload}" cannot reach DNS: UDP port 53 is allowed, but not to DNS. It uses names such as "{host}". DNS runs in namespace "kube-system", and a podSelector alone selects in namespace "{namespace}". Allow UDP and TCP to port 53 of namespace "kube-system".',
    relatedHost: '"{host}" is used here.',
    fixDns: 'Allow DNS: UDP and TCP to port 53 of namespace "kube-system"',
  },
  *check(policy, { snapshot }) {
    const { egress, pods } = policy.resource;
    if (egress === undefined || !pods.known || isLetOut(policy, egress)) return;
    // The first that cannot reach DNS is enough, so the others are not even looked at.
    for (const workload of maybeSelected(snapshot, policy, pods)) {
      if (!isAbout(policy, pods, workload)) continue;
      const host = hostOf(snapshot, workload);
      if (host === undefined || !asksCluster(workload, snapshot)) continue;
      const { letOut, open } = snapshot.about(workload, policiesFor);
      const isBeside = (one: Placed): boolean => one !== policy && one.namespace === policy.namespace;
      if (letOut.some(isBeside)) continue;
      // What is closed for all, others open: it is theirs to say. What is in a folder of its own is applied as somebody likes.
      if (egress.length === 0 && (open.some(isBeside) || !isClose(policy, workload))) continue;
      if (!isMissing(snapshot, { kind: 'more', of: 'policies', from: policy })) return;
      const values = {
        kind: kindOf(workload.resource),
        workload: displayNameOf(workload),
        host: hostText(host),
        namespace: policy.namespace,
      };
      yield {
        at: keyAt(['spec', 'egress']),
        message: messageFor(egress),
        values,
        related: [{ resource: host.from, at: placeOfMention(host), message: 'relatedHost', values }],
        fixes: [suggest({ title: 'fixDns' }, policy, { kind: 'append', path: ['spec', 'egress'], value: dnsRule() })],
      };
      return;
    }
  },
});

/** Whether a rule lets UDP to the port of DNS out, to where that may be. Policies add up, so one rule is enough. */
function isLetOut(policy: Placed<NetworkPolicy>, egress: readonly EgressRule[]): boolean {
  return egress.some((rule) => {
    const { to } = rule;
    return letsPortOut(rule) && (to === undefined || to.length === 0 || to.some((peer) => mayLeadToDns(policy, peer)));
  });
}

function mayBeDns({ port, endPort, protocol }: PolicyPort): boolean {
  const name = protocolOf({ protocol });
  if (name !== 'UDP' && !isTemplated(name)) return false;
  const first = port?.value;
  if (first === undefined || typeof first === 'string') return true;
  const last = endPort?.value ?? first;
  return [dnsPort, openShiftPort].some((number) => first <= number && number <= last);
}

/** What keeps DNS in: no rule at all, one that excepts its addresses, one that lets its port out to others, or that none is about it. */
function messageFor(egress: readonly EgressRule[]): 'nothing' | 'excepted' | 'elsewhere' | 'noDns' {
  if (egress.length === 0) return 'nothing';
  const excepts = (peer: EgressPeer): boolean => peer.kind === 'addresses' && holdPrivate(peer.except);
  if (egress.some((rule) => letsPortOut(rule) && rule.to?.some(excepts))) return 'excepted';
  return egress.some((rule) => rule.ports?.some(mayBeDns)) ? 'elsewhere' : 'noDns';
}

function letsPortOut({ ports }: EgressRule): boolean {
  return ports === undefined || ports.length === 0 || ports.some(mayBeDns);
}

/** Private addresses may be those of the DNS server, or of a cache on the node. */
function mayLeadToDns({ namespace }: Placed<NetworkPolicy>, peer: EgressPeer): boolean {
  switch (peer.kind) {
    case 'addresses':
      return (peer.cidr === undefined || mayBePrivate(peer.cidr)) && !holdPrivate(peer.except);
    case 'namespaces':
      return peer.name === undefined || peer.name === dnsNamespace || peer.name === openShiftNamespace;
    case 'ownNamespace':
      return namespace === dnsNamespace;
  }
}

/** The policies that may let something out of the Pods of a workload, and those of them that let DNS out. */
interface OpenPolicies {
  readonly open: readonly Placed<NetworkPolicy>[];
  readonly letOut: readonly Placed<NetworkPolicy>[];
}

function policiesFor(snapshot: Questions, workload: Placed<Workload>): OpenPolicies {
  const { labels } = workload.resource.template;
  const contents = snapshot.contentsOf(workload.scope);
  const index = contents.index(openPolicies);
  const keys = labels.known ? [notKnown, ...selectorKeysFor(labels)] : index.keys;
  const policies = contents.sorted(keys.flatMap((key) => index.get(key).fitting(workload)));
  const open = policies.filter((one) => !one.resource.pods.known || isAbout(one, one.resource.pods, workload));
  return { open, letOut: open.filter((one) => isLetOut(one, one.resource.egress ?? [])) };
}

/** Under which policies are found that may be for any Pods. */
const notKnown = 'not known';

/** The policies that let something out, by whom they are for. */
const openPolicies = defineIndex(
  ['NetworkPolicy'],
  ({ resource: { egress = [], pods } }, contents) =>
    egress.length === 0 ? [] : [pods.known ? selectorKey(pods.labels, contents) : notKnown],
  { isOpen: true },
);

/** A name of a Service that the Pods look up: in their own strings, or in a ConfigMap or Secret that they use. */
function hostOf(snapshot: Questions, workload: Placed<Workload>): ServiceMention | undefined {
  const [own] = linkedMentionsOf(snapshot, workload);
  if (own !== undefined) return own;
  return usedMaps(snapshot, workload).flatMap((map) => linkedMentionsOf(snapshot, map))[0];
}

/** Policies do not hold for Pods of the host network, and others may ask elsewhere. */
function asksCluster(workload: Placed<Workload>, snapshot: Questions): boolean {
  const { hostNetwork } = workload.resource.template;
  return hostNetwork?.value !== true && resolverOf(workload, snapshot.settings).servers === 'cluster';
}

function dnsRule() {
  const labels = fields({ [namespaceNameLabel]: dnsNamespace });
  return fields({
    to: [fields({ namespaceSelector: fields({ matchLabels: labels }) })],
    ports: [fields({ protocol: 'UDP', port: dnsPort }), fields({ protocol: 'TCP', port: dnsPort })],
  });
}
