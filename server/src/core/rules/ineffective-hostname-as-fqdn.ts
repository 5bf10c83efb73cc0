import { fqdnOf } from '../dns/names.ts';
import { podRangeOf, type Workload, workloadKinds, namingFieldOf, setsHostnames } from '../kubernetes/workloads.ts';
import type { Placed } from '../objects/placed.ts';
import { isTemplated } from '../yaml/template.ts';
import { defineRule, remove, suggest } from './rule.ts';

export const ineffectiveHostnameAsFqdn = defineRule({
  code: 'ineffective-hostname-as-fqdn',
  severity: 'warning',
  needs: 'document',
  appliesTo: workloadKinds,
  summary: 'setHostnameAsFQDN has no effect, or makes a host name that is too long.',
  source:
    'Kubernetes API, PodSpec.setHostnameAsFQDN; kubernetes pkg/kubelet/kubelet_pods.go, truncatePodHostnameIfNeeded',
  messages: {
    long: 'The host name would have {count} characters; Linux allows {number}, so the Pod stays pending. setHostnameAsFQDN makes the fully qualified name ("{name}") the host name. Remove it, or shorten the names.',
    alone:
      'setHostnameAsFQDN has no effect: the Pod has no subdomain. Without one, the Pod has no fully qualified name, and its host name stays as it is.',
    fixRemove: 'Remove setHostnameAsFQDN',
  },
  *check(workload, { snapshot }) {
    const { setHostnameAsFQDN } = workload.resource.template;
    const subdomain = namingFieldOf(workload.resource)?.value || undefined;
    const host = hostOf(workload);
    if (setHostnameAsFQDN?.value !== true) return;
    const safety = subdomain === undefined ? 'safe' : 'suggested';
    const fix = suggest({ title: 'fixRemove', safety }, workload, remove(setHostnameAsFQDN.at.path));
    if (subdomain === undefined) {
      yield { at: setHostnameAsFQDN.at, message: 'alone', severity: 'information', fixes: [fix] };
      return;
    }
    if (host === undefined) return;
    const name = fqdnOf(snapshot, subdomain, workload.namespace, { endpoint: host });
    if (name.length <= longestHostname || isTemplated(name)) return;
    yield {
      at: setHostnameAsFQDN.at,
      message: 'long',
      values: { count: name.length, number: longestHostname, name },
      fixes: [fix],
    };
  },
});

/** The longest host name of a Linux system, in characters. Source: Linux sethostname, HOST_NAME_MAX. */
const longestHostname = 64;

/** What random names have at least behind the name of their workload: a dash and five characters. Source: apiserver names/generate.go. */
const randomSuffix = '-xxxxx';

/** The host name of the Pods, of several the longest, and where part of it is random no longer than it will be. */
function hostOf(workload: Placed<Workload>): string | undefined {
  const { resource, name } = workload;
  if (resource.kind === 'StatefulSet') return name === undefined ? undefined : podRangeOf(resource).last;
  const written = resource.template.hostname?.value;
  if (written) return written;
  if (resource.kind === 'Pod' || name === undefined) return name;
  return setsHostnames(resource) ? `${name}-0` : `${name}${randomSuffix}`;
}
