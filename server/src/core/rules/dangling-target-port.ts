import { kindOf } from '../kubernetes/resource.ts';
import { isDoubtful } from '../dns/diagnosis/doubt.ts';
import { reasonMessages } from '../dns/diagnosis/reasons.ts';
import { whyUnresolved } from '../dns/diagnosis/why-no-port.ts';
import { childrenOf, type YamlNode } from '../yaml/node.ts';
import { treeOf } from '../objects/places.ts';
import { isPortName } from '../kubernetes/formats.ts';
import { protocolOf, targetPortOf, type Service, type ServicePort, hasVirtualIp } from '../kubernetes/service.ts';
import { declaredPortsOf, portsOfMeshes, type ContainerPort, type Workload } from '../kubernetes/workloads.ts';
import { displayNameOf, type Placed, nameAtOf } from '../objects/placed.ts';
import { meantAmong } from '../util/similar-names.ts';
import { selectedBy } from '../relations/linked.ts';
import { backendPortOf } from '../relations/ports.ts';
import { isNearby } from '../scopes/near.ts';
import type { Questions } from '../workspace/questions.ts';
import { defineRule, type Fix, type Problem, put, relatedByName, suggest } from './rule.ts';
import { addTo, madeOnce, onlyOne } from '../util/collections.ts';
import { enumerated } from '../util/format.ts';

export const danglingTargetPort = defineRule({
  code: 'dangling-target-port',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['Service'],
  summary: 'targetPort names a port that none of the selected Pods has.',
  source: 'k8s.io/endpointslice utils.go, FindPort',
  messages: {
    absent: [
      reasonMessages.unresolvedPort,
      'A named targetPort is the name of a container port; the containers have {ports}. Connections to port {port} are refused.',
    ],
    otherProtocol:
      'Port "{target}" of the Pods of Service "{service}" is {other}, not {protocol}. A named targetPort is matched by name and protocol, so connections to port {port} are refused.',
    sidecar:
      'Port "{target}" belongs to a sidecar, and Kubernetes {version} does not look there. Since 1.33 a named targetPort also finds ports of sidecars (init containers that always restart); here connections to port {port} are refused.',
    undeclared:
      'No Pod that Service "{service}" selects declares port {target}; they declare {ports}. If the Pods listen on {target}, declare it as a containerPort. Otherwise connections to port {port} are refused.',
    undeclaredProtocol:
      'The Pods of Service "{service}" declare port {target} only for {other}, not for {protocol}. If they listen on {protocol}, declare it. Otherwise connections to port {port} are refused.',
    relatedWorkload: 'The Pods of {kind} "{name}".',
    relatedPort: 'Port "{target}" of {kind} "{name}".',
    fixTarget: 'Change targetPort to "{target}"',
    fixNumber: 'Change targetPort to {target}',
    fixProtocol: 'Change protocol to {protocol}',
  },
  *check(service, { snapshot }) {
    const declaredBySelected = madeOnce(() => declaredBy(selectedBy(snapshot, service)));
    for (const port of service.resource.ports) {
      const undeclared = undeclaredProblem(snapshot, service, port, declaredBySelected);
      if (undeclared !== undefined) yield undeclared;
      const backend = backendPortOf(snapshot, service, port);
      const target = port.targetPort?.value;
      const reason = backend.kind === 'absent' ? whyUnresolved(snapshot, service, port) : undefined;
      if (backend.kind !== 'absent' || reason?.place === undefined || typeof target !== 'string') continue;
      // The API server rejects what no port can be called, which is a mistake of its own.
      if (!isPortName(target) || portsOfMeshes.has(target)) continue;
      if (isDoubtful(snapshot, reason)) return;
      // Pods that are all far away are rather those of another installation; what brings those that are meant may be none that is read.
      if (backend.workloads.every((one) => !isNearby(service, one))) continue;
      const declared = declaredBySelected();
      const twin = declared.named.get(target);
      yield {
        at: reason.place.at,
        message:
          twin === undefined ? 'absent' : protocolOf(twin.port) === protocolOf(port) ? 'sidecar' : 'otherProtocol',
        values: {
          ...reason.values,
          other: twin === undefined ? '' : protocolOf(twin.port),
          version: snapshot.settingsOf(service.document.file).kubernetesVersion,
          ports: portsText(declared),
        },
        related: backend.workloads.map((workload) => ({
          resource: workload,
          at: twin?.workload === workload ? twin.port.at : nameAtOf(workload),
          message: twin?.workload === workload ? 'relatedPort' : 'relatedWorkload',
          values: { kind: kindOf(workload.resource), name: displayNameOf(workload), target },
        })),
        fixes: fixesFor(service, port, target, declared),
      };
    }
  },
});

/**
 * A number that no selected Pod declares or says otherwise, where all declare others: a container can listen on it all the same. A headless
 * Service leads nowhere. Source: Kubernetes API, Container.ports.
 */
function undeclaredProblem(
  snapshot: Questions,
  service: Placed<Service>,
  port: ServicePort,
  declaredBySelected: () => DeclaredPorts,
): Problem | undefined {
  const target = targetPortOf(port);
  if (typeof target !== 'number' || portsOfMeshes.has(target) || !hasVirtualIp(service.resource)) return undefined;
  const workloads = selectedBy(snapshot, service);
  const declared = declaredBySelected();
  if (workloads.length === 0 || !declared.areKnown) return undefined;
  const twins = declared.numbered.get(target) ?? [];
  const other = otherProtocol(service.resource, port, twins);
  if (twins.length > 0 && other === undefined) return undefined;
  if (other === undefined && workloads.some((workload) => saysPort(treeOf(workload), target))) return undefined;
  const values = {
    service: displayNameOf(service),
    target,
    port: port.port?.value ?? target,
    ports: portsText(declared),
    protocol: protocolOf(port),
    other: other ?? '',
  };
  return {
    at: (port.targetPort ?? port.port ?? port).at,
    message: other === undefined ? 'undeclared' : 'undeclaredProtocol',
    severity: 'hint',
    values,
    fixes: other === undefined ? [] : [protocolFix(service, port, other)],
    related: workloads.map((workload) =>
      relatedByName(workload, { kind: kindOf(workload.resource), name: displayNameOf(workload) }, 'relatedWorkload'),
    ),
  };
}

/**
 * Whether a workload says a port elsewhere, as it does in what a program is told to listen on (`--metrics-bind-address=:8443`), in a probe
 * or an annotation.
 */
function saysPort(node: YamlNode | undefined, port: number): boolean {
  if (node === undefined) return false;
  if (node.kind !== 'scalar') return childrenOf(node).some((child) => saysPort(child, port));
  return [...node.text.matchAll(/(?:^|[:=\s])(\d{1,5})(?![\w.])/g)].some(([, digits]) => Number(digits) === port);
}

/** The one other protocol for which the Pods declare a number, where no port of the Service has that. */
function otherProtocol(service: Service, port: ServicePort, twins: readonly ContainerPort[]): string | undefined {
  const other = onlyOne([...new Set(twins.map(protocolOf))]);
  if (other === undefined || other === protocolOf(port)) return undefined;
  const target = targetPortOf(port);
  const isServed = service.ports.some((one) => protocolOf(one) === other && targetPortOf(one) === target);
  return isServed ? undefined : other;
}

/** The ports that the Pods behind a Service declare, found once for all of its ports. */
interface DeclaredPorts {
  /** Those of each workload. */
  readonly lists: readonly (readonly ContainerPort[])[];
  /** By name, the first there is. */
  readonly named: ReadonlyMap<string | undefined, DeclaredPort>;
  readonly numbered: ReadonlyMap<number | undefined, readonly ContainerPort[]>;
  /** Whether each workload declares some, all with their numbers. */
  readonly areKnown: boolean;
  readonly texts: readonly string[];
  /** Whether all workloads declare a port. */
  readonly inAll: (port: ContainerPort) => boolean;
}

interface DeclaredPort {
  readonly workload: Placed<Workload>;
  readonly port: ContainerPort;
}

function declaredBy(workloads: readonly Placed<Workload>[]): DeclaredPorts {
  const named = new Map<string | undefined, DeclaredPort>();
  const numbered = new Map<number | undefined, ContainerPort[]>();
  const texts = new Set<string>();
  const lists = workloads.map((workload) => {
    const list = declaredPortsOf(workload.resource.template);
    for (const port of list) {
      if (!named.has(port.name?.value)) named.set(port.name?.value, { workload, port });
      addTo(numbered, port.containerPort?.value, port);
      texts.add(declaredText(port));
    }
    return list;
  });
  const keys = madeOnce(() => lists.map((list) => new Set(list.map(keyOf))));
  return {
    ...{ lists, named, numbered, texts: [...texts] },
    areKnown: lists.every((list) => list.length > 0) && !numbered.has(undefined),
    inAll: (port) => keys().every((known) => known.has(keyOf(port))),
  };
}

/** What is the same of ports that are the same in two workloads. */
function keyOf(port: ContainerPort): string {
  const { name, containerPort } = port;
  return `${protocolOf(port)} ${name === undefined ? (containerPort?.value ?? '') : `"${name.value}"`}`;
}

function declaredText(port: ContainerPort): string {
  const number = `${port.containerPort?.value ?? '?'}/${protocolOf(port)}`;
  return port.name === undefined ? number : `"${port.name.value}" (${number})`;
}

function portsText({ texts }: DeclaredPorts): string {
  return texts.length === 0 ? 'none' : enumerated(texts, (text) => text);
}

/** The port that is meant, where all selected Pods have it: one called alike, else the only one there is. */
function fixesFor(service: Placed, port: ServicePort, target: string, { lists, inAll }: DeclaredPorts): readonly Fix[] {
  const candidates = lists[0] ?? [];
  const twin = candidates.find((one) => one.name?.value === target && inAll(one));
  if (twin !== undefined && protocolOf(twin) === protocolOf(port)) {
    const number = twin.containerPort?.value;
    return number === undefined ? [] : [targetFix(service, port, number)];
  }
  if (twin !== undefined) {
    return [protocolFix(service, port, protocolOf(twin))];
  }
  const usable = candidates.filter((one) => protocolOf(one) === protocolOf(port) && inAll(one));
  const meant = meantAmong(target, usable, (one) => one.name?.value ?? '');
  const value = meant?.name?.value ?? meant?.containerPort?.value;
  return value === undefined ? [] : [targetFix(service, port, value)];
}

function protocolFix(service: Placed, port: ServicePort, protocol: string): Fix {
  return suggest({ title: 'fixProtocol', values: { protocol } }, service, put([...port.at.path, 'protocol'], protocol));
}

function targetFix(service: Placed, port: ServicePort, value: string | number): Fix {
  const title = typeof value === 'string' ? 'fixTarget' : 'fixNumber';
  return suggest({ title, values: { target: value } }, service, put([...port.at.path, 'targetPort'], value));
}
