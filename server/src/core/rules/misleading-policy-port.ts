import { put } from '../yaml/edit.ts';
import { suggest } from '../edits/changes.ts';
import type { NetworkPolicy, PolicyPort } from '../kubernetes/routing.ts';
import { protocolOf, type Service, type ServicePort, hasVirtualIp } from '../kubernetes/service.ts';
import { declaredPortsOf, type Workload } from '../kubernetes/workloads.ts';
import { displayNameOf, type Placed } from '../objects/placed.ts';
import { existenceOf, isMissing } from '../existence/existence.ts';
import { selectingServices } from '../relations/linked.ts';
import { policyPodsOf } from '../relations/pod-selectors.ts';
import { backendPortOf, declaredNames } from '../relations/ports.ts';
import type { Questions } from '../workspace/questions.ts';
import { isTemplated } from '../yaml/template.ts';
import { defineRule } from './rule.ts';

export const misleadingPolicyPort = defineRule({
  code: 'misleading-policy-port',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['NetworkPolicy'],
  summary: 'A NetworkPolicy uses the port of a Service instead of the port of its Pods.',
  source: 'Kubernetes API networking.k8s.io/v1, NetworkPolicyPort.port',
  messages: {
    number:
      'Port {port} belongs to Service "{service}", but its Pods listen on {target}. A policy applies to the ports of Pods, so port {port} allows none of the traffic through the Service.',
    name: '"{value}" is a port name of Service "{service}"; its Pods have no port of that name. A port name in a policy is the name of a container port. The Service leads to {target}, and this policy allows no traffic to it.',
    relatedPort: 'Port {port} of Service "{service}" leads to {target} of the Pods.',
    fixPort: 'Change the port to {target}',
  },
  *check(policy, { snapshot }) {
    for (const policyPort of policy.resource.ports) {
      const { port } = policyPort;
      if (port === undefined || policyPort.endPort !== undefined || isOpen(policyPort)) continue;
      const workloads = policyPodsOf(snapshot, policy, policyPort.pods);
      if (workloads === undefined || workloads.some((workload) => hasPort(snapshot, workload, policyPort))) continue;
      const found = servicesOf(snapshot, workloads).flatMap((service) => translated(snapshot, service, policyPort));
      const [first] = found;
      if (first === undefined) continue;
      if (!isMissing(existenceOf(snapshot, { kind: 'more', of: 'podPorts' }, policy))) return;
      const values = {
        port: first.port.port?.value ?? 0,
        value: port.value,
        service: displayNameOf(first.service),
        target: first.number,
      };
      const isSure = found.every((one) => one.number === first.number);
      const isLetThrough = workloads.every((workload) => letsThrough(policy, policyPort, workload, first.number));
      yield {
        at: port.at,
        message: typeof port.value === 'number' ? 'number' : 'name',
        values,
        severity: isLetThrough ? 'information' : 'warning',
        related: [
          {
            resource: first.service,
            at: (first.port.targetPort ?? first.port.port ?? first.port).at,
            message: 'relatedPort',
            values,
          },
        ],
        fixes: isSure ? [suggest({ title: 'fixPort', values }, policy, put(port.at.path, first.number))] : [],
      };
    }
  },
});

interface Translated {
  readonly service: Placed<Service>;
  readonly port: ServicePort;
  /** The port of the Pods that it leads to. */
  readonly number: number;
}

function isOpen({ port, protocol }: PolicyPort): boolean {
  return [port?.value, protocol?.value].some((value) => typeof value === 'string' && isTemplated(value));
}

/** Whether the Pods have the port: a container declares it, or a Service leads to it. */
function hasPort(snapshot: Questions, workload: Placed<Workload>, wanted: PolicyPort): boolean {
  const protocol = protocolOf(wanted);
  const isDeclared = declaredPortsOf(workload.resource.template, protocol).some(
    ({ containerPort, name }) => containerPort?.value === wanted.port?.value || name?.value === wanted.port?.value,
  );
  if (isDeclared) return true;
  return servicesOf(snapshot, [workload]).some((service) =>
    service.resource.ports.some((port) => {
      const backend = backendPortOf(snapshot, service, port);
      if (protocolOf(port) !== protocol) return false;
      return (
        backend.kind === 'unknown' ||
        backend.kind === 'different' ||
        (backend.kind === 'agreed' && backend.number === wanted.port?.value)
      );
    }),
  );
}

/** Whether the same rule lets the port of the Pods through beside the one in question, which is then only too much. */
function letsThrough(
  policy: Placed<NetworkPolicy>,
  beside: PolicyPort,
  workload: Placed<Workload>,
  number: number,
): boolean {
  const rule = beside.at.path.slice(0, -1).join('/');
  const names = declaredNames(workload.resource.template, number, protocolOf(beside));
  return policy.resource.ports.some((other) => {
    if (other === beside || other.at.path.slice(0, -1).join('/') !== rule) return false;
    if (protocolOf(other) !== protocolOf(beside)) return false;
    const written = other.port?.value;
    if (typeof written === 'string') return names.includes(written);
    return written === undefined || (written <= number && number <= (other.endPort?.value ?? written));
  });
}

function servicesOf(snapshot: Questions, workloads: readonly Placed<Workload>[]): readonly Placed<Service>[] {
  return [...new Set(workloads.flatMap((workload) => selectingServices(snapshot, workload)))];
}

/** The ports of a Service that the policy names, and that become another port on their way; a headless Service changes none. */
function translated(snapshot: Questions, service: Placed<Service>, wanted: PolicyPort): readonly Translated[] {
  if (!hasVirtualIp(service.resource)) return [];
  return service.resource.ports.flatMap((port): readonly Translated[] => {
    const isNamed = port.port?.value === wanted.port?.value || port.name?.value === wanted.port?.value;
    const backend = backendPortOf(snapshot, service, port);
    if (!isNamed || protocolOf(port) !== protocolOf(wanted) || backend.kind !== 'agreed') return [];
    return [{ service, port, number: backend.number }];
  });
}
