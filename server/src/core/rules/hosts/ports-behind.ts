import { referrers, selectedBy } from '../../relations/linked.ts';
import type { ServiceMention } from '../../hosts/mentions.ts';
import { backendPortOf, endpointPortsOf } from '../../relations/ports.ts';
import {
  isHeadlessService,
  protocolOf,
  serviceNatureOf,
  targetPortOf,
  type Service,
  type ServicePort,
} from '../../kubernetes/service.ts';
import { declaredPortsOf, type Workload } from '../../kubernetes/workloads.ts';
import type { Placed } from '../../objects/placed.ts';
import { compact } from '../../util/collections.ts';
import type { Questions } from '../../workspace/questions.ts';
import { isTemplated } from '../../yaml/template.ts';

/** A port of a Service, of a container or of endpoints, with its protocol. */
export interface Port {
  readonly number: number;
  readonly protocol: string;
}

/** A port, where its number is written. */
export function numbered({ port, protocol }: Pick<ServicePort, 'port' | 'protocol'>): readonly Port[] {
  return port === undefined ? [] : [{ number: port.value, protocol: protocolOf({ protocol }) }];
}

/** Whether a port is reached over a protocol; what is not known may be. */
export function isOver(port: Port, protocol: string | undefined): boolean {
  return protocol === undefined || port.protocol === protocol || isTemplated(port.protocol);
}

/** Whether connections go straight to Pods: those to a headless Service, and to a Pod of any. */
function isOnPods(service: Service, { name }: ServiceMention): boolean {
  return isHeadlessService(service) || name.below?.kind === 'endpoint';
}

/** Whether a Service has a port that a name refers to, its own Pods aside: what answers behind a name of a Pod is theirs to say. */
export function answersAt(
  service: Service,
  { name }: ServiceMention,
  { number, protocol }: { readonly number: number; readonly protocol: string | undefined },
): boolean {
  if (name.below?.kind === 'endpoint' && !isHeadlessService(service)) return false;
  return service.ports.some(
    (one) => one.port?.value === number && isOver({ number, protocol: protocolOf(one) }, protocol),
  );
}

/** A Service, and the Pods where connections go straight to them. */
export function whatAnswers(snapshot: Questions, service: Placed<Service>, mention: ServiceMention): readonly Placed[] {
  return isOnPods(service.resource, mention) ? [service, ...selectedBy(snapshot, service)] : [service];
}

/** What is known of the ports behind a name. */
interface PortsBehind {
  /** Who has them: the Service with its cluster IP, Pods, or addresses that somebody lists. */
  readonly kind: 'virtualIp' | 'headless' | 'endpoints';
  /** Those that answer. */
  readonly all: readonly Port[];
  /** Those of them that are said to be there. */
  readonly told: readonly Port[];
}

/** The ports that answer behind a name; `undefined` where not all of them are known. */
export function portsBehind(
  snapshot: Questions,
  service: Placed<Service>,
  mention: ServiceMention,
): PortsBehind | undefined {
  const { resource } = service;
  const nature = serviceNatureOf(resource);
  if (nature === 'alias' || nature === 'invalid') return undefined;
  const own = resource.ports.flatMap(numbered);
  if (own.length < resource.ports.length) return undefined;
  if (!isOnPods(resource, mention)) return { kind: 'virtualIp', all: own, told: own };
  const behind = snapshot.about(service, podPorts);
  return behind && nature === 'headless' ? { ...behind, all: [...own, ...behind.all] } : behind;
}

/**
 * The ports that the Pods or addresses behind a Service are said to have. A container may listen on ports that nobody
 * declares, so they are known only where every template declares some.
 */
function podPorts(snapshot: Questions, service: Placed<Service>): PortsBehind | undefined {
  const workloads = selectedBy(snapshot, service);
  const manual = referrers(snapshot, service, 'backs').flatMap(endpointPortsOf).flatMap(numbered);
  const declared = workloads.map(declaredPorts);
  if (workloads.length + manual.length === 0 || declared.some((ports) => ports === undefined || ports.length === 0))
    return undefined;
  const resolved = service.resource.ports.flatMap((port): readonly Port[] => {
    const target = targetPortOf(port);
    const behind = backendPortOf(snapshot, service, port);
    const numbers = [
      ...(typeof target === 'number' ? [target] : []),
      ...(behind.kind === 'agreed' ? [behind.number] : []),
    ];
    return numbers.map((number) => ({ number, protocol: protocolOf(port) }));
  });
  const told = compact([...declared.flatMap((ports) => ports ?? []), ...manual]);
  return { kind: workloads.length > 0 ? 'headless' : 'endpoints', all: compact([...told, ...resolved]), told };
}

function declaredPorts({ resource }: Placed<Workload>): readonly Port[] | undefined {
  const ports = declaredPortsOf(resource.template);
  if (ports.some(({ containerPort, name }) => containerPort === undefined || isTemplated(name?.value ?? '')))
    return undefined;
  return ports.flatMap(({ containerPort, protocol }) => numbered({ port: containerPort, protocol }));
}
