import { kindOf } from '../kubernetes/resource.ts';
import { alignmentChanges, type AlignedPort, isForRoutesAlone, portUsersText } from '../edits/headless/port-users.ts';
import { hasSelector, isAcceptedHeadless, protocolOf, type Service, type ServicePort } from '../kubernetes/service.ts';
import { declaredPortsOf } from '../kubernetes/workloads.ts';
import { displayNameOf, type Placed, isService } from '../objects/placed.ts';
import { backendPortOf, endpointPortsOf, manualPortsOf, servesPort, type PortSource } from '../relations/ports.ts';
import { backedServices, selectedBy } from '../relations/linked.ts';
import type { Questions } from '../workspace/questions.ts';
import { enumerated } from '../util/format.ts';
import { defineRule, type Fix, type Problem, relatedByName, type RelatedPlace, suggest } from './rule.ts';
import { onlyOne } from '../util/collections.ts';
import type { AnyEndpoints } from '../kubernetes/endpoints.ts';

export const unreachableHeadlessPort = defineRule({
  code: 'unreachable-headless-port',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['Service', 'Endpoints', 'EndpointSlice'],
  summary: 'The port of a headless Service is not the port its Pods listen on.',
  source: 'Kubernetes DNS specification 2.4; k8s.io/endpointslice utils.go, getEndpointPorts',
  messages: {
    differs:
      'Port {port} of headless Service "{service}" leads nowhere: its Pods listen on {target}. DNS answers with the addresses of the Pods and nothing translates the port, so clients that use {port} reach the Pods on {port}. Only SRV records say {target}.',
    routed:
      'Port {port} of headless Service "{service}" works only for routes: its Pods listen on {target}. Route controllers look up endpoints with their ports. DNS answers with the addresses of the Pods, so clients that use {port} reach the Pods on {port}.',
    podsUnknown:
      'Headless Service "{service}" does not translate port {port} to {target}. DNS answers with the addresses of the Pods, so clients that use {port} reach the Pods on {port}. Only SRV records say {target}.',
    undeclared:
      'No Pod that headless Service "{service}" selects declares port {port}; they declare {target}. If the Pods listen on {port}, declare it as a containerPort. Otherwise connections to it are refused: DNS answers with the addresses of the Pods and nothing translates the port.',
    differsByPod:
      'Port {port} of headless Service "{service}" is not the port that its Pods call "{target}". They have it on {numbers}. DNS answers with the addresses of the Pods and nothing translates the port.',
    endpoints:
      'Headless Service "{service}" has port {port}, but these endpoints have port {target}. DNS answers with the addresses themselves and nothing translates the port, so clients that use {port} do not reach {target}.',
    exchanged:
      'Ports {port} and {target} of headless Service "{service}" are swapped. DNS answers with addresses and nothing translates the port, so clients that use {port} reach what is meant for {target}.',
    relatedOther: 'The other port.',
    relatedPods: 'Port {number} of the Pods of {kind} "{name}".',
    relatedWorkload: 'The Pods of {kind} "{name}".',
    relatedService: 'Port {port} of headless Service "{service}".',
    fixExchange: 'Swap ports {port} and {target} of Service "{service}"',
    fixPort: 'Set port of Service "{service}" to {target}',
    noteUsers: 'Clients that use port {port} of Service "{service}" need {target} instead; still on {port}: {users}.',
    noteClients: 'Clients that use port {port} of Service "{service}" need {target} from now on.',
  },
  *check(placed, { snapshot }) {
    const found = isService(placed) ? checkService(placed, snapshot) : checkEndpoints(placed, snapshot);
    yield* oneForExchanged(placed, [...found]);
  },
});

/** A problem with the port that would have to change. */
interface PortProblem extends Problem {
  readonly aligned?: AlignedPort & { readonly service: Placed<Service> };
}

/** Two ports that have each other's number are one mistake. */
function oneForExchanged(placed: Placed, problems: readonly PortProblem[]): readonly Problem[] {
  const otherOf = (one: PortProblem): PortProblem | undefined =>
    problems.find(({ aligned }) => aligned?.from === one.aligned?.to && aligned?.to === one.aligned?.from);
  return problems.flatMap((one, index): readonly Problem[] => {
    const other = one.aligned && otherOf(one);
    if (one.aligned === undefined || other?.aligned === undefined) return [one];
    if (problems.indexOf(other) < index) return [];
    const { service, from, to } = one.aligned;
    const values = { service: displayNameOf(service), port: from, target: to };
    const words = { title: 'fixExchange', values, note: 'noteClients' };
    return [
      {
        at: one.at,
        message: 'exchanged',
        values,
        related: [{ resource: placed, at: other.at, message: 'relatedOther' }, ...(one.related ?? [])],
        fixes: [suggest(words, service, ...alignmentChanges([one.aligned, other.aligned]))],
      },
    ];
  });
}

function* checkService(service: Placed<Service>, snapshot: Questions): Iterable<PortProblem> {
  if (!isAcceptedHeadless(service.resource)) return;
  for (const port of service.resource.ports) {
    if (port.port === undefined) continue;
    if (port.targetPort === undefined) {
      const target = onlyPortOf(snapshot, service, port);
      if (target === undefined || target === port.port.value) continue;
      yield {
        at: port.port.at,
        message: 'undeclared',
        values: { service: displayNameOf(service), port: port.port.value, target },
        related: selectedBy(snapshot, service).map((resource) =>
          relatedPods({ resource, number: target, at: undefined }),
        ),
        fixes: portFix(snapshot, service, port, target),
      };
      continue;
    }
    // The endpoints say it then, at their own port.
    if (!hasSelector(service.resource) && manualPortsOf(snapshot, service, port).length > 0) continue;
    const backend = backendPortOf(snapshot, service, port);
    const values = { service: displayNameOf(service), port: port.port.value };
    const number = port.port.value;
    if (backend.kind === 'agreed' && backend.number !== number) {
      const known = backend.sources.length > 0;
      const routed = known && isForRoutesAlone(snapshot, service, port);
      yield {
        at: port.targetPort.at,
        message: routed ? 'routed' : known ? 'differs' : 'podsUnknown',
        values: { ...values, target: backend.number },
        severity: routed ? 'information' : known ? 'warning' : 'hint',
        related: backend.sources.map(relatedPods),
        fixes: portFix(snapshot, service, port, backend.number),
        ...(known ? { aligned: { service, port, from: number, to: backend.number } } : {}),
      };
    }
    if (backend.kind === 'different' && backend.sources.every((source) => source.number !== number)) {
      const numbers = enumerated([...new Set(backend.sources.map((source) => source.number))], String);
      yield {
        at: port.targetPort.at,
        message: 'differsByPod',
        values: { ...values, target: port.targetPort.value, numbers },
        related: backend.sources.map(relatedPods),
      };
    }
  }
}

/** The one port of its protocol that all Pods behind the only port of a Service declare; `undefined` where any declares none, or several. */
function onlyPortOf(snapshot: Questions, service: Placed<Service>, port: ServicePort): number | undefined {
  if (service.resource.ports.length !== 1) return undefined;
  const ports = selectedBy(snapshot, service).map(
    ({ resource }) => onlyOne(declaredPortsOf(resource.template, protocolOf(port)))?.containerPort?.value,
  );
  return onlyOne([...new Set(ports)]);
}

function* checkEndpoints(endpoints: Placed<AnyEndpoints>, snapshot: Questions): Iterable<PortProblem> {
  const services = backedServices(snapshot, endpoints).filter(
    ({ resource }) => isAcceptedHeadless(resource) && !hasSelector(resource),
  );
  const service = onlyOne(services);
  if (service === undefined) return;
  for (const candidate of endpointPortsOf(endpoints)) {
    const port = service.resource.ports.find((one) => servesPort(candidate, one));
    if (port?.port === undefined || candidate.port === undefined || candidate.port.value === port.port.value) continue;
    const target = candidate.port.value;
    yield {
      at: candidate.port.at,
      message: 'endpoints',
      values: { service: displayNameOf(service), port: port.port.value, target },
      related: [
        {
          resource: service,
          at: port.port.at,
          message: 'relatedService',
          values: { service: displayNameOf(service), port: port.port.value },
        },
      ],
      fixes: portFix(snapshot, service, port, target),
      aligned: { service, port, from: port.port.value, to: target },
    };
  }
}

function relatedPods(source: PortSource): RelatedPlace {
  const { resource, number, at } = source;
  const values = { kind: kindOf(resource.resource), name: displayNameOf(resource), number };
  if (at !== undefined) return { resource, at, message: 'relatedPods', values };
  return relatedByName(resource, values, 'relatedWorkload');
}

function portFix(snapshot: Questions, service: Placed<Service>, port: ServicePort, target: number): readonly Fix[] {
  const { resource } = service;
  const taken = resource.ports.some(
    (other) => other !== port && other.port?.value === target && protocolOf(other) === protocolOf(port),
  );
  if (taken || port.port === undefined) return [];
  const from = port.port.value;
  const users = portUsersText(snapshot, service, port);
  return [
    suggest(
      {
        title: 'fixPort',
        values: { service: displayNameOf(service), target, port: from, users },
        note: users === '' ? 'noteClients' : 'noteUsers',
      },
      service,
      ...alignmentChanges([{ port, from, to: target }]),
    ),
  ];
}
