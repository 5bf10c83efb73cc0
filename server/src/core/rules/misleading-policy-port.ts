import type { NetworkPolicy, PolicyPort } from '../kubernetes/routing.ts';
import { protocolOf } from '../kubernetes/service.ts';
import type { Workload } from '../kubernetes/workloads.ts';
import { displayNameOf, type Placed } from '../objects/placed.ts';
import { isMissing } from '../existence/existence.ts';
import { policyPodsOf } from '../relations/pod-selectors.ts';
import { havePolicyPort, isOpenPolicyPort, translatedPorts } from '../relations/policy-ports.ts';
import { declaredNames } from '../relations/ports.ts';
import { defineRule, put, suggest } from './rule.ts';

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
      if (port === undefined || policyPort.endPort !== undefined || isOpenPolicyPort(policyPort)) continue;
      const workloads = policyPodsOf(snapshot, policy, policyPort.pods);
      if (workloads === undefined || havePolicyPort(snapshot, workloads, policyPort)) continue;
      const found = translatedPorts(snapshot, workloads, policyPort);
      const [first] = found;
      if (first === undefined) continue;
      if (!isMissing(snapshot, { kind: 'more', of: 'podPorts', from: policy })) return;
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
