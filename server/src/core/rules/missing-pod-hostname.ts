import { reasonMessages } from '../dns/diagnosis/reasons.ts';
import { whyNoHostname } from '../dns/diagnosis/why-unnamed.ts';
import { isDns1123Label } from '../util/dns-label.ts';
import { defineRule, type Fix, put, suggest } from './rule.ts';
import { workloadKinds } from '../kubernetes/workloads.ts';

export const missingPodHostname = defineRule({
  code: 'missing-pod-hostname',
  severity: 'hint',
  needs: 'document',
  appliesTo: workloadKinds,
  summary: 'A Pod has a subdomain but no hostname, so it has no name of its own.',
  source:
    'Kubernetes documentation, DNS for Services and Pods; k8s.io/endpointslice util/controller_utils.go, ShouldSetHostname',
  messages: {
    missing: reasonMessages['subdomainWithoutHostname.subdomainOfPod'],
    shared: reasonMessages['subdomainWithoutHostname.subdomain'],
    fixHostname: 'Set hostname to "{name}"',
  },
  *check(workload) {
    const { resource, name } = workload;
    const reason = whyNoHostname(workload);
    if (reason?.place === undefined) return;
    const isPod = resource.kind === 'Pod';
    const hostnamePath = [...resource.template.specAt.path, 'hostname'];
    const fix: Fix = suggest(
      { title: 'fixHostname', values: { name: name ?? '' } },
      workload,
      put(hostnamePath, name ?? '', { after: 'subdomain' }),
    );
    yield {
      at: reason.place.at,
      message: isPod ? 'missing' : 'shared',
      values: reason.values,
      // Pods of one template would share the name, which is seldom meant.
      fixes: isPod && name !== undefined && isDns1123Label(name) ? [fix] : [],
    };
  },
});
