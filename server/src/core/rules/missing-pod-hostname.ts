import { put } from '../yaml/edit.ts';
import { isDns1123Label } from '../util/dns-label.ts';
import { suggest } from '../edits/change-resource.ts';
import { setsHostnames } from '../relations/published-pods.ts';
import { defineRule, type Fix } from './rule.ts';
import { workloadKinds } from '../kubernetes/workloads.ts';

export const missingPodHostname = defineRule({
  code: 'missing-pod-hostname',
  severity: 'hint',
  needs: 'document',
  appliesTo: workloadKinds,
  since: '0.1.0',
  summary: 'A Pod has a subdomain but no hostname, so it has no name of its own.',
  source:
    'Kubernetes documentation, DNS for Services and Pods; k8s.io/endpointslice util/controller_utils.go, ShouldSetHostname',
  messages: {
    missing:
      'subdomain "{value}" gives this Pod no name: it has no hostname. A name such as {pod}.{value} needs both, and a Service "{value}" that selects the Pod.',
    shared:
      'subdomain "{value}" gives these Pods no names: they have no hostname. A name such as {pod}.{value} needs both. With a hostname all replicas would share one name with several addresses.',
    fixHostname: 'Set hostname to "{name}"',
  },
  *check(workload) {
    const { resource, name } = workload;
    const { subdomain, hostname } = resource.template;
    if (!subdomain?.value || hostname?.value || setsHostnames(resource)) return;
    const isPod = resource.kind === 'Pod';
    const hostnamePath = [...resource.template.specAt.path, 'hostname'];
    const fix: Fix = suggest(
      { title: 'fixHostname', values: { name: name ?? '' } },
      workload,
      put(hostnamePath, name ?? '', { after: 'subdomain' }),
    );
    yield {
      at: subdomain.at,
      message: isPod ? 'missing' : 'shared',
      values: { value: subdomain.value, pod: name ?? 'host' },
      // Pods of one template would share the name, which is seldom meant.
      fixes: isPod && name !== undefined && isDns1123Label(name) ? [fix] : [],
    };
  },
});
