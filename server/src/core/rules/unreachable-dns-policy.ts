import { mentionsAskedElsewhere } from '../dns/diagnosis/diagnose-mention.ts';
import { reasonMessages } from '../dns/diagnosis/reasons.ts';
import { resolverOf } from '../dns/resolver.ts';
import { suggest } from '../edits/change-resource.ts';
import { put } from '../yaml/edit.ts';
import { placeOfMention } from '../hosts/mentions.ts';
import { workloadKinds } from '../kubernetes/workloads.ts';
import { defineRule } from './rule.ts';

export const unreachableDnsPolicy = defineRule({
  code: 'unreachable-dns-policy',
  severity: 'warning',
  needs: 'document',
  appliesTo: workloadKinds,
  since: '0.1.0',
  summary: 'A Pod names a Service, and its dnsPolicy or dnsConfig keeps it from resolving the name.',
  source:
    'Kubernetes documentation, DNS for Services and Pods, Pod’s DNS Policy; kubernetes pkg/kubelet/network/dns/dns.go, getPodDNSType',
  messages: {
    nodeServers: [
      reasonMessages.nodeServers,
      'The Pod names "{name}" of Service "{service}", which does not resolve there; names of the cluster resolve with ClusterFirst.',
    ],
    forwarded:
      'The search list of this Pod does not complete "{name}". dnsPolicy None has the search domains of dnsConfig alone, so the name of Service "{service}" is asked as it stands and does not resolve.',
    relatedName: 'The name "{name}" is used here.',
    fixPolicy: 'Set dnsPolicy to ClusterFirst',
  },
  *check(workload, { snapshot }) {
    const { dnsPolicy, hostNetwork, specAt } = workload.resource.template;
    const { servers } = resolverOf(workload, snapshot.settings);
    // On the host network the policy is another rule's to tell.
    const isOnHost = hostNetwork?.value === true && servers === 'node';
    if (dnsPolicy === undefined || servers === 'cluster' || isOnHost) return;
    const [found] = mentionsAskedElsewhere(snapshot, workload);
    if (found === undefined) return;
    const reason = found.diagnosis.because.find(({ reasonId }) => reasonId === 'nodeServers');
    const at = placeOfMention(found.mention);
    const values = { ...reason?.values, name: found.mention.mention.host, service: found.name.service };
    const fix = suggest({ title: 'fixPolicy' }, workload, put([...specAt.path, 'dnsPolicy'], 'ClusterFirst'));
    yield {
      at: dnsPolicy.at,
      message: reason === undefined ? 'forwarded' : reason.reasonId,
      values,
      related: [{ resource: workload, at, message: 'relatedName', values }],
      fixes: reason === undefined ? [] : [fix],
    };
  },
});
