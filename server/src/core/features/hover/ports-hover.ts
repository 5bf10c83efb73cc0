import { hasId } from '../../dns/diagnosis/reason.ts';
import { whyNoPorts, whyNoSrv, whyUnresolved } from '../../dns/diagnosis/why-no-port.ts';
import { whyUnserved } from '../../dns/diagnosis/why-unmatched.ts';
import { nameSourceOf } from '../../dns/record.ts';
import { recordsOf } from '../../dns/records.ts';
import { protocolOf, serviceNatureOf, targetPortOf, type Service, type ServicePort } from '../../kubernetes/service.ts';
import { portLabels } from '../../names/service-name.ts';
import { containerPortNamesIn, probedContainerAt, servicePortNamesIn } from '../../relations/port-names.ts';
import { backendPortOf, type BackendPort, type PortSource } from '../../relations/ports.ts';
import { isWorkload, type Placed } from '../../objects/placed.ts';
import { defined } from '../../util/collections.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isAtOrBelow, type Path } from '../../yaml/path.ts';
import { placedReason, reasonSentence } from './missing.ts';
import {
  code,
  listOf,
  paragraph,
  say,
  type DisplayName,
  type HoverContent,
  type Inline,
  type Sentence,
  displayText,
  linkTo,
  openNameSentence,
  serviceDisplayName,
  objectTitle,
  aboutService,
  hoverOf,
} from './content.ts';
import { recordsLink, recordsBlock } from './service-hover.ts';

/** What the ports of a Service mean to DNS, all of them: the SRV records of those with names. */
export function portsHover(snapshot: Snapshot, service: Placed<Service>): HoverContent {
  const name = serviceDisplayName(snapshot, service);
  const nature = serviceNatureOf(service.resource);
  if (nature === 'alias' || nature === 'invalid') return { name, blocks: paragraph(say('port.alias')) };
  const records = recordsOf(snapshot, service);
  const none = whyNoPorts(snapshot, service);
  const sentence = none === undefined ? say(portsOf[nature]) : reasonSentence(none);
  const ofPorts = records.filter((record) => record.type === 'SRV' && record.name.startsWith('_'));
  const content = aboutService(snapshot, service, [sentence], ...recordsBlock(snapshot, service, ofPorts));
  return { ...content, records: recordsLink(service, records) };
}

/** What all ports mean, by what the Service is. */
const portsOf = {
  headless: 'ports.headless',
  virtualIp: 'ports.virtualIp',
  unknown: 'kind.templated',
} as const;

/** What a port of a Service means: its SRV name, and where a connection to it ends. */
export function portHover(
  snapshot: Snapshot,
  service: Placed<Service>,
  port: ServicePort,
  field: string | undefined,
): HoverContent {
  const name = serviceDisplayName(snapshot, service);
  const nature = serviceNatureOf(service.resource);
  if (nature === 'alias' || nature === 'invalid') return { name, blocks: paragraph(say('port.alias')) };
  const backend = backendPortOf(snapshot, service, port);
  const meaning = {
    headless: () => headlessPort(snapshot, service, port, backend),
    virtualIp: () => forwardedPort(snapshot, service, port, backend, name),
    unknown: () => [unnamed(snapshot, service, port), say('kind.templated')],
  }[nature]();
  return {
    name: srvDisplayName(port, name) ?? name,
    blocks: [
      ...paragraph(...meaning, field === 'nodePort' ? say('port.nodePort') : undefined, openNameSentence(name)),
      ...paragraph(...declarations(port, backend)),
    ],
  };
}

/** What the port of a Service means that another object names; `undefined` where no name of a port is, or nothing has such a port. */
export function namedPortHover(snapshot: Snapshot, from: Placed, path: Path): HoverContent | undefined {
  const found = servicePortNamesIn(snapshot, from).find(({ name }) => isAtOrBelow(path, name.at.path));
  const [hover] = (found?.of ?? []).flatMap((service) =>
    service.resource.ports
      .filter(({ name }) => name?.value === found?.name.value)
      .map((port) => portHover(snapshot, service, port, undefined)),
  );
  return hover ?? containerPortHover(snapshot, from, path);
}

/** The numbers of a container's port that a probe, policy or monitor names, a probe those of its own container. */
function containerPortHover(snapshot: Snapshot, from: Placed, path: Path): HoverContent | undefined {
  const found = containerPortNamesIn(snapshot, from).find(({ name }) => isAtOrBelow(path, name.at.path));
  if (found === undefined) return undefined;
  const probed = isWorkload(from) ? probedContainerAt(from, path) : undefined;
  const sentences = found.of.flatMap((workload) => {
    const { containers, initContainers } = workload.resource.template;
    const ports = (probed === undefined ? [...containers, ...initContainers] : [probed]).flatMap(({ ports }) => ports);
    return ports.flatMap(({ name, containerPort }) =>
      name?.value === found.name.value && containerPort !== undefined
        ? say('port.named', {
            target: code(displayText(name.value)),
            port: code(containerPort.value),
            place: sourceLink({ resource: workload, at: containerPort.at, number: containerPort.value }),
          })
        : [],
    );
  });
  return sentences.length === 0 ? undefined : hoverOf(...sentences.slice(0, 3));
}

/** `_http._tcp.` before the name of the Service, for a port with a name. Source: Kubernetes DNS specification 2.3.2. */
function srvDisplayName(port: ServicePort, service: DisplayName | undefined): DisplayName | undefined {
  const name = displayText(port.name?.value ?? '');
  if (name === '' || service === undefined) return undefined;
  return {
    text: `${portLabels(name, protocolOf(port))}.${service.text}`,
    literal: service.literal && name === port.name?.value,
  };
}

function forwardedPort(
  snapshot: Snapshot,
  service: Placed<Service>,
  port: ServicePort,
  backend: BackendPort,
  name: DisplayName | undefined,
): readonly Sentence[] {
  if (port.port === undefined) return [];
  const number = code(port.port.value);
  const srv = unnamed(snapshot, service, port) ?? say('port.srv', { port: number, target: code(name?.text ?? '') });
  const unserved = whyUnserved(snapshot, service, port);
  if (unserved !== undefined)
    return [srv, onceRead(snapshot, reasonSentence(unserved)), say('port.forwardedNowhere', { port: number })];
  switch (backend.kind) {
    case 'agreed':
      return [srv, say('port.forwarded', { port: number, target: code(backend.number) })];
    case 'different':
      return [srv, say('port.forwardedDifferent', { port: number, ports: portList(backend.sources) })];
    case 'absent':
      return [
        srv,
        ...unresolved(snapshot, service, port, backend.workloads),
        say('port.forwardedNowhere', { port: number }),
      ];
    case 'unknown':
      return [srv, say('port.forwardedUnknown', { port: number, target: targetText(port) })];
  }
}

function headlessPort(
  snapshot: Snapshot,
  service: Placed<Service>,
  port: ServicePort,
  backend: BackendPort,
): readonly Sentence[] {
  const srv = (number: Inline): Sentence =>
    unnamed(snapshot, service, port) ?? say('port.srvHeadless', { port: number });
  const unserved = whyUnserved(snapshot, service, port);
  if (unserved !== undefined)
    return [...defined([unnamed(snapshot, service, port)]), onceRead(snapshot, reasonSentence(unserved))];
  switch (backend.kind) {
    case 'agreed': {
      const number = code(backend.number);
      if (port.port === undefined || backend.number === port.port.value)
        return [srv(number), say('port.direct', { port: number })];
      return [srv(number), say('port.directUntranslated', { target: number, port: code(port.port.value) })];
    }
    case 'different':
      return [srv(portList(backend.sources)), say('port.directDifferent', { ports: portList(backend.sources) })];
    case 'absent':
      return unresolved(snapshot, service, port, backend.workloads);
    case 'unknown':
      return [
        srv(targetText(port)),
        say('port.directUnknown', { target: targetText(port), port: code(port.port?.value ?? '') }),
      ];
  }
}

/** That a port has no name; nothing where it has. */
function unnamed(snapshot: Snapshot, service: Placed<Service>, port: ServicePort): Sentence | undefined {
  const why = whyNoSrv(snapshot, service, port);
  return hasId(why, ['unnamedPort']) ? reasonSentence(why) : undefined;
}

/** Why nothing has the port that is named, with a link to a workload that lacks it. */
function unresolved(
  snapshot: Snapshot,
  service: Placed<Service>,
  port: ServicePort,
  [lacking]: readonly Placed[],
): readonly Sentence[] {
  const why = whyUnresolved(snapshot, service, port);
  if (why === undefined) return [];
  const place = lacking && nameSourceOf(lacking);
  return [onceRead(snapshot, placedReason({ ...why, place }, service))];
}

/** What rests on absence; while the workspace is still being read, only that. */
function onceRead(snapshot: Snapshot, sentence: Sentence): Sentence {
  return snapshot.complete ? sentence : say('scan.unfinished');
}

/** Where a named targetPort gets its number from. */
function declarations(port: ServicePort, backend: BackendPort): readonly Sentence[] {
  const target = targetPortOf(port);
  if (typeof target !== 'string' || backend.kind !== 'agreed') return [];
  return backend.sources
    .slice(0, 3)
    .map((source) =>
      say('port.named', { target: targetText(port), port: code(source.number), place: sourceLink(source) }),
    );
}

function portList(sources: readonly PortSource[]): Inline {
  return listOf(
    sources.map((source) => say('port.ofSource', { port: code(source.number), place: sourceLink(source) })),
  );
}

function sourceLink({ resource, at }: PortSource): Inline {
  return at === undefined ? linkTo(resource) : { kind: 'place', text: objectTitle(resource), placed: resource, at };
}

function targetText(port: ServicePort): Inline {
  return code(displayText(String(targetPortOf(port) ?? '')));
}
