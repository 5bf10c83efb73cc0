import { mentionsAskedElsewhere } from '../dns/diagnosis/diagnose-mention.ts';
import { reasonMessages } from '../dns/diagnosis/reasons.ts';
import { placeOfMention } from '../hosts/mentions.ts';
import { workloadKinds } from '../kubernetes/workloads.ts';
import { defineRule, put, suggest } from './rule.ts';

export const unreachableFromHostNetwork = defineRule({
  code: 'unreachable-from-host-network',
  severity: 'warning',
  needs: 'document',
  appliesTo: workloadKinds,
  summary: 'A Pod on the host network uses the name of a Service, but its dnsPolicy bypasses cluster DNS.',
  source:
    'Kubernetes documentation, DNS for Services and Pods, Pod’s DNS Policy; kubernetes pkg/kubelet/network/dns/dns.go',
  messages: {
    nodeServers: [
      reasonMessages.nodeServers,
      'So this Pod cannot resolve "{name}". On the host network, cluster names resolve only with ClusterFirstWithHostNet.',
    ],
    relatedName: 'The name "{name}" is used here.',
    fixPolicy: 'Set dnsPolicy to ClusterFirstWithHostNet',
  },
  *check(workload, { snapshot }) {
    const { hostNetwork, dnsPolicy, specAt } = workload.resource.template;
    if (hostNetwork?.value !== true) return;
    const policy = dnsPolicy?.value || 'ClusterFirst';
    // With None, dnsConfig names the servers, which may be the cluster's.
    if (policy !== 'ClusterFirst' && policy !== 'Default') return;
    const [found] = mentionsAskedElsewhere(snapshot, workload);
    const reason = found?.outcome.because.find(({ reasonId }) => reasonId === 'nodeServers');
    if (found === undefined || reason === undefined) return;
    const values = { ...reason.values, name: found.mention.mention.host };
    yield {
      at: hostNetwork.at,
      message: reason.reasonId,
      values,
      related: [
        {
          resource: workload,
          at: placeOfMention(found.mention),
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
