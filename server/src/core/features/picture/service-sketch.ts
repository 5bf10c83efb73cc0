import { clusterOf } from '../../dns/cluster.ts';
import type { Endpoint } from '../../dns/endpoint.ts';
import { protocolOf, selectsPods, targetPortOf, type Service, type ServicePort } from '../../kubernetes/service.ts';
import { type Placed, isWorkload } from '../../objects/placed.ts';
import { selectedBy } from '../../relations/linked.ts';
import { endpointPortsOf, resolveTargetPort, servesPort } from '../../relations/ports.ts';
import { unselectedOf } from '../../relations/unselected.ts';
import { minorVersionOf } from '../../settings/settings.ts';
import { groupBy, uniqueBy } from '../../util/collections.ts';
import { displayText } from '../hover/content.ts';
import { pictureText, rangeText } from './picture-text.ts';
import { sketchMissing, toldByMissing } from './clients-sketch.ts';
import { sketchNames } from './names-sketch.ts';
import { addObjectNode, namespaceGroup, serviceGroup, placedAt, pictureProblems, type Sketch } from './sketch.ts';

/** A Service in a picture, with the nodes that its names hang on. */
export interface SketchedService {
  readonly service: Placed<Service>;
  readonly id: string;
  /** The groups of what belongs to it. */
  readonly groups: readonly string[];
  /** By the name of the port, in lower case. */
  readonly ports: ReadonlyMap<string, string>;
  /** The nodes of what is behind it. */
  readonly backends: readonly string[];
  /** By the label below the Service. */
  readonly pods: ReadonlyMap<string, string>;
}

/** Draws a Service with all that belongs to it: ports, what is behind them, and the names that DNS serves. */
export function sketchService(sketch: Sketch, service: Placed<Service>, around: string | undefined): void {
  const { ports, selector } = service.resource;
  const isUnselected = unselectedOf(sketch.snapshot, service) !== undefined;
  const inside = serviceGroup(sketch, service);
  const id = addObjectNode(sketch, service, {
    kind: 'service',
    around,
    groups: [inside],
    told: () => [...ports, ...(isUnselected ? [selector] : [])].flatMap(({ at }) => sketch.findingsAt(service, at)),
  });
  const groups = [namespaceGroup(sketch, service.namespace), inside];
  const portIds = ports.map((port, index) => addPort(sketch, { service, id, groups }, port, index));
  const backends = addBackends(sketch, { service, id, groups, around }, portIds);
  sketchNames(sketch, {
    service,
    id,
    groups,
    ports: new Map(
      ports.flatMap(({ name }, index) => {
        const port = portIds[index];
        return name === undefined || port === undefined ? [] : [[name.value.toLowerCase(), port]];
      }),
    ),
    ...backends,
  });
}

type Owner = Pick<SketchedService, 'service' | 'id' | 'groups'>;

function addPort(sketch: Sketch, { service, id, groups }: Owner, port: ServicePort, index: number): string {
  const number = `${port.port?.value ?? ''}/${protocolOf(port)}`;
  const target = targetPortOf(port);
  const node = sketch.add({
    id: `${id} port ${index}`,
    kind: 'port',
    heading: pictureText('heading.port'),
    label: displayText([port.name?.value ?? [], number].flat().join(' ')),
    details:
      target === undefined || target === port.port?.value
        ? []
        : [pictureText('target', { target: displayText(String(target)) })],
    problems: pictureProblems(sketch.findingsAt(service, port.at)),
    place: placedAt(service, port.at),
    groups,
  });
  sketch.connect(id, node, 'hasPort');
  return node;
}

type Behind = Owner & { readonly around: string | undefined };

/** What is behind a Service, each with the Pods or addresses that have names of their own. */
function addBackends(
  sketch: Sketch,
  owner: Behind,
  ports: readonly string[],
): Pick<SketchedService, 'backends' | 'pods'> {
  const { service, groups, around } = owner;
  const endpoints = groupBy(clusterOf(sketch.snapshot).view(service)?.endpoints ?? [], ({ target }) => target);
  const behind = [...endpoints.keys()].filter((target) => target !== service);
  const objects = [...new Set([...selectedBy(sketch.snapshot, service), ...behind])];
  const pods = new Map<string, string>();
  const backends = objects.map((object) => {
    const id = addObjectNode(sketch, object, {
      kind: 'backend',
      around,
      groups: groups.slice(1),
      told: () => toldByMissing(sketch, object),
    });
    sketchMissing(sketch, object, around);
    connectPorts(sketch, owner, ports, object);
    const own = namedPods(endpoints.get(object) ?? []);
    const inside = own.length > mostPods ? [...groups, podsGroup(sketch, id, own)] : groups;
    for (const pod of own) {
      const node = addPod(sketch, id, pod, inside);
      if (pod.label !== undefined) pods.set(pod.label, node);
    }
    return id;
  });
  return { backends: backends.length > 0 ? backends : addUnselected(sketch, owner, ports), pods };
}

/** The endpoints that have a name or an address of their own, each once. */
function namedPods(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const named = endpoints.filter(({ label, address }) => label !== undefined || address !== undefined);
  return uniqueBy(named, ({ label, address }) => label ?? address);
}

/** The Pods of a workload with more of them than anybody looks at one by one. */
function podsGroup(sketch: Sketch, backend: string, pods: readonly Endpoint[]): string {
  const id = `Pods of ${backend}`;
  sketch.groups.set(id, { heading: pictureText('heading.pods'), label: rangeText(pods.map(podLabel)) });
  return id;
}

const mostPods = 12;

function podLabel({ kind, label, address }: Endpoint): string {
  return (kind === 'pods' ? label : address) ?? label ?? '';
}

function addPod(sketch: Sketch, backend: string, endpoint: Endpoint, groups: readonly string[]): string {
  const { kind, because } = endpoint;
  const isPod = kind === 'pods';
  const label = podLabel(endpoint);
  const [source] = because;
  const node = sketch.add({
    id: `${backend} ${label}`,
    kind: 'pod',
    heading: pictureText(isPod ? 'heading.pod' : 'heading.address'),
    label,
    place: source && placedAt(source.resource, source.at),
    groups,
  });
  sketch.connect(backend, node, isPod ? 'hasPod' : 'hasAddress');
  return node;
}

/** The ports of a Service that Pods or Endpoints have lead there; where none does, or there are none, the Service itself. */
function connectPorts(sketch: Sketch, { service, id }: Owner, ports: readonly string[], object: Placed): void {
  const minorVersion = minorVersionOf(sketch.snapshot.settingsOf(service.document.file));
  const target = sketch.idOf(object);
  const leading = service.resource.ports.flatMap((port, index) => {
    const leads = isWorkload(object)
      ? resolveTargetPort(port, object.resource.template, minorVersion).kind !== 'absent'
      : endpointPortsOf(object).some((one) => servesPort(one, port));
    return leads ? (ports[index] ?? []) : [];
  });
  for (const port of leading) sketch.connect(port, target, 'leadsTo');
  if (leading.length === 0) sketch.connect(id, target, isWorkload(object) ? 'selects' : 'leadsTo');
}

/** The Pods that a Service asks for and that no manifest makes. */
function addUnselected(sketch: Sketch, { service, id, groups }: Behind, ports: readonly string[]): readonly string[] {
  const { resource } = service;
  if (!selectsPods(resource)) return [];
  const { at } = resource.selector;
  const findings = sketch.findingsAt(service, at);
  const pairs = [...resource.selector.pairs].map(([key, { value }]) => displayText(`${key}=${value}`));
  const node = sketch.add({
    id: `${id} pods`,
    kind: 'backend',
    heading: pictureText('heading.pods'),
    label: pairs.join(', '),
    details: findings.length > 0 ? [] : [pictureText('elsewhere')],
    problems: pictureProblems(findings),
    presence: findings.length > 0 ? 'missing' : 'elsewhere',
    place: placedAt(service, at),
    groups,
  });
  for (const port of ports.length > 0 ? ports : [id])
    sketch.connect(port, node, ports.length > 0 ? 'leadsTo' : 'selects');
  return [node];
}
