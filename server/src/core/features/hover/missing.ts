import { podsOf } from '../../dns/from-pods.ts';
import { protocolOf, serviceNatureOf, targetPortOf, type Service, type ServicePort } from '../../kubernetes/service.ts';
import type { PodMaker } from '../../kubernetes/workloads.ts';
import { referrers, selectedBy } from '../../workspace/links.ts';
import { backendPortOf } from '../../workspace/ports.ts';
import type { Placed, Snapshot } from '../../workspace/snapshot.ts';
import { isTemplated } from '../../yaml/template.ts';
import { absence } from './backing.ts';
import { code, listOf, say, type Inline, type Sentence } from './content.ts';
import { displayNamespace, displayText, linkTo, titleOf } from './names.ts';

/** How many explanations fit a hover. */
const mostSentences = 3;

/**
 * Why records that a reader of the manifests may expect will not exist: names of single Pods, and SRV records of a
 * headless Service. Only what is certain is said; a Service without a known selector or name gets nothing.
 */
export function missingSentences(snapshot: Snapshot, service: Placed<Service>): readonly Sentence[] {
  const { resource } = service;
  const nature = serviceNatureOf(resource);
  if (
    nature === 'invalid' ||
    service.name === undefined ||
    service.namespaceOrigin === 'templated' ||
    !resource.selector.known
  )
    return [];
  const headless = nature === 'headless';
  return [
    ...ungoverned(snapshot, service),
    ...otherNamespaces(snapshot, service),
    ...(headless ? [...unnamedPods(service, selectedBy(snapshot, service)), ...missingPorts(snapshot, service)] : []),
  ].slice(0, mostSentences);
}

/** StatefulSets that name the Service without being selected by it. */
function ungoverned(snapshot: Snapshot, service: Placed<Service>): readonly Sentence[] {
  const selected: readonly Placed[] = selectedBy(snapshot, service);
  const lost = referrers(snapshot, service, 'governedBy').filter((statefulSet) => !selected.includes(statefulSet));
  if (lost.length === 0) return [];
  const alias = serviceNatureOf(service.resource) === 'alias';
  return [say(alias ? 'missing.aliasGoverns' : 'missing.unselected', { workloads: listOf(lost.map(linkTo)) })];
}

/** Links let an unwritten namespace match any; DNS knows one at a time. */
function otherNamespaces(snapshot: Snapshot, service: Placed<Service>): readonly Sentence[] {
  const elsewhere = selectedBy(snapshot, service).filter((maker) => maker.namespace !== service.namespace);
  return elsewhere.map((maker) =>
    say('missing.namespace', { workloads: code(titleOf(maker)), other: code(displayNamespace(maker)) }),
  );
}

/** Selected Pods that get no names of their own below the Service. Source: k8s.io/endpointslice, ShouldSetHostname. */
function unnamedPods(service: Placed<Service>, makers: readonly Placed<PodMaker>[]): readonly Sentence[] {
  const unnamed = makers
    .filter((maker) => maker.namespace === service.namespace)
    .filter((maker) => !podsOf(maker).some((pod) => pod.hostname !== undefined && pod.subdomain === service.name));
  const sets = unnamed.filter((maker) => maker.resource.kind === 'StatefulSet' && podsOf(maker).length > 0);
  const others = unnamed.filter((maker) => maker.resource.kind !== 'StatefulSet');
  const about = others.length === 0 ? [] : [say('missing.podNames', { workloads: names(others) })];
  return [...sets.flatMap(unnamedStatefulSet), ...about];
}

function unnamedStatefulSet(maker: Placed<PodMaker>): readonly Sentence[] {
  const written = maker.resource.kind === 'StatefulSet' ? (maker.resource.serviceName?.value ?? '') : '';
  if (isTemplated(written) || maker.name === undefined) return [];
  const workload = code(titleOf(maker));
  if (written === '') return [say('missing.noServiceName', { workload })];
  return [say('missing.otherService', { workload, other: code(displayText(written)) })];
}

function missingPorts(snapshot: Snapshot, service: Placed<Service>): readonly Sentence[] {
  const { ports } = service.resource;
  if (ports.length === 0) return [say('missing.noPorts')];
  const named = ports.filter((port) => (port.name?.value ?? '') !== '');
  if (named.length === 0) return [say('missing.unnamedPorts')];
  return named.flatMap((port) => missingPort(snapshot, service, port));
}

function missingPort(snapshot: Snapshot, service: Placed<Service>, port: ServicePort): readonly Sentence[] {
  const backend = backendPortOf(snapshot, service, port);
  if (backend.kind !== 'absent') return [];
  const target = String(targetPortOf(port) ?? '');
  const values = {
    port: code(displayText(port.name?.value ?? '')),
    workloads: names(backend.makers),
    protocol: protocolOf(port),
    target: code(displayText(target)),
  };
  return [absence(snapshot, 'missing.port', values)];
}

function names(makers: readonly Placed[]): Inline {
  return listOf(makers.map((maker) => code(titleOf(maker))));
}
