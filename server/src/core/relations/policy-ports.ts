import type { PolicyPort } from '../kubernetes/routing.ts';
import { hasVirtualIp, protocolOf, type Service, type ServicePort } from '../kubernetes/service.ts';
import { declaredPortsOf, type Workload } from '../kubernetes/workloads.ts';
import type { Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import { isTemplated } from '../yaml/template.ts';
import { selectingServices } from './linked.ts';
import { backendPortOf } from './ports.ts';

/** A port of a Service that a policy names, and that targets another one of the Pods. */
interface Translated {
  readonly service: Placed<Service>;
  readonly port: ServicePort;
  /** The port of the Pods that it targets. */
  readonly number: number;
}

/** Whether a template leaves open which port a policy names. */
export function isOpenPolicyPort({ port, protocol }: PolicyPort): boolean {
  return [port?.value, protocol?.value].some((value) => typeof value === 'string' && isTemplated(value));
}

/** Whether Pods have the port that a policy names: a container declares it, or a Service targets it. */
export function havePolicyPort(
  snapshot: Questions,
  workloads: readonly Placed<Workload>[],
  wanted: PolicyPort,
): boolean {
  return (
    workloads.some((workload) => declares(workload, wanted)) ||
    servicesOf(snapshot, workloads).some((service) => targets(snapshot, service, wanted))
  );
}

/** The ports of the Services in front of Pods that a policy names, and that become another port on their way. */
export function translatedPorts(
  snapshot: Questions,
  workloads: readonly Placed<Workload>[],
  wanted: PolicyPort,
): readonly Translated[] {
  return servicesOf(snapshot, workloads).flatMap((service) => translated(snapshot, service, wanted));
}

function declares({ resource }: Placed<Workload>, wanted: PolicyPort): boolean {
  return declaredPortsOf(resource.template, protocolOf(wanted)).some(
    ({ containerPort, name }) => containerPort?.value === wanted.port?.value || name?.value === wanted.port?.value,
  );
}

function targets(snapshot: Questions, service: Placed<Service>, wanted: PolicyPort): boolean {
  return service.resource.ports.some((port) => {
    if (protocolOf(port) !== protocolOf(wanted)) return false;
    const backend = backendPortOf(snapshot, service, port);
    return (
      backend.kind === 'unknown' ||
      backend.kind === 'different' ||
      (backend.kind === 'agreed' && backend.number === wanted.port?.value)
    );
  });
}

function servicesOf(snapshot: Questions, workloads: readonly Placed<Workload>[]): readonly Placed<Service>[] {
  return [...new Set(workloads.flatMap((workload) => selectingServices(snapshot, workload)))];
}

/** A headless Service translates no port. */
function translated(snapshot: Questions, service: Placed<Service>, wanted: PolicyPort): readonly Translated[] {
  if (!hasVirtualIp(service.resource)) return [];
  return service.resource.ports.flatMap((port): readonly Translated[] => {
    const isNamed = port.port?.value === wanted.port?.value || port.name?.value === wanted.port?.value;
    const backend = backendPortOf(snapshot, service, port);
    if (!isNamed || protocolOf(port) !== protocolOf(wanted) || backend.kind !== 'agreed') return [];
    return [{ service, port, number: backend.number }];
  });
}
