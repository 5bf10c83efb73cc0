import { podCountOf } from '../../dns/from-pods.ts';
import { kindOf } from '../../kubernetes/resource.ts';
import { serviceTypeOf, isHeadlessService } from '../../kubernetes/service.ts';
import { scopeLabel } from '../../objects/scope.ts';
import { spanOfObject } from '../../objects/places.ts';
import { isServed, isWorkload, type Placed } from '../../objects/placed.ts';
import type { Finding } from '../../rules/finding.ts';
import { displayText } from '../hover/display-names.ts';
import { pictureText } from './picture-text.ts';
import type { PictureNodeKind, PicturePlace } from './picture.ts';
import { labelOf, placedAt, pictureProblems, type Sketch } from './sketch.ts';

/** Where an object goes in a picture. */
interface ObjectRole {
  readonly kind: PictureNodeKind;
  /** The namespace of the picture, which is not told again at each node. */
  readonly around: string | undefined;
  /** The groups inside its namespace, the outermost first. */
  readonly groups?: readonly string[];
  /** The problems that other nodes tell. */
  readonly told?: () => readonly Finding[];
}

/** Adds an object as a node, unless it is there already, and answers with the node's id. */
export function addObjectNode(sketch: Sketch, object: Placed, role: ObjectRole): string {
  const id = sketch.idOf(object);
  if (sketch.nodes.has(id)) return id;
  const { around } = role;
  const { namespace } = object;
  const told = new Set(role.told?.());
  const [heading, label, pods] = [headingOf(object), labelOf(object), podCount(object)];
  return sketch.add({
    id,
    kind: role.kind,
    heading,
    label,
    brief: [`${heading} ${label}`, ...pods].join(', '),
    details: [
      ...pods,
      ...(namespace === around ? [] : [pictureText('inNamespace', { namespace })]),
      ...(object.scope.kind === 'plain' ? [] : [scopeLabel(object.scope)]),
    ],
    problems: pictureProblems(sketch.findingsOf(object).filter((finding) => !told.has(finding))),
    place: placeOfObject(object),
    groups: [namespaceGroup(sketch, namespace), ...(role.groups ?? [])],
  });
}

/** The group of all nodes of a namespace. */
export function namespaceGroup(sketch: Sketch, namespace: string): string {
  const id = `Namespace ${namespace}`;
  if (!sketch.groups.has(id)) sketch.groups.set(id, { heading: pictureText('heading.namespace'), label: namespace });
  return id;
}

/** The group of what belongs to a Service, whose place the Service's own node takes. */
export function serviceGroup(sketch: Sketch, service: Placed): string {
  const head = sketch.idOf(service);
  const id = `in ${head}`;
  if (!sketch.groups.has(id)) sketch.groups.set(id, { heading: headingOf(service), label: labelOf(service), head });
  return id;
}

/** What an object is: its kind, and of a Service what it is to DNS. */
function headingOf(object: Placed): string {
  const kind = kindOf(object.resource);
  if (!isServed(object)) return kind;
  const isHeadless = isHeadlessService(object.resource);
  const nature = isHeadless ? pictureText('heading.headless') : serviceTypeOf(object.resource);
  return pictureText('heading.service', { kind, nature: displayText(nature) });
}

function podCount(object: Placed): readonly string[] {
  if (!isWorkload(object) || object.resource.kind === 'Pod') return [];
  return [pictureText('count.pods', { count: podCountOf(object) })];
}

function placeOfObject(object: Placed): () => PicturePlace {
  const { name } = object.resource.metadata;
  if (name !== undefined) return placedAt(object, name.at);
  return () => ({ file: object.document.file, span: spanOfObject(object) });
}
