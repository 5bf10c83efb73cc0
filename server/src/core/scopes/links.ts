import type { StringMap } from '../kubernetes/field.ts';
import { selectsPods, type Service } from '../kubernetes/service.ts';
import { kindOf } from '../kubernetes/resource.ts';
import { readPodLabel } from '../names/pod-label.ts';
import type { ReferenceKind } from '../kubernetes/table/fields.ts';
import type { Workload } from '../kubernetes/workloads.ts';
import { addTo, compact, groupBy } from '../util/collections.ts';
import { sharedList } from '../util/shared.ts';
import type { At, Path } from '../yaml/path.ts';
import type { Contents, Named } from './contents.ts';
import { matchSelector } from '../kubernetes/selectors.ts';
import { type Placed, isWorkload, isService, sayingNamespace } from '../objects/placed.ts';

/** How one resource refers to another: a Service selects Pods, and fields name objects. */
export type LinkKind = 'selects' | ReferenceKind;

/** A reference that is written in a manifest. An empty `to` means that it dangles. */
export interface Link {
  readonly kind: LinkKind;
  readonly from: Placed;
  /** The place of the reference in `from`. */
  readonly at: At;
  readonly to: readonly Placed[];
}

/** Links, both ways. */
export interface LinkIndex {
  from(resource: Placed): readonly Link[];
  to(resource: Placed): readonly Link[];
}

const none: readonly never[] = [];

/** The references that an object writes. */
export function linksFrom(contents: Contents, placed: Placed): readonly Link[] {
  const { kind, references } = placed.resource;
  if (kind !== 'Service' && references.length === 0) return none;
  return contents.about(placed, linksOf);
}

/** The references that an object writes at a path. */
export function linksAt(contents: Contents, placed: Placed, path: Path): readonly Link[] {
  const links = linksFrom(contents, placed);
  if (links.length <= many) return links.filter(({ at }) => at.path === path);
  return contents.about(placed, linksByPath).get(path) ?? none;
}

/** So many references of one object are gone through once for all who ask. */
const many = 64;

function linksByPath(contents: Contents, placed: Placed): ReadonlyMap<Path, readonly Link[]> {
  return groupBy(linksFrom(contents, placed), ({ at }) => at.path);
}

/** The references that lead to an object. None leaves its scope. */
export function linksTo(contents: Contents, target: Placed): readonly Link[] {
  return contents.about(target, findLinksTo);
}

function findLinksTo(contents: Contents, target: Placed): readonly Link[] {
  const selecting = isWorkload(target) ? contents.maySelect(target) : [];
  const named = namingLinks(contents, target);
  const seen = new Set<Placed>(selecting);
  return compact([
    ...selecting.flatMap((one) => linksBetween(contents, one, target)),
    ...(seen.size === 0 ? named : named.filter(({ from }) => !seen.has(from))),
  ]);
}

/** The links of the objects that may name one. Where many share a name, each of them is gone through once for all that have it. */
function namingLinks(contents: Contents, target: Placed): readonly Link[] {
  const { resource, name = '', namespace, namespaceOrigin } = target;
  const named: Named = { kind: kindOf(resource), name, namespace, namespaceOrigin };
  const namers = contents.namersOf(named);
  if (namers.length <= few) return namers.flatMap((one) => linksBetween(contents, one, target));
  const key = `${named.kind} ${name} ${namespace} ${namespaceOrigin}`;
  return contents.aboutAlike(key, named, linksByTarget).get(target) ?? [];
}

/** So few are gone through for each object alone. */
const few = 8;

function linksByTarget(contents: Contents, named: Named): ReadonlyMap<Placed, readonly Link[]> {
  const found = new Map<Placed, Link[]>();
  for (const namer of contents.namersOf(named)) addByEnd(found, linksFrom(contents, namer));
  return found;
}

function linksBetween(contents: Contents, from: Placed, target: Placed): readonly Link[] {
  const links = linksFrom(contents, from);
  if (links.length <= many) return links.filter((link) => link.to.includes(target));
  return contents.about(from, linksByEnd).get(target) ?? none;
}

function linksByEnd(contents: Contents, from: Placed): ReadonlyMap<Placed, readonly Link[]> {
  const found = new Map<Placed, Link[]>();
  addByEnd(found, linksFrom(contents, from));
  return found;
}

function addByEnd(found: Map<Placed, Link[]>, links: readonly Link[]): void {
  for (const link of links) for (const target of new Set(link.to)) addTo(found, target, link);
}

function linksOf(contents: Contents, placed: Placed): readonly Link[] {
  const { resource } = placed;
  const selected = isService(placed) ? selectorLink(contents, placed) : [];
  const named = resource.references.map(({ as, kinds, name, namespace }): Link => {
    const where = namespace?.value ?? placed.namespace;
    const asker = sayingNamespace(placed, namespace?.value);
    const to = kinds.flatMap((kind) => objectsCalled(contents, kind, name.value, asker, where));
    return { kind: as, from: placed, at: name.at, to: sharedList(to) };
  });
  return selected.length === 0 ? named : [...selected, ...named];
}

/** The objects that a reference means; a Pod that is not there is of the StatefulSet that makes those of its name. */
function objectsCalled(
  contents: Contents,
  kind: string,
  name: string,
  from: Placed,
  namespace: string,
): readonly Placed[] {
  const found = contents.called(kind, name).nearest(from, namespace);
  const set = kind === 'Pod' && found.length === 0 ? readPodLabel(name)?.set : undefined;
  return set === undefined ? found : contents.named('StatefulSet', set).nearest(from, namespace);
}

/** ExternalName Services have no endpoints, so their selector links nothing; one that a template leaves open may link anything. */
function selectorLink(contents: Contents, service: Placed<Service>): readonly Link[] {
  const { selector } = service.resource;
  if (!selectsPods(service.resource) || !selector.known) return [];
  return [
    { kind: 'selects', from: service, at: selector.at, to: sharedList(nearestSelected(contents, service, selector)) },
  ];
}

/** The workloads whose Pods a selector of an object selects: the nearest of those that surely have all its pairs. */
export function nearestSelected(contents: Contents, from: Placed, selector: StringMap): readonly Placed<Workload>[] {
  return contents
    .mayBeSelected(selector)
    .nearest(from, from.namespace, (workload) => matchSelector(selector, workload.name, workload.resource) === 'yes');
}
