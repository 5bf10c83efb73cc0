import { labelsOfMention } from '../../hosts/mention-labels.ts';
import { mentionsOf, type ServiceMention } from '../../hosts/mentions.ts';
import { targetPortOf, type Service, type ServicePort } from '../../kubernetes/service.ts';
import type { Workload } from '../../kubernetes/workloads.ts';
import { readServiceVariable } from '../../names/service-variables.ts';
import { treeOf } from '../../objects/places.ts';
import { isService, isWorkload, type Placed } from '../../objects/placed.ts';
import { referrers, selectedBy } from '../../relations/linked.ts';
import { policyPodsOf } from '../../relations/policy-pods.ts';
import { endpointPortsOf } from '../../relations/ports.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { entryOf, type YamlNode } from '../../yaml/node.ts';
import { nodeAt, type At, type Path } from '../../yaml/path.ts';
import { asVariable, exactly } from './spelling.ts';
import type { NamePlace } from '../../edits/write-name.ts';
import type { ContainerPortSubject, ServicePortSubject } from './subject.ts';
import { namePlace } from './text-place.ts';

/** Every place where the name of a Service's port is written: in it, in backends, in what backs it by hand, in names of SRV records. */
export function placesOfServicePort(snapshot: Snapshot, { services, name }: ServicePortSubject): readonly NamePlace[] {
  const spell = exactly(name);
  const at = (from: Placed, where: At | undefined): readonly NamePlace[] =>
    where === undefined ? [] : [namePlace(from, where, spell)];
  return services.flatMap((service) => [
    ...named(service.resource.ports, name).flatMap((port) => at(service, port.name?.at)),
    ...snapshot.links.to(service).flatMap(({ kind, from, at: where }) => {
      if (kind !== 'routesTo' || !('backends' in from.resource)) return [];
      const backend = from.resource.backends.find((one) => one.serviceName.at === where);
      return backend?.portName?.value === name ? at(from, backend.portName.at) : [];
    }),
    ...referrers(snapshot, service, 'backs').flatMap((backing) =>
      named(endpointPortsOf(backing), name).flatMap((port) => at(backing, port.name?.at)),
    ),
    ...mentionsOf(snapshot, service).flatMap((mention) => {
      const { below } = mention.name;
      const variable = variablePort(mention, name);
      if (variable !== undefined) return [namePlace(mention.from, variable, asVariable(spell))];
      const [first] = labelsOfMention(mention)?.below ?? [];
      if (below?.kind !== 'port' || below.name.toLowerCase() !== `_${name}` || first === undefined) return [];
      const within = { start: first.start + 1, end: first.end };
      return [namePlace(mention.from, { path: mention.mention.at.path, within }, spell)];
    }),
    ...monitorsOf(snapshot, service, 'ServiceMonitor', service.resource.metadata.labels.pairs).flatMap((monitor) =>
      portsOfMonitor(monitor, 'endpoints', name).flatMap((path) => at(monitor, { path })),
    ),
  ]);
}

/** Where a variable that holds a Service's port has the name of the port; `undefined` for another port, and for what is no variable. */
function variablePort({ mention }: ServiceMention, name: string): At | undefined {
  const { path, within } = mention.at;
  const variable = mention.standing === 'variable' ? readServiceVariable(mention.written ?? '') : undefined;
  if (within === undefined || typeof variable?.holds !== 'object' || variable.holds.port !== name) return undefined;
  return { path, within: { start: within.end - name.length, end: within.end } };
}

/** A port of a Pod by its name: the containers that have it, and the Service ports that lead to it. */
interface ContainerPortGroup {
  readonly workloads: ReadonlySet<Placed<Workload>>;
  readonly ports: readonly { readonly service: Placed<Service>; readonly port: ServicePort }[];
}

/** The containers and Service ports that a name ties together: who selects one of the Pods leads to all it selects. */
export function containerPortGroup(snapshot: Snapshot, { from, name }: ContainerPortSubject): ContainerPortGroup {
  const workloads = new Set<Placed<Workload>>(isWorkload(from) ? snapshot.variantsOf(from) : []);
  const services = new Set<Placed<Service>>(isService(from) ? snapshot.variantsOf(from) : []);
  const ports: { service: Placed<Service>; port: ServicePort }[] = [];
  const take = (service: Placed<Service>): void => {
    const leading = service.resource.ports.filter(
      (port) => targetPortOf(port) === name && port.targetPort !== undefined,
    );
    for (const port of leading) ports.push({ service, port });
    if (leading.length === 0) return;
    for (const workload of selectedBy(snapshot, service)) {
      if (portsNamed(workload, name).length > 0) for (const one of snapshot.variantsOf(workload)) workloads.add(one);
    }
  };
  // Both sets are gone through to their ends, also what is added on the way.
  for (const service of services) take(service);
  for (const workload of workloads) {
    for (const service of referrers(snapshot, workload, 'selects')) {
      if (!isService(service) || services.has(service)) continue;
      services.add(service);
      take(service);
    }
  }
  return { workloads, ports };
}

/** Every place where the name of a container's port is written. */
export function placesOfContainerPort(snapshot: Snapshot, subject: ContainerPortSubject): readonly NamePlace[] {
  const { name } = subject;
  const spell = exactly(name);
  const at = (from: Placed, where: At | undefined): readonly NamePlace[] =>
    where === undefined ? [] : [namePlace(from, where, spell)];
  const { workloads, ports } = containerPortGroup(snapshot, subject);
  return [
    ...ports.flatMap(({ service, port }) => at(service, port.targetPort?.at)),
    ...[...workloads].flatMap((workload) => [
      ...portsNamed(workload, name).flatMap((port) => at(workload, port.name?.at)),
      ...probesOf(workload, name).flatMap((path) => at(workload, { path })),
      ...policiesAt(snapshot, workload).flatMap((policy) =>
        policy.resource.ports.flatMap(({ port, pods }) =>
          port?.value === name && policyPodsOf(snapshot, policy, pods)?.includes(workload) === true
            ? at(policy, port.at)
            : [],
        ),
      ),
      ...monitorsOf(snapshot, workload, 'PodMonitor', workload.resource.template.labels.pairs).flatMap((monitor) =>
        portsOfMonitor(monitor, 'podMetricsEndpoints', name).flatMap((path) => at(monitor, { path })),
      ),
    ]),
  ];
}

/** The ports of a name that Pods of a workload have. */
export function portsNamed(workload: Placed<Workload>, name: string) {
  const { containers, initContainers } = workload.resource.template;
  return [...containers, ...initContainers].flatMap((container) => named(container.ports, name));
}

function named<P extends { readonly name: { readonly value: string; readonly at: At } | undefined }>(
  ports: readonly P[],
  name: string,
): readonly P[] {
  return ports.filter((port) => port.name?.value === name);
}

/** What asks a container whether it lives, and does so by the name of a port. Source: Kubernetes API core/v1, Probe, LifecycleHandler. */
const askers = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'];

function probesOf(workload: Placed<Workload>, name: string): readonly Path[] {
  const { containers, initContainers } = workload.resource.template;
  return [...containers, ...initContainers].flatMap((container) => {
    const node = nodeAt(treeOf(workload), container.at.path);
    return askers.flatMap((key) => portsBelow(entryOf(node, key)?.value, [...container.at.path, key], name));
  });
}

function portsBelow(node: YamlNode | undefined, path: Path, name: string): readonly Path[] {
  if (node?.kind !== 'map') return [];
  return node.entries.flatMap(({ key, value }) => {
    const below = [...path, key];
    if (value.kind === 'map') return portsBelow(value, below, name);
    return key === 'port' && value.kind === 'scalar' && value.value === name ? [below] : [];
  });
}

function policiesAt(snapshot: Snapshot, { scope }: Placed) {
  return snapshot.contentsOf(scope).ofKind('NetworkPolicy');
}

/** The monitors of the Prometheus operator that select an object by its labels. Source: monitoring.coreos.com/v1, ServiceMonitorSpec. */
function monitorsOf(
  snapshot: Snapshot,
  object: Placed,
  kind: 'ServiceMonitor' | 'PodMonitor',
  labels: ReadonlyMap<string, { readonly value: string }>,
): readonly Placed[] {
  return snapshot
    .contentsOf(object.scope)
    .ofWrittenKind(kind)
    .filter((monitor) => {
      const wanted = nodeAt(treeOf(monitor), ['spec', 'selector', 'matchLabels']);
      if (wanted?.kind !== 'map' || wanted.entries.length === 0) return false;
      return wanted.entries.every(
        ({ key, value }) => value.kind === 'scalar' && labels.get(key)?.value === value.value,
      );
    });
}

function portsOfMonitor(monitor: Placed, list: string, name: string): readonly Path[] {
  const items = nodeAt(treeOf(monitor), ['spec', list]);
  if (items?.kind !== 'sequence') return [];
  return items.items.flatMap((item, index) => {
    const port = entryOf(item, 'port')?.value;
    return port?.kind === 'scalar' && port.value === name ? [['spec', list, index, 'port']] : [];
  });
}
