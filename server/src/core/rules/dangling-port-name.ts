import { isMissing } from '../existence/existence.ts';
import { isPortName } from '../kubernetes/formats.ts';
import type { NetworkPolicy, PolicyPort } from '../kubernetes/routing.ts';
import { protocolOf } from '../kubernetes/service.ts';
import {
  declaredPortsOf,
  portsOfMeshes,
  workloadKinds,
  type ContainerPort,
  type Workload,
} from '../kubernetes/workloads.ts';
import { isCertain, isWorkload, type Placed, isOfKind } from '../objects/placed.ts';
import { monitoredServices, policyPodsOf } from '../relations/pod-selectors.ts';
import { havePolicyPort, isOpenPolicyPort, translatedPorts } from '../relations/policy-ports.ts';
import {
  containerPortNamesIn,
  podsMonitored,
  probedContainerAt,
  scrapedNumbersIn,
  type PortName,
} from '../relations/port-names.ts';
import { isOpenPort } from '../relations/ports.ts';
import { onlyOne } from '../util/collections.ts';
import { enumerated } from '../util/format.ts';
import { misspeltAmong } from '../util/similar-names.ts';
import type { Questions } from '../workspace/questions.ts';
import { isSamePath } from '../yaml/path.ts';
import { isTemplated } from '../yaml/template.ts';
import { defineRule, type Problem, put, suggest } from './rule.ts';

export const danglingPortName = defineRule({
  code: 'dangling-port-name',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: [...workloadKinds, 'NetworkPolicy', 'Unknown'],
  summary: 'A probe, a hook, a NetworkPolicy or a PodMonitor names a port that no container has.',
  source:
    'kubernetes pkg/probe/util.go, ResolveContainerPort; pkg/kubelet/prober/worker.go, doProbe; Kubernetes API, NetworkPolicyPort.port',
  messages: {
    readinessProbe:
      'Container "{container}" has no port named "{name}", and a probe looks only in its own container. The kubelet cannot run it, so the Pod never becomes ready.',
    livenessProbe:
      'Container "{container}" has no port named "{name}", and a probe looks only in its own container. The kubelet cannot run it, so it never restarts the container.',
    startupProbe:
      'Container "{container}" has no port named "{name}", and a probe looks only in its own container. The kubelet cannot run it, so the container never counts as started.',
    postStart:
      'Container "{container}" has no port named "{name}", and a hook looks only in its own container. The hook fails, and the kubelet kills the container.',
    preStop:
      'Container "{container}" has no port named "{name}", and a hook looks only in its own container. The hook fails, and the container is stopped without it.',
    policy:
      'No container of the Pods that this entry covers has a {protocol} port named "{name}". The entry allows no traffic.',
    otherProtocol:
      'Port "{name}" of the Pods is {other}, but this policy entry is for {protocol}. A port is matched by name and protocol, so the entry allows no traffic.',
    monitor: 'No container of the selected Pods has a port named "{name}". Prometheus scrapes nothing for this entry.',
    monitorNumber:
      'No container of the selected Pods declares port {name}; they declare {ports}. Prometheus keeps only targets that declare it, so it scrapes nothing for this entry.',
    relatedPort: 'Port {port} is called "{near}".',
    fixName: 'Change the port to "{near}"',
    fixNumber: 'Change the port to {near}',
    fixProtocol: 'Change protocol to {other}',
  },
  *check(object, { snapshot }) {
    if (isOfKind(object, 'NetworkPolicy')) yield* policyProblems(snapshot, object);
    else if (isWorkload(object)) yield* probeProblems(snapshot, object);
    else {
      yield* monitorProblems(snapshot, object);
      yield* numberProblems(snapshot, object);
    }
  },
});

const askers = ['readinessProbe', 'livenessProbe', 'startupProbe', 'postStart', 'preStop'] as const;

/** A port of the containers of a workload that may be meant. */
interface Candidate {
  readonly workload: Placed<Workload>;
  readonly port: ContainerPort;
}

/** The kubelet looks for a name among the ports of the container itself, whatever protocol they have. */
function* probeProblems(snapshot: Questions, workload: Placed<Workload>): Generator<Problem> {
  for (const found of containerPortNamesIn(snapshot, workload)) {
    const { value: name, at } = found.name;
    const container = probedContainerAt(workload, at.path);
    const message = askers.find((asker) => at.path.includes(asker));
    if (container === undefined || message === undefined || !isJudged(name, container.ports)) continue;
    if (container.ports.some((port) => port.name?.value === name)) continue;
    const own = container.ports.map((port) => ({ workload, port }));
    const twin = candidatesIn([workload]).find(({ port }) => port.name?.value === name);
    const near = nearest(name, own) ?? twin ?? onlyOne(own);
    // An operator may give the container a port that its custom resource does not have.
    if (workload.resource.kind === 'CustomWorkload' && near === undefined) continue;
    yield { at, message, values: { name, container: container.name?.value ?? '' }, ...remedyOf(found, near) };
  }
}

function* policyProblems(snapshot: Questions, policy: Placed<NetworkPolicy>): Generator<Problem> {
  for (const wanted of policy.resource.ports) {
    const { port } = wanted;
    const name = port?.value;
    if (port === undefined || typeof name !== 'string' || isOpenPolicyPort(wanted)) continue;
    const workloads = policyPodsOf(snapshot, policy, wanted.pods);
    if (workloads === undefined || havePolicyPort(snapshot, workloads, wanted)) continue;
    // A port of a Service is another rule's to say.
    if (translatedPorts(snapshot, workloads, wanted).length > 0) continue;
    const all = candidatesIn(workloads);
    const found = { from: policy, name: { value: name, at: port.at }, of: workloads };
    if (
      !isJudged(
        name,
        all.map((one) => one.port),
      )
    )
      continue;
    const protocol = protocolOf(wanted);
    const near = nearest(
      name,
      all.filter((one) => protocolOf(one.port) === protocol),
    );
    const twin = all.find((one) => one.port.name?.value === name);
    // Of Pods that a policy is about others may be elsewhere, of an operator for instance, which have the port.
    if (near === undefined && twin === undefined) continue;
    if (!isMissing(snapshot, { kind: 'more', of: 'podPorts', from: policy })) return;
    if (twin === undefined) {
      yield { at: port.at, message: 'policy', values: { name, protocol }, ...remedyOf(found, near) };
      continue;
    }
    const other = protocolOf(twin.port);
    const isSaid = isBeside(policy.resource, wanted, other);
    const values = { name, protocol, other };
    const change = put([...wanted.at.path, 'protocol'], other);
    yield {
      at: port.at,
      message: 'otherProtocol',
      values,
      severity: isSaid ? 'information' : 'warning',
      related: remedyOf(found, twin).related,
      fixes: isSaid ? [] : [suggest({ title: 'fixProtocol', values }, policy, change)],
    };
  }
}

/** Whether the same rule names the port with another protocol, too. */
function isBeside({ ports }: NetworkPolicy, { port, at }: PolicyPort, protocol: string): boolean {
  const rule = at.path.slice(0, -1);
  return ports.some(
    (one) =>
      one.port?.value === port?.value && protocolOf(one) === protocol && isSamePath(one.at.path.slice(0, -1), rule),
  );
}

/** Of Pods that Prometheus selects others may be elsewhere, so that only a name is judged that is nearly one of theirs. */
function* monitorProblems(snapshot: Questions, monitor: Placed): Generator<Problem> {
  for (const found of containerPortNamesIn(snapshot, monitor)) {
    const { value: name, at } = found.name;
    const all = candidatesIn(found.of);
    const near = all.some(({ port }) => port.name?.value === name) ? undefined : nearest(name, all);
    if (
      near === undefined ||
      !isJudged(
        name,
        all.map(({ port }) => port),
      )
    )
      continue;
    if (!isMissing(snapshot, { kind: 'more', of: 'podPorts', from: monitor })) return;
    yield { at, message: 'monitor', values: { name }, ...remedyOf(found, near) };
  }
}

/** A number of which none is declared by the Pods of the one Service that is scraped, while others are. */
function* numberProblems(snapshot: Questions, monitor: Placed): Generator<Problem> {
  const numbers = scrapedNumbersIn(monitor);
  if (numbers.length === 0 || onlyOne(monitoredServices(snapshot, monitor)) === undefined) return;
  const pods = podsMonitored(snapshot, monitor);
  const ports = candidatesIn(pods).map(({ port }) => port);
  const declared = new Set(ports.flatMap(({ containerPort }) => containerPort?.value ?? []));
  if (declared.size === 0 || !pods.every(isCertain) || ports.some((one) => one.containerPort === undefined)) return;
  for (const { value: name, at } of numbers) {
    if (declared.has(name) || portsOfMeshes.has(name)) continue;
    if (!isMissing(snapshot, { kind: 'more', of: 'podPorts', from: monitor })) return;
    const near = onlyOne([...declared]);
    const values = { name, ports: enumerated([...declared], String), near: near ?? 0 };
    const fix = suggest({ title: 'fixNumber', values }, monitor, put(at.path, near ?? 0));
    yield { at, message: 'monitorNumber', values, fixes: near === undefined ? [] : [fix] };
  }
}

/** Whether a name is surely that of none of some ports; what no port can be called is another mistake. */
function isJudged(name: string, ports: readonly ContainerPort[]): boolean {
  return isPortName(name) && !isTemplated(name) && !portsOfMeshes.has(name) && !ports.some((one) => isOpenPort(one));
}

function candidatesIn(workloads: readonly Placed<Workload>[]): readonly Candidate[] {
  return workloads.flatMap((workload) =>
    declaredPortsOf(workload.resource.template).map((port) => ({ workload, port })),
  );
}

/** The port that is called nearly so. */
function nearest(name: string, all: readonly Candidate[]): Candidate | undefined {
  return misspeltAmong(name, all, ({ port }) => port.name?.value ?? '');
}

/** The port that is meant, and the fix that says it: by its name, or by its number where that is what has to be written. */
function remedyOf(
  { from, name }: PortName<Workload>,
  meant: Candidate | undefined,
): Required<Pick<Problem, 'related' | 'fixes'>> {
  const port = meant?.port.containerPort?.value;
  if (meant === undefined || port === undefined) return { related: [], fixes: [] };
  const called = meant.port.name;
  const near = called === undefined || called.value === name.value ? port : called.value;
  const title = typeof near === 'number' ? 'fixNumber' : 'fixName';
  const related = called && {
    resource: meant.workload,
    at: called.at,
    message: 'relatedPort',
    values: { port, near: called.value },
  };
  return {
    related: related === undefined ? [] : [related],
    fixes: [suggest({ title, values: { near } }, from, put(name.at.path, near))],
  };
}
