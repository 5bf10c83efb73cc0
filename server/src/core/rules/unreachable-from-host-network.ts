import { put } from '../yaml/edit.ts';
import { suggest } from '../edits/change-resource.ts';
import { type Workload, workloadKinds } from '../kubernetes/workloads.ts';
import type { HostName } from '../names/host-name.ts';
import { isOwnZone } from '../names/zones.ts';
import type { Settings } from '../settings/settings.ts';
import { lookupOf } from '../hosts/judged-mentions.ts';
import { placeOfMention, readMentionsOf, servicesNamed, type ReadMention } from '../hosts/mentions.ts';
import type { Placed } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { isAtOrBelow } from '../yaml/path.ts';
import { defineRule } from './rule.ts';

export const unreachableFromHostNetwork = defineRule({
  code: 'unreachable-from-host-network',
  severity: 'warning',
  needs: 'document',
  appliesTo: workloadKinds,
  since: '0.1.0',
  summary: 'A Pod on the host network names a Service and has a dnsPolicy that does not know it.',
  source:
    'Kubernetes documentation, DNS for Services and Pods, Pod’s DNS Policy; kubernetes pkg/kubelet/network/dns/dns.go',
  messages: {
    falls:
      'On the host network this Pod cannot resolve "{name}". dnsPolicy {value} uses the DNS of the node there; names of the cluster resolve with ClusterFirstWithHostNet only.',
    relatedName: 'The name "{name}" is used here.',
    fixPolicy: 'Set dnsPolicy to ClusterFirstWithHostNet',
  },
  *check(workload, { snapshot }) {
    const { hostNetwork, dnsPolicy, specAt } = workload.resource.template;
    if (hostNetwork?.value !== true) return;
    const policy = dnsPolicy?.value || 'ClusterFirst';
    // With None, dnsConfig names the servers, which may be the cluster's.
    if (policy !== 'ClusterFirst' && policy !== 'Default') return;
    const mention = clusterHostIn(snapshot, workload);
    if (mention === undefined) return;
    const values = { name: mention.mention.host, value: policy };
    yield {
      at: hostNetwork.at,
      message: 'falls',
      values,
      related: [
        {
          resource: workload,
          at: placeOfMention(mention),
          message: 'relatedName',
          values,
        },
      ],
      fixes: [
        suggest(
          { title: 'fixPolicy' },
          workload,
          put([...specAt.path, 'dnsPolicy'], 'ClusterFirstWithHostNet', { after: 'hostNetwork' }),
        ),
      ],
    };
  },
});

/** The first name in the strings of the Pods that only the cluster's DNS knows. */
function clusterHostIn(snapshot: Snapshot, workload: Placed<Workload>): ReadMention | undefined {
  const base = workload.resource.template.specAt.path;
  return readMentionsOf(snapshot, workload).find((mention) => {
    const { path } = placeOfMention(mention);
    if (!isAtOrBelow(path, base) || lookupOf(mention) === undefined) return false;
    // The issuer of tokens is called so, and nobody dials it: every API server on the host network names it.
    if (mention.readings.some((name) => name.service === 'kubernetes' && name.namespace === 'default')) return false;
    return mention.readings.some(
      (name) => isQualified(name, snapshot.settings) || servicesNamed(snapshot, mention, name).length > 0,
    );
  });
}

/** Whether a name says by itself that it is one of the cluster's. */
function isQualified({ svc, zone }: HostName, settings: Settings): boolean {
  return svc === 'written' && isOwnZone(zone, settings);
}
