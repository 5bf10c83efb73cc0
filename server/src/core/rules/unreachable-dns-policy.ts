import { mentionsAskedElsewhere } from '../dns/diagnosis/diagnose-mention.ts';
import { hasId } from '../dns/diagnosis/reason.ts';
import { reasonMessages } from '../dns/diagnosis/reasons.ts';
import { resolverOf } from '../dns/resolver.ts';
import { placeOfMention } from '../hosts/mentions.ts';
import { workloadKinds } from '../kubernetes/workloads.ts';
import { defineRule, put, suggest } from './rule.ts';

export const unreachableDnsPolicy = defineRule({
  code: 'unreachable-dns-policy',
  severity: 'warning',
  needs: 'document',
  appliesTo: workloadKinds,
  summary: 'A Pod uses the name of a Service, but its dnsPolicy or dnsConfig keeps the name from resolving.',
  source:
    'Kubernetes documentation, DNS for Services and Pods, Pod’s DNS Policy; kubernetes pkg/kubelet/network/dns/dns.go, getPodDNSType',
  messages: {
    nodeServers: [
      reasonMessages.nodeServers,
      'So "{name}" of Service "{service}" does not resolve in this Pod. With dnsPolicy ClusterFirst it does.',
    ],
    publicServers: [
      reasonMessages.publicServers,
      'So "{name}" of Service "{service}" does not resolve in this Pod. With dnsPolicy ClusterFirst it does.',
    ],
    forwarded:
      'The search list of this Pod does not complete "{name}". With dnsPolicy None it has only the search domains of dnsConfig, so the name of Service "{service}" is looked up as written and does not resolve.',
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
    const reason = found.outcome.because.find((one) => hasId(one, ['nodeServers', 'publicServers']));
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
