import { compareTexts, groupBy } from '../../util/collections.ts';
import { pictureText, rangeText } from './picture-text.ts';
import { bySeverity, type Sketch, type SketchedGroup, type SketchedNode } from './sketch.ts';
import type { Picture, PictureEdge } from './picture.ts';
import { spoken, type Unspoken } from './spoken.ts';

/** No picture has more nodes than this. */
export const mostNodes = 300;

/** As long as no more nodes are seen, groups are opened without being asked to. */
const comfortable = 60;

/** More things than this side by side are put into groups by their names. */
const mostSiblings = 40;

/** Which groups a person has opened, the last one last, and which closed. */
export interface Folding {
  readonly opened: readonly string[];
  readonly closed: readonly string[];
}

/** Nothing opened, nothing closed by a person. */
export const asItComes: Folding = { opened: [], closed: [] };

/** A group with what is in it, or the whole picture. */
interface Branch {
  readonly id: string;
  readonly group: SketchedGroup;
  /** Whether it holds a part of many alike. */
  readonly isRange: boolean;
  readonly children: readonly (Branch | SketchedNode)[];
}

/**
 * Puts a sketch into groups, of namespaces, in them of Services, and opens of these as many levels as can be looked at. What a
 * person has opened is open while the picture stays below `mostNodes`; what was opened last counts before what was opened first.
 */
export function fold(
  sketch: Sketch,
  { opened, closed }: Folding,
  own: readonly string[],
): Pick<Picture, 'nodes' | 'edges'> {
  const root = treeOf(sketch);
  const ways = waysIn(root);
  const shut = new Set(closed);
  let open: ReadonlySet<string> = new Set([root.id]);
  const openIf = (ids: readonly string[], most: number): boolean => {
    const wanted = new Set([...open, ...ids.filter((id) => !shut.has(id))]);
    if (visible(root, wanted).length > most) return false;
    open = wanted;
    return true;
  };
  for (const id of [...[...opened].reverse(), ...own]) openIf(ways.get(id) ?? [], mostNodes);
  const [only, ...others] = root.children;
  if (only !== undefined && isBranch(only) && others.length === 0) openIf([only.id], mostNodes);
  for (const level of levelsIn(root)) if (!openIf(level, comfortable)) break;
  return drawn(sketch, visible(root, open), open);
}

function isBranch(one: Branch | SketchedNode): one is Branch {
  return 'children' in one;
}

function groupsIn(children: Branch['children']): readonly Branch[] {
  return children.filter(isBranch);
}

/** What is seen of a branch: its nodes, the groups that are closed, and what is in those that are open. */
function visible(branch: Branch, open: ReadonlySet<string>): readonly (Branch | SketchedNode)[] {
  if (!open.has(branch.id)) return [branch];
  return branch.children.flatMap((child) => (isBranch(child) ? visible(child, open) : [child]));
}

/** The groups of each level, from the outermost on, as far as opening them shows more than ranges of what is in them. */
function levelsIn(root: Branch): readonly (readonly string[])[] {
  const levels: string[][] = [];
  let level = groupsIn(root.children);
  while (level.length > 0 && !level.some(({ children }) => groupsIn(children).some(({ isRange }) => isRange))) {
    levels.push(level.map(({ id }) => id));
    level = level.flatMap(({ children }) => groupsIn(children));
  }
  return levels;
}

/** For each group the ids from the outermost one to itself. */
function waysIn(root: Branch): ReadonlyMap<string, readonly string[]> {
  const ways = new Map<string, readonly string[]>();
  const walk = (branch: Branch, above: readonly string[]): void => {
    for (const child of groupsIn(branch.children)) {
      const way = [...above, child.id];
      ways.set(child.id, way);
      walk(child, way);
    }
  };
  walk(root, []);
  return ways;
}

function treeOf(sketch: Sketch): Branch {
  const whole: SketchedGroup = { heading: '', label: pictureText('workspace') };
  return branchOf(sketch, { id: '', group: whole }, [...sketch.nodes.values()], 0);
}

function branchOf(
  sketch: Sketch,
  owner: Pick<Branch, 'id' | 'group'>,
  nodes: readonly SketchedNode[],
  depth: number,
): Branch {
  const children: (Branch | SketchedNode)[] = [];
  for (const [id, inside] of groupBy(nodes, ({ groups }) => groups[depth])) {
    const group = id === undefined ? undefined : sketch.groups.get(id);
    // A Service with nothing that belongs to it is no group.
    const isAlone = inside.length === 1 && group?.head === inside[0]?.id;
    if (id === undefined || group === undefined || isAlone) for (const node of inside) children.push(node);
    else children.push(branchOf(sketch, { id, group }, inside, depth + 1));
  }
  return { ...owner, isRange: false, children: inRanges(owner, children) };
}

/** Children by their names, in groups where there are many. */
function inRanges(
  parent: Pick<Branch, 'id' | 'group'>,
  children: readonly (Branch | SketchedNode)[],
): Branch['children'] {
  if (children.length <= mostSiblings) return children;
  const sorted = [...children].sort((one, other) => compareTexts(labelOf(one), labelOf(other)));
  const size = Math.ceil(sorted.length / Math.ceil(sorted.length / mostSiblings));
  const ranges = Array.from({ length: Math.ceil(sorted.length / size) }, (_, index): Branch => {
    const inside = sorted.slice(index * size, (index + 1) * size);
    const label = rangeText(inside.map(labelOf));
    const heading = pictureText('heading.range', { count: inside.length, group: parent.group.label });
    return { id: `${parent.id} ${label}`, group: { heading, label }, isRange: true, children: inside };
  });
  return inRanges(parent, ranges);
}

function labelOf(one: Branch | SketchedNode): string {
  return isBranch(one) ? one.group.label : one.label;
}

/** The nodes that are seen, and the edges between them. */
function drawn(
  sketch: Sketch,
  seen: readonly (Branch | SketchedNode)[],
  open: ReadonlySet<string>,
): Pick<Picture, 'nodes' | 'edges'> {
  const heads = new Map(
    [...sketch.groups].flatMap(([id, { head }]) => (head === undefined ? [] : [[head, id] as const])),
  );
  const sizes = groupSizes(sketch);
  const standsFor = new Map<string, string>();
  const nodes = seen.map((one): Unspoken => {
    const members = isBranch(one) ? membersOf(one) : [one];
    const node = isBranch(one) ? groupNode(one, members) : finished(one);
    for (const { id } of members) standsFor.set(id, node.id);
    const group = heads.get(node.id);
    if (group === undefined || !open.has(group)) return node;
    return { ...node, group: { id: group, state: 'open', size: sizes.get(group) ?? 0 } };
  });
  const missing = new Set(nodes.filter(({ presence }) => presence === 'missing').map(({ id }) => id));
  return spoken(nodes, edgesBetween(sketch, standsFor, missing));
}

function groupSizes(sketch: Sketch): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { groups } of sketch.nodes.values()) for (const id of groups) sizes.set(id, (sizes.get(id) ?? 0) + 1);
  return sizes;
}

function membersOf(branch: Branch): readonly SketchedNode[] {
  return branch.children.flatMap((child) => (isBranch(child) ? membersOf(child) : [child]));
}

function edgesBetween(
  sketch: Sketch,
  standsFor: ReadonlyMap<string, string>,
  missing: ReadonlySet<string>,
): readonly PictureEdge[] {
  const edges = new Map<string, PictureEdge>();
  for (const edge of sketch.edges.values()) {
    const [from, to] = [standsFor.get(edge.from), standsFor.get(edge.to)];
    if (from === undefined || to === undefined || from === to) continue;
    const key = JSON.stringify([from, to, edge.kind]);
    const known = edges.get(key);
    const text = known === undefined || known.text === edge.text ? edge.text : '';
    edges.set(key, { ...edge, from, to, text, presence: missing.has(from) || missing.has(to) ? 'missing' : 'here' });
  }
  return [...edges.values()];
}

/** A node with all its parts, and its place found. */
function finished({ id, kind, heading, label, place, ...more }: SketchedNode): Unspoken {
  const { details = [], notes = [], problems = [], presence = 'here' } = more;
  return { id, kind, heading, label, details, notes, problems, presence, place: place?.(), group: undefined };
}

/** A closed group: what its head is, or what it is called, with counts of what is in it. */
function groupNode({ id, group }: Branch, members: readonly SketchedNode[]): Unspoken {
  const head = members.find((node) => node.id === group.head);
  const problems = members.flatMap((node) => node.problems ?? []).sort(bySeverity);
  const base: SketchedNode = head ?? { id, kind: 'group', heading: group.heading, label: group.label, groups: [] };
  return {
    ...finished(base),
    details: [...(base.details ?? []), ...behind(members), ...counts(members)],
    problems,
    group: { id, state: 'closed', size: members.length },
  };
}

/** What is behind a Service, where that is not much. */
function behind(members: readonly SketchedNode[]): readonly string[] {
  if (members.filter(({ kind }) => kind === 'service').length !== 1) return [];
  const backends = members.filter(({ kind }) => kind === 'backend');
  return backends.length > 2 ? [] : backends.map(({ heading, label, brief }) => brief ?? `${heading} ${label}`);
}

function counts(members: readonly SketchedNode[]): readonly string[] {
  const texts = counted.flatMap(([kind, text]) => {
    const found = members.filter((node) => node.kind === kind).length;
    return found === 0 || (found === 1 && kind === 'service') ? [] : [pictureText(text, { count: found })];
  });
  return texts.length === 0 ? [] : [texts.join(', ')];
}

const counted = [
  ['service', 'count.services'],
  ['client', 'count.clients'],
  ['port', 'count.ports'],
  ['pod', 'count.pods'],
  ['name', 'count.names'],
] as const;
