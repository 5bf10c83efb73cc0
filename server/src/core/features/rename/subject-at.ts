import { labelsOfMention, namespacedMentionsIn } from '../../hosts/mention-labels.ts';
import type { NamingMention } from '../../hosts/mentions.ts';
import { referenceMarkAt } from '../../kubernetes/object-references.ts';
import { isControllerLabel, jobNameLabels, podNameLabel } from '../../kubernetes/selectors.ts';
import type { SnapshotFile } from '../../files/file.ts';
import { isWorkload, type Placed } from '../../objects/placed.ts';
import { placeOf, nodeIn } from '../../objects/places.ts';
import { podsSelectedBy } from '../../relations/pod-selectors.ts';
import { pairOf, workloadsByPair } from '../../scopes/contents.ts';
import { spanTouches } from '../../text/span.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isAtOrBelow, isSamePath, type At, type Path } from '../../yaml/path.ts';
import { namespacesBesideNames } from '../account-names.ts';
import { configurationOf } from '../configuration-file.ts';
import { objectsAt, placesIn, type PlaceAtCursor, mentionsAt, readMentionsAt } from '../at-cursor.ts';
import { askedAt, type AskedLabel } from '../selector-at.ts';
import { variableAt } from '../container-variables.ts';
import { localAt, localInText } from '../local-names.ts';
import { partsAt } from '../named-parts.ts';
import { portOfMention, portSubject } from '../port-at.ts';
import { objectsNamedAt } from '../symbols.ts';
import { stepAt } from './field-steps.ts';
import { namespacesOfKustomization, scopesOf } from './kustomization-names.ts';
import { namespacesIn } from './namespace-places.ts';
import { withVariants } from './object-places.ts';
import { reject, type RenameRejection, type Subject } from './subject.ts';
import { scalarText } from '../../yaml/node.ts';

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
  const [variable] = variableAt(snapshot, uri, offset)?.subjects ?? [];
  if (variable !== undefined) return variable;
  for (const one of places) {
    const found = subjectOfPlace(snapshot, one, { uri, offset });
    if (found !== undefined) return found;
  }
  const named = namespaceOfHost(snapshot, uri, offset);
  if (named !== undefined) return named;
  const port = mention && portOfMention(mention);
  if (mention !== undefined && port !== undefined && isStretchAt(mention.from, port.at, uri, offset))
    return { kind: 'servicePort', objects: mention.services, name: port.name, field: undefined };
  const objects = objectsNamedAt(snapshot, uri, offset);
  if (objects.length > 0) return objectSubject(snapshot, objects);
  const [called] = stepAt(snapshot, file, offset)?.means ?? [];
  if (called !== undefined) return subjectAt(snapshot, called.file.uri, called.span.start);
  const patched = namespaceOfPatch(snapshot, file, offset) ?? localInText(snapshot, uri, offset);
  if (patched !== undefined) return patched;
  return (
    places.map((one) => absentAt(snapshot, one)).find((one) => one !== undefined) ?? absentHost(snapshot, uri, offset)
  );
}

/** The namespace that a patch says its object is in. */
function namespaceOfPatch(snapshot: Snapshot, file: SnapshotFile, offset: number): Subject | undefined {
  for (const scope of scopesOf(snapshot, file)) {
    for (const one of snapshot.scopes.filesOf(scope)) {
      const written = snapshot
        .about(one, namespacesOfKustomization)
        .find(({ place }) => place.file === file && spanTouches(place.span, offset));
      if (written !== undefined)
        return { kind: 'namespace', name: written.text, from: snapshot.contentsOf(scope).all[0] };
    }
  }
  return undefined;
}

function objectSubject(snapshot: Snapshot, objects: readonly Placed[]): Subject {
  const [namespace] = objects.filter(({ resource }) => resource.kind === 'Namespace');
  if (namespace?.name !== undefined) return { kind: 'namespace', name: namespace.name, from: namespace };
  return { kind: 'object', objects: withVariants(snapshot, objects) };
}

/** The namespace that a host name says under the cursor. */
function namespaceOfHost(snapshot: Snapshot, uri: string, offset: number): Subject | undefined {
  const isUnderCursor = (mention: NamingMention): boolean => {
    const within = labelsOfMention(mention)?.namespace;
    return within !== undefined && isStretchAt(mention.from, { path: mention.mention.at.path, within }, uri, offset);
  };
  for (const object of objectsAt(snapshot, uri, offset)) {
    const found = namespacedMentionsIn(snapshot, object).find(isUnderCursor);
    if (found !== undefined)
      return { kind: 'namespace', name: found.name.namespace?.toLowerCase() ?? '', from: object };
  }
  return undefined;
}

function isStretchAt(object: Placed, at: At, uri: string, offset: number): boolean {
  const { file, span } = placeOf(object, at);
  return file.uri === uri && spanTouches(span, offset);
}

/** What the field at a place names besides objects: a namespace, a port, a label. */
function subjectOfPlace(
  snapshot: Snapshot,
  place: PlaceAtCursor,
  { uri, offset }: { readonly uri: string; readonly offset: number },
): Subject | RenameRejection | undefined {
  const { placed, path, part } = place;
  if (placed.resource.kind === 'Kustomization' && part === 'value' && /^name(?:Prefix|Suffix)$/.test(path.join('/')))
    return reject('affix');
  const label = labelAt(snapshot, placed, path) ?? sharedLabelAt(snapshot, placed, path);
  if (label !== undefined) return part === 'key' ? reject('key') : label;
  const [named] = partsAt(snapshot, place);
  if (named !== undefined || part === 'key') return named;
  const beside = namespacesBesideNames(snapshot, placed).map(({ value, at }) => ({ name: value, at }));
  const namespace = [...namespacesIn(placed), ...beside].find(
    ({ at }) => isSamePath(at.path, path) && isStretchAt(placed, at, uri, offset),
  );
  if (namespace !== undefined) return { kind: 'namespace', name: namespace.name, from: placed };
  return portSubject(snapshot, placed, path) ?? localAt(snapshot, placed, path);
}

/** A label of Pods, or a pair of a selector that asks for one. */
function labelAt(snapshot: Snapshot, placed: Placed, path: Path): Subject | RenameRejection | undefined {
  const key = path.at(-1);
  const node = nodeIn(placed, path);
  if (node?.kind !== 'scalar') return undefined;
  const asked = askedAt(placed, path);
  if (asked !== undefined) return askedLabel(snapshot, asked, path, node.text);
  if (typeof key !== 'string') return undefined;
  const subject = { kind: 'label', from: placed, key, name: node.text } as const;
  const labels = isWorkload(placed) ? placed.resource.template.labels : undefined;
  if (labels !== undefined && isAtOrBelow(path, labels.at.path)) return subject;
  if (path.at(-2) !== 'labels' || path[0] !== 'metadata') return undefined;
  if (labels?.pairs.get(key)?.value === node.text) return { ...subject, own: path };
  return referenceMarkAt(placed.resource, path) === undefined ? reject('otherLabel') : undefined;
}

function askedLabel(
  snapshot: Snapshot,
  { selector, key, part }: AskedLabel,
  path: Path,
  value: string,
): Subject | RenameRejection {
  if (part === 'key') return reject('key');
  if (!isControllerLabel(key)) return { kind: 'label', from: selector.from, key, name: value, selector: path };
  const isJob = jobNameLabels.has(key);
  const named = key === podNameLabel || isJob ? podsSelectedBy(snapshot, selector) : [];
  // A CronJob gives a part of the names of its Jobs.
  const owners = named.filter(({ resource }) => !isJob || resource.kind === 'Job');
  return owners.length === 0 ? reject('controllerLabel', { key }) : objectSubject(snapshot, owners);
}

/** A label that a kustomization puts on templates and selectors. */
function sharedLabelAt(snapshot: Snapshot, placed: Placed, path: Path): Subject | undefined {
  const key = path.at(-1);
  const isLabel = path[0] === 'commonLabels' || (path[0] === 'labels' && path.at(-2) === 'pairs');
  const node = nodeIn(placed, path);
  if (placed.resource.kind !== 'Kustomization' || !isLabel) return undefined;
  if (typeof key !== 'string' || node?.kind !== 'scalar') return undefined;
  const [from] = snapshot.contentsOf(placed.scope).index(workloadsByPair).get(pairOf(key, node.text)).all;
  return from && { kind: 'label', from, key, name: node.text };
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
  const name = scalarText(nodeIn(placed, link.at.path)) ?? '';
  const reference = placed.resource.references.find((one) => one.name.at === link.at);
  return reject('absent', { kind: reference?.kinds[0] ?? '', name });
}
