import type { Field } from '../kubernetes/field.ts';
import type { Service } from '../kubernetes/service.ts';
import { isIndexedJob, type Workload } from '../kubernetes/workloads.ts';
import { referrers } from './linked.ts';
import type { Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';

/**
 * Whether the Pods of a workload ask for names of their own below the Service that their subdomain names: `hostname` and
 * `subdomain` are both set. An Indexed Job sets the host names itself. A StatefulSet sets both, and is asked elsewhere.
 * Source: k8s.io/endpointslice util/controller_utils.go, ShouldSetHostname; Kubernetes API, JobSpec.completionMode.
 */
export function asksForNames(workload: Workload): boolean {
  const { hostname, subdomain } = workload.template;
  if (workload.kind === 'StatefulSet' || !subdomain?.value) return false;
  return (hostname?.value ?? '') !== '' || setsHostnames(workload);
}

/** The field by which a workload names the Service that its Pods have their names below. A StatefulSet overwrites the subdomain. */
export function namingFieldOf(workload: Workload): Field<string> | undefined {
  return workload.kind === 'StatefulSet' ? workload.serviceName : workload.template.subdomain;
}

/** Whether a controller gives each Pod of a workload a host name. */
export function setsHostnames(workload: Workload): boolean {
  if (workload.kind === 'StatefulSet' || workload.kind === 'CustomWorkload') return true;
  return isIndexedJob(workload);
}

/** The workloads whose Pods ask for names below a Service, selected by it or not. */
export function publishedUnder(snapshot: Questions, service: Placed<Service>): readonly Placed<Workload>[] {
  // Only workloads have a subdomain.
  const named = referrers(snapshot, service, 'publishedUnder') as readonly Placed<Workload>[];
  return named.filter((workload) => asksForNames(workload.resource));
}
