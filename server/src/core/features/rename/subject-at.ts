import { labelsOfMention } from '../../hosts/mention-labels.ts';
import type { ServiceMention } from '../../hosts/mentions.ts';
import { referenceMarkAt } from '../../kubernetes/object-references.ts';
import { kindOf } from '../../kubernetes/resource.ts';
import { targetPortOf, type Service } from '../../kubernetes/service.ts';
import { isWorkload, type Placed } from '../../objects/placed.ts';
import { placeOf, treeOf } from '../../objects/places.ts';
import { policyPodsOf } from '../../relations/policy-pods.ts';
import { backedServices } from '../../relations/linked.ts';
import { endpointPortsOf } from '../../relations/ports.ts';
import { pairOf, workloadsByPair } from '../../scopes/contents.ts';
import { spanTouches } from '../../text/span.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isAtOrBelow, nodeAt, type Path } from '../../yaml/path.ts';
import { configurationOf } from '../configuration/configuration-place.ts';
import { placesIn, type PlaceAtCursor } from '../at-cursor.ts';
import { declarationOf, mentionsAt, readMentionsAt, thingsAt } from '../symbols.ts';
import { namedInKustomization } from './kustomization-names.ts';
import { withVariants } from './object-places.ts';
import { reject } from './rejections.ts';
import type { RenameRejection, Subject } from './subject.ts';

/**
 * What the name at a place of a file is of; why it cannot be renamed; `undefined` where nothing is called anything.
 */
export function subjectAt(snapshot: Snapshot, uri: string, offset: number): Subject | RenameRejection | undefined {
  const file = snapshot.files.get(uri);
  if (file === undefined) return undefined;
  const configured = configurationOf(snapshot, uri)?.namespaces.find(({ span }) => spanTouches(span, offset));
  if (configured !== undefined) return { kind: 'namespace', name: configured.name, from: undefined };
  const places = placesIn(snapshot, uri, offset);
  const [place] = places;
  const mention = mentionsAt(snapshot, uri, offset)[0];
  if (mention === undefined && place?.part === 'value') {
    const written = file.text.slice(place.span.start, place.span.end);
    if (!written.includes('\n') && written.includes('{{'))
      return reject('templated', { written: written.replace(/^["']|["']$/g, '') });
  }
  for (const one of places) {
    const found = subjectOfPlace(snapshot, one);
    if (found !== undefined) return found;
  }
  if (mention !== undefined && isInNamespace(mention, uri, offset)) {
    return { kind: 'namespace', name: mention.name.namespace?.toLowerCase() ?? '', from: mention.from };
  }
  const things = thingsAt(snapshot, uri, offset)?.things ?? [];
  const objects = things.flatMap((thing) => (thing.kind === 'labels' ? [] : [declarationOf(thing).placed]));
  const named = objects.length > 0 ? objects : namedInKustomization(snapshot, file, offset);
  if (named.length > 0) return objectSubject(snapshot, named);
  return (
    places.map((one) => absentAt(snapshot, one)).find((one) => one !== undefined) ?? absentHost(snapshot, uri, offset)
  );
}

function objectSubject(snapshot: Snapshot, objects: readonly Placed[]): Subject {
  const [namespace] = objects.filter(({ resource }) => resource.kind === 'Namespace');
  if (namespace?.name !== undefined) return { kind: 'namespace', name: namespace.name, from: namespace };
  return { kind: 'object', objects: withVariants(snapshot, objects) };
}

function isInNamespace(mention: ServiceMention, uri: string, offset: number): boolean {
  const namespace = labelsOfMention(mention)?.namespace;
  if (namespace === undefined) return false;
  const { file, span } = placeOf(mention.from, { path: mention.mention.at.path, within: namespace });
  return file.uri === uri && spanTouches(span, offset);
}

/** What the field at a place names beside objects: a namespace, a port, a label. */
function subjectOfPlace(snapshot: Snapshot, place: PlaceAtCursor): Subject | RenameRejection | undefined {
  const { placed, path, part } = place;
  const label = labelAt(placed, path) ?? sharedLabelAt(snapshot, placed, path);
  if (label !== undefined) return part === 'key' ? reject('key') : label;
  if (part === 'key') return undefined;
  const node = nodeAt(treeOf(placed), path);
  const value = node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
  if (value === undefined || value === '') return undefined;
  if (isNamespaceField(placed, path)) return { kind: 'namespace', name: value, from: placed };
  return portSubject(snapshot, placed, path, value);
}

function isNamespaceField({ resource }: Placed, path: Path): boolean {
  if (resource.kind === 'Kustomization') return path.length === 1 && path[0] === 'namespace';
  if (resource.kind === 'Namespace') return path.join('/') === 'metadata/name';
  return path.at(-1) === 'namespace' && !['data', 'stringData', 'annotations', 'labels'].includes(String(path.at(-2)));
}

/** A label of Pods, or a pair of a selector that asks for one. */
function labelAt(placed: Placed, path: Path): Subject | RenameRejection | undefined {
  const { resource } = placed;
  const holder = path.at(-2);
  const key = path.at(-1);
  const node = nodeAt(treeOf(placed), path);
  if (node?.kind !== 'scalar' || typeof key !== 'string') return undefined;
  const subject: Subject = { kind: 'label', from: placed, key, value: node.text };
  if (isWorkload(placed) && isAtOrBelow(path, placed.resource.template.labels.at.path)) return subject;
  if (resource.kind === 'Service' && path[0] === 'spec' && path[1] === 'selector' && path.length === 3) return subject;
  if (resource.kind === 'ReplicationController' && path[1] === 'selector' && path.length === 3) return subject;
  const isOfPods = !path.includes('namespaceSelector') && kindOf(resource) !== 'ServiceMonitor';
  if (holder === 'matchLabels' && isOfPods) return subject;
  if (holder === 'labels' && path[0] === 'metadata' && isWorkload(placed)) {
    const pair = placed.resource.template.labels.pairs.get(key);
    if (pair?.value === node.text) return { ...subject, own: path };
  }
  if (holder === 'labels' && path[0] === 'metadata')
    return referenceMarkAt(resource, path) !== undefined ? undefined : reject('otherLabel');
  return undefined;
}

/** A label that a kustomization puts on templates and selectors. */
function sharedLabelAt(snapshot: Snapshot, placed: Placed, path: Path): Subject | undefined {
  const key = path.at(-1);
  const isLabel = path[0] === 'commonLabels' || (path[0] === 'labels' && path.at(-2) === 'pairs');
  const node = nodeAt(treeOf(placed), path);
  if (placed.resource.kind !== 'Kustomization' || !isLabel) return undefined;
  if (typeof key !== 'string' || node?.kind !== 'scalar') return undefined;
  const [from] = snapshot.contentsOf(placed.scope).index(workloadsByPair).get(pairOf(key, node.text)).all;
  return from && { kind: 'label', from, key, value: node.text };
}

function portSubject(snapshot: Snapshot, placed: Placed, path: Path, name: string): Subject | undefined {
  const { resource } = placed;
  if (resource.kind === 'Service' && path[1] === 'ports') {
    const service = placed as Placed<Service>;
    const port = resource.ports.find((one) => isAtOrBelow(path, one.at.path));
    if (path.at(-1) === 'name') return { kind: 'servicePort', services: snapshot.variantsOf(service), name };
    return path.at(-1) === 'targetPort' && port !== undefined && targetPortOf(port) === name
      ? { kind: 'containerPort', from: placed, port, name }
      : undefined;
  }
  if (isWorkload(placed)) {
    const { containers, initContainers } = placed.resource.template;
    const container = [...containers, ...initContainers].find((one) => isAtOrBelow(path, one.at.path));
    const own = container && path.slice(container.at.path.length);
    const isPort = own !== undefined && own[0] === 'ports' && own[2] === 'name';
    const isProbe = own?.at(-1) === 'port' && own[0] !== 'ports' && own[0] !== 'env';
    return isPort || isProbe ? { kind: 'containerPort', from: placed, port: undefined, name } : undefined;
  }
  if (resource.kind === 'NetworkPolicy') {
    const port = resource.ports.find((one) => one.port !== undefined && isAtOrBelow(path, one.port.at.path));
    const [workload] =
      port === undefined ? [] : (policyPodsOf(snapshot, placed as Placed<typeof resource>, port.pods) ?? []);
    return workload === undefined ? undefined : { kind: 'containerPort', from: workload, port: undefined, name };
  }
  if ('backends' in resource) {
    const backend = resource.backends.find(
      (one) => one.portName !== undefined && isAtOrBelow(path, one.portName.at.path),
    );
    const link = snapshot.links.from(placed).find((one) => one.at === backend?.serviceName.at);
    const services = (link?.to ?? []).flatMap((one) => snapshot.variantsOf(one as Placed<Service>));
    return services.length === 0 ? undefined : { kind: 'servicePort', services, name };
  }
  if (endpointPortsOf(placed).some((port) => port.name !== undefined && isAtOrBelow(path, port.name.at.path))) {
    const services = backedServices(snapshot, placed).flatMap((one) => snapshot.variantsOf(one));
    return services.length === 0 ? undefined : { kind: 'servicePort', services, name };
  }
  return undefined;
}

/** A host name of a Service that is not there, by what can only be one. */
function absentHost(snapshot: Snapshot, uri: string, offset: number): RenameRejection | undefined {
  const [read] = readMentionsAt(snapshot, uri, offset);
  const name = read?.readings.find(({ svc }) => svc === 'written');
  return name && reject('absent', { kind: 'Service', name: name.service });
}

/** A field that names what is not there. */
function absentAt(snapshot: Snapshot, { placed, path }: PlaceAtCursor): RenameRejection | undefined {
  const link = snapshot.links.from(placed).find((one) => one.kind !== 'selects' && isAtOrBelow(path, one.at.path));
  if (link === undefined || link.to.length > 0) return undefined;
  const node = nodeAt(treeOf(placed), link.at.path);
  const reference = placed.resource.references.find((one) => one.name.at === link.at);
  return reject('absent', { kind: reference?.kinds[0] ?? '', name: node?.kind === 'scalar' ? node.text : '' });
}
