import type { Field } from '../../kubernetes/field.ts';
import { referenceMarkAt } from '../../kubernetes/object-references.ts';
import { protocolOfRoute, type GatewayRoute, type Ingress } from '../../kubernetes/routing.ts';
import { isNamePath, namePath, type Resource, type ResourceOf } from '../../kubernetes/resource.ts';
import { protocolOf, type Service } from '../../kubernetes/service.ts';
import type { Workload, StatefulSet } from '../../kubernetes/workloads.ts';
import type { Span } from '../../text/span.ts';
import { isServed, isWorkload, type Placed, isRoute } from '../../objects/placed.ts';
import { backendServices, portsMeant } from '../../relations/backends.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isAtOrBelow, type Path } from '../../yaml/path.ts';
import { accountsAt } from '../account-names.ts';
import { configurationHover, configurationOf } from '../configuration-file.ts';
import { placesIn, readMentionsAt, spanOfMentionAt } from '../at-cursor.ts';
import { absentService } from './missing.ts';
import {
  clusterIpHover,
  externalNameHover,
  selectorHover,
  serviceTypeHover,
  selectionHover,
} from './service-fields-hover.ts';
import { say, type HoverContent, linkTo, hoverOf } from './content.ts';
import { endpointsFieldHover, notReadyHover, replicasHover, resolverHover } from './dns-fields.ts';
import { addressHover, endpointsHover, endpointPortHover } from './endpoints-hover.ts';
import { namedInKustomization } from '../rename/kustomization-names.ts';
import { namedInValues } from '../rename/values-places.ts';
import { entryHover, scopeBlocks, sourceHover, variantBlocks } from './kustomization-hover.ts';
import { mentionHover } from './mention-hover.ts';
import { podNameHover, serviceNameHover, statefulSetHover } from './pod-names-hover.ts';
import { namedPortHover, portHover, portsHover } from './ports-hover.ts';
import { renderHover } from './render.ts';
import { serviceHover } from './service-hover.ts';
import { variableAt } from '../container-variables.ts';
import { trafficHover } from './traffic-fields.ts';
import { objectHover, partHover, putInHover, useHover } from './reference-hover.ts';
import type { AnyEndpoints } from '../../kubernetes/endpoints.ts';

/** What the editor can show. */
export interface HoverOptions {
  /** The commands the client can run from a link; links to others are left out. */
  readonly commands: readonly string[];
  /** `markdown` unless the client shows plain text only. */
  readonly format?: 'markdown' | 'plaintext';
  /** The HTML elements that the client shows within Markdown; none unless it says so. */
  readonly tags?: readonly string[];
}

/** What is shown over a place. */
export interface Hover {
  /** In the format asked for. */
  readonly markdown: string;
  /** What the hover is about, as offsets in the file's text. */
  readonly span: Span;
}

/** What DNS has to say of the field an offset is at, or of a host name in its string; `undefined` where it says nothing. */
export function hover(snapshot: Snapshot, uri: string, offset: number, options: HoverOptions): Hover | undefined {
  const configuration = configurationOf(snapshot, uri);
  if (configuration !== undefined) return configurationHover(configuration, offset);
  const found =
    fieldAt(snapshot, uri, offset) ??
    hostNameAt(snapshot, uri, offset) ??
    containerVariableAt(snapshot, uri, offset) ??
    namedObjectAt(snapshot, uri, offset);
  if (found === undefined) return undefined;
  const markdown = renderHover(found.content, { format: 'markdown', tags: [], ...options });
  return markdown === '' ? undefined : { markdown, span: found.span };
}

interface FoundContent {
  readonly content: HoverContent;
  readonly span: Span;
}

function fieldAt(snapshot: Snapshot, uri: string, offset: number): FoundContent | undefined {
  const places = placesIn(snapshot, uri, offset);
  const [place] = places;
  const whole = place && isNamePath(place.path) ? scopeBlocks(place.placed) : [];
  const found = places.map(({ placed, path, part }) => ({
    object: placed,
    content:
      contentAt(snapshot, placed, path) ??
      namedPortHover(snapshot, placed, path) ??
      useHover(snapshot, placed, path) ??
      partHover(snapshot, { placed, path, part }) ??
      selectionHover(snapshot, placed, path) ??
      sourceHover(snapshot, placed, path),
  }));
  return place && withVariants(found, place.span, whole);
}

/** A host name in a string, where the field it is in has nothing to say of itself. */
function hostNameAt(snapshot: Snapshot, uri: string, offset: number): FoundContent | undefined {
  const reads = readMentionsAt(snapshot, uri, offset);
  const [first] = reads;
  const found = reads.map((read) => ({ object: read.from, content: mentionHover(snapshot, read) }));
  const span = first && spanOfMentionAt(first, uri, offset);
  return span && withVariants(found, span, []);
}

/** What a variable holds that the kubelet puts into a string. */
function containerVariableAt(snapshot: Snapshot, uri: string, offset: number): FoundContent | undefined {
  const variable = variableAt(snapshot, uri, offset);
  const content = variable && putInHover(snapshot, variable.subjects);
  return content && { content, span: variable.origin };
}

/** What a string means by the name of an account, values of a chart by a host, or a kustomization by a target, a patch or a source. */
function namedObjectAt(snapshot: Snapshot, uri: string, offset: number): FoundContent | undefined {
  const file = snapshot.files.get(uri);
  const named =
    accountsAt(snapshot, uri, offset) ??
    (file && (namedInKustomization(snapshot, file, offset) ?? namedInValues(snapshot, file, offset)));
  if (named === undefined) return undefined;
  const found = named.objects.map((object) => ({
    object,
    content: contentAt(snapshot, object, namePath) ?? objectHover(object),
  }));
  const [first] = found;
  return withVariants(found, named.span, first === undefined ? [] : scopeBlocks(first.object));
}

/** What is to be said of the first of several objects that share a place, and what they are called where others build them. */
function withVariants(
  found: readonly { readonly object: Placed; readonly content: HoverContent | undefined }[],
  span: Span,
  more: HoverContent['blocks'],
): FoundContent | undefined {
  const [first, ...others] = found;
  if (first?.content === undefined) return undefined;
  const variants = others.flatMap(({ object, content }) => variantBlocks(object, content));
  return { content: { ...first.content, blocks: [...first.content.blocks, ...more, ...variants] }, span };
}

function contentAt(snapshot: Snapshot, placed: Placed, path: Path): HoverContent | undefined {
  const own = contents[placed.resource.kind];
  if (own !== undefined) return own(snapshot, placed as never, path);
  if (isWorkload(placed)) return podContent(snapshot, placed, path);
  if (isRoute(placed)) return routeContent(snapshot, placed, path);
  return isServed(placed) && isNamePath(path) ? serviceHover(snapshot, placed) : undefined;
}

type ContentOf<R extends Resource> = (snapshot: Snapshot, placed: Placed<R>, path: Path) => HoverContent | undefined;

function serviceContent(snapshot: Snapshot, service: Placed<Service>, path: Path): HoverContent | undefined {
  const [section, field, detail, subfield] = path;
  if (isNamePath(path)) return serviceHover(snapshot, service);
  if (section !== 'spec') return undefined;
  const { resource } = service;
  if (field === 'clusterIP') return clusterIpHover(snapshot, service, resource.clusterIP?.value ?? '');
  if (field === 'clusterIPs') return clusterIpHover(snapshot, service, clusterIpAt(resource, detail));
  if (field === 'type') return serviceTypeHover(snapshot, service);
  if (field === 'publishNotReadyAddresses') return notReadyHover(snapshot, service);
  if (field === 'selector') return selectorHover(snapshot, service, typeof detail === 'string' ? detail : undefined);
  if (field === 'externalName') return externalNameHover(snapshot, service, resource.externalName?.value ?? '');
  if (field !== 'ports') return trafficHover(snapshot, service, String(field));
  if (path.length === 2) return portsHover(snapshot, service);
  const port = resource.ports.find((one) => isAtOrBelow(path, one.at.path));
  return port && portHover(snapshot, service, port, typeof subfield === 'string' ? subfield : undefined);
}

/** The entry of `clusterIPs` at an index; the first for the key of the list. */
function clusterIpAt(service: Service, index: Path[number] | undefined): string {
  return service.clusterIPs.find((one) => one.at.path.at(-1) === (index ?? 0))?.value ?? '';
}

function statefulSetContent(
  snapshot: Snapshot,
  statefulSet: Placed<StatefulSet>,
  path: Path,
): HoverContent | undefined {
  if (isNamePath(path)) return statefulSetHover(snapshot, statefulSet);
  if (referenceMarkAt(statefulSet.resource, path)?.as === 'governedBy') return serviceNameHover(snapshot, statefulSet);
  return podContent(snapshot, statefulSet, path);
}

function podContent(snapshot: Snapshot, workload: Placed<Workload>, path: Path): HoverContent | undefined {
  const { hostname, subdomain } = workload.resource.template;
  const isNamed = [hostname, subdomain].some((field) => field !== undefined && isAtOrBelow(path, field.at.path));
  if (isNamed) return podNameHover(snapshot, workload);
  return replicasHover(snapshot, workload, path) ?? resolverHover(snapshot, workload, path);
}

function endpointsContent(snapshot: Snapshot, endpoints: Placed<AnyEndpoints>, path: Path): HoverContent | undefined {
  if (isNamePath(path) || referenceMarkAt(endpoints.resource, path)?.as === 'backs')
    return endpointsHover(snapshot, endpoints);
  return (
    addressHover(snapshot, endpoints, path) ??
    endpointPortHover(snapshot, endpoints, path) ??
    endpointsFieldHover(endpoints, path)
  );
}

function routeContent(snapshot: Snapshot, route: Placed<Ingress | GatewayRoute>, path: Path): HoverContent | undefined {
  const isHere = (field: Field<unknown> | undefined): boolean =>
    field !== undefined && isAtOrBelow(path, field.at.path);
  const backend = route.resource.backends.find((one) => isHere(one.serviceName) || isHere(one.portNumber));
  if (backend === undefined) return undefined;
  const { serviceName, namespace, portNumber } = backend;
  const [service] = backendServices(snapshot, route, backend);
  if (isHere(portNumber)) {
    const ports = service === undefined ? [] : portsMeant(service.resource, backend);
    const port = ports.find((one) => protocolOf(one) === protocolOfRoute(route.resource)) ?? ports[0];
    return service && port && portHover(snapshot, service, port, undefined);
  }
  if (service !== undefined) return serviceHover(snapshot, service, say('route.leads', { service: linkTo(service) }));
  const named = { name: serviceName.value, namespace: namespace?.value };
  return hoverOf(...absentService(snapshot, route, named));
}

/** What there is to say of the fields of objects, by kind; of workloads as of their Pods, of routes as of their backends. */
const contents: { readonly [K in Resource['kind']]?: ContentOf<ResourceOf<K>> } = {
  Service: serviceContent,
  StatefulSet: statefulSetContent,
  Endpoints: endpointsContent,
  EndpointSlice: endpointsContent,
  Kustomization: entryHover,
};
