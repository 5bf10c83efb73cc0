import { typeWord } from '../records/place-writer.ts';
import { displayNameOf, type Placed, scopeLabel, isServed, isWorkload } from '../../objects/placed.ts';
import { documentsOf, placeOf, spanOfObject } from '../../objects/places.ts';
import { problemsByObject } from '../../rules/run.ts';
import type { Finding } from '../../rules/finding.ts';
import { levels } from '../../settings/settings.ts';
import { spansOverlap } from '../../text/span.ts';
import { addTo, firstIndexWhere, getOrMake, largest } from '../../util/collections.ts';
import { kindOf } from '../../kubernetes/resource.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { formatFieldPath, type At } from '../../yaml/path.ts';
import { displayText } from '../hover/content.ts';
import { pictureText } from './picture-text.ts';
import type { PictureEdge, PictureNode, PicturePlace, PictureProblem, PictureNodeKind } from './picture.ts';
import { podCountOf } from '../../dns/from-pods.ts';

/** A node on its way into a picture; what is left out is empty. */
export interface SketchedNode
  extends
    Pick<PictureNode, 'id' | 'kind' | 'heading' | 'label'>,
    Partial<Pick<PictureNode, 'details' | 'notes' | 'problems' | 'presence'>> {
  /** Asked for the nodes alone that are drawn: to find a place, a text may have to be parsed once more. */
  readonly place?: (() => PicturePlace) | undefined;
  /** All of it in a few words, for the group that it is in. */
  readonly brief?: string;
  /** The ids of the groups it is in, the outermost first. */
  readonly groups: readonly string[];
}

/** What a group is called, and the node that stands for it. */
export interface SketchedGroup {
  readonly heading: string;
  readonly label: string;
  /** The node whose text and place the group has while it is closed; absent for a group that is nothing by itself. */
  readonly head?: string;
}

/** A picture in the making: each thing once, however often it is met. */
export class Sketch {
  readonly snapshot: Snapshot;
  readonly nodes = new Map<string, SketchedNode>();
  readonly edges = new Map<string, PictureEdge>();
  readonly groups = new Map<string, SketchedGroup>();
  /** The objects of which all that they name is drawn. */
  readonly named = new Set<Placed>();
  /** The ConfigMaps and Secrets of which all users are drawn. */
  readonly used = new Set<Placed>();
  readonly #kindsFrom = new Map<string, Set<PictureEdge['kind']>>();
  readonly #ids = new Map<Placed, string>();
  /** The ids that are given, each with the last number behind it. */
  readonly #taken = new Map<string, number>();
  readonly #findingsByPath = new Map<Placed, ReadonlyMap<string, FoundAt>>();

  constructor(snapshot: Snapshot) {
    this.snapshot = snapshot;
  }

  /** Adds a node unless there is one of its id. */
  add(node: SketchedNode): string {
    if (!this.nodes.has(node.id)) this.nodes.set(node.id, node);
    return node.id;
  }

  /** Adds a sentence to a node that is there. */
  note(id: string, sentence: string): void {
    const node = this.nodes.get(id);
    if (node !== undefined) this.nodes.set(id, { ...node, notes: [...(node.notes ?? []), sentence] });
  }

  /** Connects two nodes; of several edges of a kind between them the first one with a text counts. */
  connect(from: string, to: string, kind: PictureEdge['kind'], text = ''): void {
    getOrMake(this.#kindsFrom, from, () => new Set()).add(kind);
    const key = JSON.stringify([from, to, kind]);
    const known = this.edges.get(key);
    if (known === undefined || known.text === '')
      this.edges.set(key, { from, to, kind, meaning: pictureText(`edge.${kind}`), text, presence: 'here' });
  }

  /** Whether an edge of a kind leads from a node. */
  leads(from: string, kind: PictureEdge['kind']): boolean {
    return this.#kindsFrom.get(from)?.has(kind) ?? false;
  }

  /** The id of an object: its kind, namespace and name, and a number where several share them. */
  idOf(object: Placed): string {
    const known = this.#ids.get(object);
    if (known !== undefined) return known;
    const base = `${kindOf(object.resource)} ${object.namespace}/${labelOf(object)}`;
    let number = (this.#taken.get(base) ?? 0) + 1;
    let id = number === 1 ? base : `${base} (${number})`;
    // An object may have such a name.
    while (this.#taken.has(id)) id = `${base} (${++number})`;
    this.#taken.set(base, number).set(id, 1);
    this.#ids.set(object, id);
    return id;
  }

  /** What the rules say of an object, hints left out, wherever in its files it is; the worst first. */
  findingsOf(object: Placed): readonly Finding[] {
    const files = [...new Set(documentsOf(object).map(({ file }) => file))];
    return files.flatMap((file) => this.snapshot.about(file, problemsByObject).get(object) ?? []).sort(bySeverity);
  }

  /** Those of them at a place of the object or within. */
  findingsAt(object: Placed, at: At): readonly Finding[] {
    const byPath = getOrMake(this.#findingsByPath, object, () => byPaths(this.findingsOf(object)));
    const found = byPath.get(formatFieldPath(at.path));
    if (at.within === undefined || found === undefined) return found?.all ?? [];
    const { file, span } = placeOf(object, at);
    const { byStart, longest } = found;
    const first = firstIndexWhere(byStart, (finding) => finding.span.start + longest >= span.start);
    const behind = firstIndexWhere(byStart, (finding) => finding.span.start > span.end);
    return byStart
      .slice(first, behind)
      .filter((finding) => finding.file === file && spansOverlap(finding.span, span))
      .sort(bySeverity);
  }
}

/** The findings at or within a field. */
interface FoundAt {
  /** The worst first. */
  readonly all: readonly Finding[];
  /** By where they begin. */
  readonly byStart: readonly Finding[];
  /** The length of the longest one. */
  readonly longest: number;
}

/** Findings by the paths that they stand at or within, as `formatFieldPath` has them. */
function byPaths(findings: readonly Finding[]): ReadonlyMap<string, FoundAt> {
  const byPath = new Map<string, Finding[]>();
  for (const finding of findings)
    for (const { index } of finding.path.matchAll(/[.[]|$/g)) addTo(byPath, finding.path.slice(0, index), finding);
  return new Map([...byPath].map(([path, all]) => [path, foundAt(all)]));
}

function foundAt(all: readonly Finding[]): FoundAt {
  const byStart = [...all].sort((one, other) => one.span.start - other.span.start);
  const lengths = all.map(({ span }) => span.end - span.start);
  return { all, byStart, longest: largest(lengths) };
}

/** What an object is called, what a template leaves open marked. */
export function labelOf(object: Placed): string {
  return object.name ?? displayText(displayNameOf(object));
}

/** Sorts by severity, the worst first. */
export function bySeverity(one: Pick<Finding, 'severity'>, other: Pick<Finding, 'severity'>): number {
  return levels.indexOf(one.severity) - levels.indexOf(other.severity);
}

/** Findings as a node has them. */
export function pictureProblems(findings: readonly Finding[]): readonly PictureProblem[] {
  return findings.flatMap(({ severity, message }) => (severity === 'hint' ? [] : [{ severity, message }]));
}

/** Where a place of an object is written, once somebody asks. */
export function placedAt(object: Placed, at: At): () => PicturePlace {
  return () => {
    const { file, span } = placeOf(object, at);
    return { file, span };
  };
}

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
  return pictureText('heading.service', { kind, nature: typeWord(object.resource) });
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
