import { protocolOf } from '../kubernetes/service.ts';
import { portContainersOf, type Container, type ContainerPort, workloadKinds } from '../kubernetes/workloads.ts';
import { isTemplated } from '../yaml/template.ts';
import { defineRule } from './rule.ts';

export const duplicateContainerPortName = defineRule({
  code: 'duplicate-container-port-name',
  severity: 'information',
  needs: 'document',
  appliesTo: workloadKinds,
  summary: 'Two containers of a Pod use one port name for different ports.',
  source: 'kubernetes pkg/api/pod/warnings.go; k8s.io/endpointslice utils.go, FindPort',
  messages: {
    later:
      'Port name "{name}" already belongs to port {other} of container "{container}". References to the name, such as a targetPort, lead to the first container that has it, never to this port. Give each port a name of its own.',
    relatedFirst: 'Port {other} of container "{container}" has the name first.',
  },
  *check(workload) {
    const first = new Map<string, Owned>();
    const containers = portContainersOf(workload.resource.template);
    for (const owned of containers.flatMap((container) => container.ports.map((port) => ({ container, port })))) {
      const { container, port } = owned;
      const name = port.name?.value ?? '';
      const number = port.containerPort?.value;
      if (port.name === undefined || name === '' || isTemplated(name) || number === undefined) continue;
      const key = `${name}/${protocolOf(port)}`;
      const winner = first.get(key);
      if (winner === undefined) first.set(key, owned);
      // Within one container the API server rejects it, which is another rule's to say.
      if (winner === undefined || winner.container === container || winner.port.containerPort?.value === number)
        continue;
      const values = {
        name,
        other: winner.port.containerPort?.value ?? 0,
        container: winner.container.name?.value ?? '',
      };
      yield {
        at: port.name.at,
        message: 'later',
        values,
        related: [{ resource: workload, at: winner.port.at, message: 'relatedFirst', values }],
      };
    }
  },
});

interface Owned {
  readonly container: Container;
  readonly port: ContainerPort;
}
