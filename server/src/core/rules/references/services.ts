import { reasonMessages } from '../../dns/diagnosis/reasons.ts';
import { isWritable, serviceMeant, whyNoServiceNamed } from '../../dns/diagnosis/why-no-service-named.ts';
import { clusterIPRemedy, toClusterIPMessages } from '../../edits/headless/to-cluster-ip.ts';
import { mayBeOfChart } from '../../existence/installers.ts';
import { servicesOfOperators } from '../../existence/operators/operators.ts';
import type { NameReference } from '../../kubernetes/object-references.ts';
import { kindOf } from '../../kubernetes/resource.ts';
import { isAcceptedHeadless, isAliasService, portText, type Service } from '../../kubernetes/service.ts';
import { nameToWrite } from '../../kustomize/name-to-write.ts';
import { portOfServiceReference } from '../../names/transports.ts';
import { nodeIn } from '../../objects/places.ts';
import { displayNameOf, type Placed } from '../../objects/placed.ts';
import { portsCalled } from '../../relations/backends.ts';
import { namespaceMeant } from '../../relations/near-services.ts';
import { isServiceMonitor } from '../../relations/pod-selectors.ts';
import { portPathOf, servicePortNamesIn } from '../../relations/port-names.ts';
import { areKnownPorts } from '../../relations/ports.ts';
import { defined, onlyOne } from '../../util/collections.ts';
import { enumerated } from '../../util/format.ts';
import { meantAmong } from '../../util/similar-names.ts';
import type { Questions } from '../../workspace/questions.ts';
import type { Path } from '../../yaml/path.ts';
import { isTemplated } from '../../yaml/template.ts';
import { type Problem, put, relatedByName, relatedService, suggest } from '../rule.ts';

const callsFail = 'Calls that the API server makes for this {kind} will fail.';
const findsNone = 'So this {kind} finds no Service.';

/** The words about Services, for the messages of the rule. */
export const serviceReferenceMessages = {
  serviceAlike: [reasonMessages.serviceAlike, callsFail],
  serviceInOther: [reasonMessages.serviceInOther, callsFail],
  renamed: [reasonMessages['renamed.reference'], callsFail],
  serviceAlikeOfCustom: [reasonMessages.serviceAlike, findsNone],
  serviceInOtherOfCustom: [reasonMessages.serviceInOther, findsNone],
  renamedOfCustom: [reasonMessages['renamed.reference'], findsNone],
  port: 'Service "{service}" has no port {port}; it has {ports}. The API server calls a port of the Service, not of its Pods.',
  portOfCustom:
    'Service "{service}" has no port {port}; it has {ports}. This {kind} needs a port of the Service, not of its Pods.',
  headless:
    'The API server calls cluster IPs, and headless Service "{service}" has none. Its calls for this {kind} fail, unless it runs with --enable-aggregator-routing.',
  toClusterIP: toClusterIPMessages.toClusterIP,
  toClusterIPGoverning: toClusterIPMessages.toClusterIPGoverning,
  fixPort: 'Change the port to {target}',
  fixNamespace: 'Change the namespace to "{other}"',
} as const;

/** What is wrong with the Services that an object of another kind names, and with their ports. */
export function* serviceProblems(snapshot: Questions, from: Placed): Generator<Problem> {
  const { resource } = from;
  if (resource.kind === 'Unknown' || resource.kind === 'CustomWorkload') {
    for (const reference of resource.references) {
      // What publishes its Pods under a Service, or has its name, is another rule's to say.
      if (reference.as !== 'uses' || !reference.kinds.includes('Service') || reference.name.at.path[0] === 'metadata')
        continue;
      const problem =
        serviceProblem(snapshot, from, reference) ??
        portProblem(snapshot, from, reference) ??
        headlessProblem(snapshot, from, reference);
      if (problem !== undefined) yield problem;
    }
  }
  if (resource.kind === 'Unknown') yield* scrapedProblems(snapshot, from);
}

/** Whether it is the API server that calls the Service: of a webhook or an APIService, and no custom resource. */
function isOfApiServer(from: Placed, { name }: NameReference): boolean {
  return name.at.path.includes('clientConfig') || kindOf(from.resource) === 'APIService';
}

/** A Service that a webhook, an APIService or a custom resource names, and that is not there: one called alike is, or one elsewhere. */
function serviceProblem(snapshot: Questions, from: Placed, reference: NameReference): Problem | undefined {
  const { name, namespace } = reference;
  const { path } = name.at;
  const meant = namespaceMeant(snapshot, from, { path, namespace: namespace?.value });
  const reason = whyNoServiceNamed(snapshot, from, { name: name.value, path, namespace: meant });
  const service = reason && serviceMeant(reason);
  if (reason === undefined || service === undefined) return undefined;
  const said = namespace === undefined ? {} : { namespace: namespace.value };
  const values = { ...reason.values, ...said, kind: kindOf(from.resource) };
  const message = isOfApiServer(from, reference) ? reason.reasonId : `${reason.reasonId}OfCustom`;
  const problem = { message, values, related: relatedService(reason) };
  if (reason.reasonId !== 'serviceInOther') {
    const near = nameToWrite(from, path, service);
    const fix = suggest({ title: 'fixName', values: { near } }, from, put(path, near));
    return { ...problem, at: name.at, fixes: isWritable(snapshot, reason) ? [fix] : [] };
  }
  if (namespace === undefined) return { ...problem, at: name.at };
  const fix = suggest({ title: 'fixNamespace', values }, from, put(namespace.at.path, service.namespace));
  return { ...problem, at: namespace.at, fixes: [fix] };
}

/** The ports that a ServiceMonitor names, and its one Service does not have: of several Services one may be meant for it that is not here. */
function* scrapedProblems(snapshot: Questions, from: Placed): Generator<Problem> {
  if (!isServiceMonitor(from) || servicesOfOperators(snapshot).has(from.namespace)) return;
  for (const { name, of } of servicePortNamesIn(snapshot, from)) {
    const service = onlyOne(of);
    if (service === undefined || mayBeOfChart(snapshot, from, service.name ?? '', service.namespace)) continue;
    const problem = missingPort(from, service, { path: name.at.path, written: name.value });
    if (problem !== undefined) yield problem;
  }
}

/** The only Service of the name that is referred to, where it is in the namespace that is meant. */
function serviceNamed(
  snapshot: Questions,
  from: Placed,
  { name, namespace }: NameReference,
): Placed<Service> | undefined {
  const service = onlyOne(snapshot.contentsOf(from.scope).named('Service', name.value).all);
  return service?.namespace === (namespace?.value ?? from.namespace) ? service : undefined;
}

/**
 * A headless Service that the API server is to call, which by default it does at cluster IPs alone. Source: kubernetes apiserver
 * pkg/util/proxy/proxy.go, ResolveCluster and ResolveEndpoint.
 */
function headlessProblem(snapshot: Questions, from: Placed, reference: NameReference): Problem | undefined {
  const service = isOfApiServer(from, reference) ? serviceNamed(snapshot, from, reference) : undefined;
  if (service === undefined || !isAcceptedHeadless(service.resource)) return undefined;
  const values = { service: displayNameOf(service), namespace: service.namespace, kind: kindOf(from.resource) };
  return {
    at: reference.name.at,
    message: 'headless',
    severity: 'hint',
    values,
    related: [relatedByName(service, values)],
    fixes: defined([clusterIPRemedy(snapshot, service)]),
  };
}

/** The port that an object names beside a Service, or the API server calls by itself, and the Service does not have. */
function portProblem(snapshot: Questions, from: Placed, reference: NameReference): Problem | undefined {
  const { name } = reference;
  const service = serviceNamed(snapshot, from, reference);
  if (service === undefined || isAliasService(service.resource)) return undefined;
  const isOfServer = isOfApiServer(from, reference);
  const path = portPathOf(from.resource, name.at.path);
  const node = nodeIn(from, path);
  const given = node?.kind === 'scalar' ? node.value : undefined;
  const written = node === undefined && isOfServer ? portOfServiceReference : given;
  const problem = isPortOfService(from, written) ? missingPort(from, service, { path, written }) : undefined;
  if (problem === undefined) return undefined;
  return {
    ...problem,
    ...(node === undefined ? { at: name.at, fixes: [] } : {}),
    message: isOfServer ? 'port' : 'portOfCustom',
  };
}

/** The port of a Service that an object names at a path, and the Service does not have. */
function missingPort(
  from: Placed,
  service: Placed<Service>,
  { path, written }: { readonly path: Path; readonly written: number | string },
): Problem | undefined {
  const { ports } = service.resource;
  if (!areKnownPorts(service.resource)) return undefined;
  if (portsCalled(service.resource, written).length > 0) return undefined;
  const only =
    typeof written === 'string' ? meantAmong(written, ports, ({ name }) => name?.value ?? '') : onlyOne(ports);
  const target = typeof written === 'string' ? only?.name?.value : only?.port?.value;
  const values = {
    service: displayNameOf(service),
    namespace: service.namespace,
    kind: kindOf(from.resource),
    port: typeof written === 'string' ? `"${written}"` : written,
    ports: enumerated(ports, portText),
    target: target ?? '',
  };
  const fix = suggest({ title: 'fixPort', values }, from, put(path, values.target));
  return {
    at: { path },
    message: 'portOfCustom',
    values,
    related: [{ resource: service, at: { path: ['spec', 'ports'] }, message: 'relatedService', values }],
    fixes: target === undefined ? [] : [fix],
  };
}

/** Whether what is written means a port of a Service, and no template; OpenShift and Prometheus mean a port of its Pods by a number. */
function isPortOfService(from: Placed, written: unknown): written is number | string {
  if (typeof written === 'number') return !['Route', 'Prometheus'].includes(kindOf(from.resource));
  return typeof written === 'string' && written !== '' && !isTemplated(written);
}
