import { kindOf } from '../../kubernetes/resource.ts';
import type { Service } from '../../kubernetes/service.ts';
import { workloadKinds, type Workload } from '../../kubernetes/workloads.ts';
import type { ServiceRequest } from '../../names/service-name.ts';
import { displayNameOf, type Placed } from '../../objects/placed.ts';
import { namingServices, selectingServices } from '../../relations/linked.ts';
import { isMisspelling } from '../../util/similar-names.ts';
import { workloadWithPod } from '../../relations/named-pods.ts';
import { podsOf } from '../from-pods.ts';
import { nameSourceOf } from '../record.ts';
import { reason, type Reason } from './reason.ts';
import { onlyOne } from '../../util/collections.ts';
import { contentsAround, type Questions } from '../../workspace/questions.ts';

/** Pods meant by a name that is not the name of a Service. */
interface PodsMeant {
  readonly reason: Reason;
  readonly workload: Placed<Workload>;
  /** The Service that they are below, or behind; `undefined` where no Service selects them. */
  readonly service: Placed<Service> | undefined;
}

/**
 * The Pods that are called as a Service is that does not exist: a Pod with a name below a Service, alone or below another name than that of
 * this Service, or those of a workload. `undefined` where none are, and where the name is nearly that of the Service in front of them.
 * Source: Kubernetes DNS specification 2.4.
 */
export function whyPodsMeant(
  snapshot: Questions,
  asked: Pick<ServiceRequest, 'service' | 'namespace' | 'endpoint'>,
  from: Placed | undefined,
): PodsMeant | undefined {
  return podMeant(snapshot, asked, from) ?? (asked.endpoint === '' ? workloadMeant(snapshot, asked, from) : undefined);
}

function podMeant(
  snapshot: Questions,
  { service, namespace, endpoint }: Pick<ServiceRequest, 'service' | 'namespace' | 'endpoint'>,
  from: Placed | undefined,
): PodsMeant | undefined {
  const pod = endpoint === '' ? service : endpoint;
  const workload = workloadWithPod(snapshot, from, pod, namespace);
  if (workload === undefined || (endpoint === '' && workload === from && isAlone(workload))) return undefined;
  const [governing] = namingServices(snapshot, workload);
  if (
    governing === undefined ||
    governing.name === service ||
    (endpoint !== '' && isMisspelling(service, governing.name ?? ''))
  )
    return undefined;
  const values = { pod, governing: displayNameOf(governing) };
  return { reason: reason('podOnlyBelow', values, nameSourceOf(governing)), workload, service: governing };
}

/**
 * Whether all Pods of a workload have one host name, which each finds in its own hosts file. Source: kubernetes
 * pkg/kubelet/kubelet_pods.go, managedHostsFileContent.
 */
function isAlone(workload: Placed<Workload>): boolean {
  return new Set(podsOf(workload).map(({ hostname }) => hostname)).size === 1;
}

function workloadMeant(
  snapshot: Questions,
  { service: name, namespace }: Pick<ServiceRequest, 'service' | 'namespace'>,
  from: Placed | undefined,
): PodsMeant | undefined {
  const contents = contentsAround(snapshot, from);
  const named = workloadKinds.flatMap((kind) => {
    const group = contents.named(kind, name);
    return from === undefined ? group.all : group.nearest(from, namespace);
  });
  const workload = onlyOne(named);
  if (workload?.namespace !== namespace) return undefined;
  const services = selectingServices(snapshot, workload).filter((one) => one.namespace === namespace);
  const own = { kind: kindOf(workload.resource), workload: displayNameOf(workload) };
  if (services.length === 0 && mayWantService(workload.resource))
    return { reason: reason('behindNone', own, nameSourceOf(workload)), workload, service: undefined };
  const service = onlyOne(services);
  if (service === undefined || isMisspelling(name, service.name ?? '')) return undefined;
  const values = { ...own, service: displayNameOf(service) };
  return { reason: reason('behindService', values, nameSourceOf(service)), workload, service };
}

/** Whether only a person can create the Service of Pods: an operator may, and Pods of Jobs have none. */
function mayWantService({ kind }: Workload): boolean {
  return kind === 'Deployment' || kind === 'StatefulSet' || kind === 'DaemonSet' || kind === 'Pod';
}
